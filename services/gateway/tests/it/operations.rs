//! The gateway's own audit log and state, and how all services stand.

use contracts::Department;
use serde_json::{Value, json};

use crate::support::{Edge, point, upstream::Upstream};

const OVERVIEW: &str = "/api/identity/v1/operations/overview";
const AUDIT: &str = "/api/identity/v1/operations/audit";

fn service<'a>(view: &'a Value, name: &str) -> &'a Value {
    let services = view["services"].as_array().unwrap();
    services.iter().find(|service| service["name"] == name).unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_service_that_is_down_is_shown_as_such_and_takes_nothing_else_with_it() {
    let upstream = Upstream::start();
    let url = upstream.url.clone();
    let edge = Edge::start_with(move |config| point(config, Department::Water, &url)).await;
    let operator = edge.login("operator").await;
    let own = edge.get_as(&operator, "/api/identity/v1/operations/state").await;
    assert_eq!((own.status, &own.body["service"]), (200, &json!("gateway")), "{own:?}");
    assert_eq!(own.body["queues"]["queues"], json!([]));

    let mut state = own.body.clone();
    state["service"] = json!("water");
    state["outbox"]["waiting"] = json!(3);
    *upstream.control.state.lock().unwrap() = Some(state);
    let view = edge.get_as(&operator, OVERVIEW).await.body;
    assert_eq!(view["services"].as_array().unwrap().len(), 5);
    assert_eq!(service(&view, "gateway")["state"], "up");
    let water = service(&view, "water");
    assert_eq!(
        (&water["state"], &water["operations"]["outbox"]["waiting"]),
        (&json!("up"), &json!(3))
    );
    let down = service(&view, "finance");
    assert_eq!((&down["state"], down.get("operations")), (&json!("down"), None));
    assert_eq!(down["detail"], "服务没有应答");

    *upstream.control.state.lock().unwrap() = None;
    let view = edge.get_as(&operator, OVERVIEW).await.body;
    let water = service(&view, "water");
    assert_eq!(water["state"], "degraded");
    assert!(water["detail"].as_str().unwrap().contains("数据库没有应答"), "{water}");

    *upstream.control.state.lock().unwrap() = Some(json!({ "another": "version" }));
    let view = edge.get_as(&operator, OVERVIEW).await.body;
    assert_eq!(service(&view, "water")["state"], "degraded");
    assert_eq!(service(&view, "gateway")["state"], "up");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_gateways_audit_log_is_read_by_auditors_and_administrators() {
    let edge = Edge::start().await;
    let (auditor, operator) = (edge.login("auditor").await, edge.login("operator").await);
    let list = edge.get_as(&auditor, &format!("{AUDIT}?actor=operator&action=session.open")).await;
    let entry = &list.body["items"][0];
    assert_eq!((&entry["unit"], &entry["roles"]), (&json!("county"), &json!(["operator"])));
    let path = format!("{AUDIT}/{}", entry["seq"]);
    let opened = edge.get_as(&auditor, &path).await;
    assert_eq!((opened.status, &opened.body["after"]["username"]), (200, &json!("operator")));
    let noted = edge.get_as(&auditor, &format!("{AUDIT}?action=audit_entry.open")).await;
    assert_eq!(noted.body["items"][0]["actor"], "auditor");
    assert_eq!(edge.get_as(&operator, AUDIT).await.status, 200);
    assert_eq!(edge.get_as(&operator, &path).await.status, 403);

    edge.execute("SET session_replication_role = replica; DELETE FROM audit_entries WHERE seq = 2")
        .await;
    let verified = edge.get_as(&auditor, &format!("{AUDIT}/verification")).await.body;
    assert_eq!(verified["intact"], false);
    assert_eq!(
        (&verified["findings"][0]["kind"], &verified["findings"][0]["seq"]),
        (&json!("removed"), &json!(2))
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn the_sweep_leaves_its_last_run() {
    let edge = Edge::start().await;
    let operator = edge.login("operator").await;
    let mut jobs = Value::Null;
    for _ in 0..200 {
        let state = edge.get_as(&operator, "/api/identity/v1/operations/state").await;
        jobs = state.body["jobs"].clone();
        if jobs != json!([]) {
            break;
        }
        tokio::time::sleep(std::time::Duration::from_millis(50)).await;
    }
    assert_eq!((&jobs[0]["name"], &jobs[0]["failures"]), (&json!("sweep"), &json!(0)));
}
