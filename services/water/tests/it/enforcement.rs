//! Seals, meters that are due, orders to replace household meters and their fines (24号 附件3 第十、十二、十三条).

use chrono::{Days, Months, NaiveDate, Utc};
use platform::{
    Scope,
    test_support::{Answer, TestPerson},
};
use serde_json::{Value, json};
use uuid::Uuid;
use water::service::{
    Act,
    correction_order::{NewOrder, draft_fine, draft_order, move_order},
    county_day,
};

use crate::{
    register::{create_meter, create_user, meter_body, refusal, user_body, user_with_meter, with},
    support::{Water, auditor, clerk, head, operator_of, start},
};

fn today() -> NaiveDate {
    county_day(Utc::now())
}

/// A household of the city's company whose meter was first verified so long ago that it was due so many days ago (DN 15: six years).
async fn household(water: &Water, code: &str, days_past: i64) -> Uuid {
    let user = create_user(
        water,
        &with(user_body(code), json!({"category": "resident", "use_class": "household"})),
    )
    .await;
    let due = today() - chrono::TimeDelta::days(days_past);
    let verified = due.checked_sub_months(Months::new(72)).unwrap();
    let meter = json!({
        "calibre_dn": 15, "installed_on": verified, "installation_value": "0",
        "verification": {"certificate": format!("检{code}"), "verified_on": verified, "outcome": "verified", "valid_until": due},
    });
    create_meter(water, user, &with(meter_body(&format!("M{code}")), meter)).await
}

async fn step(water: &Water, by: &TestPerson, path: &str, row: &Value, step: &str, body: Value) -> Answer {
    let path = format!("{path}/{}/{step}", row["id"].as_str().unwrap());
    water.post_if_match(by, &path, row["version"].as_i64().unwrap(), &body).await
}

async fn draft(water: &Water, changes: Value) -> Answer {
    let body = json!({"supplier": "supply_city", "deadline": today() + Days::new(10), "reason": "居民水表超期未轮换"});
    water.post(&clerk(), "/v1/correction-orders", &with(body, changes)).await
}

const ORDERS: &str = "/v1/correction-orders";
const FINES: &str = "/v1/replacement-fines";

/// An order that was issued so many days ago with a deadline of a week.
async fn issued(water: &Water, meter: Uuid, days_ago: u64) -> Value {
    let rules = water::domain::ruleset::load(None).unwrap();
    let then = Utc::now() - chrono::TimeDelta::days(i64::try_from(days_ago).unwrap());
    let mut tx = water.database.begin(&Scope::All).await.unwrap();
    let new = NewOrder {
        supplier: "supply_city".to_owned(),
        meters: Some(vec![meter]),
        deadline: county_day(then) + Days::new(7),
        reason: "居民水表超期未轮换".to_owned(),
        demonstration: false,
    };
    let drafted = draft_order(&mut tx, &rules, &Act::at("clerk", "", then), new).await.unwrap();
    let order = move_order(&mut tx, &rules, &Act::at("head", "", then), drafted.row.id, 1, true)
        .await
        .unwrap();
    tx.commit().await.unwrap();
    water.get(&clerk(), &format!("{ORDERS}/{}", order.row.id)).await.body
}

async fn fine(water: &Water, order: &Value, amount: &str) -> Answer {
    let path = format!("{ORDERS}/{}/fines", order["id"].as_str().unwrap());
    water
        .post(&clerk(), &path, &json!({"amount": amount, "reason": "逾期未轮换"}))
        .await
}

