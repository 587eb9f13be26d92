//! Flow assessment of users without a meter, pipe losses, and water owed to users (24号 附件3 第十一条（三）、（四）、（五）).

use platform::test_support::{Answer, TestPerson};
use serde_json::{Value, json};
use uuid::Uuid;

use crate::{
    billing_county::{County, MeterOf, PERIOD, User, read},
    export::{column, export},
    register::{actions_on, create_meter, create_user, created, meter_body, refusal, user_body, user_with_meter, with},
    support::{Water, auditor, clerk, head, operator_of, start},
};

const METHODS: &str = "/v1/flow-assessments";
const SHORTAGES: &str = "/v1/water-shortages";

/// 12.5 m³ an hour, 8 hours a day.
pub fn method_body(user: Uuid, number: &str) -> Value {
    json!({
        "user_id": user, "number": number, "ground": "harsh_environment", "ground_detail": "井口常年淹没，无法装表", "kind": "flow_time",
        "rate": "12.5", "hours_per_day": "8", "assessed_by": "示例计量所", "assessed_on": "2026-06-20", "valid_from": "2026-07-01",
    })
}

/// Fifteen days of use: 1,500 m³.
pub fn usage_body() -> Value {
    json!({"period": PERIOD, "quantity": "15", "basis": "运行记录第3册"})
}

/// 100 m³ in July.
pub fn shortage_body(user: Uuid) -> Value {
    json!({"user_id": user, "volume": "100", "short_from": "2026-07-10", "short_to": "2026-07-12", "cause": "主管爆裂停水"})
}

async fn step(service: &platform::test_support::TestService, by: &TestPerson, row: &Value, step: &str, body: Value) -> Answer {
    let path = format!("{METHODS}/{}/{step}", row["id"].as_str().unwrap());
    service.post_if_match(by, &path, row["version"].as_i64().unwrap(), &body).await
}

/// Registers a method and has it approved.
pub async fn method_in_force(service: &platform::test_support::TestService, body: &Value) -> Value {
    let drafted = service.post(&clerk(), METHODS, body).await;
    assert_eq!(drafted.status, 201, "{}", drafted.body);
    let approved = step(service, &head(), &drafted.body, "approval", json!({})).await;
    assert_eq!(approved.status, 200, "{}", approved.body);
    approved.body
}

async fn use_of(service: &platform::test_support::TestService, method: &Value, body: &Value) -> Answer {
    let path = format!("{METHODS}/{}/usages", method["id"].as_str().unwrap());
    service.post(&clerk(), &path, body).await
}

