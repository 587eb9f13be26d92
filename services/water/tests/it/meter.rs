//! Meters.

use chrono::{Days, Months, NaiveDate, Utc};
use serde_json::{Value, json};
use uuid::Uuid;

use crate::{
    register::{actions_on, create_meter, create_user, created, meter_body, read, reading_body, refusal, user_body, user_with_meter, with},
    support::{Water, clerk, operator_of, start},
};

async fn meter(water: &Water, id: Uuid) -> Value {
    let answer = water.get(&clerk(), &format!("/v1/meters/{id}")).await;
    assert_eq!(answer.status, 200, "{}", answer.body);
    answer.body
}

async fn change(water: &Water, id: Uuid, what: &str, version: i64, body: Value) -> (u16, Value) {
    let answer = water
        .post_if_match(&clerk(), &format!("/v1/meters/{id}/{what}"), version, &body)
        .await;
    (answer.status, answer.body)
}

#[tokio::test(flavor = "multi_thread")]
async fn a_meter_is_registered_with_its_verification_and_opening_reading() {
    let water = start().await;
    let (user, id) = user_with_meter(&water, "A1").await;
    let shown = meter(&water, id).await;
    assert_eq!(
        (&shown["status"], &shown["due_measure"], &shown["due_on"]),
        (&json!("usable"), &json!("replacement"), &json!("2029-12-20"))
    );
    assert_eq!(shown["verifications"].as_array().unwrap().len(), 1);
    let readings = water.get(&clerk(), &format!("/v1/meters/{id}/readings")).await;
    let opening = &readings.body["items"][0];
    assert_eq!(
        (&opening["purpose"], &opening["value"], &opening["read_on"]),
        (&json!("install"), &json!("100.000"), &json!("2025-12-31"))
    );
    let of_user = water.get(&clerk(), &format!("/v1/water-users/{user}/meters")).await;
    assert_eq!(of_user.body["items"][0]["id"], json!(id));
    assert_eq!(actions_on(&water, id).await, ["meter.register", "meter.verify"]);
    let again = water
        .post(&clerk(), &format!("/v1/water-users/{user}/meters"), &meter_body("MA1"))
        .await;
    assert_eq!(refusal(&again), (409, "meter_number_taken", ""));
    let list = water.get(&clerk(), "/v1/meters?q=ma").await;
    assert_eq!(list.body["items"].as_array().unwrap().len(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_meter_that_cannot_be_is_refused_field_by_field() {
    let water = start().await;
    let user = create_user(&water, &user_body("A1")).await;
    let post = async |changes: Value| {
        let answer = water
            .post(
                &clerk(),
                &format!("/v1/water-users/{user}/meters"),
                &with(meter_body("M1"), changes),
            )
            .await;
        let (status, code, pointer) = refusal(&answer);
        (status, code.to_owned(), pointer.to_owned())
    };
    let expected = |status: u16, code: &str, pointer: &str| (status, code.to_owned(), pointer.to_owned());
    assert_eq!(post(json!({"digits": 2})).await, expected(400, "invalid_input", "/digits"));
    assert_eq!(post(json!({"place": "roof"})).await, expected(400, "invalid_input", "/place"));
    assert_eq!(
        post(json!({"installed_on": "2025-12-32"})).await,
        expected(400, "invalid_input", "/installed_on")
    );
    assert_eq!(
        post(json!({"installed_on": "2999-12-31"})).await,
        expected(422, "installation_in_future", "/installed_on")
    );
    assert_eq!(
        post(json!({"verification": null})).await,
        expected(422, "meter_not_verified", "/read_on")
    );
    let backwards = json!({"certificate": "检", "verified_on": "2025-12-20", "outcome": "verified", "valid_until": "2025-12-19"});
    assert_eq!(
        post(json!({"verification": backwards})).await,
        expected(422, "validity_before_verification", "/valid_until")
    );
    // Nothing of the refused ones was stored.
    assert_eq!(water.get(&clerk(), "/v1/meters").await.body["items"], json!([]));
    let nobody = water
        .post(&clerk(), &format!("/v1/water-users/{}/meters", Uuid::nil()), &meter_body("M1"))
        .await;
    assert_eq!(nobody.status, 404);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_sealed_or_obsolete_meter_is_not_read() {
    let water = start().await;
    let (_, id) = user_with_meter(&water, "A1").await;
    let (status, sealed) = change(&water, id, "sealing", 1, json!({"from": "2026-02-01"})).await;
    assert_eq!(
        (status, &sealed["status"], &sealed["version"]),
        (200, &json!("meter_sealed"), &json!(2))
    );
    assert_eq!(
        refusal(&read(&water, id, &reading_body("2026Q1", "200")).await),
        (422, "meter_sealed", "/read_on")
    );
    assert_eq!(change(&water, id, "sealing", 1, json!({"from": "2026-02-01"})).await.0, 412);
    let (status, body) = change(&water, id, "sealing", 2, json!({"from": "2026-02-01"})).await;
    assert_eq!((status, &body["code"]), (409, &json!("meter_sealed")));
    assert_eq!(change(&water, id, "unsealing", 2, json!({})).await.0, 200);
    let (status, body) = change(&water, id, "unsealing", 3, json!({})).await;
    assert_eq!((status, &body["code"]), (409, &json!("meter_not_sealed")));
    created(&read(&water, id, &reading_body("2026Q1", "200")).await);
    assert_eq!(change(&water, id, "obsolescence", 3, json!({"from": "2026-06-01"})).await.0, 200);
    let refused = read(&water, id, &reading_body("2026Q2", "300")).await;
    assert_eq!(refusal(&refused), (422, "meter_obsolete", "/read_on"));
    assert_eq!(refused.body["citation"]["article"], "附件3 第十二条（七）");
    assert_eq!(
        actions_on(&water, id).await,
        [
            "meter.register",
            "meter.verify",
            "meter.seal",
            "meter.unseal",
            "meter.mark_obsolete"
        ]
    );
    let operator = water
        .post_if_match(
            &operator_of("supply_city"),
            &format!("/v1/meters/{id}/sealing"),
            4,
            &json!({"from": "2026-06-01"}),
        )
        .await;
    assert_eq!(operator.status, 403);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_failed_verification_stops_readings_until_the_next_good_one() {
    let water = start().await;
    let (_, id) = user_with_meter(&water, "A1").await;
    let verify = async |certificate: &str, day: &str, outcome: &str| {
        let body = json!({"certificate": certificate, "verified_on": day, "outcome": outcome, "valid_until": "2027-12-31"});
        created(
            &water
                .post(&operator_of("supply_city"), &format!("/v1/meters/{id}/verifications"), &body)
                .await,
        );
    };
    verify("不合格1", "2026-03-01", "failed").await;
    assert_eq!(
        refusal(&read(&water, id, &reading_body("2026Q1", "200")).await),
        (422, "meter_failed", "/read_on")
    );
    verify("校1", "2026-03-20", "calibrated").await;
    created(&read(&water, id, &reading_body("2026Q1", "200")).await);
}

fn removal(on: &str, value: &str) -> Value {
    json!({"removed_on": on, "value": value})
}

#[tokio::test(flavor = "multi_thread")]
async fn a_change_of_meters_closes_the_old_and_opens_the_new_or_does_neither() {
    let water = start().await;
    let (user, old) = user_with_meter(&water, "A1").await;
    created(&read(&water, old, &reading_body("2026Q1", "200")).await);
    let new = with(meter_body("M2"), json!({"installed_on": "2026-05-10", "installation_value": "0"}));
    let (status, body) = change(
        &water,
        old,
        "replacement",
        1,
        json!({"removal": removal("2026-05-10", "150"), "meter": new}),
    )
    .await;
    assert_eq!((status, &body["code"]), (422, &json!("reading_lower_than_last")));
    let early = with(new.clone(), json!({"installed_on": "2026-05-09"}));
    let (status, body) = change(
        &water,
        old,
        "replacement",
        1,
        json!({"removal": removal("2026-05-10", "250"), "meter": early}),
    )
    .await;
    assert_eq!((status, &body["code"]), (422, &json!("installation_before_removal")));
    let unread = with(new.clone(), json!({"installation_value": null}));
    let unread = json!({"removal": removal("2026-05-10", "250"), "meter": unread});
    let (status, body) = change(&water, old, "replacement", 1, unread).await;
    assert_eq!((status, &body["code"]), (422, &json!("installation_reading_missing")));
    let taken = with(new.clone(), json!({"number": "MA1"}));
    assert_eq!(
        change(
            &water,
            old,
            "replacement",
            1,
            json!({"removal": removal("2026-05-10", "250"), "meter": taken})
        )
        .await
        .0,
        409
    );
    assert_eq!(meter(&water, old).await["removed_on"], Value::Null);

    let (status, body) = change(
        &water,
        old,
        "replacement",
        1,
        json!({"removal": removal("2026-05-10", "250"), "meter": new}),
    )
    .await;
    assert_eq!(status, 201, "{body}");
    assert_eq!(
        (&body["removed"]["status"], &body["removed"]["removed_on"]),
        (&json!("removed"), &json!("2026-05-10"))
    );
    assert_eq!(
        (
            &body["installed"]["number"],
            &body["installed"]["user_id"],
            &body["installation"]["value"]
        ),
        (&json!("M2"), &json!(user), &json!("0.000"))
    );
    assert_eq!(
        refusal(&read(&water, old, &reading_body("2026Q2", "260")).await),
        (422, "meter_removed", "/read_on")
    );
    let (status, body) = change(&water, old, "removal", 2, removal("2026-05-11", "260")).await;
    assert_eq!((status, &body["code"]), (409, &json!("meter_removed")));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_usable_meter_leaves_with_its_reading_and_an_unusable_one_without() {
    let water = start().await;
    let user = create_user(&water, &user_body("A1")).await;
    let verification = json!({"certificate": "检", "verified_on": "2025-12-20", "outcome": "verified", "valid_until": "2026-06-01"});
    let id = create_meter(&water, user, &with(meter_body("M1"), json!({"verification": verification}))).await;
    created(&read(&water, id, &reading_body("2026Q1", "200")).await);
    let without = |on: &str| json!({"removed_on": on});
    let (status, body) = change(&water, id, "removal", 1, without("2026-06-01")).await;
    assert_eq!((status, &body["code"]), (422, &json!("removal_reading_missing")));
    let (status, body) = change(&water, id, "removal", 1, removal("2026-06-02", "300")).await;
    assert_eq!((status, &body["code"]), (422, &json!("meter_verification_expired")));
    let (status, body) = change(&water, id, "removal", 1, without("2999-06-02")).await;
    assert_eq!((status, &body["code"]), (422, &json!("removal_in_future")));
    let (status, body) = change(&water, id, "removal", 1, without("2026-06-02")).await;
    assert_eq!((status, &body["status"]), (200, &json!("removed")));
    assert_eq!(
        refusal(&read(&water, id, &reading_body("2026Q2", "300")).await),
        (422, "meter_removed", "/read_on")
    );
}

/// A user with a meter of a calibre, first verified so many years and days ago.
async fn verified_ago(water: &Water, number: &str, calibre_dn: i64, years: u32, less_days: u64) -> Uuid {
    let user = create_user(water, &user_body(number)).await;
    let verified_on = today() - Months::new(years * 12) + Days::new(less_days);
    let verification = json!({"certificate": "检", "verified_on": verified_on, "outcome": "verified", "valid_until": verified_on});
    let body = json!({"calibre_dn": calibre_dn, "installed_on": verified_on, "verification": verification, "installation_value": null});
    create_meter(water, user, &with(meter_body(number), body)).await
}

fn today() -> NaiveDate {
    water::service::county_day(Utc::now())
}

#[tokio::test(flavor = "multi_thread")]
async fn meters_are_listed_as_they_fall_due_by_calibre() {
    let water = start().await;
    // To DN25 six years, to DN50 four, above that verification every two.
    verified_ago(&water, "D01", 25, 6, 0).await;
    verified_ago(&water, "D02", 26, 4, 30).await;
    verified_ago(&water, "D03", 50, 4, 31).await;
    verified_ago(&water, "D04", 51, 2, 90).await;
    verified_ago(&water, "D05", 51, 2, 91).await;
    let overdue = verified_ago(&water, "D06", 25, 7, 0).await;
    verified_ago(&water, "D08", 25, 5, 0).await;
    let user = create_user(&water, &user_body("D07")).await;
    create_meter(
        &water,
        user,
        &with(meter_body("D07"), json!({"verification": null, "installation_value": null})),
    )
    .await;
    let due = async |within: u32| {
        let answer = water.get(&clerk(), &format!("/v1/meters/due?within={within}")).await;
        assert_eq!(answer.status, 200, "{}", answer.body);
        let items = answer.body["items"].as_array().unwrap().clone();
        items
            .iter()
            .map(|item| {
                (
                    item["number"].as_str().unwrap().to_owned(),
                    item["state"].as_str().unwrap().to_owned(),
                )
            })
            .collect::<Vec<_>>()
    };
    let named = |list: &[(&str, &str)]| {
        list.iter()
            .map(|(number, state)| ((*number).to_owned(), (*state).to_owned()))
            .collect::<Vec<_>>()
    };
    assert_eq!(
        due(30).await,
        named(&[("D01", "due"), ("D02", "due"), ("D06", "overdue"), ("D07", "unverified")])
    );
    assert_eq!(
        due(60).await,
        named(&[
            ("D01", "due"),
            ("D02", "due"),
            ("D03", "due"),
            ("D06", "overdue"),
            ("D07", "unverified")
        ])
    );
    assert_eq!(
        due(90).await,
        named(&[
            ("D01", "due"),
            ("D02", "due"),
            ("D03", "due"),
            ("D04", "due"),
            ("D06", "overdue"),
            ("D07", "unverified")
        ])
    );
    assert_eq!(water.get(&clerk(), "/v1/meters/due?within=45").await.status, 400);
    // The widest window when none is named.
    assert_eq!(
        water.get(&clerk(), "/v1/meters/due").await.body["items"],
        water.get(&clerk(), "/v1/meters/due?within=90").await.body["items"]
    );

    let first = water.get(&clerk(), "/v1/meters/due?within=30&limit=3").await;
    assert_eq!(first.body["items"].as_array().unwrap().len(), 3);
    let rest = water
        .get(
            &clerk(),
            &format!(
                "/v1/meters/due?within=30&limit=3&cursor={}",
                first.body["next_cursor"].as_str().unwrap()
            ),
        )
        .await;
    assert_eq!(
        (rest.body["items"].as_array().unwrap().len(), &rest.body["next_cursor"]),
        (1, &Value::Null)
    );
    // A removed meter is nobody's worry any more.
    assert_eq!(change(&water, overdue, "removal", 1, json!({"removed_on": today()})).await.0, 200);
    assert_eq!(due(30).await.len(), 3);
}
