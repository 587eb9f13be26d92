//! The quota library, files of quotas, and plans computed from quota × declared output (24号 附件1 第五、六条, 附件2).

use platform::test_support::{Answer, TestPerson};
use serde_json::{Value, json};
use uuid::Uuid;

use crate::{
    register::{create_user, move_plan, plan_body, plan_in_force, refusal, user_body, with},
    support::{Water, auditor, clerk, head, operator_of, start},
};

fn quota_body() -> Value {
    json!({
        "product": "啤酒", "unit": "立方米/千升", "value": "4.5", "level": "provincial", "standard": "示范标准2026", "effective_from": "2026-01-01",
    })
}

async fn record(water: &Water, changes: Value) -> Answer {
    water.post(&clerk(), "/v1/quotas", &with(quota_body(), changes)).await
}

async fn end(water: &Water, quota: &Value, day: &str) -> Answer {
    let path = format!("/v1/quotas/{}/ending", quota["id"].as_str().unwrap());
    let body = json!({ "effective_to": day });
    water
        .post_if_match(&clerk(), &path, quota["version"].as_i64().unwrap(), &body)
        .await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_product_has_one_quota_of_a_level_on_a_day() {
    let water = start().await;
    let first = record(&water, json!({})).await;
    assert_eq!((first.status, &first.body["value"]), (201, &json!("4.50")), "{}", first.body);
    assert_eq!(
        refusal(&record(&water, json!({"effective_from": "2027-01-01"})).await),
        (409, "quota_overlaps", "")
    );
    assert_eq!(record(&water, json!({"level": "county"})).await.status, 201);
    assert_eq!(record(&water, json!({"product": "白酒"})).await.status, 201);
    assert_eq!(
        refusal(&end(&water, &first.body, "2025-12-31").await),
        (422, "span_reversed", "/effective_to")
    );
    let ended = end(&water, &first.body, "2026-12-31").await;
    assert_eq!((ended.status, &ended.body["effective_to"]), (200, &json!("2026-12-31")));
    assert_eq!(refusal(&end(&water, &ended.body, "2027-12-31").await), (409, "quota_ended", ""));
    // The last day is taken, the day after is free; of two at once one is.
    assert_eq!(
        refusal(&record(&water, json!({"effective_from": "2026-12-31"})).await),
        (409, "quota_overlaps", "")
    );
    let (one, other) = tokio::join!(
        record(&water, json!({"effective_from": "2027-01-01"})),
        record(&water, json!({"effective_from": "2027-01-01", "value": "4"}))
    );
    let mut statuses = [one.status, other.status];
    statuses.sort_unstable();
    assert_eq!(statuses, [201, 409]);
    let on = async |day: &str| {
        let path = format!("/v1/quotas?q=啤&level=provincial&on={day}");
        water.get(&operator_of("supply_city"), &path).await.body["items"]
            .as_array()
            .unwrap()
            .len()
    };
    assert_eq!((on("2025-12-31").await, on("2026-12-31").await, on("2027-01-01").await), (0, 1, 1));
    for (changes, pointer) in [
        (json!({"value": "0"}), "/value"),
        (json!({"value": "1.00001"}), "/value"),
        (json!({"level": "village"}), "/level"),
        (json!({"standard": " "}), "/standard"),
    ] {
        assert_eq!(refusal(&record(&water, changes).await), (400, "invalid_input", pointer));
    }
    assert_eq!(
        water.post(&operator_of("supply_city"), "/v1/quotas", &quota_body()).await.status,
        403
    );
    let crops = water.get(&auditor(), "/v1/crop-quotas").await.body;
    assert_eq!(
        (&crops[0]["value"], &crops[0]["citation"]["article"]),
        (&json!("180"), &json!("三"))
    );
}

const HEADER: &str = "产品,单位,定额,级别,标准号,生效日,失效日\n";

async fn import(water: &Water, by: &TestPerson, query: &str, rows: &str) -> Answer {
    let request = water
        .request_as(by, "POST", &format!("/v1/quotas/imports{query}"))
        .header("idempotency-key", Uuid::new_v4().to_string())
        .header("content-type", "text/csv");
    platform::test_support::send(request.body(format!("{HEADER}{rows}"))).await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_of_quotas_is_stored_whole_or_in_part_or_only_checked() {
    let water = start().await;
    record(&water, json!({})).await;
    let rows = "水泥,立方米/吨,0.55,省,示范标准,2026-01-01,\n\
                啤酒,立方米/千升,4.4,省,示范标准,2026-06-01,\n\
                水泥,立方米/吨,0.5,省,示范标准,2026-06-01,\n\
                纸浆,立方米/吨,多少,省,示范标准,2026-01-01,\n\
                钢,立方米/吨,3.9,国家,示范标准,2026-01-01,2025-12-31\n";
    let checked = import(&water, &clerk(), "?dry_run=true&mode=valid_rows", rows).await;
    assert_eq!(
        (
            checked.status,
            &checked.body["accepted"],
            &checked.body["rejected"],
            &checked.body["stored"]
        ),
        (201, &json!(1), &json!(4), &json!(0)),
        "{}",
        checked.body
    );
    let faults: Vec<_> = checked.body["errors"]
        .as_array()
        .unwrap()
        .iter()
        .map(|fault| (fault["row"].as_i64().unwrap(), fault["code"].as_str().unwrap()))
        .collect();
    assert_eq!(
        faults.iter().map(|(_, code)| *code).collect::<Vec<_>>(),
        ["quota_overlaps", "quota_overlaps", "not_a_decimal", "span_reversed"],
        "{faults:?}"
    );
    let count = async || {
        water.get(&auditor(), "/v1/quotas?limit=200").await.body["items"]
            .as_array()
            .unwrap()
            .len()
    };
    assert_eq!(import(&water, &clerk(), "", rows).await.body["stored"], 0);
    assert_eq!(count().await, 1, "nothing unless all rows are valid");
    assert_eq!(import(&water, &clerk(), "?mode=valid_rows", rows).await.body["stored"], 1);
    assert_eq!(count().await, 2);
    assert_eq!(import(&water, &operator_of("supply_city"), "", rows).await.status, 403);
    let template = water.get(&clerk(), "/v1/quotas/imports/template?format=csv").await;
    assert_eq!(template.status, 200);
}

async fn draft(water: &Water, user: Uuid, year: i32) -> Value {
    let body = with(
        plan_body(user),
        json!({"year": year, "basis": "quota", "volumes": {format!("{year}Q1"): "1", format!("{year}Q2"): "1"}}),
    );
    let draft = water.post(&clerk(), "/v1/plans", &body).await;
    assert_eq!(draft.status, 201, "{}", draft.body);
    draft.body
}

async fn compute(water: &Water, plan: &Value, body: Value) -> Answer {
    let path = format!("/v1/plans/{}/quota-basis", plan["id"].as_str().unwrap());
    water.post_if_match(&clerk(), &path, plan["version"].as_i64().unwrap(), &body).await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_plan_is_computed_from_quota_and_output_with_its_trace() {
    let water = start().await;
    let quota = record(&water, json!({})).await.body["id"].clone();
    let user = create_user(&water, &user_body("A1")).await;
    let plan = draft(&water, user, 2027).await;
    let outputs = json!({"2027Q1": "100.3333", "2027Q2": "100"});
    let computed = compute(&water, &plan, json!({"quota_id": quota, "outputs": outputs})).await;
    assert_eq!(computed.status, 200, "{}", computed.body);
    let path = format!("/v1/plans/{}", plan["id"].as_str().unwrap());
    let shown = water.get(&clerk(), &path).await.body;
    assert_eq!(shown["volumes"], json!({"2027Q1": "451.500", "2027Q2": "450.000"}));
    assert!(shown["basis_detail"].as_str().unwrap().contains("啤酒 4.5"), "{shown}");
    let basis = water.get(&auditor(), &format!("{path}/quota-basis")).await.body;
    assert_eq!((&basis["is_current"], &basis["outputs"]), (&json!(true), &outputs));
    assert_eq!(basis["trace"][0]["citation"]["article"], "附件1 第五条");
    // A draft that is rewritten by hand does not rest on it any more, and says so.
    let rewritten = json!({"basis_detail": "另定", "volumes": {"2027Q1": "9"}});
    let answer = crate::register::put(&water, &clerk(), &path, shown["version"].as_i64().unwrap(), &rewritten).await;
    assert_eq!(answer.status, 200, "{}", answer.body);
    assert_eq!(
        water.get(&auditor(), &format!("{path}/quota-basis")).await.body["is_current"],
        false
    );
    let stale = compute(&water, &plan, json!({"quota_id": quota, "outputs": outputs})).await;
    assert_eq!(stale.status, 412);
    let early = compute(
        &water,
        &draft(&water, user, 2025).await,
        json!({"quota_id": quota, "outputs": {"2025Q4": "1"}}),
    )
    .await;
    assert_eq!(refusal(&early), (422, "quota_not_in_force", "/outputs/2025Q4"));
    let submitted = move_plan(&water, &clerk(), &answer.body, "submission").await.body;
    let late = compute(&water, &submitted, json!({"quota_id": quota, "outputs": outputs})).await;
    assert_eq!(refusal(&late), (409, "plan_wrong_state", ""));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_plan_rises_only_where_use_per_unit_is_below_the_quota() {
    let water = start().await;
    let quota = record(&water, json!({})).await.body["id"].clone();
    let user = create_user(&water, &user_body("A1")).await;
    // 4,000 m³ in 2026.
    plan_in_force(&water, user).await;
    let plan = draft(&water, user, 2027).await;
    let ask = async |output: &str, present_use: Value| {
        let mut body = json!({"quota_id": quota, "outputs": {"2027Q1": output}});
        if !present_use.is_null() {
            body = with(body, json!({"present_use": present_use}));
        }
        compute(&water, &plan, body).await
    };
    assert_eq!(
        refusal(&ask("889", Value::Null).await),
        (422, "present_use_missing", "/present_use")
    );
    for used in ["4.5", "4.5001"] {
        let refused = ask("889", json!(used)).await;
        assert_eq!(refusal(&refused), (422, "use_not_below_quota", "/present_use"), "{used}");
        assert_eq!(refused.body["citation"]["article"], "附件1 第六条");
    }
    let unchanged = water
        .get(&clerk(), &format!("/v1/plans/{}", plan["id"].as_str().unwrap()))
        .await
        .body;
    assert_eq!(
        (&unchanged["version"], &unchanged["volumes"]["2027Q1"]),
        (&plan["version"], &json!("1.000"))
    );
    // 888 × 4.5 = 3,996: no increase, nothing to show.
    assert_eq!(ask("888", Value::Null).await.status, 200);
    let risen = compute(
        &water,
        &water
            .get(&clerk(), &format!("/v1/plans/{}", plan["id"].as_str().unwrap()))
            .await
            .body,
        json!({"quota_id": quota, "outputs": {"2027Q1": "889"}, "present_use": "4.4999"}),
    )
    .await;
    assert_eq!(risen.status, 200, "{}", risen.body);
    let steps = risen.body["trace"].as_array().unwrap();
    assert_eq!((steps.len(), &steps[1]["step"]), (2, &json!("increase")));
    assert_eq!(water.get(&head(), "/v1/quotas").await.status, 200);
}
