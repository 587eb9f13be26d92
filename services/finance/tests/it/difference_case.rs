//! Differences as cases: explained by the clerk with an attachment, approved or returned by the head, marked, never removed.

use std::io::Write;

use chrono::{Days, Utc};
use finance::{api::role::FINANCE_HEAD, domain::ruleset, service::reconcile_surcharge::Reconciler};
use platform::{
    clock::local_date,
    http::token::{ServiceIdentity, Signer},
    peer::{Peer, PeerSettings},
    test_support::{Answer, TestPerson, fresh_key_pem, send},
};
use serde_json::{Value, json};
use uuid::Uuid;

use crate::{
    reconciliation::{Water, reconcile, start},
    support::{Finance, auditor, clerk, collected},
};

const PDF: &[u8] = b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog >>\nendobj\n";

fn head() -> TestPerson {
    TestPerson::with("head", &[FINANCE_HEAD])
}

async fn case(finance: &Finance, person: &TestPerson, id: &Value) -> Value {
    finance.get(person, &format!("/v1/cases/{}", id.as_str().unwrap())).await.body
}

async fn act(finance: &Finance, person: &TestPerson, case: &Value, what: &str, body: Value) -> Answer {
    let path = format!("/v1/cases/{}/{what}", case["id"].as_str().unwrap());
    finance.post_if_match(person, &path, case["version"].as_i64().unwrap(), &body).await
}

async fn write(finance: &Finance, person: &TestPerson, case: &Value, statement: &str) -> Answer {
    let path = format!("/v1/cases/{}/statement", case["id"].as_str().unwrap());
    let request = finance
        .request_as(person, "PUT", &path)
        .header("if-match", case["version"].to_string());
    send(request.json(&json!({ "statement": statement }))).await
}

pub async fn attach(finance: &Finance, person: &TestPerson, case: &Value) -> Answer {
    let path = format!("/v1/cases/{}/attachments", case["id"].as_str().unwrap());
    let mut body = Vec::new();
    write!(
        body,
        "--part\r\nContent-Disposition: form-data; name=\"file\"; filename=\"银行回单.pdf\"\r\n\r\n"
    )
    .unwrap();
    body.extend_from_slice(PDF);
    body.extend_from_slice(b"\r\n--part--\r\n");
    let request = finance
        .request_as(person, "POST", &path)
        .header("idempotency-key", Uuid::new_v4().to_string());
    send(request.header("content-type", "multipart/form-data; boundary=part").body(body)).await
}

/// What waits for a person.
async fn waiting(finance: &Finance, person: &TestPerson) -> Vec<String> {
    let answer = finance.get(person, "/v1/todos").await;
    assert_eq!(answer.status, 200, "{}", answer.body);
    let items = answer.body["items"].as_array().unwrap();
    items.iter().map(|item| item["title"].as_str().unwrap().to_owned()).collect()
}

async fn run_of(finance: &Finance, id: &Value) -> Value {
    let path = format!("/v1/reconciliations/water-surcharge/{}", id.as_str().unwrap());
    finance.get(&auditor(), &path).await.body
}

