//! Billing runs: preview, confirmation, who is billed and who is not.

use std::collections::BTreeMap;

use platform::test_support::{TestPerson, send};
use serde_json::{Value, json};
use water::api::role;

use crate::{
    billing_county::{CITY, County, MeterOf, PERIOD, RURAL, User, clerk, head, read, scoped},
    billing_preview::{reasons, supply_reading, unbilled_of},
};

/// One user for every reason why there is no bill, with the reason.
fn unbillable() -> Vec<(User, &'static str)> {
    let meter = |code: &str, change: fn(&mut MeterOf)| User::example(code).but(|user| change(&mut user.meters[0]));
    vec![
        (User::example("U-01").but(|user| user.meters.clear()), "not_in_scope"),
        (meter("U-02", |meter| meter.place = "discharge"), "not_in_scope"),
        (
            meter("U-03", |meter| {
                meter.installed_on = "2026-01-10";
                meter.readings = vec![read("install", "2026-01-10", 0), read("removal", "2026-02-01", 5_000)];
            }),
            "no_meter",
        ),
        (meter("U-04", |meter| meter.readings.truncate(1)), "no_reading"),
        (
            meter("U-05", |meter| {
                meter.installed_on = "2025-01-10";
                meter.readings[0] = read("install", "2025-01-10", 0);
            }),
            "no_opening_reading",
        ),
        (meter("U-06", |meter| meter.readings[1].litres = 99_999), "reading_inconsistent"),
        (meter("U-07", |meter| meter.verifications.clear()), "meter_not_verified"),
        (
            meter("U-08", |meter| meter.verifications[0].2 = "2026-09-29"),
            "meter_verification_expired",
        ),
        (
            meter("U-09", |meter| meter.verifications.push(("failed", "2026-09-30", "2026-09-30"))),
            "meter_failed",
        ),
        (meter("U-10", |meter| meter.sealed_from = Some("2026-09-30")), "meter_sealed"),
        (meter("U-11", |meter| meter.obsolete_from = Some("2026-09-30")), "meter_obsolete"),
        (User::example("U-12").but(|user| user.plan = None), "no_plan"),
        (User::example("U-13").but(|user| user.plan = Some(("2026Q4", 1_000_000))), "no_plan"),
        (User::example("U-14").but(|user| user.category = "special_trade"), "no_base_price"),
        (
            meter("U-15", |meter| meter.readings[1].on = "2026-06-30"),
            "adjusted_base_not_positive",
        ),
        (
            User::example("U-16").but(|user| user.supplier = Some("supply_dear")),
            "amount_not_chargeable",
        ),
    ]
}

/// Whom a quarterly run of the surcharge does not concern at all.
fn not_concerned() -> Vec<User> {
    vec![
        User::example("N-1").but(|user| user.category = "resident"),
        User::example("N-2").but(|user| user.category = "agriculture"),
        User::example("N-3").but(|user| (user.supply, user.supplier) = ("self_supplied", None)),
        User::example("N-4").but(|user| user.plan = Some(("2026-09", 1_000_000))),
    ]
}

