//! Extraordinary adjustments of plans (24号 附件2 第六条): two people, the county government's number, and what bills make of them.

use platform::test_support::{Answer, TestPerson};
use serde_json::{Value, json};
use water::service::{
    Act,
    plan_adjustment::{NewAdjustment, lift_adjustments_of_incident, request_adjustment},
};

use crate::{
    billing_county::{CITY, County, PERIOD, User, day, head},
    billing_resume::blocked_process,
    register::{refusal, with},
    support::{auditor, clerk, operator_of},
};

/// A fifth less for all of August.
fn body() -> Value {
    json!({
        "category": "non_resident", "direction": "decrease", "percentage": "20", "valid_from": "2026-08-01", "valid_to": "2026-08-31",
        "reason": "汾河来水不足", "incident": "INC-2026-0007", "approval": {"number": "新政函〔2026〕7号", "approved_on": "2026-07-30"},
    })
}

async fn record(county: &County, changes: Value) -> Answer {
    county.post(&clerk(), "/v1/plan-adjustments", &with(body(), changes)).await
}

async fn step(county: &County, by: &TestPerson, adjustment: &Value, step: &str, body: Value) -> Answer {
    let path = format!("/v1/plan-adjustments/{}/{step}", adjustment["id"].as_str().unwrap());
    county
        .post_if_match(by, &path, adjustment["version"].as_i64().unwrap(), &body)
        .await
}

async fn in_force(county: &County, changes: Value) -> Value {
    let recorded = record(county, changes).await;
    assert_eq!(recorded.status, 201, "{}", recorded.body);
    let confirmed = step(county, &head(), &recorded.body, "approval", json!({})).await;
    assert_eq!(
        (confirmed.status, &confirmed.body["state"]),
        (200, &json!("in_force")),
        "{}",
        confirmed.body
    );
    confirmed.body
}

#[tokio::test(flavor = "multi_thread")]
async fn a_bill_is_computed_with_the_adjusted_plan_and_cites_the_approval() {
    let county = County::start().await;
    county.add(&User::example("A")).await;
    county
        .add(&User::example("L").but(|user| user.meters[0].readings[1].on = "2026-10-23"))
        .await;
    let special = User::example("S").but(|user| user.category = "special_trade");
    county.price(CITY, "special_trade", 42_000, "2026-01-01").await;
    county.add(&special).await;
    let adjustment = in_force(&county, json!({})).await;
    let preview = county.preview().await;
    county.bill().await;
    let bill = county.bill_of("A").await;
    // 1000 × (1 − 0.2 × 31/92) = 932.608…; bands 391.70 + 783.39 + 1224.39.
    assert_eq!(
        (&bill["plan_volume"], &bill["adjusted_base"], &bill["surcharge"], &bill["total"]),
        (&json!("1000.000"), &json!("932.609"), &json!("2399.48"), &json!("8699.48"))
    );
    assert_eq!(
        bill["adjustments"],
        json!([{"adjustment_id": adjustment["id"], "direction": "decrease", "percentage": "20", "covered_days": 31, "approval_number": "新政函〔2026〕7号", "incident": "INC-2026-0007"}])
    );
    let steps = bill["trace"].as_array().unwrap();
    let adjusted = steps.iter().find(|step| step["step"] == "extraordinary_adjustment").unwrap();
    assert_eq!(
        (&adjusted["value"], &adjusted["citation"]["article"]),
        (&json!("21450/23"), &json!("附件2 第六条"))
    );
    // The reading date counts afterwards: × (1 + 23/92).
    assert_eq!(county.bill_of("L").await["adjusted_base"], "1165.761");
    let special = county.bill_of("S").await;
    assert_eq!(
        (&special["adjusted_base"], &special["adjustments"]),
        (&json!("1000.000"), &json!([]))
    );
    // The preview said the same amounts.
    let billed = county.number("SELECT sum(total_fen) FROM bills").await;
    assert_eq!(preview["summary"]["total"].as_str().unwrap().replace('.', ""), billed.to_string());

    // Computed again it is the same, also once the adjustment has been lifted for days that no bill rests on.
    let path = format!("/v1/bills/{}/recomputation", bill["id"].as_str().unwrap());
    let again = county.post(&crate::billing_county::clerk(), &path, &json!({})).await;
    assert_eq!((again.status, &again.body["equal"]), (200, &json!(true)), "{}", again.body);
    let lifted = step(
        &county,
        &head(),
        &adjustment,
        "lifting",
        json!({"lifted_on": "2026-08-15", "reason": "来水恢复"}),
    )
    .await;
    assert_eq!(refusal(&lifted), (409, "adjustment_of_billed_period", ""));
    let stored = county.sql("UPDATE bill_adjustments SET covered_days = 1").await.unwrap_err();
    assert!(stored.to_string().contains("append-only"), "{stored}");
}

