//! The lists that services share as workbooks: what the list shows to whoever exports it, and nothing else.

use chrono::Utc;
use platform::{
    Scope,
    http::access::{Role, ScopeClaim},
    outgoing::{self, Channel, NewMessage, Recipient},
    test_support::{TestPerson, conformance::OthersNotices},
};
use serde_json::{Value, json};
use water::api::role;

use crate::{
    export::{column, export, file_of, finished, requested},
    file_import_register::import_csv,
    plan_case::case_of,
    register::{create_meter, create_user, meter_body, plan_body, user_body, with},
    rule_change,
    support::{Water, auditor, billing_clerk, clerk, head, operator_of, start, start_with, town_clerk_of},
};

fn of(role: Role, units: &[&str]) -> TestPerson {
    TestPerson::with("elsewhere", &[role]).of_units(units)
}

/// What the list shows a person, by one field.
async fn listed(water: &Water, person: &TestPerson, path: &str, field: &str) -> Vec<String> {
    let page = water.get(person, path).await;
    assert_eq!(page.status, 200, "{path}: {}", page.body);
    let text = |item: &Value| item[field].as_str().map_or_else(|| item[field].to_string(), str::to_owned);
    page.body["items"].as_array().unwrap().iter().map(text).collect()
}

/// What the export holds for a person, by one column.
async fn exported(water: &Water, person: &TestPerson, body: &Value, title: &str) -> Vec<String> {
    let (status, book) = export(water, person, body).await;
    assert_eq!(status, 200, "{body}: {}", String::from_utf8_lossy(&book));
    column(&book, title)
}

async fn assert_refused(water: &Water, person: &TestPerson, list: &str) {
    let (status, answer) = export(water, person, &json!({ "list": list })).await;
    let answer: Value = serde_json::from_slice(&answer).unwrap();
    assert_eq!((status, &answer["code"]), (403, &json!("forbidden")), "{list} as {person:?}");
}