#[tokio::test(flavor = "multi_thread")]
async fn a_run_bills_everybody_it_can_and_lists_the_others_with_their_reasons() {
    let county = County::start().await;
    county
        .price("supply_dear", "non_resident", 9_000_000_000_000_000_000, "2026-01-01")
        .await;
    for (user, _) in unbillable() {
        county.add(&user).await;
    }
    county.add_all(&not_concerned()).await;
    county
        .add_all(&[
            User::example("B-1"),
            User::example("B-2").but(|user| user.supplier = Some(RURAL)),
            User::using("B-3", 1_000_000),
        ])
        .await;

    let preview = county.preview().await;
    let summary = &preview["summary"];
    assert_eq!(
        (&preview["state"], &preview["percent"], &preview["version"]),
        (&json!("previewed"), &json!(0), &json!(1))
    );
    assert_eq!(
        (
            &summary["users"],
            &summary["already_billed"],
            &summary["billable"],
            &summary["unbillable"]
        ),
        (&json!(19), &json!(0), &json!(3), &json!(16))
    );
    assert_eq!(
        (&summary["basic"], &summary["surcharge"], &summary["total"]),
        (&json!("16800.00"), &json!("3780.00"), &json!("20580.00"))
    );
    assert_eq!(
        (&summary["usage"], &summary["plan_volume"]),
        (&json!("4000.000"), &json!("3000.000"))
    );
    let counted: BTreeMap<&str, u64> = summary["reasons"]
        .as_array()
        .unwrap()
        .iter()
        .map(|count| (count["reason"].as_str().unwrap(), count["users"].as_u64().unwrap()))
        .collect();
    let mut expected = BTreeMap::new();
    for (_, reason) in unbillable() {
        *expected.entry(reason).or_insert(0) += 1;
    }
    assert_eq!(counted, expected);
    assert_eq!(county.number("SELECT count(*) FROM bills").await, 0, "a preview bills nobody");
    let cases = unbillable();
    let expected: Vec<(&str, &str)> = cases.iter().map(|(user, reason)| (user.code.as_str(), *reason)).collect();
    let found = unbilled_of(&county, &preview).await;
    assert_eq!(reasons(&found), expected, "the preview names whom it could not bill");

    let confirmed = county.confirm(&preview).await;
    assert_eq!(
        (confirmed.status, &confirmed.body["state"], &confirmed.body["user_count"]),
        (202, &json!("running"), &json!(19))
    );
    let run = county.completed(&preview).await;
    assert_eq!(
        (&run["billed"], &run["unbilled"], &run["percent"]),
        (&json!(3), &json!(16), &json!(100))
    );
    assert_eq!(unbilled_of(&county, &run).await, found, "the run agrees with its preview");
    assert_eq!(county.number("SELECT sum(total_fen) FROM bills").await, 2_058_000);
    assert_eq!(
        county
            .number("SELECT count(*) FROM bills WHERE issued_on = (now() AT TIME ZONE 'Asia/Shanghai')::date AND rules_digest <> ''")
            .await,
        3
    );
    county.assert_audit_intact().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_unbilled_are_paged_and_told_what_to_do() {
    let county = County::start().await;
    for (user, _) in unbillable().into_iter().skip(3).take(5) {
        county.add(&user).await;
    }
    let run = county.bill().await;
    let path = format!("/v1/billing-runs/{}/unbilled", run["id"].as_str().unwrap());
    let mut seen = Vec::new();
    let mut cursor = String::new();
    loop {
        let page = county.get(&clerk(), &format!("{path}?limit=2{cursor}")).await.body;
        seen.extend(page["items"].as_array().unwrap().clone());
        let Some(next) = page["next_cursor"].as_str() else { break };
        cursor = format!("&cursor={next}");
    }
    let codes: Vec<_> = seen.iter().map(|user| user["user_code"].as_str().unwrap()).collect();
    assert_eq!(codes, ["U-04", "U-05", "U-06", "U-07", "U-08"]);
    for user in &seen {
        let detail = user["detail"].as_str().unwrap();
        assert!(detail.contains(user["user_code"].as_str().unwrap()), "the meter is named: {detail}");
        assert!(!user["reason_label"].as_str().unwrap().is_empty() && user["user_name"].as_str().unwrap().starts_with("用水户"));
    }
    assert!(seen[4]["detail"].as_str().unwrap().contains("新政办发〔2023〕24号"), "{}", seen[4]);
    let one = county.get(&clerk(), &format!("{path}?reason=no_reading")).await.body;
    assert_eq!(one["items"].as_array().unwrap().len(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_second_run_bills_only_those_who_have_no_bill_yet() {
    let county = County::start().await;
    county.add(&User::example("A")).await;
    let unread = county
        .add(&User::example("B").but(|user| user.meters[0].readings.truncate(1)))
        .await;
    let first = county.bill().await;
    assert_eq!((&first["billed"], &first["unbilled"]), (&json!(1), &json!(1)));
    supply_reading(&county, unread).await;
    let second = county.preview().await;
    assert_eq!(
        (
            &second["summary"]["users"],
            &second["summary"]["already_billed"],
            &second["summary"]["billable"]
        ),
        (&json!(2), &json!(1), &json!(1))
    );
    assert_eq!(county.confirm(&second).await.body["user_count"], 1);
    let second = county.completed(&second).await;
    assert_eq!((&second["billed"], &second["unbilled"]), (&json!(1), &json!(0)));
    assert_eq!(county.bill_of("B").await["days_late"], 5);
    assert_eq!(county.number("SELECT count(*) FROM bills").await, 2);
    let numbers = county
        .text("SELECT string_agg(number, ',' ORDER BY number) FROM bills")
        .await
        .unwrap();
    assert_eq!(numbers, "SF-2026Q3-000001,SF-2026Q3-000002");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_water_behind_a_master_meter_is_billed_once() {
    let county = County::start().await;
    county
        .add(&User::example("A").but(|user| user.meters.push(MeterOf::using(400_000))))
        .await;
    county
        .sql("UPDATE meters SET master_meter_id = (SELECT id FROM meters WHERE number = 'A-0') WHERE number = 'A-1'")
        .await
        .unwrap();
    let run = county.bill().await;
    assert_eq!(run["summary"]["usage"], "1500.000");
    assert_eq!(county.bill_of("A").await["usage"], "1500.000");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_missed_quarter_is_made_good_and_billed() {
    let county = County::start().await;
    let user = User::example("A").but(|user| {
        let meter = &mut user.meters[0];
        meter.installed_on = "2025-12-31";
        meter.verifications = vec![("verified", "2025-12-01", "2030-05-31")];
        meter.readings = vec![read("install", "2025-12-31", 0), read(PERIOD, "2026-09-30", 3_000_000)];
    });
    let id = county.add(&user).await;
    let run = county.bill().await;
    let path = format!("/v1/billing-runs/{}/unbilled", run["id"].as_str().unwrap());
    let unbilled = county.get(&clerk(), &path).await.body["items"][0].clone();
    assert_eq!(unbilled["reason"], "no_opening_reading");
    assert!(unbilled["detail"].as_str().unwrap().contains("请补录周期 2026Q2"), "{unbilled}");
    // What the advice says can be done.
    let meters = county
        .get(&crate::support::clerk(), &format!("/v1/water-users/{id}/meters"))
        .await
        .body;
    let path = format!("/v1/meters/{}/readings", meters["items"][0]["id"].as_str().unwrap());
    let missed = json!({
        "purpose": "periodic", "period": "2026Q2", "read_on": "2026-06-30", "value": "2000", "method": "remote",
        "supplement": {"reason": "远传平台6月30日数据"},
    });
    assert_eq!(county.post(&crate::support::clerk(), &path, &missed).await.status, 201);
    county.bill().await;
    assert_eq!(county.bill_of("A").await["usage"], "1000.000");
}

#[tokio::test(flavor = "multi_thread")]
async fn of_two_confirmations_at_once_one_runs() {
    let county = County::start().await;
    county.add_all(&[User::example("A"), User::example("B")]).await;
    let run = county.preview().await;
    let (one, other) = tokio::join!(county.confirm(&run), county.confirm(&run));
    let mut statuses = [one.status, other.status];
    statuses.sort_unstable();
    assert_eq!(statuses, [202, 409], "{} {}", one.body, other.body);
    county.completed(&run).await;
    assert_eq!(county.number("SELECT count(*) FROM bills").await, 2);
    let late = county.confirm(&run).await;
    assert_eq!((late.status, &late.body["code"]), (409, &json!("billing_run_already_confirmed")));
}

#[tokio::test(flavor = "multi_thread")]
async fn only_one_run_at_a_time_bills_a_period_of_a_company() {
    let county = County::start_with(|config| config.service.billing_batch_size = 1).await;
    county.add_all(&[User::example("A"), User::example("B"), User::example("C")]).await;
    let (first, second) = (county.preview().await, county.preview().await);
    // The job cannot go on while somebody holds the base price's lock.
    let holder = county.superuser().await;
    holder
        .batch_execute(&format!(
            "BEGIN; SELECT pg_advisory_xact_lock(hashtext('base_price:{CITY}:non_resident'))"
        ))
        .await
        .unwrap();
    assert_eq!(county.confirm(&first).await.status, 202);
    let refused = county.confirm(&second).await;
    assert_eq!(
        (refused.status, &refused.body["code"]),
        (409, &json!("billing_run_already_running"))
    );
    holder.batch_execute("COMMIT").await.unwrap();
    county.completed(&first).await;
    assert_eq!(county.confirm(&second).await.status, 202);
    assert_eq!(county.completed(&second).await["billed"], 0);
    assert_eq!(county.number("SELECT count(*) FROM bills").await, 3);
}

#[tokio::test(flavor = "multi_thread")]
async fn runs_over_all_companies_and_over_one_at_the_same_time_bill_nobody_twice() {
    let county = County::start_with(|config| config.service.billing_batch_size = 2).await;
    let users: Vec<User> = (0..30)
        .map(|index| User::example(&format!("U-{index:02}")).but(|user| user.supplier = Some([CITY, RURAL][index % 2])))
        .collect();
    county.add_all(&users).await;
    let all = county.preview().await;
    let one = county
        .post(&clerk(), "/v1/billing-runs", &json!({ "period": PERIOD, "supplier": RURAL }))
        .await
        .body;
    assert_eq!((&all["summary"]["users"], &one["summary"]["users"]), (&json!(30), &json!(15)));
    // A second replica works on whatever run the first leaves.
    let other = county.replica(|config| config.service.billing_batch_size = 2).await;
    let (first, second) = tokio::join!(county.confirm(&all), county.confirm(&one));
    assert_eq!((first.status, second.status), (202, 202));
    let (all, one) = (county.completed(&all).await, county.completed(&one).await);
    drop(other);
    assert_eq!(all["billed"].as_i64().unwrap() + one["billed"].as_i64().unwrap(), 30);
    assert_eq!(county.number("SELECT count(DISTINCT user_id) FROM bills").await, 30);
    assert_eq!(county.number("SELECT count(*) FROM bills").await, 30);
    assert_eq!(
        county.number("SELECT max(right(number, 6)::int) FROM bills").await,
        30,
        "numbers without a gap"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn the_same_request_again_gets_the_same_preview() {
    let county = County::start().await;
    county.add(&User::example("A")).await;
    let ask = |body: Value| {
        county
            .request_as(&clerk(), "POST", "/v1/billing-runs")
            .header("idempotency-key", "once")
            .json(&body)
    };
    let first = send(ask(json!({ "period": PERIOD }))).await;
    let again = send(ask(json!({ "period": PERIOD }))).await;
    assert_eq!((first.status, again.status), (201, 201));
    assert_eq!(first.body, again.body);
    let other = send(ask(json!({ "period": "2026Q2" }))).await;
    assert_eq!((other.status, &other.body["code"]), (422, &json!("idempotency_key_reused")));
    assert_eq!(county.number("SELECT count(*) FROM billing_runs").await, 1);
    let path = format!("/v1/billing-runs/{}/confirm", first.body["id"].as_str().unwrap());
    let confirm = || {
        county
            .request_as(&clerk(), "POST", &path)
            .header("idempotency-key", "confirm")
            .header("if-match", "\"1\"")
            .json(&json!({}))
    };
    let (first, again) = (send(confirm()).await, send(confirm()).await);
    assert_eq!((first.status, again.status, first.body == again.body), (202, 202, true));
}

#[tokio::test(flavor = "multi_thread")]
async fn what_cannot_be_run_is_refused_in_words() {
    let county = County::start().await;
    county.add(&User::example("A")).await;
    for (body, status, code) in [
        (json!({ "period": "2026Q5" }), 400, "invalid_input"),
        (json!({ "period": PERIOD, "supplier": " " }), 400, "invalid_input"),
        (json!({ "period": PERIOD, "x": 1 }), 400, "invalid_input"),
        (json!({}), 400, "invalid_input"),
        (
            json!({ "period": PERIOD, "supplier": "supply_nowhere" }),
            422,
            "no_users_of_supplier",
        ),
        (json!({ "period": "2023Q3" }), 422, "regulation_not_in_force"),
        (json!({ "period": "2028Q4" }), 422, "regulation_not_in_force"),
    ] {
        let answer = county.post(&clerk(), "/v1/billing-runs", &body).await;
        assert_eq!(
            (answer.status, answer.body["code"].as_str().unwrap()),
            (status, code),
            "{body}: {}",
            answer.body
        );
        assert!(!answer.body["detail"].as_str().unwrap().is_empty());
    }
    let without_key = send(
        county
            .request_as(&clerk(), "POST", "/v1/billing-runs")
            .json(&json!({ "period": PERIOD })),
    )
    .await;
    assert_eq!(
        (without_key.status, &without_key.body["code"]),
        (400, &json!("idempotency_key_required"))
    );
    assert_eq!(county.number("SELECT count(*) FROM billing_runs").await, 0);

    let run = county.preview().await;
    let path = format!("/v1/billing-runs/{}/confirm", run["id"].as_str().unwrap());
    assert_eq!(county.post(&clerk(), &path, &json!({})).await.status, 400, "without If-Match");
    assert_eq!(county.post_if_match(&clerk(), &path, 7, &json!({})).await.status, 412);
    let nowhere = "/v1/billing-runs/018f0000-0000-7000-8000-000000000000";
    assert_eq!(
        county
            .post_if_match(&clerk(), &format!("{nowhere}/confirm"), 1, &json!({}))
            .await
            .status,
        404
    );
    assert_eq!(county.get(&clerk(), nowhere).await.status, 404);
    assert_eq!(county.get(&clerk(), &format!("{nowhere}/unbilled")).await.status, 404);
    assert_eq!(county.number("SELECT count(*) FROM bills").await, 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn runs_are_listed_newest_first_and_shown_with_their_progress() {
    let county = County::start().await;
    county
        .add_all(&[User::example("A"), User::example("B").but(|user| user.supplier = Some(RURAL))])
        .await;
    let done = county.bill().await;
    let newest = county
        .post(&head_clerk(), "/v1/billing-runs", &json!({ "period": PERIOD, "supplier": RURAL }))
        .await
        .body;
    let listed = county.get(&clerk(), "/v1/billing-runs?limit=1").await.body;
    assert_eq!(listed["items"][0]["id"], newest["id"]);
    let next = county
        .get(
            &clerk(),
            &format!("/v1/billing-runs?limit=1&cursor={}", listed["next_cursor"].as_str().unwrap()),
        )
        .await
        .body;
    assert_eq!((&next["items"][0]["id"], &next["next_cursor"]), (&done["id"], &Value::Null));
    for (query, wanted) in [
        ("state=completed", &done),
        ("state=previewed", &newest),
        ("supplier=supply_rural", &newest),
    ] {
        let found = county
            .get(&clerk(), &format!("/v1/billing-runs?period={PERIOD}&{query}"))
            .await
            .body;
        let ids: Vec<_> = found["items"].as_array().unwrap().iter().map(|run| &run["id"]).collect();
        assert_eq!(ids, [&wanted["id"]], "{query}");
    }
    let shown = county
        .get(&head(), &format!("/v1/billing-runs/{}", done["id"].as_str().unwrap()))
        .await;
    assert_eq!(shown.headers["etag"], format!("\"{}\"", shown.body["version"]));
    assert_eq!(
        (&shown.body["created_by"], &shown.body["confirmed_by"]),
        (&json!("billing"), &json!("billing"))
    );
}

/// Somebody who bills and heads at once.
fn head_clerk() -> TestPerson {
    TestPerson::with("both", &[role::WATER_BILLING_CLERK, role::WATER_HEAD])
}

#[tokio::test(flavor = "multi_thread")]
async fn a_clerk_of_one_company_runs_only_that_company() {
    let county = County::start().await;
    county
        .add_all(&[User::example("A"), User::example("B").but(|user| user.supplier = Some(RURAL))])
        .await;
    let rural = scoped(role::WATER_BILLING_CLERK, &[RURAL]);
    for body in [json!({ "period": PERIOD }), json!({ "period": PERIOD, "supplier": CITY })] {
        let refused = county.post(&rural, "/v1/billing-runs", &body).await;
        assert_eq!(refused.status, 403, "{}", refused.body);
        assert!(!refused.body["who_may"].as_array().unwrap().is_empty());
    }
    let own = county
        .post(&rural, "/v1/billing-runs", &json!({ "period": PERIOD, "supplier": RURAL }))
        .await;
    assert_eq!((own.status, &own.body["summary"]["users"]), (201, &json!(1)));
    let all = county.preview().await;
    let path = format!("/v1/billing-runs/{}", all["id"].as_str().unwrap());
    assert_eq!(county.get(&rural, &path).await.status, 404);
    assert_eq!(county.get(&rural, &format!("{path}/unbilled")).await.status, 404);
    assert_eq!(
        county.post_if_match(&rural, &format!("{path}/confirm"), 1, &json!({})).await.status,
        404
    );
    let listed = county.get(&rural, "/v1/billing-runs").await.body;
    assert_eq!(listed["items"].as_array().unwrap().len(), 1);
    assert_eq!(listed["items"][0]["id"], own.body["id"]);
}
