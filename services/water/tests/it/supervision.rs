//! Reports of violations by anybody, inspections, and water-balance tests (24号 附件1 第四、十二、十八条).

use platform::test_support::{Answer, TestPerson};
use serde_json::{Value, json};
use uuid::Uuid;
use water::service::county_day;

use crate::{
    register::{actions_on, create_user, refusal, user_body, with},
    support::{Water, auditor, clerk, head, operator_of, start, start_with, town_clerk_of},
};

fn report_body() -> Value {
    json!({
        "id": Uuid::new_v4(), "act": "verification_seal_broken", "town": "longxing", "place": "示范路12号", "description": "水表铅封被剪断",
        "occurred_on": "2026-01-10", "name": "示例举报人", "phone": "13812341234",
    })
}

async fn send(water: &Water, changes: Value) -> Answer {
    water.post_public("/v1/violation-reports", &with(report_body(), changes)).await
}

async fn progress(water: &Water, number: &Value) -> Answer {
    water
        .get_public(&format!("/v1/violation-progress/{}", number.as_str().unwrap()))
        .await
}

async fn step(water: &Water, by: &TestPerson, path: &str, row: &Value, step: &str, body: Value) -> Answer {
    let path = format!("{path}/{}/{step}", row["id"].as_str().unwrap());
    water.post_if_match(by, &path, row["version"].as_i64().unwrap(), &body).await
}

const REPORTS: &str = "/v1/violation-reports";