#[tokio::test(flavor = "multi_thread")]
async fn an_order_names_household_meters_of_the_company_that_are_past_their_cycle() {
    let water = start().await;
    let overdue = household(&water, "H1", 1).await;
    // On its last day a meter is in time.
    let in_time = household(&water, "H2", 0).await;
    let (_, of_business) = user_with_meter(&water, "B1").await;
    for (meter, index) in [(in_time, 1), (of_business, 1)] {
        let refused = draft(&water, json!({"meter_ids": [overdue, meter]})).await;
        assert_eq!(
            (refused.status, &refused.body["code"]),
            (422, &json!("meter_not_overdue")),
            "{index}: {}",
            refused.body
        );
        assert_eq!(refused.body["citation"]["article"], "附件3 第十三条");
    }
    assert_eq!(
        refusal(&draft(&water, json!({"supplier": "supply_north"})).await),
        (422, "nothing_overdue", "/supplier")
    );
    assert_eq!(
        refusal(&draft(&water, json!({"deadline": today()})).await),
        (422, "deadline_not_ahead", "/deadline")
    );
    assert_eq!(draft(&water, json!({"meter_ids": []})).await.status, 400);
    let drafted = draft(&water, json!({})).await;
    assert_eq!(drafted.status, 201, "{}", drafted.body);
    let meters: Vec<_> = drafted.body["meters"]
        .as_array()
        .unwrap()
        .iter()
        .map(|meter| meter["number"].as_str().unwrap())
        .collect();
    assert_eq!(meters, ["MH1"]);
    assert_eq!(refusal(&draft(&water, json!({})).await), (409, "meter_ordered_already", ""));

    assert_eq!(
        step(&water, &clerk(), ORDERS, &drafted.body, "approval", json!({})).await.status,
        403
    );
    let early = fine(&water, &drafted.body, "10000.00").await;
    assert_eq!(refusal(&early), (409, "order_wrong_state", ""));
    assert_eq!(early.body["missing"], json!(["签发责令"]));
    let issued = step(&water, &head(), ORDERS, &drafted.body, "approval", json!({})).await;
    assert_eq!(
        (issued.status, &issued.body["state"], &issued.body["progress"]),
        (200, &json!("issued"), &json!("running")),
        "{}",
        issued.body
    );
    assert!(issued.body["number"].as_str().unwrap().starts_with("ZG-"));
    assert_eq!(
        refusal(&fine(&water, &issued.body, "10000.00").await),
        (422, "fine_before_deadline", "/decided_on")
    );
    let late = step(&water, &clerk(), ORDERS, &issued.body, "withdrawal", json!({})).await;
    assert_eq!(refusal(&late), (409, "order_wrong_state", ""));
    assert_eq!(
        water.get(&operator_of("supply_city"), ORDERS).await.body["items"]
            .as_array()
            .unwrap()
            .len(),
        1
    );
    assert_eq!(water.get(&operator_of("supply_north"), ORDERS).await.body["items"], json!([]));

    let dues = water.get(&auditor(), "/v1/meter-dues").await.body;
    assert_eq!(dues["household_overdue"], json!([{"supplier": "supply_city", "meters": 1}]));
    assert_eq!(
        (&dues["overdue"], &dues["due"][0]),
        (&json!(1), &json!({"within": 30, "meters": 1})),
        "{dues}"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn an_order_is_issued_by_another_person() {
    let water = start().await;
    household(&water, "H1", 400).await;
    let body = json!({"supplier": "supply_city", "deadline": today() + Days::new(10), "reason": "超期"});
    let own = water.post(&head(), ORDERS, &body).await;
    let refused = step(&water, &head(), ORDERS, &own.body, "approval", json!({})).await;
    assert_eq!((refused.status, &refused.body["code"]), (403, &json!("second_person_needed")));
    let withdrawn = step(&water, &head(), ORDERS, &own.body, "withdrawal", json!({})).await;
    assert_eq!(withdrawn.body["state"], "withdrawn");
    // Its meters can be ordered again.
    assert_eq!(draft(&water, json!({})).await.status, 201);
}

#[tokio::test(flavor = "multi_thread")]
async fn only_after_the_deadline_there_is_a_fine_within_its_bounds_by_two_people() {
    let water = start().await;
    let first = household(&water, "H1", 400).await;
    // The deadline is today: it has not passed.
    let on_the_day = issued(&water, first, 7).await;
    assert_eq!(on_the_day["progress"], "running");
    assert_eq!(
        refusal(&fine(&water, &on_the_day, "20000.00").await),
        (422, "fine_before_deadline", "/decided_on")
    );
    let second = household(&water, "H2", 400).await;
    let order = issued(&water, second, 8).await;
    assert_eq!(order["progress"], "overdue");
    for amount in ["9999.99", "30000.01"] {
        let refused = fine(&water, &order, amount).await;
        assert_eq!(refusal(&refused), (422, "fine_out_of_range", "/amount"), "{amount}");
        assert_eq!(refused.body["citation"]["article"], "附件3 第十三条");
    }
    let drafted = fine(&water, &order, "10000.00").await;
    assert_eq!(drafted.status, 201, "{}", drafted.body);
    assert_eq!(refusal(&fine(&water, &order, "30000.00").await), (409, "fine_exists", ""));
    let first = &drafted.body["fines"][0];
    assert_eq!(step(&water, &clerk(), FINES, first, "approval", json!({})).await.status, 403);
    let returned = step(&water, &head(), FINES, first, "return", json!({"comment": "按上限"})).await;
    assert_eq!(returned.body["fines"][0]["state"], "returned");
    let second = fine(&water, &order, "30000.00").await;
    let second = &second.body["fines"][1];
    // Two who decide at once: one fine.
    let by = head();
    let (one, other) = tokio::join!(
        step(&water, &by, FINES, second, "approval", json!({})),
        step(&water, &by, FINES, second, "approval", json!({}))
    );
    let mut statuses = [one.status, other.status];
    statuses.sort_unstable();
    assert_eq!(statuses, [200, 412], "{} {}", one.body, other.body);
    let order = water
        .get(&clerk(), &format!("{ORDERS}/{}", order["id"].as_str().unwrap()))
        .await
        .body;
    assert_eq!(
        (&order["fines"][1]["state"], &order["fines"][1]["amount"]),
        (&json!("approved"), &json!("30000.00"))
    );
    // Whatever the code does.
    let mut tx = water.database.begin(&Scope::All).await.unwrap();
    let statement = format!(
        "INSERT INTO replacement_fines (id, order_id, amount_fen, reason, state, drafted_by, drafted_at, decided_by, decided_at, decided_on)
         VALUES (gen_random_uuid(), '{}', 1000000, 'x', 'approved', 'a', now(), 'b', now(), '{}')",
        on_the_day["id"].as_str().unwrap(),
        today()
    );
    let error = diesel_async::SimpleAsyncConnection::batch_execute(&mut *tx, &statement)
        .await
        .unwrap_err();
    assert!(error.to_string().contains("deadline of the order has not passed"), "{error}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_head_who_drafts_a_fine_does_not_approve_it_and_what_is_replaced_in_time_is_not_fined() {
    let water = start().await;
    let meter = household(&water, "H1", 400).await;
    let order = issued(&water, meter, 8).await;
    let path = format!("{ORDERS}/{}/fines", order["id"].as_str().unwrap());
    let drafted = water.post(&head(), &path, &json!({"amount": "15000.00", "reason": "逾期"})).await;
    let own = step(&water, &head(), FINES, &drafted.body["fines"][0], "approval", json!({})).await;
    assert_eq!((own.status, &own.body["code"]), (403, &json!("second_person_needed")));
    // The company replaced it within the deadline, and reports it late.
    let rules = water::domain::ruleset::load(None).unwrap();
    let removed = today() - Days::new(2);
    let path = format!("/v1/meters/{meter}/removal");
    let taken_out = water.post_if_match(&clerk(), &path, 1, &json!({"removed_on": removed})).await;
    assert_eq!(taken_out.status, 200, "{}", taken_out.body);
    let shown = water
        .get(&clerk(), &format!("{ORDERS}/{}", order["id"].as_str().unwrap()))
        .await
        .body;
    assert_eq!((&shown["progress"], &shown["corrected_on"]), (&json!("corrected"), &json!(removed)));
    let other_head = TestPerson {
        subject: "second-head".to_owned(),
        ..head()
    };
    let refused = step(&water, &other_head, FINES, &drafted.body["fines"][0], "approval", json!({})).await;
    assert_eq!(refusal(&refused), (422, "corrected_in_time", "/decided_on"));
    let mut tx = water.database.begin(&Scope::All).await.unwrap();
    let act = Act::at("clerk", "", Utc::now());
    let id = order["id"].as_str().unwrap().parse().unwrap();
    let again = draft_fine(&mut tx, &rules, &act, id, rules::Money::parse("15000.00").unwrap(), "x".to_owned()).await;
    assert!(again.unwrap_err().to_string().contains("改正"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_meter_wears_one_seal_at_a_time_and_its_history_stays() {
    let water = start().await;
    let (_, meter) = user_with_meter(&water, "A1").await;
    let (_, second) = user_with_meter(&water, "A2").await;
    let put_on = async |meter: Uuid, number: &str, on: &str| {
        let body = json!({"number": number, "put_on": on, "put_on_by": "示例检定员"});
        water
            .post(&operator_of("supply_city"), &format!("/v1/meters/{meter}/seals"), &body)
            .await
    };
    assert_eq!(
        refusal(&put_on(meter, "QF-1", "2025-12-30").await),
        (422, "seal_before_last", "/put_on")
    );
    assert_eq!(
        refusal(&put_on(meter, "QF-1", "2999-01-01").await),
        (422, "day_in_future", "/put_on")
    );
    let first = put_on(meter, "QF-1", "2025-12-31").await;
    assert_eq!(first.status, 201, "{}", first.body);
    assert_eq!(refusal(&put_on(meter, "QF-2", "2026-01-01").await), (409, "seal_worn", ""));
    assert_eq!(refusal(&put_on(second, "QF-1", "2026-01-01").await), (409, "seal_number_taken", ""));
    let shown = water.get(&clerk(), &format!("/v1/meters/{meter}")).await.body;
    assert_eq!(shown["seal_number"], "QF-1");
    let off = async |on: &str| {
        let path = format!("/v1/meters/{meter}/seals/{}/removal", first.body["id"].as_str().unwrap());
        let body = json!({"taken_off": on, "taken_off_by": "示例检定员", "reason": "送检"});
        water.post(&clerk(), &path, &body).await
    };
    assert_eq!(refusal(&off("2025-12-30").await), (422, "seal_before_last", "/taken_off"));
    let taken = off("2026-02-01").await;
    assert_eq!(
        (taken.status, &taken.body["taken_off"]),
        (200, &json!("2026-02-01")),
        "{}",
        taken.body
    );
    assert_eq!(refusal(&off("2026-02-02").await), (409, "seal_taken_off", ""));
    assert_eq!(
        refusal(&put_on(meter, "QF-3", "2026-01-31").await),
        (422, "seal_before_last", "/put_on")
    );
    // Two at once: one seal.
    let (one, other) = tokio::join!(put_on(meter, "QF-3", "2026-02-01"), put_on(meter, "QF-4", "2026-02-01"));
    let mut statuses = [one.status, other.status];
    statuses.sort_unstable();
    assert_eq!(statuses, [201, 409]);
    let all = water.get(&auditor(), &format!("/v1/meter-seals?meter_id={meter}")).await.body;
    assert_eq!(all["items"].as_array().unwrap().len(), 2);
    let worn = water.get(&auditor(), "/v1/meter-seals?worn=true&q=ma1").await.body;
    assert_eq!(worn["items"].as_array().unwrap().len(), 1);
    assert_eq!(
        water.get(&operator_of("supply_north"), "/v1/meter-seals").await.body["items"],
        json!([])
    );
}
