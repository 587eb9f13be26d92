//! Waterings and the bills of a season.

use diesel_async::{AsyncConnection, AsyncPgConnection, SimpleAsyncConnection};
use serde_json::{Value, json};
use uuid::Uuid;

use crate::{
    irrigation_county::{approve_prices, bill, billed, plant, tree, water_on, watering_body},
    register::{actions_on, created, put, refusal, with},
    support::{Water, billing_clerk, clerk, head, start},
};

async fn household(water: &Water) -> Uuid {
    let [_, _, household] = tree(water, "A").await;
    plant(water, household, 2025).await;
    household
}

async fn show(water: &Water, bill: &Value) -> Value {
    let path = format!("/v1/irrigation/bills/{}", bill["id"].as_str().unwrap());
    water.get(&clerk(), &path).await.body
}

async fn credit(water: &Water, bill: &Value, reason: &str) -> platform::test_support::Answer {
    let path = format!("/v1/irrigation/bills/{}/credit", bill["id"].as_str().unwrap());
    let body = json!({ "reason": reason });
    water.post_if_match(&head(), &path, bill["version"].as_i64().unwrap(), &body).await
}

async fn pay(water: &Water, bill: &Value, changes: Value) -> platform::test_support::Answer {
    let body = json!({"amount": bill["total"], "paid_on": bill["issued_on"], "collector_kind": "village_collector", "collector": "木赞村收费员", "method": "cash", "reference": "收-1"});
    let path = format!("/v1/irrigation/bills/{}/payments", bill["id"].as_str().unwrap());
    water.post(&billing_clerk(), &path, &with(body, changes)).await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_watering_is_measured_once_and_corrected_by_reference() {
    let water = start().await;
    let household = household(&water).await;
    let post = async |changes: Value| {
        let body = with(watering_body(household, "2025-05-01", "300"), changes);
        water.post(&clerk(), "/v1/irrigation/waterings", &body).await
    };
    assert_eq!(
        refusal(&post(json!({"method": "estimate"})).await),
        (422, "estimate_refused", "/method")
    );
    assert_eq!(refusal(&post(json!({"watered_on": "2999-01-01"})).await).0, 409);
    assert_eq!(
        refusal(&post(json!({"area": "10.0001"})).await),
        (422, "area_beyond_planting", "/area")
    );
    assert_eq!(
        refusal(&post(json!({"crop": "other"})).await),
        (422, "area_beyond_planting", "/area")
    );
    assert_eq!(
        refusal(&post(json!({"volume": "0"})).await),
        (422, "volume_not_positive", "/volume")
    );
    assert_eq!(
        refusal(&post(json!({"watered_on": "2024-05-01"})).await),
        (409, "planting_missing", "")
    );
    let first = created(&post(json!({})).await);
    assert_eq!(refusal(&post(json!({"volume": "301"})).await), (409, "watering_exists", ""));
    let correction = json!({"volume": "310", "correction": {"replaces": first, "reason": "抄错"}});
    let second = created(&post(correction.clone()).await);
    assert_eq!(refusal(&post(with(correction, json!({"volume": "311"}))).await).0, 409);
    // Moved to another day, its first day is free again.
    let moved = json!({"watered_on": "2025-05-02", "correction": {"replaces": second, "reason": "日期记错"}});
    created(&post(moved).await);
    created(&post(json!({"volume": "5"})).await);
    let list = water
        .get(&clerk(), &format!("/v1/irrigation/waterings?party_id={household}&year=2025"))
        .await;
    let items = list.body["items"].as_array().unwrap();
    assert_eq!((items.len(), items.iter().filter(|one| one["is_replaced"] == true).count()), (4, 2));
    assert_eq!(actions_on(&water, second).await, ["watering.correct"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn bills_accumulate_over_the_year_and_recompute_to_the_same() {
    let water = start().await;
    let household = household(&water).await;
    assert_eq!(approve_prices(&water, "2025-01-01").await.status, 201);
    for (day, volume) in [("2025-04-01", "2000"), ("2025-06-01", "1000"), ("2025-08-01", "500")] {
        created(&water_on(&water, household, day, volume).await);
    }
    // Muzan 2025, 10 mu: quota 2,100; 0.52, 0.60, 0.68.
    let first = billed(&water, household, "2025-05-31").await;
    assert_eq!((&first["total"], &first["seq"]), (&json!("1040.00"), &json!(1)));
    let second = billed(&water, household, "2025-06-01").await;
    // 100 × 0.52 + 900 × 0.60
    assert_eq!(second["total"], "592.00");
    let third = billed(&water, household, "2025-12-31").await;
    // 150 × 0.60 + 350 × 0.68
    assert_eq!(third["total"], "328.00");
    let full = show(&water, &third).await;
    let line = &full["lines"][0];
    assert_eq!(
        (&line["before"], &line["volume"], &line["quota_volume"]),
        (&json!("3000.000"), &json!("500.000"), &json!("2100.000"))
    );
    assert_eq!(
        line["parts"][0]["bands"][2],
        json!({"band": 3, "volume": "350.000", "price": "0.68", "amount": "238.00"})
    );
    assert!(
        full["trace"]
            .as_array()
            .unwrap()
            .iter()
            .all(|step| step["citation"]["article"] != "")
    );
    for bill in [&first, &second, &third] {
        let path = format!("/v1/irrigation/bills/{}/recomputation", bill["id"].as_str().unwrap());
        let again = water.post(&clerk(), &path, &json!({})).await;
        assert_eq!(
            (&again.body["equal"], &again.body["total"]),
            (&json!(true), &bill["total"]),
            "{}",
            again.body
        );
    }
    let nothing = bill(&water, household, 2025, "2025-12-31").await;
    assert_eq!((nothing.status, &nothing.body["items"]), (201, &json!([])));
    assert_eq!(first["number"], "GG-2025-000001");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_year_without_a_schedule_is_not_billed_and_the_schedule_is_named() {
    let water = start().await;
    let household = household(&water).await;
    plant(&water, household, 2026).await;
    created(&water_on(&water, household, "2026-05-01", "300").await);
    for year in [2022, 2026] {
        let refused = bill(&water, household, year, &format!("{year}-06-30")).await;
        assert_eq!(refusal(&refused), (422, "price_schedule_missing", "/year"));
        assert!(
            refused.body["detail"].as_str().unwrap().contains(&format!("{year}年的水价表")),
            "{}",
            refused.body
        );
    }
    let list = water.get(&clerk(), "/v1/irrigation/bills").await;
    assert_eq!(list.body["items"], json!([]));
    let waterings = water.get(&clerk(), "/v1/irrigation/waterings").await;
    assert_eq!(waterings.body["items"][0]["is_billed"], false);
}

#[tokio::test(flavor = "multi_thread")]
async fn without_an_approval_the_current_price_applies_and_a_later_one_does_not_reach_what_was_billed() {
    let water = start().await;
    let household = household(&water).await;
    created(&water_on(&water, household, "2025-06-14", "1000").await);
    created(&water_on(&water, household, "2025-06-15", "2000").await);
    let first = billed(&water, household, "2025-06-14").await;
    assert_eq!(first["total"], "250.00");
    // An approval that would change the price of billed water is refused; from the day after it is not.
    assert_eq!(
        refusal(&approve_prices(&water, "2025-06-14").await),
        (409, "approval_of_billed_water", "")
    );
    assert_eq!(water.get_public("/v1/irrigation/approvals").await.body["items"], json!([]));
    assert_eq!(approve_prices(&water, "2025-06-15").await.status, 201);
    let second = billed(&water, household, "2025-12-31").await;
    // 1,100 × 0.52 + 900 × 0.60
    assert_eq!(second["total"], "1112.00");
    let full = show(&water, &second).await;
    assert_eq!(
        (&full["approved_on"], &full["approval_number"]),
        (&json!("2025-06-15"), &json!("新发改价〔2025〕7号"))
    );
    // Water of before the approval that is recorded late keeps its price.
    created(&water_on(&water, household, "2025-03-01", "100").await);
    let late = billed(&water, household, "2025-12-31").await;
    assert_eq!(late["total"], "25.00");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_bill_is_paid_once_and_in_full() {
    let water = start().await;
    let household = household(&water).await;
    created(&water_on(&water, household, "2025-05-01", "1000").await);
    let bill = billed(&water, household, "2025-05-31").await;
    assert_eq!(
        refusal(&pay(&water, &bill, json!({"amount": "249.99"})).await),
        (422, "payment_not_in_full", "/amount")
    );
    assert_eq!(
        refusal(&pay(&water, &bill, json!({"amount": "250.01"})).await),
        (422, "payment_not_in_full", "/amount")
    );
    assert_eq!(
        refusal(&pay(&water, &bill, json!({"paid_on": "2025-05-31"})).await),
        (422, "payment_day", "/paid_on")
    );
    assert_eq!(pay(&water, &bill, json!({"collector_kind": "bureau"})).await.status, 400);
    assert_eq!(show(&water, &bill).await["state"], "issued");
    let both = futures_util::future::join_all([pay(&water, &bill, json!({})), pay(&water, &bill, json!({}))]).await;
    let mut statuses: Vec<u16> = both.iter().map(|answer| answer.status).collect();
    statuses.sort_unstable();
    assert_eq!(statuses, [201, 409]);
    let paid = show(&water, &bill).await;
    assert_eq!(
        (&paid["state"], &paid["payment"]["collector"]),
        (&json!("paid"), &json!("木赞村收费员"))
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_credit_bill_frees_the_water_and_the_last_bill_goes_first() {
    let water = start().await;
    let household = household(&water).await;
    let watering = created(&water_on(&water, household, "2025-04-01", "1000").await);
    let first = billed(&water, household, "2025-04-30").await;
    created(&water_on(&water, household, "2025-06-01", "500").await);
    let second = billed(&water, household, "2025-06-30").await;
    // What bills rest on stays.
    let correction = with(
        watering_body(household, "2025-04-01", "900"),
        json!({"correction": {"replaces": watering, "reason": "抄错"}}),
    );
    let refused = water.post(&clerk(), "/v1/irrigation/waterings", &correction).await;
    assert_eq!(refusal(&refused), (409, "watering_billed", ""));
    let detail = water.get(&clerk(), &format!("/v1/irrigation/parties/{household}")).await;
    let planting = format!("/v1/irrigation/plantings/{}", detail.body["plantings"][0]["id"].as_str().unwrap());
    let areas = json!({"areas": {"grain": "20", "economic": "12", "other": "0"}});
    assert_eq!(
        refusal(&put(&water, &clerk(), &planting, 1, &areas).await),
        (409, "planting_billed", "")
    );
    let early = credit(&water, &first, "抄错").await;
    assert_eq!(refusal(&early), (409, "later_bills_stand", ""));
    assert_eq!(early.body["missing"].as_array().unwrap().len(), 1);
    assert_eq!(credit(&water, &second, "抄错").await.status, 201);
    let paid = pay(&water, &first, json!({})).await;
    assert_eq!(paid.status, 201, "{}", paid.body);
    assert_eq!(credit(&water, &first, "抄错").await.status, 412);
    let cancelled = credit(&water, &paid.body, "抄错").await;
    assert_eq!(cancelled.status, 201, "{}", cancelled.body);
    assert_eq!(
        (&cancelled.body["state"], &cancelled.body["credit_bill"]["payment_id"]),
        (&json!("cancelled"), &paid.body["payment"]["id"])
    );
    assert_eq!(
        refusal(&credit(&water, &cancelled.body, "再冲").await),
        (409, "bill_wrong_state", "")
    );
    // Now both can be put right, and all is billed anew.
    created(&water.post(&clerk(), "/v1/irrigation/waterings", &correction).await);
    assert_eq!(put(&water, &clerk(), &planting, 1, &areas).await.status, 200);
    let anew = billed(&water, household, "2025-12-31").await;
    assert_eq!(
        (&anew["volume"], &anew["total"], &anew["seq"]),
        (&json!("1400.000"), &json!("350.00"), &json!(3))
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_is_billed_twice_for_the_same_water() {
    let water = start().await;
    let [top, group, household] = tree(&water, "A").await;
    for party in [group, household] {
        plant(&water, party, 2025).await;
        created(&water_on(&water, party, "2025-05-01", "1000").await);
    }
    // Everybody in the association at once, by several people at once.
    let all = futures_util::future::join_all((0..3).map(|_| bill(&water, top, 2025, "2025-05-31"))).await;
    let made: usize = all.iter().map(|answer| answer.body["items"].as_array().map_or(0, Vec::len)).sum();
    assert_eq!(made, 2, "{:?}", all.iter().map(|answer| &answer.body).collect::<Vec<_>>());
    let mut conn = AsyncPgConnection::establish(&water.login_url).await.unwrap();
    conn.batch_execute("SET jiangzhou.scope = 'all'").await.unwrap();
    for (forbidden, told) in [
        (
            "INSERT INTO irrigation_bill_waterings SELECT gen_random_uuid(), watering_id FROM irrigation_bill_waterings LIMIT 1",
            "its own party",
        ),
        ("UPDATE irrigation_bill_waterings SET cancelled = true", "never rewritten"),
        ("DELETE FROM irrigation_bill_waterings", "never rewritten"),
        ("UPDATE irrigation_bills SET total_fen = 1", "never rewritten"),
        ("UPDATE irrigation_bills SET state = 'issued'", "never rewritten"),
        ("DELETE FROM irrigation_bills", "never deleted"),
        ("UPDATE waterings SET volume_milli = 1", "append-only"),
        (
            "INSERT INTO irrigation_payments SELECT gen_random_uuid(), id, total_fen - 1, issued_on, 'station', 'x', 'cash', 'x', 'x', now() FROM irrigation_bills LIMIT 1",
            "foreign key",
        ),
    ] {
        let error = conn.batch_execute(forbidden).await.unwrap_err().to_string();
        assert!(error.contains(told), "{forbidden}: {error}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_bill_is_of_its_year_and_never_of_tomorrow() {
    let water = start().await;
    let household = household(&water).await;
    created(&water_on(&water, household, "2025-05-01", "1000").await);
    for through in ["2024-12-31", "2026-01-01"] {
        assert_eq!(
            refusal(&bill(&water, household, 2025, through).await),
            (422, "billing_day", "/through")
        );
    }
    // To the day before the watering there is nothing, from its day on there is.
    assert_eq!(bill(&water, household, 2025, "2025-04-30").await.body["items"], json!([]));
    assert_eq!(
        bill(&water, household, 2025, "2025-05-01").await.body["items"]
            .as_array()
            .unwrap()
            .len(),
        1
    );
}
