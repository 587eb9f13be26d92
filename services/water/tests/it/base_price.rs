//! Base prices.

use diesel::sql_query;
use diesel_async::{RunQueryDsl, SimpleAsyncConnection};
use platform::{
    Scope,
    test_support::{Answer, TestPerson},
};
use serde_json::{Value, json};
use uuid::Uuid;

use crate::{
    register::{create_user, plan_in_force, refusal, user_body, with},
    support::{Water, billing_clerk, clerk, head, operator_of, start},
};

fn price() -> Value {
    json!({"supplier": "supply_city", "category": "non_resident", "price": "4.2055", "effective_from": "2026-07-01", "document": "演示价格文件1号", "article": "一"})
}

/// Proposed by the billing clerk, fixed by the head.
async fn record(water: &Water, changes: Value) -> (u16, String, String) {
    let mut answer = water.post(&billing_clerk(), "/v1/base-prices", &with(price(), changes)).await;
    if answer.status == 201 {
        answer = decide(water, &head(), &answer.body, "approval", json!({})).await;
    }
    let (status, code, pointer) = refusal(&answer);
    (status, code.to_owned(), pointer.to_owned())
}

async fn decide(water: &Water, by: &TestPerson, proposal: &Value, step: &str, body: Value) -> Answer {
    let path = format!("/v1/base-price-proposals/{}/{step}", proposal["id"].as_str().unwrap());
    water.post_if_match(by, &path, proposal["version"].as_i64().unwrap(), &body).await
}