#[tokio::test(flavor = "multi_thread")]
async fn a_difference_is_explained_with_an_attachment_and_stays_marked() {
    let water = Water::default();
    let (finance, _key) = start(&water).await;
    let (wrong, lost) = (Uuid::now_v7(), Uuid::now_v7());
    finance.receive(&collected(wrong, "3.00", "2026-03-31")).await.unwrap();
    water.collects("2026-03-31", wrong, "3.01");
    water.collects("2026-03-31", lost, "1.00");
    let run = reconcile(&finance, "2026-03-31").await.body;
    assert_eq!((&run["difference_count"], &run["explained_count"]), (&json!(2), &json!(0)));
    let difference = &run["differences"][0];
    assert_eq!(
        (&difference["case"]["state"], &difference["case"]["explained"]),
        (&json!("draft"), &json!(false))
    );

    let seen = case(&finance, &clerk(), &difference["case"]["id"]).await;
    assert!(
        seen["title"].as_str().unwrap().contains("金额不一致：水利3.01元，财政3.00元"),
        "{seen}"
    );
    assert_eq!(
        (&seen["next"]["missing"], &seen["holder"]["role"], &seen["drafter"]),
        (
            &json!(["情况说明", "附件（至少1份，现有0份）"]),
            &json!("finance_clerk"),
            &json!("system:reconciliation")
        )
    );
    assert_eq!(waiting(&finance, &clerk()).await, ["2026-03-31 与县水利局对账有 2 处差异待说明"]);
    let early = act(&finance, &clerk(), &seen, "submission", json!({})).await;
    assert_eq!((early.status, early.body["code"].as_str()), (409, Some("case_incomplete")));
    assert_eq!(early.body["missing"], seen["next"]["missing"]);
    assert_eq!(write(&finance, &head(), &seen, "x").await.status, 403);
    let written = write(&finance, &clerk(), &seen, "水利局录入时多记一分，已更正").await;
    assert_eq!(written.status, 200, "{}", written.body);
    let attached = attach(&finance, &clerk(), &seen).await;
    assert_eq!(attached.status, 201);
    let seen = case(&finance, &clerk(), &difference["case"]["id"]).await;
    assert_eq!(act(&finance, &clerk(), &seen, "submission", json!({})).await.status, 200);
    assert_eq!(waiting(&finance, &clerk()).await, ["2026-03-31 与县水利局对账有 1 处差异待说明"]);
    assert_eq!(waiting(&finance, &head()).await.len(), 1);
    // What it was submitted upon stays while somebody decides on it.
    let path = format!(
        "/v1/cases/{}/attachments/{}/withdrawal",
        seen["id"].as_str().unwrap(),
        attached.body["id"].as_str().unwrap()
    );
    let gone = finance.post(&clerk(), &path, &json!({"reason": "传错了"})).await;
    assert_eq!((gone.status, gone.body["code"].as_str()), (409, Some("case_wrong_state")));

    let seen = case(&finance, &head(), &difference["case"]["id"]).await;
    assert!(
        seen["actions"]
            .as_array()
            .unwrap()
            .iter()
            .all(|action| action["action"] != "reject"),
        "{seen}"
    );
    let never = act(&finance, &head(), &seen, "rejection", json!({"reason": "x"})).await;
    assert_eq!(never.body["code"], "case_never_rejected");
    let returned = act(&finance, &head(), &seen, "return", json!({"reason": "请附水利局更正单"})).await;
    assert_eq!(returned.body["state"], "returned");
    let mut hers = waiting(&finance, &clerk()).await;
    hers.sort();
    assert_eq!(hers.len(), 2, "{hers:?}");
    assert_eq!(hers[0], "2026-03-31 与县水利局对账有 2 处差异待说明");
    assert_eq!(waiting(&finance, &head()).await.len(), 0);
    assert_eq!(attach(&finance, &clerk(), &seen).await.status, 201);
    let seen = case(&finance, &clerk(), &difference["case"]["id"]).await;
    assert_eq!(act(&finance, &clerk(), &seen, "submission", json!({})).await.status, 200);
    let seen = case(&finance, &head(), &difference["case"]["id"]).await;
    assert_eq!(act(&finance, &clerk(), &seen, "approval", json!({})).await.status, 403);
    assert_eq!(act(&finance, &head(), &seen, "approval", json!({})).await.status, 200);

    assert_eq!(waiting(&finance, &clerk()).await, ["2026-03-31 与县水利局对账有 1 处差异待说明"]);
    let after = run_of(&finance, &run["id"]).await;
    assert_eq!(
        (&after["state"], &after["difference_count"], &after["explained_count"]),
        (&json!("different"), &json!(2), &json!(1))
    );
    assert_eq!(
        (
            &after["differences"][0]["case"]["explained"],
            &after["differences"][0]["case"]["explanation"]
        ),
        (&json!(true), &json!("水利局录入时多记一分，已更正"))
    );
    let listed = finance
        .get(&clerk(), "/v1/reconciliations/water-surcharge?state=different")
        .await
        .body;
    assert_eq!(listed["items"][0]["explained_count"], 1);
    // Looked at again, the same difference has the same case.
    let again = reconcile(&finance, "2026-03-31").await.body;
    assert_eq!(again["differences"][0]["case"]["id"], difference["case"]["id"]);
    assert_eq!(finance.count("SELECT count(*) FROM cases").await, 2);
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_does_not_see_the_fund_sees_no_case_of_it() {
    let water = Water::default();
    let (finance, _key) = start(&water).await;
    water.collects("2026-03-31", Uuid::now_v7(), "1.00");
    let run = reconcile(&finance, "2026-03-31").await.body;
    let id = run["differences"][0]["case"]["id"].as_str().unwrap();
    let stranger = clerk().of_units(&["ronglin"]);
    assert_eq!(finance.get(&stranger, &format!("/v1/cases/{id}")).await.status, 404);
    assert_eq!(finance.get(&stranger, "/v1/cases").await.body["items"], json!([]));
    assert_eq!(attach(&finance, &stranger, &json!({ "id": id })).await.status, 404);
    let bureau = clerk().of_units(&["finance_bureau"]);
    assert_eq!(finance.get(&bureau, &format!("/v1/cases/{id}")).await.status, 200);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_a_later_look_no_longer_finds_needs_no_explanation() {
    let water = Water::default();
    let (finance, _key) = start(&water).await;
    let identity = ServiceIdentity::new("finance", Signer::from_pem(&fresh_key_pem()).unwrap(), "jiangzhou");
    let peer = Peer::new("县水利局", &PeerSettings { url: water.start() }, identity).unwrap();
    let rules = std::sync::Arc::new(ruleset::load(None).unwrap());
    let reconciler = Reconciler::new(finance.service.database.clone(), Some(peer), 31, rules);
    let day = local_date(Utc::now()) - Days::new(1);
    let late = Uuid::now_v7();
    water.collects(&day.to_string(), late, "1.00");
    let look = async || reconciler.look_at(day, "system:reconciliation", Utc::now()).await.unwrap();
    assert_eq!(look().await.unwrap().difference_count, Some(1));
    assert!(look().await.is_none(), "the same again");
    let open = "SELECT count(*) FROM cases WHERE closed_at IS NULL";
    assert_eq!(finance.count(open).await, 1);
    finance.receive(&collected(late, "1.00", &day.to_string())).await.unwrap();
    assert_eq!(look().await.unwrap().difference_count, Some(0));
    assert_eq!(finance.count(open).await, 0);
    let given_up = finance.get(&clerk(), "/v1/cases?state=withdrawn").await.body["items"][0].clone();
    assert_eq!(given_up["decided_by"], "system:reconciliation");
}