#[tokio::test(flavor = "multi_thread")]
async fn without_the_county_governments_number_it_has_no_effect() {
    let county = County::start().await;
    county.add(&User::example("A")).await;
    let recorded = record(&county, json!({"approval": null})).await;
    assert_eq!((recorded.status, &recorded.body["state"]), (201, &json!("recorded")));
    let confirmed = step(&county, &head(), &recorded.body, "approval", json!({})).await;
    assert_eq!(refusal(&confirmed), (422, "county_approval_missing", "/approval_number"));
    assert_eq!(confirmed.body["citation"]["article"], "附件2 第六条");
    // Whatever the code does.
    let error = county
        .sql("UPDATE plan_adjustments SET state = 'in_force', decided_by = 'x', decided_at = now()")
        .await
        .unwrap_err();
    assert!(error.to_string().contains("plan_adjustments_check"), "{error}");
    county.bill().await;
    let bill = county.bill_of("A").await;
    assert_eq!((&bill["adjusted_base"], &bill["total"]), (&json!("1000.000"), &json!("8190.00")));
    // Its number came too late for that quarter: the billed plan stays.
    let approval = json!({"number": "新政函〔2026〕7号", "approved_on": "2026-07-30"});
    let submitted = step(&county, &clerk(), &recorded.body, "county-approval", approval).await;
    assert_eq!((submitted.status, &submitted.body["state"]), (200, &json!("submitted")));
    let confirmed = step(&county, &head(), &submitted.body, "approval", json!({})).await;
    assert_eq!(refusal(&confirmed), (409, "adjustment_of_billed_period", ""));
    assert_eq!(county.number("SELECT count(*) FROM bill_adjustments").await, 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_puts_in_force_what_is_their_own() {
    let county = County::start().await;
    let own = county.post(&head(), "/v1/plan-adjustments", &body()).await;
    let refused = step(&county, &head(), &own.body, "approval", json!({})).await;
    assert_eq!((refused.status, &refused.body["code"]), (403, &json!("second_person_needed")));
    // Whoever recorded the number may not either.
    let drafted = record(&county, json!({"approval": null})).await.body;
    let approval = json!({"number": "新政函〔2026〕8号", "approved_on": "2026-08-01"});
    let submitted = step(&county, &head(), &drafted, "county-approval", approval).await.body;
    let refused = step(&county, &head(), &submitted, "approval", json!({})).await;
    assert_eq!(refused.body["code"], "second_person_needed");
    assert_eq!(step(&county, &clerk(), &submitted, "approval", json!({})).await.status, 403);
    let error = county
        .sql("UPDATE plan_adjustments SET state = 'in_force', decided_by = drafted_by, decided_at = now() WHERE state = 'submitted'")
        .await
        .unwrap_err();
    assert!(error.to_string().contains("plan_adjustments_second_person"), "{error}");
    for person in [auditor(), operator_of(CITY)] {
        assert_eq!(county.post(&person, "/v1/plan-adjustments", &body()).await.status, 403);
        assert_eq!(county.get(&person, "/v1/plan-adjustments").await.status, 200);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_cannot_be_is_refused_and_nothing_is_stored() {
    let county = County::start().await;
    for (changes, status, code) in [
        (json!({"percentage": "100"}), 422, "percentage_out_of_range"),
        (json!({"percentage": "99.99"}), 201, ""),
        (
            json!({"percentage": "100.01", "direction": "increase"}),
            422,
            "percentage_out_of_range",
        ),
        (json!({"percentage": "0"}), 400, "invalid_input"),
        (json!({"percentage": "1.001"}), 400, "invalid_input"),
        (json!({"valid_to": "2026-07-31"}), 422, "span_reversed"),
        (
            json!({"approval": {"number": "文", "approved_on": "2026-08-02"}}),
            422,
            "adjustment_before_approval",
        ),
        (json!({"approval": {"number": "文", "approved_on": "2026-08-01"}}), 201, ""),
        (
            json!({"approval": {"number": "文", "approved_on": "2999-01-01"}, "valid_from": "2999-01-01", "valid_to": "2999-01-01"}),
            422,
            "approval_in_future",
        ),
        (json!({"reason": " "}), 400, "invalid_input"),
        (json!({"surplus": 1}), 400, "invalid_body"),
    ] {
        let answer = record(&county, changes.clone()).await;
        assert_eq!(answer.status, status, "{changes}: {}", answer.body);
        if status >= 400 && code != "invalid_body" {
            assert_eq!(answer.body["code"], code, "{changes}");
        }
    }
    assert_eq!(county.number("SELECT count(*) FROM plan_adjustments").await, 2);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_day_has_one_adjustment_of_a_category_whoever_is_quicker() {
    let county = County::start().await;
    let first = record(&county, json!({})).await.body;
    let second = record(&county, json!({"valid_from": "2026-08-31", "valid_to": "2026-09-30"}))
        .await
        .body;
    let by = head();
    let (one, other) = tokio::join!(
        step(&county, &by, &first, "approval", json!({})),
        step(&county, &by, &second, "approval", json!({}))
    );
    let mut statuses = [one.status, other.status];
    statuses.sort_unstable();
    assert_eq!(statuses, [200, 409], "{} {}", one.body, other.body);
    let refused = if one.status == 409 { &one } else { &other };
    assert_eq!(refused.body["code"], "adjustment_overlaps");
    // The day after is free, and so is another category.
    in_force(&county, json!({"valid_from": "2026-10-01", "valid_to": "2026-10-31"})).await;
    in_force(&county, json!({"category": "special_trade"})).await;
    let error = county.sql("DELETE FROM plan_adjustments").await.unwrap_err();
    assert!(error.to_string().contains("never deleted"), "{error}");
}

#[tokio::test(flavor = "multi_thread")]
async fn an_adjustment_waits_for_a_run_that_bills_its_category() {
    let county = County::start().await;
    county.add(&User::example("A")).await;
    let recorded = record(&county, json!({})).await.body;
    let run = county.superuser().await;
    run.batch_execute(&format!(
        "BEGIN; SELECT pg_advisory_xact_lock(hashtext('base_price:{CITY}:non_resident'))"
    ))
    .await
    .unwrap();
    let by = head();
    let (confirmed, ()) = tokio::join!(step(&county, &by, &recorded, "approval", json!({})), async {
        blocked_process(&county).await;
        assert_eq!(
            county
                .number("SELECT count(*) FROM plan_adjustments WHERE state = 'in_force'")
                .await,
            0
        );
        run.batch_execute("COMMIT").await.unwrap();
    });
    assert_eq!((confirmed.status, &confirmed.body["state"]), (200, &json!("in_force")));
}

#[tokio::test(flavor = "multi_thread")]
async fn it_is_lifted_on_a_day_which_is_not_covered_any_more() {
    let county = County::start().await;
    county.add(&User::example("A")).await;
    let adjustment = in_force(&county, json!({})).await;
    for (on, code) in [("2026-07-31", "lifting_out_of_span"), ("2026-09-01", "lifting_out_of_span")] {
        let refused = step(&county, &head(), &adjustment, "lifting", json!({"lifted_on": on, "reason": "恢复"})).await;
        assert_eq!(refusal(&refused), (422, code, "/lifted_on"), "{on}");
    }
    let lifted = step(
        &county,
        &head(),
        &adjustment,
        "lifting",
        json!({"lifted_on": "2026-08-24", "reason": "恢复"}),
    )
    .await;
    assert_eq!(
        (lifted.status, &lifted.body["state"], &lifted.body["lifted_on"]),
        (200, &json!("lifted"), &json!("2026-08-24"))
    );
    let again = step(
        &county,
        &head(),
        &lifted.body,
        "lifting",
        json!({"lifted_on": "2026-08-25", "reason": "恢复"}),
    )
    .await;
    assert_eq!(refusal(&again), (409, "adjustment_wrong_state", ""));
    county.bill().await;
    // 23 days of 92: 1000 × (1 − 0.2 × 0.25).
    let bill = county.bill_of("A").await;
    assert_eq!(
        (&bill["adjusted_base"], &bill["adjustments"][0]["covered_days"]),
        (&json!("950.000"), &json!(23))
    );
    // Those days are free for another one.
    let next = record(&county, json!({"valid_from": "2026-08-24", "valid_to": "2026-08-31"}))
        .await
        .body;
    let refused = step(&county, &head(), &next, "approval", json!({})).await;
    assert_eq!(
        refused.body["code"], "adjustment_of_billed_period",
        "billed meanwhile, but no overlap"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn an_emergency_response_asks_for_one_and_ends_its_own() {
    let county = County::start().await;
    county.add(&User::example("A")).await;
    let rules = water::domain::ruleset::load(None).unwrap();
    let response = Act::at("system:emergency", "", chrono::Utc::now());
    let wanted = |incident: &str, from: &str, to: &str| NewAdjustment {
        category: water::domain::user::Category::NonResident,
        percentage: -rules::Exact::scaled(2_000, 4),
        from: day(from),
        to: day(to),
        reason: "供水突发事件".to_owned(),
        incident: Some(incident.to_owned()),
        approval: None,
        demonstration: false,
    };
    let mut tx = county.database_scope().await;
    let asked = request_adjustment(&mut tx, &rules, &response, wanted("INC-1", "2026-08-01", "2026-08-31"))
        .await
        .unwrap();
    request_adjustment(&mut tx, &rules, &response, wanted("INC-2", "2026-09-01", "2026-09-30"))
        .await
        .unwrap();
    tx.commit().await.unwrap();
    assert_eq!(asked.state, "recorded", "no effect before the county's number is there");
    let found = county.get(&clerk(), "/v1/plan-adjustments?incident=INC-1").await.body["items"][0].clone();
    let approval = json!({"number": "新政函〔2026〕9号", "approved_on": "2026-07-31"});
    let submitted = step(&county, &clerk(), &found, "county-approval", approval).await.body;
    assert_eq!(step(&county, &head(), &submitted, "approval", json!({})).await.status, 200);
    let mut tx = county.database_scope().await;
    let lifted = lift_adjustments_of_incident(&mut tx, &rules, &response, "INC-1", day("2026-08-10"), "响应结束")
        .await
        .unwrap();
    assert_eq!((lifted.len(), lifted[0].lifted_on), (1, Some(day("2026-08-10"))));
    let again = lift_adjustments_of_incident(&mut tx, &rules, &response, "INC-1", day("2026-08-11"), "响应结束")
        .await
        .unwrap();
    tx.commit().await.unwrap();
    assert!(again.is_empty(), "nothing is left to lift");
    county.bill().await;
    let bill = county.bill_of("A").await;
    assert_eq!(
        (&bill["adjustments"][0]["incident"], &bill["adjustments"][0]["covered_days"]),
        (&json!("INC-1"), &json!(9))
    );
    assert_eq!(bill["period"], PERIOD);
    county.assert_audit_intact().await;
}