fn unmetered(code: &str) -> User {
    User::example(code).but(|user| user.meters.clear())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_user_without_a_meter_is_billed_by_the_method_that_another_person_approved() {
    let county = County::start().await;
    let user = county.add(&unmetered("A")).await;
    county.add(&unmetered("B")).await;
    let drafted = county.post(&clerk(), METHODS, &method_body(user, "新水计〔2026〕7号")).await;
    assert_eq!(drafted.status, 201, "{}", drafted.body);
    // Not approved yet: nobody uses it.
    let early = use_of(&county, &drafted.body, &usage_body()).await;
    assert_eq!(refusal(&early), (422, "assessment_not_in_force", "/period"));
    let approved = step(&county, &head(), &drafted.body, "approval", json!({})).await;
    assert_eq!((approved.status, &approved.body["state"]), (200, &json!("approved")));

    // The method alone bills nobody: an estimate would.
    let run = county.preview().await;
    let unbilled = county
        .get(&head(), &format!("/v1/billing-runs/{}/unbilled", run["id"].as_str().unwrap()))
        .await;
    let reasons: Vec<_> = unbilled.body["items"]
        .as_array()
        .unwrap()
        .iter()
        .map(|row| &row["reason"])
        .collect();
    assert_eq!(reasons, [&json!("no_assessed_usage"), &json!("not_in_scope")], "{}", unbilled.body);
    assert!(
        unbilled.body["items"][0]["detail"]
            .as_str()
            .unwrap()
            .contains("附件3 第十一条（五）")
    );

    let used = use_of(&county, &approved.body, &usage_body()).await;
    assert_eq!((used.status, &used.body["volume"]), (201, &json!("1500.000")), "{}", used.body);
    let again = use_of(&county, &approved.body, &usage_body()).await;
    assert_eq!(refusal(&again), (409, "assessed_usage_exists", ""));
    county.bill().await;
    let bill = county.bill_of("A").await;
    assert_eq!(
        (&bill["usage"], &bill["basic_charge"], &bill["surcharge"], &bill["days_late"]),
        (&json!("1500.000"), &json!("6300.00"), &json!("1890.00"), &json!(0))
    );
    let cited = &bill["trace"][0];
    assert_eq!(
        (&cited["step"], &cited["citation"]["article"], &cited["inputs"]["method"]),
        (
            &json!("assessed_usage"),
            &json!("附件3 第十一条（五）"),
            &json!("新水计〔2026〕7号")
        )
    );
    let path = format!("/v1/bills/{}/recomputation", bill["id"].as_str().unwrap());
    let recomputed = county.post(&head(), &path, &json!({})).await;
    assert_eq!(recomputed.body["equal"], true, "{}", recomputed.body);

    // Billed: what the bill rests on stays.
    let correction = with(
        usage_body(),
        json!({"quantity": "14", "correction": {"replaces": used.body["id"], "reason": "抄录有误"}}),
    );
    assert_eq!(
        refusal(&use_of(&county, &approved.body, &correction).await),
        (409, "assessed_usage_billed", "")
    );
    for raw in [
        "UPDATE assessed_usages SET volume_milli = 1",
        "UPDATE flow_assessments SET rate_milli = 1",
        "DELETE FROM flow_assessments",
        "INSERT INTO assessed_usages (id, assessment_id, user_id, period, period_from, period_to, quantity_milli, volume_milli, basis, recorded_by, recorded_at)
         SELECT gen_random_uuid(), assessment_id, user_id, '2026Q2', '2026-04-01', '2026-06-30', 1, 1, 'x', 'x', now() FROM assessed_usages",
    ] {
        assert!(county.sql(raw).await.is_err(), "{raw}");
    }
    county.assert_audit_intact().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_usage_is_corrected_before_the_bill_and_the_bill_takes_the_last() {
    let county = County::start().await;
    let user = county.add(&unmetered("A")).await;
    let method = method_in_force(&county, &method_body(user, "M-1")).await;
    let first = use_of(&county, &method, &usage_body()).await;
    let correct = |replaces: &Value| {
        with(
            usage_body(),
            json!({"quantity": "10", "correction": {"replaces": replaces, "reason": "停产5天"}}),
        )
    };
    let wrong = use_of(&county, &method, &correct(&json!(Uuid::nil()))).await;
    assert_eq!(refusal(&wrong), (422, "correction_target_missing", "/correction/replaces"));
    let corrected = use_of(&county, &method, &correct(&first.body["id"])).await;
    assert_eq!((corrected.status, &corrected.body["volume"]), (201, &json!("1000.000")));
    let twice = use_of(&county, &method, &correct(&first.body["id"])).await;
    assert_eq!(refusal(&twice), (422, "correction_target_missing", "/correction/replaces"));
    for (changes, code) in [
        (json!({"period": "2026Q2"}), "assessment_not_in_force"),
        (json!({"period": "2026Q4"}), "period_not_over"),
        (json!({"quantity": "93", "period": "2026-07"}), "quantity_out_of_range"),
    ] {
        let refused = use_of(&county, &method, &with(usage_body(), changes)).await;
        assert_eq!(refusal(&refused).1, code, "{}", refused.body);
    }
    // Ended before what is on record: refused; on its last day: kept.
    let end = |on: &str| json!({"ended_on": on, "reason": "已能装表"});
    let early = step(&county, &clerk(), &method, "ending", end("2026-09-29")).await;
    assert_eq!(refusal(&early), (422, "ended_before_usage", "/ended_on"));
    let ended = step(&county, &clerk(), &method, "ending", end("2026-09-30")).await;
    assert_eq!((ended.status, &ended.body["state"]), (200, &json!("ended")), "{}", ended.body);
    county.bill().await;
    assert_eq!(county.bill_of("A").await["usage"], "1000.000");
    let listed = county.get(&auditor(), &format!("/v1/assessed-usages?period={PERIOD}")).await;
    let standing: Vec<_> = listed.body["items"]
        .as_array()
        .unwrap()
        .iter()
        .map(|row| &row["is_replaced"])
        .collect();
    assert_eq!(standing, [&json!(false), &json!(true)]);
}

#[tokio::test(flavor = "multi_thread")]
async fn who_has_a_meter_is_read_and_never_assessed() {
    let county = County::start().await;
    let metered = county.add(&User::example("M")).await;
    let refused = county.post(&clerk(), METHODS, &method_body(metered, "M-1")).await;
    assert_eq!(refusal(&refused).1, "user_is_metered", "{}", refused.body);
    // A meter that comes between the draft and the approval.
    let user = county.add(&unmetered("A")).await;
    let drafted = county.post(&clerk(), METHODS, &method_body(user, "M-2")).await;
    county
        .sql(&format!(
            "UPDATE meters SET user_id = '{user}' WHERE user_id = '{metered}';
             UPDATE flow_assessments SET demonstration = demonstration"
        ))
        .await
        .unwrap_err();
    let move_meter = |to: Uuid, from: Uuid| format!("UPDATE meters SET user_id = '{to}' WHERE user_id = '{from}'");
    county.sql(&move_meter(user, metered)).await.unwrap();
    let refused = step(&county, &head(), &drafted.body, "approval", json!({})).await;
    assert_eq!(refusal(&refused).1, "user_is_metered");
    let raw = "UPDATE flow_assessments SET state = 'approved', decided_by = 'other', decided_at = now()";
    assert!(county.sql(raw).await.unwrap_err().to_string().contains("has a meter"));
    county.sql(&move_meter(metered, user)).await.unwrap();
    let approved = step(&county, &head(), &drafted.body, "approval", json!({})).await;
    assert_eq!(approved.status, 200, "{}", approved.body);
    let second = county.post(&clerk(), METHODS, &method_body(user, "M-3")).await;
    let overlapping = step(&county, &head(), &second.body, "approval", json!({})).await;
    assert_eq!(refusal(&overlapping), (409, "assessment_overlaps", ""));
    assert_eq!(
        use_of(&county, &approved.body, &with(usage_body(), json!({"quantity": "1"})))
            .await
            .status,
        201
    );
    // A meter that turns out to have counted in the period after all: its readings are charged, not the assessment.
    county.sql(&move_meter(user, metered)).await.unwrap();
    let monthly = use_of(&county, &approved.body, &with(usage_body(), json!({"period": "2026-08"}))).await;
    assert_eq!(refusal(&monthly).1, "user_is_metered");
    county.bill().await;
    let bill = county.bill_of("A").await;
    assert_eq!(
        (&bill["usage"], &bill["trace"][0]["step"]),
        (&json!("1500.000"), &json!("meter_usage"))
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_approves_their_own_method_and_its_parameters_are_possible() {
    let water = start().await;
    let user = create_user(&water, &user_body("A1")).await;
    let own = water.post(&head(), METHODS, &method_body(user, "M-1")).await;
    let refused = step(&water, &head(), &own.body, "approval", json!({})).await;
    assert_eq!(refusal(&refused), (403, "second_person_needed", ""));
    assert!(
        crate::metering::raw(
            &water,
            "UPDATE flow_assessments SET state = 'approved', decided_by = drafted_by, decided_at = now()"
        )
        .await
        .contains("flow_assessments_second_person")
    );
    let taken = water.post(&clerk(), METHODS, &method_body(user, "M-1")).await;
    assert_eq!(refusal(&taken), (409, "assessment_number_taken", ""));
    for (changes, expected) in [
        (
            json!({"hours_per_day": "24.001"}),
            (422, "parameter_out_of_range", "/hours_per_day"),
        ),
        (json!({"hours_per_day": null}), (400, "invalid_input", "/hours_per_day")),
        (json!({"power": "7.5"}), (400, "invalid_input", "/power")),
        (json!({"kind": "guess"}), (400, "invalid_input", "/kind")),
        (
            json!({"valid_from": "2026-06-19"}),
            (422, "assessed_on_out_of_range", "/assessed_on"),
        ),
        (json!({"valid_to": "2026-06-30"}), (422, "span_reversed", "/valid_to")),
        // What is lost in pipes is no part of a formula (第十一条（三）).
        (json!({"pipe_loss": "0.1"}), (400, "invalid_input", "/pipe_loss")),
    ] {
        let answer = water
            .post(&clerk(), METHODS, &with(method_body(user, "M-2"), changes.clone()))
            .await;
        assert_eq!(refusal(&answer), expected, "{changes}: {}", answer.body);
    }
    let listed = water.get(&auditor(), &format!("{METHODS}?state=submitted&user_code=A1")).await;
    assert_eq!(listed.body["items"].as_array().unwrap().len(), 1, "refused ones left nothing");
    let returned = step(&water, &clerk(), &own.body, "return", json!({"comment": "请补充现场照片"})).await;
    assert_eq!(returned.status, 403, "the clerk does not decide");
    assert_eq!(
        actions_on(&water, own.body["id"].as_str().unwrap()).await,
        ["flow_assessment.register"]
    );
}

/// What raw SQL is told.
pub async fn raw(water: &Water, statement: &str) -> String {
    let mut tx = water.database.begin(&platform::Scope::All).await.unwrap();
    match diesel_async::SimpleAsyncConnection::batch_execute(&mut *tx, statement).await {
        Ok(()) => "nothing".to_owned(),
        Err(error) => format!("{error:?}"),
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn losses_before_the_supply_point_are_not_charged() {
    // 第十一条（三）: 900 m³ were taken in, 1,500 litres less than 500 m³ reached the user.
    let county = County::start().await;
    let user = User::using("A", 498_500).but(|user| {
        let intake = MeterOf {
            place: "intake",
            ..MeterOf::with(vec![read("install", "2026-06-30", 0), read(PERIOD, "2026-09-30", 900_000)])
        };
        user.meters.push(intake);
    });
    county.add(&user).await;
    let intake_only = User::example("B").but(|user| user.meters[0].place = "intake");
    county.add(&intake_only).await;
    let run = county.bill().await;
    let bill = county.bill_of("A").await;
    assert_eq!((&bill["usage"], &bill["basic_charge"]), (&json!("498.500"), &json!("2093.70")));
    let unbilled = county
        .get(&head(), &format!("/v1/billing-runs/{}/unbilled", run["id"].as_str().unwrap()))
        .await;
    assert_eq!(unbilled.body["items"][0]["reason"], "not_in_scope", "{}", unbilled.body);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_shortage_is_made_good_or_compensated_and_never_exceeded() {
    let water = start().await;
    let (user, _) = user_with_meter(&water, "A1").await;
    let operator = operator_of("supply_city");
    let owed = water.post(&clerk(), SHORTAGES, &shortage_body(user)).await;
    assert_eq!((owed.status, &owed.body["left"]), (201, &json!("100.000")), "{}", owed.body);
    let todos = water.get(&operator, "/v1/todos").await;
    assert!(todos.body.to_string().contains("补足缺量"), "{}", todos.body);
    let settle = async |row: &Value, changes: Value| {
        let body = with(
            json!({"kind": "made_good", "volume": "60", "settled_on": "2026-07-20", "detail": "夜间加压补供"}),
            changes,
        );
        let path = format!("{SHORTAGES}/{}/settlements", row["id"].as_str().unwrap());
        water.post_if_match(&operator, &path, row["version"].as_i64().unwrap(), &body).await
    };
    for (changes, expected) in [
        (json!({"volume": "100.001"}), (422, "settlement_exceeds_shortage", "/volume")),
        (json!({"settled_on": "2026-07-09"}), (422, "settlement_day", "/settled_on")),
        (json!({"kind": "compensated"}), (422, "compensation_amount", "/amount")),
        (json!({"amount": "1.00"}), (422, "compensation_amount", "/amount")),
        (json!({"kind": "forgiven"}), (400, "invalid_input", "/kind")),
    ] {
        let refused = settle(&owed.body, changes.clone()).await;
        assert_eq!(refusal(&refused), expected, "{changes}: {}", refused.body);
    }
    let part = settle(&owed.body, json!({})).await;
    assert_eq!(
        (part.status, &part.body["left"], &part.body["state"]),
        (201, &json!("40.000"), &json!("owed")),
        "{}",
        part.body
    );
    assert_eq!(settle(&owed.body, json!({})).await.status, 412);
    let over = settle(&part.body, json!({"volume": "40.001"})).await;
    assert_eq!(refusal(&over).1, "settlement_exceeds_shortage");
    let exceeding = format!(
        "INSERT INTO shortage_settlements (id, shortage_id, kind, volume_milli, settled_on, detail, recorded_by, recorded_at)
         VALUES (gen_random_uuid(), '{}', 'made_good', 40001, '2026-07-20', 'x', 'x', now())",
        owed.body["id"].as_str().unwrap()
    );
    assert!(raw(&water, &exceeding).await.contains("more than is owed"));
    let whole = settle(
        &part.body,
        json!({"kind": "compensated", "volume": "40", "amount": "168.00", "detail": "抵扣水费"}),
    )
    .await;
    assert_eq!(
        (&whole.body["state"], &whole.body["left"], &whole.body["settled_on"]),
        (&json!("compensated"), &json!("0.000"), &json!("2026-07-20")),
        "{}",
        whole.body
    );
    assert_eq!(refusal(&settle(&whole.body, json!({"volume": "1"})).await).1, "shortage_settled");
    for statement in [
        "UPDATE water_shortages SET state = 'owed', settled_on = NULL",
        "UPDATE water_shortages SET volume_milli = 1",
        "DELETE FROM water_shortages",
        "UPDATE shortage_settlements SET amount_fen = 1",
        "DELETE FROM shortage_settlements",
    ] {
        assert_ne!(raw(&water, statement).await, "nothing", "{statement}");
    }
    let todos = water.get(&operator, "/v1/todos").await;
    assert!(!todos.body.to_string().contains("补足缺量"), "{}", todos.body);
    let (status, book) = export(&water, &operator, &json!({"list": "water-shortages"})).await;
    assert_eq!(status, 200);
    assert_eq!(column(&book, "状态"), ["已补偿"]);
    assert!(column(&book, "补足或补偿")[0].contains("168.00"));

    let own = with(user_body("W1"), json!({"supply": "self_supplied", "supplier": null}));
    let own = create_user(&water, &own).await;
    let nobody = water.post(&clerk(), SHORTAGES, &shortage_body(own)).await;
    assert_eq!(refusal(&nobody), (422, "no_supplier", "/user_id"));
    let ahead = with(shortage_body(user), json!({"short_to": "2099-01-01"}));
    assert_eq!(refusal(&water.post(&clerk(), SHORTAGES, &ahead).await).1, "shortage_span");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_company_sees_and_settles_only_what_its_own_users_are_owed() {
    let water = start().await;
    let user = create_user(&water, &user_body("A1")).await;
    let method = method_in_force(&water, &method_body(user, "M-1")).await;
    created(&use_of(&water, &method, &usage_body()).await);
    created(&water.post(&clerk(), SHORTAGES, &shortage_body(user)).await);
    let other = operator_of("supply_north");
    for path in [METHODS, "/v1/assessed-usages", SHORTAGES] {
        assert_eq!(water.get(&other, path).await.body["items"], json!([]), "{path}");
        assert_eq!(
            water.get(&auditor(), path).await.body["items"].as_array().unwrap().len(),
            1,
            "{path}"
        );
    }
    let refused = water.post(&other, SHORTAGES, &shortage_body(user)).await;
    assert_eq!(refused.status, 404);
    let (_, book) = export(&water, &auditor(), &json!({"list": "flow-assessments"})).await;
    assert_eq!(column(&book, "文号"), ["M-1"]);
    let (_, book) = export(&water, &auditor(), &json!({"list": "assessed-usages"})).await;
    assert_eq!(column(&book, "水量（m³）"), ["1500.000"]);
    // A meter ends the assessing: the method is ended, the meter read.
    create_meter(&water, user, &meter_body("MA1")).await;
    let after = use_of(&water, &method, &with(usage_body(), json!({"period": "2026-08"}))).await;
    assert_eq!(refusal(&after).1, "user_is_metered");
}