#[tokio::test(flavor = "multi_thread")]
async fn anybody_reports_follows_up_and_is_told_the_result() {
    let water = start().await;
    let receipt = send(&water, json!({})).await;
    assert_eq!(receipt.status, 201, "{}", receipt.body);
    let number = &receipt.body["number"];
    assert!(
        number.as_str().unwrap().starts_with("JB") && receipt.body.as_object().unwrap().len() == 2,
        "{}",
        receipt.body
    );
    assert_eq!(progress(&water, number).await.body["state"], "received");

    let listed = water.get(&clerk(), REPORTS).await.body["items"][0].clone();
    assert_eq!(
        (&listed["phone"], &listed["has_contact"], &listed["description"]),
        (&json!("138****1234"), &json!(true), &json!("水表铅封被剪断"))
    );
    assert!(!listed.to_string().contains("示例举报人"));
    // Nobody handles what nobody has looked into.
    let early = step(&water, &clerk(), REPORTS, &listed, "handling", json!({"result": "已处理"})).await;
    assert_eq!(refusal(&early), (409, "report_wrong_state", ""));
    let user = create_user(&water, &user_body("A1")).await;
    let verification = json!({"finding": "substantiated", "note": "现场核对，铅封断裂", "user_id": user});
    let verified = step(&water, &clerk(), REPORTS, &listed, "verification", verification.clone()).await;
    assert_eq!(
        (verified.status, &verified.body["state"]),
        (200, &json!("verified")),
        "{}",
        verified.body
    );
    let stale = step(&water, &clerk(), REPORTS, &listed, "verification", verification).await;
    assert_eq!(stale.status, 412);
    let handled = step(
        &water,
        &head(),
        REPORTS,
        &verified.body,
        "handling",
        json!({"result": "责令改正并重新加封"}),
    )
    .await;
    assert_eq!((handled.status, &handled.body["state"]), (200, &json!("handled")));
    let again = step(&water, &head(), REPORTS, &handled.body, "handling", json!({"result": "另一结果"})).await;
    assert_eq!(refusal(&again), (409, "report_wrong_state", ""));

    let told = progress(&water, number).await.body;
    assert_eq!(
        (&told["finding"], &told["result"], &told["state"]),
        (&json!("substantiated"), &json!("责令改正并重新加封"), &json!("handled"))
    );
    // Whoever has the number reads neither what was written nor by whom, nor what the staff noted.
    for secret in ["铅封被剪断", "示范路", "13812341234", "示例举报人", "现场核对", "clerk"] {
        assert!(!told.to_string().contains(secret), "{secret}: {told}");
    }
    let id = listed["id"].as_str().unwrap();
    assert_eq!(
        actions_on(&water, id).await,
        ["violation_report.receive", "violation_report.verify", "violation_report.handle"]
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn who_reported_is_told_in_full_only_to_the_bureau_and_noted() {
    let water = start().await;
    send(&water, json!({})).await;
    send(&water, json!({"name": null, "phone": null})).await;
    let listed = water.get(&town_clerk_of("longxing"), REPORTS).await.body["items"].clone();
    assert_eq!(listed.as_array().unwrap().len(), 2);
    let (anonymous, named) = (&listed[0], &listed[1]);
    assert_eq!((&anonymous["has_contact"], &anonymous["phone"]), (&json!(false), &Value::Null));
    let contact = |row: &Value| format!("{REPORTS}/{}/contact", row["id"].as_str().unwrap());
    let told = water.get(&clerk(), &contact(named)).await;
    assert_eq!(
        (&told.body["name"], &told.body["phone"]),
        (&json!("示例举报人"), &json!("13812341234"))
    );
    assert_eq!(refusal(&water.get(&clerk(), &contact(anonymous)).await), (409, "no_contact", ""));
    for person in [auditor(), town_clerk_of("longxing")] {
        assert_eq!(water.get(&person, &contact(named)).await.status, 403);
    }
    assert_eq!(water.get(&operator_of("supply_city"), REPORTS).await.status, 403);
    assert_eq!(water.get(&town_clerk_of("sanquan"), REPORTS).await.body["items"], json!([]));
    let noted = actions_on(&water, named["id"].as_str().unwrap()).await;
    assert_eq!(noted.last().unwrap(), "violation_report.disclose_reporter");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_report_sent_again_is_the_same_report() {
    let water = start().await;
    let id = json!({"id": Uuid::new_v4()});
    let first = send(&water, id.clone()).await;
    let again = send(&water, id.clone()).await;
    assert_eq!((again.status, &again.body), (201, &first.body));
    let other = send(&water, with(id, json!({"description": "另一件事"}))).await;
    assert_eq!(refusal(&other), (409, "report_id_reused", ""));
    assert_eq!(water.get(&clerk(), REPORTS).await.body["items"].as_array().unwrap().len(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_report_has_its_limits() {
    let water = start_with(|config| config.server.public_requests_per_second = 100).await;
    for (changes, pointer) in [
        (json!({"act": "ninth_act"}), "/act"),
        (json!({"town": "elsewhere"}), "/town"),
        (json!({"place": " "}), "/place"),
        (json!({"place": "路".repeat(101)}), "/place"),
        (json!({"description": "字".repeat(2_001)}), "/description"),
        (json!({"phone": "1234"}), "/phone"),
        (json!({"phone": "call me maybe 12345678"}), "/phone"),
        (json!({"occurred_on": "2026-02-30"}), "/occurred_on"),
    ] {
        let refused = send(&water, changes).await;
        assert_eq!(refusal(&refused), (400, "invalid_input", pointer), "{}", refused.body);
    }
    assert_eq!(send(&water, json!({"surplus": true})).await.status, 400);
    let future = send(&water, json!({"occurred_on": "2999-01-01"})).await;
    assert_eq!(refusal(&future), (422, "occurrence_in_future", "/occurred_on"));
    // Five a minute from one address; what was refused for its form did not count.
    for _ in 0..4 {
        assert_eq!(send(&water, json!({"description": "字".repeat(2_000)})).await.status, 201);
    }
    let sixth = send(&water, json!({})).await;
    assert_eq!(sixth.status, 429, "{}", sixth.body);
    assert_eq!(progress(&water, &json!("JB260101-2222222222")).await.status, 404);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_catalogue_is_the_eight_acts_with_their_articles_and_the_rest() {
    let water = start().await;
    let acts = water.get_public("/v1/violation-acts").await.body;
    let acts = acts.as_array().unwrap();
    assert_eq!(acts.len(), 9);
    assert_eq!(acts[5]["citation"]["article"], "附件3 第十二条（六）");
    assert_eq!(
        (&acts[8]["code"], &acts[8]["citation"]["article"]),
        (&json!("other"), &json!("附件1 第四条"))
    );
}

fn inspection_body(user: Uuid) -> Value {
    json!({
        "user_id": user, "inspected_on": "2026-09-10", "inspectors": "示例检查员甲、乙", "certificate_number": "晋水执法001",
        "measures": ["on_site", "order_to_stop"], "findings": "绕表用水", "order": "立即停止绕表用水", "deadline": "2026-09-17",
    })
}

#[tokio::test(flavor = "multi_thread")]
async fn an_inspection_shows_its_certificate_and_has_an_outcome_once() {
    let water = start().await;
    let user = create_user(&water, &user_body("A1")).await;
    let record = async |changes: Value| water.post(&clerk(), "/v1/inspections", &with(inspection_body(user), changes)).await;
    let hidden = record(json!({"certificate_number": " "})).await;
    assert_eq!(refusal(&hidden), (422, "certificate_not_shown", "/certificate_number"));
    assert_eq!(hidden.body["citation"]["article"], "附件1 第十八条");
    let tomorrow = county_day(chrono::Utc::now()) + chrono::Days::new(1);
    for (changes, code) in [
        (json!({"measures": []}), "measure_missing"),
        (json!({"measures": ["documents"]}), "order_text_mismatch"),
        (json!({"deadline": "2026-09-09"}), "deadline_before_inspection"),
        (json!({"inspected_on": tomorrow, "deadline": tomorrow}), "inspection_in_future"),
    ] {
        let refused = record(changes).await;
        assert_eq!(
            (refused.status, refused.body["code"].as_str().unwrap()),
            (422, code),
            "{}",
            refused.body
        );
    }
    assert_eq!(record(json!({"measures": ["search"]})).await.status, 400);
    assert_eq!(record(json!({"user_id": Uuid::nil()})).await.status, 404);
    let recorded = record(json!({})).await;
    assert_eq!(recorded.status, 201, "{}", recorded.body);
    let path = "/v1/inspections";
    let closed = step(
        &water,
        &head(),
        path,
        &recorded.body,
        "closing",
        json!({"result": "已停止，复查合格"}),
    )
    .await;
    assert_eq!((closed.status, &closed.body["result"]), (200, &json!("已停止，复查合格")));
    let again = step(&water, &head(), path, &closed.body, "closing", json!({"result": "x"})).await;
    assert_eq!(refusal(&again), (409, "inspection_closed", ""));
    let open = water.get(&auditor(), "/v1/inspections?open=true").await;
    assert_eq!(open.body["items"], json!([]));
    assert_eq!(
        water.post(&operator_of("supply_city"), path, &inspection_body(user)).await.status,
        403
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_water_balance_test_adds_up_to_the_litre_and_is_reviewed_by_another() {
    let water = start().await;
    let user = create_user(&water, &user_body("A1")).await;
    let body = json!({
        "user_id": user, "tested_from": "2026-05-01", "tested_to": "2026-05-31", "tester": "示例测试机构", "report_number": "SPH-2026-1",
        "intake": "1000", "consumed": "300", "discharged": "650", "leaked": "50", "reused": "250",
    });
    let file = async |changes: Value| water.post(&clerk(), "/v1/balance-tests", &with(body.clone(), changes)).await;
    for intake in ["1000.001", "999.999"] {
        let refused = file(json!({"intake": intake})).await;
        assert_eq!(refusal(&refused), (422, "not_balanced", "/intake"), "{intake}");
        assert_eq!(refused.body["citation"]["article"], "附件1 第十二条");
    }
    let filed = file(json!({})).await;
    assert_eq!(
        (
            filed.status,
            &filed.body["leakage_rate"],
            &filed.body["reuse_rate"],
            &filed.body["state"]
        ),
        (201, &json!("5.00"), &json!("20.00"), &json!("filed")),
        "{}",
        filed.body
    );
    assert_eq!(refusal(&file(json!({})).await), (409, "balance_test_exists", ""));
    let path = "/v1/balance-tests";
    let own = step(&water, &clerk(), path, &filed.body, "acceptance", json!({})).await;
    assert_eq!((own.status, &own.body["code"]), (403, &json!("second_person_needed")));
    let accepted = step(&water, &head(), path, &filed.body, "acceptance", json!({})).await;
    assert_eq!((accepted.status, &accepted.body["state"]), (200, &json!("accepted")));
    let late = step(&water, &head(), path, &accepted.body, "return", json!({"comment": "x"})).await;
    assert_eq!(refusal(&late), (409, "balance_test_decided", ""));
    let second = file(json!({"report_number": "SPH-2026-2"})).await;
    let returned = step(&water, &head(), path, &second.body, "return", json!({"comment": "缺少测点图"})).await;
    assert_eq!(
        (&returned.body["state"], &returned.body["comment"]),
        (&json!("returned"), &json!("缺少测点图"))
    );
    // What was sent back is filed anew under its number.
    assert_eq!(file(json!({"report_number": "SPH-2026-2"})).await.status, 201);
    let listed = water.get(&auditor(), "/v1/balance-tests?user_code=A1&state=filed").await;
    assert_eq!(listed.body["items"].as_array().unwrap().len(), 1);
}