/// A bill of the third quarter of 2026, as billing stores it.
async fn store_bill(water: &Water, user: Uuid, state: &str) {
    let mut tx = water.database.begin(&Scope::All).await.unwrap();
    tx.batch_execute(
        "INSERT INTO billing_runs (id, period, supplier, state, summary, user_count, created_by)
         VALUES ('00000000-0000-0000-0000-000000000001', '2026Q3', 'supply_city', 'previewed', '{}', 1, 'test') ON CONFLICT DO NOTHING",
    )
    .await
    .unwrap();
    sql_query(
        "INSERT INTO bills (id, number, run_id, user_id, user_code, user_name, supplier, town, category, industry_class, period, period_to,
             usage_milli, plan_milli, adjusted_base_milli, overage_milli, days_late, days_early, base_price_e4, basic_fen, surcharge_fen, total_fen, bands, trace, rules_digest, state, issued_on)
         VALUES (gen_random_uuid(), 'B-2026Q3-1', '00000000-0000-0000-0000-000000000001', $1, 'A1', 'A1', 'supply_city', 'longxing', 'non_resident', 'ordinary',
             '2026Q3', '2026-09-30', 1, 1, 1, 0, 0, 0, 1, 1, 0, 1, '[]', '[]', 'x', $2, '2026-10-12')",
    )
    .bind::<diesel::sql_types::Uuid, _>(user)
    .bind::<diesel::sql_types::Text, _>(state)
    .execute(&mut tx)
    .await
    .unwrap();
    tx.commit().await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_base_price_is_recorded_with_its_document_and_listed() {
    let water = start().await;
    assert_eq!(record(&water, json!({})).await.0, 200);
    assert_eq!(
        record(&water, json!({})).await,
        (409, "base_price_exists".to_owned(), String::new())
    );
    assert_eq!(record(&water, json!({"effective_from": "2026-10-01"})).await.0, 200);
    assert_eq!(record(&water, json!({"category": "special_trade", "price": "12"})).await.0, 200);
    assert_eq!(record(&water, json!({"supplier": "supply_north", "price": "4.2"})).await.0, 200);
    let list = water
        .get(
            &operator_of("supply_north"),
            "/v1/base-prices?supplier=supply_city&category=non_resident",
        )
        .await;
    let days: Vec<_> = list.body["items"]
        .as_array()
        .unwrap()
        .iter()
        .map(|row| row["effective_from"].as_str().unwrap())
        .collect();
    assert_eq!(days, ["2026-07-01", "2026-10-01"]);
    let mut seen = Vec::new();
    let mut cursor = String::new();
    loop {
        let page = water.get(&clerk(), &format!("/v1/base-prices?limit=1{cursor}")).await;
        let row = &page.body["items"][0];
        seen.push(format!(
            "{} {} {}",
            row["supplier"].as_str().unwrap(),
            row["category"].as_str().unwrap(),
            row["price"].as_str().unwrap()
        ));
        let Some(next) = page.body["next_cursor"].as_str() else { break };
        cursor = format!("&cursor={next}");
    }
    assert_eq!(
        seen,
        [
            "supply_city non_resident 4.2055",
            "supply_city non_resident 4.2055",
            "supply_city special_trade 12.00",
            "supply_north non_resident 4.20"
        ]
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_base_price_is_fixed_by_another_person_than_proposed_it() {
    let water = start().await;
    let proposal = water.post(&head(), "/v1/base-prices", &price()).await;
    assert_eq!((proposal.status, &proposal.body["state"]), (201, &json!("submitted")));
    let none = water.get(&clerk(), "/v1/base-prices").await;
    assert_eq!(none.body["items"], json!([]), "proposed is not fixed");
    let own = decide(&water, &head(), &proposal.body, "approval", json!({})).await;
    assert_eq!((own.status, &own.body["code"]), (403, &json!("second_person_needed")));
    let twice = water.post(&clerk(), "/v1/base-prices", &price()).await;
    assert_eq!(refusal(&twice), (409, "base_price_proposed", ""));
    assert_eq!(decide(&water, &clerk(), &proposal.body, "withdrawal", json!({})).await.status, 403);
    assert_eq!(decide(&water, &head(), &proposal.body, "withdrawal", json!({})).await.status, 200);

    let proposal = water.post(&clerk(), "/v1/base-prices", &price()).await;
    assert_eq!(decide(&water, &clerk(), &proposal.body, "approval", json!({})).await.status, 403);
    let silent = decide(&water, &head(), &proposal.body, "return", json!({"comment": " "})).await;
    assert_eq!((silent.status, &silent.body["code"]), (422, &json!("comment_missing")));
    let returned = decide(&water, &head(), &proposal.body, "return", json!({"comment": "文号不对"})).await;
    assert_eq!(
        (&returned.body["state"], &returned.body["comment"]),
        (&json!("returned"), &json!("文号不对"))
    );
    let late = decide(&water, &head(), &returned.body, "approval", json!({})).await;
    assert_eq!((late.status, &late.body["code"]), (409, &json!("change_wrong_state")));

    let proposal = water.post(&clerk(), "/v1/base-prices", &price()).await;
    assert_eq!(decide(&water, &head(), &proposal.body, "approval", json!({})).await.status, 200);
    let fixed = water.get(&clerk(), "/v1/base-prices").await;
    let fixed = &fixed.body["items"][0];
    assert_eq!((&fixed["recorded_by"], &fixed["approved_by"]), (&json!("clerk"), &json!("head")));
    let mut tx = water.database.begin(&Scope::All).await.unwrap();
    let error = tx
        .batch_execute("INSERT INTO base_prices (id, supplier, category, price_e4, effective_from, document, article, recorded_by, approved_by) VALUES (gen_random_uuid(), 'x', 'resident', 1, '2027-01-01', 'd', 'a', 'head', 'head')")
        .await
        .unwrap_err();
    assert!(error.to_string().contains("base_prices_second_person"), "{error}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_base_price_that_cannot_be_is_refused() {
    let water = start().await;
    for (changes, pointer) in [
        (json!({"price": "0"}), "/price"),
        (json!({"price": "4.20001"}), "/price"),
        (json!({"price": "999999999999999"}), "/price"),
        (json!({"price": 4.2}), "/price"),
        (json!({"category": "x"}), "/category"),
        (json!({"document": " "}), "/document"),
        (json!({"effective_from": "soon"}), "/effective_from"),
    ] {
        assert_eq!(record(&water, changes).await, (400, "invalid_input".to_owned(), pointer.to_owned()));
    }
    assert_eq!(
        water.post(&operator_of("supply_city"), "/v1/base-prices", &price()).await.status,
        403
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_base_price_of_a_billed_period_stays_as_it_is() {
    let water = start().await;
    let user = create_user(&water, &user_body("A1")).await;
    store_bill(&water, user, "issued").await;
    let answer = water.post(&clerk(), "/v1/base-prices", &price()).await;
    assert_eq!(refusal(&answer), (409, "base_price_of_billed_period", ""));
    assert!(answer.body["detail"].as_str().unwrap().contains("冲销账单"), "{}", answer.body);
    assert_eq!(record(&water, json!({"effective_from": "2026-09-30"})).await.0, 409);
    assert_eq!(record(&water, json!({"effective_from": "2026-10-01"})).await.0, 200);
    assert_eq!(record(&water, json!({"category": "special_trade"})).await.0, 200);
    assert_eq!(record(&water, json!({"supplier": "supply_north"})).await.0, 200);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_bill_that_was_cancelled_no_longer_holds_the_price() {
    let water = start().await;
    let user = create_user(&water, &user_body("A1")).await;
    store_bill(&water, user, "cancelled").await;
    assert_eq!(record(&water, json!({})).await.0, 200);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_plan_of_a_billed_period_is_not_cut_and_a_corrected_reading_names_the_bill() {
    let water = start().await;
    let (user, meter) = crate::register::user_with_meter(&water, "A1").await;
    let reading = crate::register::created(&crate::register::read(&water, meter, &crate::register::reading_body("2026Q3", "200")).await);
    let plan = plan_in_force(&water, user).await;
    store_bill(&water, user, "issued").await;
    let cut = |period: &str| json!({"ground": "resource_shortage", "evidence": "县政府通知", "from": period, "volumes": {period: "1"}});
    let path = format!("/v1/plans/{}/reductions", plan["id"].as_str().unwrap());
    let version = plan["version"].as_i64().unwrap();
    assert_eq!(
        refusal(&water.post_if_match(&clerk(), &path, version, &cut("2026Q3")).await),
        (409, "plan_of_billed_period", "")
    );
    assert_eq!(water.post_if_match(&clerk(), &path, version, &cut("2026Q4")).await.status, 201);
    let corrected = with(
        crate::register::reading_body("2026Q3", "210"),
        json!({"correction": {"replaces": reading, "reason": "抄错"}}),
    );
    let answer = crate::register::read(&water, meter, &corrected).await;
    assert_eq!((answer.status, &answer.body["bills_to_review"]), (201, &json!(["B-2026Q3-1"])));
}
