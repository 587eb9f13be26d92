//! Readings, one by one: every refusal with its article.

use serde_json::{Value, json};

use crate::{
    register::{actions_on, create_meter, create_user, created, meter_body, read, reading_body, refusal, user_body, user_with_meter, with},
    support::{clerk, operator_of, start},
};

#[tokio::test(flavor = "multi_thread")]
async fn a_reading_is_recorded_and_listed() {
    let water = start().await;
    let (user, meter) = user_with_meter(&water, "A1").await;
    let answer = water
        .post(
            &operator_of("supply_city"),
            &format!("/v1/meters/{meter}/readings"),
            &reading_body("2026Q1", "1350.125"),
        )
        .await;
    let id = created(&answer);
    assert_eq!(
        (&answer.body["value"], &answer.body["period"], &answer.body["recorded_by"]),
        (&json!("1350.125"), &json!("2026Q1"), &json!("operator"))
    );
    assert_eq!(answer.body["bills_to_review"], json!([]));
    let shown = water.get(&clerk(), &format!("/v1/readings/{id}")).await;
    assert_eq!((shown.status, &shown.body["meter_number"]), (200, &json!("MA1")));
    for query in [
        format!("meter_id={meter}"),
        format!("user_id={user}"),
        "period=2026Q1".to_owned(),
        "purpose=periodic".to_owned(),
        "supplier=supply_city&period=2026Q1".to_owned(),
    ] {
        let list = water.get(&clerk(), &format!("/v1/readings?{query}")).await;
        let items = list.body["items"].as_array().unwrap();
        let newest = items.first().unwrap();
        assert_eq!(
            (&newest["id"], &newest["user_code"], &newest["replaced_by"]),
            (&json!(id), &json!("A1"), &Value::Null),
            "{query}"
        );
    }
    assert_eq!(
        water.get(&clerk(), "/v1/readings?supplier=supply_north").await.body["items"],
        json!([])
    );
    assert_eq!(actions_on(&water, id).await, ["reading.record"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_the_metering_rules_forbid_is_refused_with_the_article() {
    let water = start().await;
    let (_, meter) = user_with_meter(&water, "A1").await;
    created(&read(&water, meter, &reading_body("2026Q1", "200")).await);
    let refuse = async |body: Value| {
        let answer = read(&water, meter, &body).await;
        let article = answer.body["citation"]["article"].as_str().unwrap_or_default().to_owned();
        let (status, code, pointer) = refusal(&answer);
        (status, code.to_owned(), pointer.to_owned(), article)
    };
    let expected = |code: &str, pointer: &str, article: &str| (422, code.to_owned(), pointer.to_owned(), article.to_owned());
    let second = |changes: Value| with(reading_body("2026Q2", "300"), changes);
    assert_eq!(
        refuse(second(json!({"method": "estimate"}))).await,
        expected("estimate_refused", "/method", "附件3 第十一条（二）")
    );
    assert_eq!(
        refuse(second(json!({"value": "199.999"}))).await,
        expected("reading_lower_than_last", "/value", "")
    );
    assert_eq!(
        refuse(second(json!({"value": "1000000"}))).await,
        expected("reading_out_of_range", "/value", "")
    );
    assert_eq!(
        refuse(second(json!({"rolled_over": true}))).await,
        expected("not_a_rollover", "/rolled_over", "")
    );
    assert_eq!(
        refuse(second(json!({"read_on": "2999-06-30"}))).await,
        expected("reading_in_future", "/read_on", "")
    );
    assert_eq!(
        refuse(second(json!({"read_on": "2025-12-30"}))).await,
        expected("reading_before_installation", "/read_on", "")
    );
    assert_eq!(
        refuse(second(json!({"read_on": "2026-08-20"}))).await,
        expected("reading_outside_window", "/read_on", "附件4 二（四）")
    );
    assert_eq!(
        refuse(reading_body("2026Q1", "210")).await,
        expected("reading_exists", "/purpose", "")
    );
    assert_eq!(
        refuse(json!({"purpose": "install", "read_on": "2026-01-01", "value": "1", "method": "manual"})).await,
        expected("reading_exists", "/purpose", "")
    );
    assert_eq!(
        refuse(json!({"purpose": "removal", "read_on": "2026-07-01", "value": "300", "method": "manual"})).await,
        expected("removal_not_recorded", "/purpose", "")
    );
    let before_last = with(reading_body("2026Q2", "300"), json!({"read_on": "2026-05-20"}));
    created(&read(&water, meter, &before_last).await);
    let between = with(reading_body("2026Q3", "400"), json!({"read_on": "2026-08-16"}));
    created(&read(&water, meter, &between).await);
    assert_eq!(
        refuse(with(reading_body("2026Q3", "400"), json!({"read_on": "2026-10-01"})))
            .await
            .1,
        "reading_exists"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_reading_before_the_last_one_is_refused() {
    let water = start().await;
    let (_, meter) = user_with_meter(&water, "A1").await;
    created(&read(&water, meter, &reading_body("2026Q2", "300")).await);
    let earlier = read(&water, meter, &reading_body("2026Q1", "200")).await;
    assert_eq!(refusal(&earlier), (422, "reading_before_last", "/read_on"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_missed_reading_is_supplied_late_with_its_reason() {
    let water = start().await;
    let (_, meter) = user_with_meter(&water, "A1").await;
    created(&read(&water, meter, &reading_body("2026Q2", "300")).await);
    let missed = |changes: Value| with(reading_body("2026Q1", "200"), changes);
    let refused = read(&water, meter, &missed(json!({}))).await;
    assert_eq!(refusal(&refused), (422, "reading_before_last", "/read_on"));
    assert!(refused.body["detail"].as_str().unwrap().contains("补录"), "{}", refused.body);
    assert_eq!(
        refusal(&read(&water, meter, &missed(json!({"supplement": {"reason": " "}}))).await),
        (400, "invalid_input", "/supplement/reason")
    );
    let supplement = json!({"supplement": {"reason": "抄表本第12页，3月31日"}});
    let too_high = with(missed(supplement.clone()), json!({"value": "301"}));
    assert_eq!(
        refusal(&read(&water, meter, &too_high).await),
        (422, "reading_higher_than_next", "/value")
    );
    let answer = read(&water, meter, &missed(supplement.clone())).await;
    let id = created(&answer);
    assert_eq!(
        (&answer.body["supplement"], &answer.body["reason"], &answer.body["bills_to_review"]),
        (&json!(true), &json!("抄表本第12页，3月31日"), &json!([]))
    );
    assert_eq!(actions_on(&water, id).await, ["reading.supplement"]);
    assert_eq!(
        refusal(&read(&water, meter, &missed(supplement)).await),
        (422, "reading_exists", "/purpose")
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn an_unverified_or_expired_meter_is_not_read() {
    let water = start().await;
    let user = create_user(&water, &user_body("A1")).await;
    let expiring = json!({"certificate": "检", "verified_on": "2025-12-20", "outcome": "verified", "valid_until": "2026-06-30"});
    let meter = create_meter(&water, user, &with(meter_body("M1"), json!({"verification": expiring}))).await;
    // The last day of validity still counts.
    created(&read(&water, meter, &reading_body("2026Q2", "300")).await);
    let expired = read(&water, meter, &reading_body("2026Q3", "400")).await;
    assert_eq!(refusal(&expired), (422, "meter_verification_expired", "/read_on"));
    assert_eq!(expired.body["citation"]["article"], "附件3 第十二条（二）");
    let unverified = create_meter(
        &water,
        user,
        &with(meter_body("M2"), json!({"verification": null, "installation_value": null})),
    )
    .await;
    let opening = json!({"purpose": "install", "read_on": "2026-01-05", "value": "0", "method": "manual"});
    assert_eq!(
        refusal(&read(&water, unverified, &opening).await),
        (422, "meter_not_verified", "/read_on")
    );
    let unopened = create_meter(&water, user, &with(meter_body("M3"), json!({"installation_value": null}))).await;
    assert_eq!(
        refusal(&read(&water, unopened, &reading_body("2026Q1", "1")).await),
        (422, "no_installation_reading", "/purpose")
    );
    created(&read(&water, unopened, &opening).await);
    created(&read(&water, unopened, &reading_body("2026Q1", "1")).await);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_counter_that_rolled_over_may_show_less() {
    let water = start().await;
    let (_, meter) = user_with_meter(&water, "A1").await;
    created(&read(&water, meter, &reading_body("2026Q1", "999990")).await);
    let over = with(reading_body("2026Q2", "15"), json!({"rolled_over": true}));
    created(&read(&water, meter, &over).await);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_correction_is_a_new_reading_that_says_why() {
    let water = start().await;
    let (_, meter) = user_with_meter(&water, "A1").await;
    let first = created(&read(&water, meter, &reading_body("2026Q1", "200")).await);
    created(&read(&water, meter, &reading_body("2026Q2", "300")).await);
    let correct = |value: &str, replaces: String, reason: &str| {
        with(
            reading_body("2026Q1", value),
            json!({"correction": {"replaces": replaces, "reason": reason}}),
        )
    };
    assert_eq!(
        refusal(&read(&water, meter, &correct("250", first.to_string(), " ")).await),
        (400, "invalid_input", "/correction/reason")
    );
    assert_eq!(
        refusal(&read(&water, meter, &correct("301", first.to_string(), "抄错")).await),
        (422, "reading_higher_than_next", "/value")
    );
    assert_eq!(
        refusal(&read(&water, meter, &correct("250", uuid::Uuid::nil().to_string(), "抄错")).await),
        (422, "correction_target_missing", "/correction/replaces")
    );
    let answer = read(&water, meter, &correct("250", first.to_string(), "抄错一位")).await;
    let second = created(&answer);
    assert_eq!(
        (&answer.body["replaces"], &answer.body["reason"]),
        (&json!(first), &json!("抄错一位"))
    );
    assert_eq!(
        refusal(&read(&water, meter, &correct("260", first.to_string(), "再改")).await),
        (422, "correction_target_missing", "/correction/replaces")
    );
    created(&read(&water, meter, &correct("260", second.to_string(), "再改")).await);
    let list = water.get(&clerk(), &format!("/v1/meters/{meter}/readings")).await;
    let items = list.body["items"].as_array().unwrap();
    assert_eq!(items.len(), 5);
    let of_first = items.iter().find(|item| item["id"] == json!(first)).unwrap();
    assert_eq!((&of_first["value"], &of_first["replaced_by"]), (&json!("200.000"), &json!(second)));
    assert_eq!(actions_on(&water, second).await, ["reading.correct"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_corrected_day_of_removal_is_the_meters_day_of_removal() {
    let water = start().await;
    let (_, meter) = user_with_meter(&water, "A1").await;
    let removal = json!({"removed_on": "2026-03-10", "value": "180"});
    assert_eq!(
        water
            .post_if_match(&clerk(), &format!("/v1/meters/{meter}/removal"), 1, &removal)
            .await
            .status,
        200
    );
    let list = water.get(&clerk(), &format!("/v1/readings?meter_id={meter}&purpose=removal")).await;
    let body = json!({
        "purpose": "removal", "read_on": "2026-03-12", "value": "181", "method": "manual",
        "correction": {"replaces": list.body["items"][0]["id"], "reason": "日期登记错"},
    });
    created(&read(&water, meter, &body).await);
    assert_eq!(
        water.get(&clerk(), &format!("/v1/meters/{meter}")).await.body["removed_on"],
        "2026-03-12"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn two_people_reading_one_meter_at_once_record_one_reading() {
    let water = start().await;
    let (_, meter) = user_with_meter(&water, "A1").await;
    let (body_a, body_b) = (reading_body("2026Q1", "200"), reading_body("2026Q1", "201"));
    let (a, b) = tokio::join!(read(&water, meter, &body_a), read(&water, meter, &body_b));
    let mut statuses = [a.status, b.status];
    statuses.sort_unstable();
    assert_eq!(statuses, [201, 422]);
}

#[tokio::test(flavor = "multi_thread")]
async fn malformed_readings_are_refused_by_field() {
    let water = start().await;
    let (_, meter) = user_with_meter(&water, "A1").await;
    for (changes, pointer) in [
        (json!({"value": "1.0005"}), "/value"),
        (json!({"value": 200}), "/value"),
        (json!({"value": "-1"}), "/value"),
        (json!({"period": "2026Q5"}), "/period"),
        (json!({"period": null}), "/period"),
        (json!({"purpose": "install"}), "/period"),
        (json!({"purpose": "x"}), "/purpose"),
        (json!({"method": "guess"}), "/method"),
        (json!({"read_on": "2026-3-31"}), "/read_on"),
        (json!({"read_on": "2026- 3-31"}), "/read_on"),
        (json!({"read_on": "+026-03-31"}), "/read_on"),
    ] {
        let answer = read(&water, meter, &with(reading_body("2026Q1", "200"), changes)).await;
        assert_eq!(refusal(&answer), (400, "invalid_input", pointer));
    }
}