/// Draft plans of two users, in Longxing and in Gujiao; the second one's is submitted.
async fn two_cases(water: &Water) {
    for (code, town) in [("A1", "longxing"), ("A2", "gujiao")] {
        let user = create_user(water, &with(user_body(code), json!({ "town": town }))).await;
        let plan = water.post(&clerk(), "/v1/plans", &plan_body(user)).await;
        assert_eq!(plan.status, 201, "{}", plan.body);
        if town == "gujiao" {
            let case = case_of(water, &clerk(), &plan.body).await;
            let path = format!("/v1/cases/{}/submission", case["id"].as_str().unwrap());
            let submitted = water
                .post_if_match(&clerk(), &path, case["version"].as_i64().unwrap(), &json!({}))
                .await;
            assert_eq!(submitted.status, 200, "{}", submitted.body);
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn cases_are_exported_as_the_list_shows_them_to_this_person() {
    let water = start().await;
    two_cases(&water).await;
    for (person, count) in [
        (clerk(), 2),
        (town_clerk_of("gujiao"), 1),
        (town_clerk_of("zezhang"), 0),
        (of(role::AUDITOR, &["longxing"]), 1),
    ] {
        for sort in ["title", "-title", "-opened_at", "due_on"] {
            let shown = listed(&water, &person, &format!("/v1/cases?sort={sort}"), "title").await;
            let body = json!({ "list": "cases", "filter": { "sort": sort } });
            assert_eq!(shown.len(), count, "{person:?}");
            assert_eq!(exported(&water, &person, &body, "事项").await, shown, "{sort} for {person:?}");
        }
    }
    let states = exported(
        &water,
        &clerk(),
        &json!({ "list": "cases", "filter": { "sort": "opened_at" } }),
        "状态",
    )
    .await;
    assert_eq!(states, ["起草", "待受理"]);
    // What waits for whoever asks is asked for him.
    for (person, count) in [(head(), 1), (clerk(), 1), (billing_clerk(), 0)] {
        let shown = listed(&water, &person, "/v1/cases?mine=true", "title").await;
        let body = json!({ "list": "cases", "filter": { "mine": "true" } });
        assert_eq!(
            (exported(&water, &person, &body, "事项").await, shown.len()),
            (shown, count),
            "{person:?}"
        );
    }
    assert_refused(&water, &TestPerson::with("ops", &[role::OPERATOR]), "cases").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_job_asks_for_what_waits_for_its_requester() {
    let water = start_with(|config| config.export.direct_rows = 0).await;
    two_cases(&water).await;
    let mine = json!({ "list": "cases", "filter": { "mine": "true" } });
    let id = requested(&water, &head(), &mine).await;
    let done = finished(&water, &head(), &id).await;
    assert_eq!((&done["state"], &done["rows"]), (&json!("done"), &json!(1)), "{done}");
    let (status, book) = file_of(&water, &head(), &id).await;
    assert_eq!((status, column(&book, "状态")), (200, vec!["待受理".to_owned()]));
}

#[tokio::test(flavor = "multi_thread")]
async fn messages_are_exported_with_their_numbers_masked_to_those_whose_they_are() {
    let water = start().await;
    for (unit, phone) in [("supply_city", "13812341234"), ("supply_north", "13987654321")] {
        let message = NewMessage {
            key: format!("bill:{unit}"),
            kind: "bill.notified",
            text: "请缴费".to_owned(),
            link: "/work/water/bills".to_owned(),
            unit: Some(unit.to_owned()),
            recipients: vec![Recipient {
                name: format!("{unit}的用户"),
                channel: Channel::Phone(phone.to_owned()),
            }],
        };
        let mut tx = water.service.database.begin(&Scope::All).await.unwrap();
        outgoing::send(&mut tx, &message, "zhang", Utc::now()).await.unwrap();
        tx.commit().await.unwrap();
    }
    let body = json!({ "list": "outgoing-messages", "filter": { "sort": "created_at" } });
    assert_eq!(
        exported(&water, &billing_clerk(), &body, "号码或账号").await,
        ["138****1234", "139****4321"]
    );
    let north = of(role::WATER_BILLING_CLERK, &["supply_north"]);
    let shown = listed(&water, &north, "/v1/outgoing-messages", "name").await;
    assert_eq!(shown, ["supply_north的用户"]);
    assert_eq!(exported(&water, &north, &body, "收件人").await, shown);
    for person in [clerk(), auditor(), operator_of("supply_city")] {
        assert_refused(&water, &person, "outgoing-messages").await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_audit_log_is_exported_by_those_who_read_it_and_as_far_as_they_do() {
    let water = start().await;
    create_user(&water, &user_body("A1")).await;
    let town = TestPerson {
        unit: "longxing".to_owned(),
        ..clerk()
    };
    let changed = water.post(&town, "/v1/water-users", &user_body("A2")).await;
    assert_eq!(changed.status, 201, "{}", changed.body);
    let blind = TestPerson {
        scope: ScopeClaim::Nothing,
        ..TestPerson::with("ops", &[role::OPERATOR])
    };
    // Each export leaves an entry; so the list is asked for first.
    for person in [
        auditor(),
        head(),
        blind,
        of(role::AUDITOR, &["longxing"]),
        of(role::OPERATOR, &["longxing"]),
    ] {
        let shown = listed(&water, &person, "/v1/operations/audit?sort=seq&limit=200", "seq").await;
        assert!(!shown.is_empty(), "{person:?}");
        let body = json!({ "list": "audit", "filter": { "sort": "seq" } });
        assert_eq!(exported(&water, &person, &body, "序号").await, shown, "{person:?}");
    }
    let narrow = of(role::AUDITOR, &["longxing"]);
    let units = exported(&water, &narrow, &json!({ "list": "audit" }), "单位").await;
    assert!(units.iter().all(|unit| unit == "longxing"), "{units:?}");
    assert!(
        exported(&water, &of(role::AUDITOR, &["sanquan"]), &json!({ "list": "audit" }), "单位")
            .await
            .is_empty()
    );
    for person in [clerk(), billing_clerk(), town_clerk_of("longxing")] {
        assert_refused(&water, &person, "audit").await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_operators_file_is_not_for_whoever_has_become_a_narrower_reader() {
    let water = start_with(|config| config.export.direct_rows = 0).await;
    create_user(&water, &user_body("A1")).await;
    let operator = TestPerson {
        scope: ScopeClaim::Nothing,
        ..TestPerson::with("ops", &[role::OPERATOR])
    };
    let id = requested(&water, &operator, &json!({ "list": "audit" })).await;
    let done = finished(&water, &operator, &id).await;
    assert_eq!(done["state"], "done", "{done}");
    assert_eq!(file_of(&water, &operator, &id).await.0, 200);
    // The same account: what it saw as an operator is more than what it sees now.
    for now in [
        TestPerson::with("ops", &[role::AUDITOR]).of_units(&["longxing"]),
        TestPerson::with("ops", &[role::OPERATOR]).of_units(&["longxing"]),
        TestPerson {
            scope: ScopeClaim::Nothing,
            ..TestPerson::with("ops", &[role::AUDITOR])
        },
    ] {
        assert_eq!(file_of(&water, &now, &id).await.0, 403, "{now:?}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn notices_are_exported_with_their_drafts_to_those_whose_they_are() {
    let water = start().await;
    OthersNotices::make(&water.service, (&clerk(), &head()), "village_data", "longxing").await;
    let body = json!({ "list": "managed-notices", "filter": { "sort": "-posted_on" } });
    for (person, states) in [
        (clerk(), vec!["起草中", "因异议停止计时"]),
        (of(role::WATER_CLERK, &["longxing"]), vec!["起草中", "因异议停止计时"]),
        (of(role::WATER_CLERK, &["sanquan"]), vec![]),
    ] {
        assert_eq!(listed(&water, &person, "/v1/managed-notices", "id").await.len(), states.len());
        assert_eq!(exported(&water, &person, &body, "状态").await, states, "{person:?}");
    }
    assert_refused(&water, &billing_clerk(), "managed-notices").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn rules_and_their_changes_are_exported_with_their_articles_to_those_who_keep_them() {
    let water = start().await;
    let rates = json!({ "list": "rules", "filter": { "prefix": "surcharge.rates." } });
    let shown = listed(&water, &clerk(), "/v1/rules?prefix=surcharge.rates.", "key").await;
    assert_eq!(exported(&water, &clerk(), &rates, "编号").await, shown);
    assert_eq!(
        exported(&water, &clerk(), &rates, "取值").await,
        [r#"["0.50","1.00","1.50"]"#, r#"["0.60","1.10","1.60"]"#]
    );
    let articles = exported(&water, &clerk(), &rates, "条款").await;
    assert!(articles.iter().all(|article| article.starts_with("附件4")), "{articles:?}");
    let regulations = exported(&water, &auditor(), &json!({ "list": "regulations" }), "文号").await;
    assert_eq!(regulations, listed(&water, &auditor(), "/v1/regulations?limit=200", "number").await);

    let change = rule_change::rates_from(Utc::now().date_naive() + chrono::Days::new(9), "0.70");
    rule_change::approved(&water.service, &change).await;
    let all = json!({ "list": "rules", "filter": { "prefix": "surcharge.rates.ordinary" } });
    assert_eq!(
        exported(&water, &clerk(), &all, "版本").await,
        ["1", "2"],
        "each version has its row"
    );
    for (state, reasons) in [("approved", vec!["县发改局批复调整"]), ("submitted", vec![])] {
        let body = json!({ "list": "rule-changes", "filter": { "state": state } });
        assert_eq!(exported(&water, &head(), &body, "理由").await, reasons, "{state}");
        assert_eq!(
            listed(&water, &head(), &format!("/v1/rule-changes?state={state}"), "reason").await,
            reasons
        );
    }
    for list in ["rules", "regulations", "rule-changes"] {
        assert_refused(&water, &town_clerk_of("longxing"), list).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn dead_letters_are_exported_without_what_they_say_to_operators_only() {
    let water = start().await;
    let client = crate::billing_county::connect(&water.admin_url).await;
    client
        .batch_execute(
            "INSERT INTO dead_letters (id, message_id, kind, body, reason, attempts, parked_at, replayed_at, replayed_by) VALUES
             (gen_random_uuid(), 'm1', 'k1', '{\"name\": \"张三\"}', '字段缺失', 3, '2026-10-01T01:00:00Z', NULL, NULL),
             (gen_random_uuid(), 'm2', 'k2', '{}', '版本不符', 1, '2026-10-02T01:00:00Z', '2026-10-03T01:00:00Z', 'ops')",
        )
        .await
        .unwrap();
    let operator = TestPerson {
        scope: ScopeClaim::Nothing,
        ..TestPerson::with("ops", &[role::OPERATOR])
    };
    for (waiting, expected) in [("true", vec!["m1"]), ("false", vec!["m1", "m2"])] {
        let body = json!({ "list": "dead-letters", "filter": { "waiting": waiting } });
        assert_eq!(exported(&water, &operator, &body, "消息编号").await, expected);
        let path = format!("/v1/operations/dead-letters?waiting={waiting}");
        assert_eq!(listed(&water, &operator, &path, "message_id").await, expected);
    }
    let (_, book) = export(&water, &operator, &json!({ "list": "dead-letters" })).await;
    assert!(crate::export::cells(&book).iter().flatten().all(|cell| !cell.contains("张三")));
    for person in [clerk(), head(), auditor()] {
        assert_refused(&water, &person, "dead-letters").await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn due_meters_prices_and_imports_are_exported_as_they_are_listed() {
    let water = start().await;
    for (code, supplier, town) in [("A1", "supply_city", "longxing"), ("A2", "supply_north", "gujiao")] {
        let user = create_user(&water, &with(user_body(code), json!({ "supplier": supplier, "town": town }))).await;
        let unverified = json!({ "verification": null, "installation_value": null });
        create_meter(&water, user, &with(meter_body(&format!("{code}-M")), unverified)).await;
    }
    let due = json!({ "list": "meters-due", "filter": { "within": "30" } });
    for (person, expected) in [(clerk(), vec!["A1-M", "A2-M"]), (operator_of("supply_north"), vec!["A2-M"])] {
        assert_eq!(listed(&water, &person, "/v1/meters/due?within=30", "number").await, expected);
        assert_eq!(exported(&water, &person, &due, "水表编号").await, expected);
        assert_eq!(exported(&water, &person, &due, "状态").await, vec!["未检定"; expected.len()]);
    }
    assert_eq!(
        exported(&water, &clerk(), &json!({ "list": "base-prices" }), "水价（元/m³）").await,
        Vec::<String>::new()
    );

    let file = "水表编号,计量周期,抄表日期,读数,转满\nA9-M,2026Q3,2026-10-01,1,\n";
    let checked = import_csv(&water, "/v1/readings/imports?dry_run=true", file).await;
    assert_eq!(checked.status, 201, "{}", checked.body);
    let imports = json!({ "list": "imports" });
    assert_eq!(exported(&water, &clerk(), &imports, "有误行数").await, ["1"]);
    assert_eq!(exported(&water, &clerk(), &imports, "只检查").await, ["是"]);
    assert_refused(&water, &town_clerk_of("longxing"), "imports").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_the_bureau_watches_over_leaves_as_its_lists_show_it() {
    let water = start().await;
    let user = create_user(&water, &user_body("A1")).await;
    let quota = json!({"product": "啤酒", "unit": "立方米/千升", "value": "4.5", "level": "provincial", "standard": "标", "effective_from": "2026-01-01"});
    assert_eq!(water.post(&clerk(), "/v1/quotas", &quota).await.status, 201);
    let test = json!({
        "user_id": user, "tested_from": "2026-05-01", "tested_to": "2026-05-31", "tester": "x", "report_number": "T-1",
        "intake": "100", "consumed": "30", "discharged": "65", "leaked": "5", "reused": "0",
    });
    assert_eq!(water.post(&clerk(), "/v1/balance-tests", &test).await.status, 201);
    let inspection = json!({
        "user_id": user, "inspected_on": "2026-09-10", "inspectors": "x", "certificate_number": "C-1", "measures": ["on_site", "documents"], "findings": "x",
    });
    assert_eq!(water.post(&clerk(), "/v1/inspections", &inspection).await.status, 201);
    let adjustment = json!({
        "category": "non_resident", "direction": "decrease", "percentage": "10", "valid_from": "2027-01-01", "valid_to": "2027-01-31", "reason": "x",
    });
    let adjusted = water.post(&clerk(), "/v1/plan-adjustments", &adjustment).await;
    assert_eq!(adjusted.status, 201, "{}", adjusted.body);
    let report =
        json!({"id": uuid::Uuid::new_v4(), "act": "other", "town": "longxing", "place": "x", "description": "x", "phone": "13812341234"});
    assert_eq!(water.post_public("/v1/violation-reports", &report).await.status, 201);
    for (list, title, cell) in [
        ("quotas", "级别", "省"),
        ("balance-tests", "漏损率（%）", "5.00"),
        ("inspections", "措施", "进入现场检查、要求提供资料"),
        ("plan-adjustments", "比例（%）", "10"),
        ("violation-reports", "联系电话", "138****1234"),
    ] {
        let cells = exported(&water, &auditor(), &json!({ "list": list }), title).await;
        assert_eq!(cells, [cell], "{list}");
    }
    for list in ["meter-seals", "reward-declarations", "reward-payments", "reward-vouchers"] {
        let (status, _) = export(&water, &auditor(), &json!({ "list": list })).await;
        assert_eq!(status, 200, "{list}");
    }
    let (status, _) = export(
        &water,
        &auditor(),
        &json!({ "list": "reward-unaccounted", "filter": { "year": "2025" } }),
    )
    .await;
    assert_eq!(status, 200);
    // Who may not read a list may not export it; who sees none of its rows exports none.
    assert_refused(&water, &operator_of("supply_city"), "violation-reports").await;
    assert_refused(&water, &billing_clerk(), "reward-vouchers").await;
    for list in ["balance-tests", "inspections"] {
        let cells = exported(&water, &operator_of("supply_north"), &json!({ "list": list }), "用水户").await;
        assert!(cells.is_empty(), "{list}: {cells:?}");
    }
}
