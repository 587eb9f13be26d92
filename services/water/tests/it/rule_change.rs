//! Rules are changed by two people while the service runs, and every replica follows.

use chrono::{Days, NaiveDate, Utc};
use platform::{
    rule::LiveRules,
    test_support::{Answer, TestPerson, TestService},
};
use serde_json::{Value, json};
use tokio::time::{Duration, Instant};
use water::{api::role, service::rule_use::rule_source};

use crate::{
    billing_county::{CITY, County, MeterOf, User, clerk, day, head, path_of, read},
    support::{auditor, town_clerk_of},
};

const RATES: &str = "surcharge.rates.ordinary";
const DOCUMENT: &str = "新政办发〔2023〕24号";

/// The rates of ordinary industries from a day on.
pub fn rates_from(day: NaiveDate, first: &str) -> Value {
    json!({
        "reason": "县发改局批复调整",
        "new_version": {
            "key": RATES, "effective_from": day.to_string(), "document": DOCUMENT, "article": "附件4 二（三）1-3",
            "value": [first, "2.00", "3.00"],
        },
    })
}

fn but(mut body: Value, change: impl FnOnce(&mut Value)) -> Value {
    change(&mut body["new_version"]);
    body
}

fn version_of(change: &Value) -> i64 {
    change["version"].as_i64().unwrap()
}

async fn step(service: &TestService, person: &TestPerson, change: &Value, step: &str, body: &Value) -> Answer {
    let path = format!("/v1/rule-changes/{}/{step}", change["id"].as_str().unwrap());
    service.post_if_match(person, &path, version_of(change), body).await
}

pub fn good(answer: Answer, status: u16) -> Value {
    assert_eq!(answer.status, status, "{}", answer.body);
    answer.body
}

/// Drafts and submits a change as the billing clerk.
pub async fn submitted(service: &TestService, body: &Value) -> Value {
    let draft = good(service.post(&clerk(), "/v1/rule-changes", body).await, 201);
    good(step(service, &clerk(), &draft, "submission", &json!({})).await, 200)
}

/// Drafts as the clerk, approves as the head.
pub async fn approved(service: &TestService, body: &Value) -> Value {
    let change = submitted(service, body).await;
    good(step(service, &head(), &change, "approval", &json!({})).await, 200)
}

/// The refusal of a draft: status, code, pointer.
async fn refused(county: &County, body: &Value) -> (u16, String, String) {
    let answer = county.post(&clerk(), "/v1/rule-changes", body).await;
    let pointer = answer.body["errors"][0]["pointer"].as_str().unwrap_or_default().to_owned();
    (answer.status, answer.body["code"].as_str().unwrap_or_default().to_owned(), pointer)
}

/// The newest version of a rule as a replica shows it.
async fn newest(service: &TestService, key: &str) -> Value {
    let rule = service.get_public(&format!("/v1/rules/{key}")).await;
    rule.body["versions"].as_array().unwrap().last().unwrap().clone()
}

fn today() -> NaiveDate {
    platform::clock::local_date(Utc::now())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_rule_is_changed_by_two_people_and_everybody_sees_who_and_what() {
    let county = County::start().await;
    let from = today() + Days::new(30);
    let draft = good(county.post(&clerk(), "/v1/rule-changes", &rates_from(from, "0.60")).await, 201);
    assert_eq!(draft["state"], "draft");
    assert_eq!(draft["allowed"], json!(["redraft", "submit", "withdraw"]));
    assert_eq!(draft["previous"]["version"], 1);
    assert_eq!(draft["previous"]["effective_to"], (from - Days::new(1)).to_string());
    let pointers: Vec<_> = draft["differences"]
        .as_array()
        .unwrap()
        .iter()
        .map(|difference| {
            (
                difference["pointer"].clone(),
                difference["before"].clone(),
                difference["after"].clone(),
            )
        })
        .collect();
    assert_eq!(pointers[0], (json!("/value/0"), json!("0.50"), json!("0.60")));
    assert_eq!(pointers.len(), 3);

    let change = good(step(&county, &clerk(), &draft, "submission", &json!({})).await, 200);
    let seen = county
        .get(&head(), &format!("/v1/rule-changes/{}", change["id"].as_str().unwrap()))
        .await;
    assert_eq!(seen.body["allowed"], json!(["approve", "return", "withdraw"]));
    let returned = good(
        step(&county, &head(), &change, "return", &json!({"comment": "请写明批复文号"})).await,
        200,
    );
    assert_eq!(
        (&returned["state"], &returned["comment"]),
        (&json!("returned"), &json!("请写明批复文号"))
    );

    let path = format!("/v1/rule-changes/{}", change["id"].as_str().unwrap());
    let mut corrected = rates_from(from, "0.70");
    corrected["reason"] = json!("发改局〔2026〕8号批复");
    let request = county
        .request_as(&clerk(), "PUT", &path)
        .header("if-match", format!("\"{}\"", version_of(&returned)));
    let redrafted = good(platform::test_support::send(request.json(&corrected)).await, 200);
    let again = good(step(&county, &clerk(), &redrafted, "submission", &json!({})).await, 200);
    assert_eq!(again["comment"], Value::Null);
    let approved = good(step(&county, &head(), &again, "approval", &json!({"comment": "同意"})).await, 200);
    assert_eq!(
        (&approved["state"], &approved["revision"], &approved["decided_by"]),
        (&json!("approved"), &json!(1), &json!("head"))
    );
    let steps: Vec<_> = approved["steps"]
        .as_array()
        .unwrap()
        .iter()
        .map(|step| step["step"].clone())
        .collect();
    assert_eq!(steps, ["draft", "submit", "return", "redraft", "submit", "approve"]);

    let version = newest(&county, RATES).await;
    assert_eq!(
        (&version["version"], &version["value"][0], &version["revision"]),
        (&json!(2), &json!("0.70"), &json!(1))
    );
    let difference = county.get_public(&format!("/v1/rules/{RATES}/difference?from=1&to=2")).await;
    assert_eq!(
        difference.body["differences"][0],
        json!({"pointer": "/0", "before": "0.50", "after": "0.70"})
    );
    let list = county.get(&auditor(), "/v1/rule-changes?state=approved").await;
    assert_eq!(list.body["items"].as_array().unwrap().len(), 1);
    assert_eq!(county.get(&town_clerk_of("longxing"), "/v1/rule-changes").await.status, 403);
    county.assert_audit_intact().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_approves_what_they_have_drafted_whatever_the_code_does() {
    let county = County::start().await;
    let both = TestPerson::with("both", &[role::WATER_HEAD, role::WATER_CLERK]);
    let draft = good(
        county
            .post(&both, "/v1/rule-changes", &rates_from(today() + Days::new(9), "0.60"))
            .await,
        201,
    );
    let change = good(step(&county, &both, &draft, "submission", &json!({})).await, 200);
    assert_eq!(change["allowed"], json!(["withdraw"]));
    let own = step(&county, &both, &change, "approval", &json!({})).await;
    assert_eq!((own.status, &own.body["code"]), (403, &json!("second_person_needed")));
    let id = change["id"].as_str().unwrap();
    for (statement, says) in [
        (
            format!("UPDATE rule_changes SET state = 'approved', revision = 1, decided_by = 'both', decided_at = now() WHERE id = '{id}'"),
            "rule_changes_second_person",
        ),
        (
            format!("UPDATE rule_changes SET state = 'approved', revision = 7, decided_by = 'x', decided_at = now() WHERE id = '{id}'"),
            "does not follow",
        ),
        (format!("UPDATE rule_changes SET drafted_by = 'x' WHERE id = '{id}'"), "who drafted it"),
        (format!("DELETE FROM rule_changes WHERE id = '{id}'"), "never deleted"),
        (
            "INSERT INTO rule_changes (id, kind, subject, content, first_day, reason, state, drafted_by, drafted_by_name, drafted_at, submitted_at, decided_by, decided_at, revision)
             VALUES (gen_random_uuid(), 'version', 'k', '{}', '2027-01-01', 'r', 'approved', 'a', 'a', now(), now(), 'b', now(), 1)"
                .to_owned(),
            "begins as a draft",
        ),
    ] {
        let error = county.sql(&statement).await.unwrap_err().to_string();
        assert!(error.contains(says), "{statement}: {error}");
    }
    good(step(&county, &head(), &change, "approval", &json!({})).await, 200);
    let error = county
        .sql(&format!("UPDATE rule_changes SET reason = 'x' WHERE id = '{id}'"))
        .await
        .unwrap_err();
    assert!(error.to_string().contains("stays as it is"), "{error}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_change_that_does_not_fit_is_refused_at_its_field() {
    let county = County::start().await;
    county.add(&User::example("A")).await;
    county.bill().await;
    let from = today() + Days::new(30);
    let body = || rates_from(from, "0.60");
    for (body, expected) in [
        (
            but(body(), |new| new["key"] = json!("surcharge.rate")),
            (422, "rule_unknown", "/new_version/key"),
        ),
        (
            but(body(), |new| new["document"] = json!("")),
            (422, "citation_missing", "/new_version/document"),
        ),
        (
            but(body(), |new| new["article"] = json!(" ")),
            (422, "citation_missing", "/new_version/article"),
        ),
        (
            but(body(), |new| new["document"] = json!("乙〔2026〕1号")),
            (422, "document_unknown", "/new_version/document"),
        ),
        (
            but(body(), |new| new["value"] = json!(["0.60"])),
            (422, "wrong_type", "/new_version/value"),
        ),
        (
            but(body(), |new| new["value"] = json!(["2.00", "1.00", "0.50"])),
            (422, "wrong_type", "/new_version/value"),
        ),
        (
            but(body(), |new| new["value"] = json!([0.6, "2.00", "3.00"])),
            (400, "invalid_input", "/new_version/value/0"),
        ),
        (
            but(body(), |new| new["unknown"] = json!(1)),
            (400, "invalid_input", "/new_version/unknown"),
        ),
        (
            but(body(), |new| new["interpretation"] = json!(" ")),
            (422, "required", "/new_version/interpretation"),
        ),
        (
            but(body(), |new| new["effective_to"] = json!((from - Days::new(1)).to_string())),
            (422, "end_before_start", "/new_version/effective_to"),
        ),
        (
            but(body(), |new| new["effective_from"] = json!("2023-10-11")),
            (422, "overlap", "/new_version/effective_from"),
        ),
        // Bills of the third quarter are out: what they were charged by stays.
        (
            but(body(), |new| new["effective_from"] = json!("2026-09-30")),
            (422, "rule_already_used", "/new_version/effective_from"),
        ),
        (
            but(body(), |new| new["replaces"] = json!(1)),
            (422, "not_the_last_version", "/new_version/replaces"),
        ),
        (
            json!({"reason": " ", "new_version": body()["new_version"]}),
            (400, "invalid_input", "/reason"),
        ),
        (json!({"reason": "x"}), (400, "invalid_input", "")),
    ] {
        let (status, code, pointer) = refused(&county, &body).await;
        assert_eq!((status, code.as_str(), pointer.as_str()), expected, "{body}");
    }
    // The day after the last billed one is free.
    good(
        county
            .post(&clerk(), "/v1/rule-changes", &rates_from(day("2026-10-01"), "0.60"))
            .await,
        201,
    );
    // One change of a thing at a time.
    assert_eq!(refused(&county, &body()).await.1, "rule_change_open");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_regulation_that_bills_rest_on_does_not_end_before_them() {
    let county = County::start().await;
    county.add(&User::example("A")).await;
    county.bill().await;
    let ending = |to: &str| {
        json!({ "reason": "废止", "regulation": {
            "number": DOCUMENT, "title": "", "issued": "2023-10-11", "in_force_from": "2023-10-11", "in_force_to": to, "repealed_by": "乙〔2026〕1号",
        }})
    };
    let known = county.get_public("/v1/regulations?limit=200").await.body;
    let known = known["items"]
        .as_array()
        .unwrap()
        .iter()
        .find(|regulation| regulation["number"] == DOCUMENT)
        .unwrap()
        .clone();
    let with_known = |mut body: Value| {
        for name in ["title", "issued", "in_force_from"] {
            body["regulation"][name] = known[name].clone();
        }
        body
    };
    let (status, code, pointer) = refused(&county, &with_known(ending("2026-09-29"))).await;
    assert_eq!(
        (status, code.as_str(), pointer.as_str()),
        (422, "rule_already_used", "/regulation/in_force_to")
    );
    approved(&county, &with_known(ending("2026-12-31"))).await;
    let refused_calculation = county.get(&clerk(), "/v1/rule-expiries?days=400").await.body;
    let ends = refused_calculation["items"]
        .as_array()
        .unwrap()
        .iter()
        .find(|expiry| expiry["subject"] == DOCUMENT)
        .unwrap();
    assert_eq!((&ends["last_day"], &ends["kind"]), (&json!("2026-12-31"), &json!("regulation")));
    assert!(ends["keys"].as_array().unwrap().contains(&json!(RATES)));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_billed_period_recomputes_the_same_and_the_next_one_is_billed_by_the_new_rule() {
    let county = County::start().await;
    county.add(&User::example("A")).await;
    // Has used the same in the quarter after; its plan begins then.
    let later = MeterOf::with(vec![
        read("install", "2026-06-30", 0),
        read("2026Q3", "2026-09-30", 100_000),
        read("2026Q4", "2026-12-31", 1_600_000),
    ]);
    county
        .add(&User::example("B").but(|user| (user.plan, user.meters) = (Some(("2026Q4", 1_000_000)), vec![later])))
        .await;
    county.bill().await;
    let bill = county.bill_of("A").await;
    assert_eq!(bill["surcharge"], "1890.00");
    let next = async || {
        let run = county.post(&clerk(), "/v1/billing-runs", &json!({ "period": "2026Q4" })).await;
        good(run, 201)["summary"]["surcharge"].clone()
    };
    assert_eq!(next().await, "1890.00");
    let impact_of = async |change: &Value| {
        let path = format!("/v1/rule-changes/{}/impact", change["id"].as_str().unwrap());
        good(county.post(&clerk(), &path, &json!({})).await, 200)
    };

    let body = but(rates_from(day("2026-10-01"), "1.00"), |new| {
        new["value"] = json!(["1.00", "1.00", "1.50"])
    });
    let change = submitted(&county, &body).await;
    let impact = impact_of(&change).await;
    // 200 m³ × 4.20 × (1.00 − 0.50) more than before.
    assert_eq!(
        (&impact["before"], &impact["after"], &impact["higher"]),
        (&json!("8190.00"), &json!("8610.00"), &json!(1))
    );
    assert_eq!((&impact["total"], &impact["computed"]), (&json!(1), &json!(1)));
    assert_eq!(impact["most_affected"][0]["number"], bill["number"]);
    assert_eq!(county.number("SELECT count(*) FROM bills").await, 1);
    good(step(&county, &head(), &change, "approval", &json!({})).await, 200);

    let again = good(county.post(&clerk(), &path_of(&bill, "/recomputation"), &json!({})).await, 200);
    assert_eq!(
        (&again["equal"], &again["differences"], &again["rules_revision"]),
        (&json!(true), &json!([]), &json!(0))
    );
    assert_eq!(
        (&again["recomputed"]["surcharge"], &again["stored"]["surcharge"]),
        (&json!("1890.00"), &json!("1890.00"))
    );
    assert!(again["trace"].as_array().unwrap().iter().all(|step| step["rule"]["version"] == 1));

    assert_eq!(next().await, "2310.00", "the next period's preview goes by the new rates");
    let rules = LiveRules::start(rule_source(None), &county.service.database)
        .await
        .unwrap()
        .current();
    let rate_on = |on: &str| rules.at::<Vec<rules::Exact>>(RATES, day(on)).unwrap().value[0].to_fixed(2);
    assert_eq!(
        [rate_on("2026-09-30"), rate_on("2026-10-01"), rate_on("2026-10-02")],
        ["0.50", "1.00", "1.00"]
    );
    let other = but(rates_from(day("2026-10-01"), "0.60"), |new| {
        new["key"] = json!("metering.cycles");
    });
    assert_eq!(refused(&county, &other).await.1, "wrong_type");
    let due = json!({ "reason": "x", "new_version": {
        "key": "bill.due_days", "effective_from": (today() + Days::new(1)).to_string(), "document": DOCUMENT, "article": "附件4 二（五）",
        "interpretation": "条文没有规定", "value": 20,
    }});
    let change = submitted(&county, &due).await;
    let impact = impact_of(&change).await;
    assert_eq!(impact["kind"], "nothing");
    assert!(impact["reason"].as_str().unwrap().contains("无从比较"));
}

#[tokio::test(flavor = "multi_thread")]
async fn another_replica_follows_at_once_and_without_the_announcement_too() {
    let county = County::start().await;
    let other = county.replica(|_| {}).await;
    let until = async |service: &TestService, key: &str, version: i64| {
        let deadline = Instant::now() + Duration::from_secs(120);
        while newest(service, key).await["version"] != json!(version) {
            assert!(Instant::now() < deadline, "the replica does not follow");
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    };
    approved(&county, &rates_from(today() + Days::new(5), "0.60")).await;
    assert_eq!(
        newest(&county, RATES).await["version"],
        2,
        "whoever approved sees it at the next look"
    );
    until(&other, RATES, 2).await;

    // A replica that hears nothing looks by itself.
    let deaf = county.replica(|config| config.rules.poll_seconds = 1).await;
    silently_approved(&county, "surcharge.rates.stricter").await;
    until(&deaf, "surcharge.rates.stricter", 2).await;
}

/// Approves a change without announcing it.
async fn silently_approved(county: &County, key: &str) {
    let body = but(rates_from(today() + Days::new(5), "0.60"), |new| new["key"] = json!(key));
    let change = submitted(&county.service, &body).await;
    county
        .sql(&format!(
            "UPDATE rule_changes SET state = 'approved', revision = (SELECT coalesce(max(revision), 0) + 1 FROM rule_changes),
                 decided_by = 'head', decided_at = now() WHERE id = '{}'",
            change["id"].as_str().unwrap()
        ))
        .await
        .unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_replica_that_lags_bills_by_the_new_rule_all_the_same() {
    let county = County::start().await;
    county.add(&User::example("A")).await;
    // Approved behind the back of the running replica: it hears nothing, and looks by itself in half an hour.
    let lagging = county.replica(|config| config.rules.poll_seconds = 1_800).await;
    let body = but(rates_from(day("2026-07-01"), "1.00"), |new| {
        new["value"] = json!(["1.00", "1.00", "1.50"])
    });
    let change = submitted(&county.service, &body).await;
    county.service.stop();
    county
        .sql(&format!(
            "UPDATE rule_changes SET state = 'approved', revision = 1, decided_by = 'head', decided_at = now() WHERE id = '{}'",
            change["id"].as_str().unwrap()
        ))
        .await
        .unwrap();
    assert_eq!(newest(&lagging, RATES).await["version"], 1, "the replica does not know yet");
    let run = good(
        lagging.post(&clerk(), "/v1/billing-runs", &json!({ "period": "2026Q3" })).await,
        201,
    );
    assert_eq!(run["summary"]["surcharge"], "2310.00");
    let path = format!("/v1/billing-runs/{}/confirm", run["id"].as_str().unwrap());
    good(lagging.post_if_match(&clerk(), &path, 1, &json!({})).await, 202);
    let deadline = Instant::now() + Duration::from_secs(120);
    while county.number("SELECT count(*) FROM bills").await == 0 {
        assert!(Instant::now() < deadline, "nothing is billed");
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    assert_eq!(county.number("SELECT surcharge_fen FROM bills").await, 231_000);
    assert_eq!(newest(&lagging, RATES).await["version"], 2);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn of_two_who_approve_at_once_one_does() {
    let county = County::start().await;
    let other = county.replica(|_| {}).await;
    let change = submitted(&county.service, &rates_from(today() + Days::new(5), "0.60")).await;
    let deputy = TestPerson::with("deputy", &[role::WATER_HEAD]);
    let (head, nothing) = (head(), json!({}));
    let (one, two) = tokio::join!(
        step(&county.service, &head, &change, "approval", &nothing),
        step(&other, &deputy, &change, "approval", &nothing)
    );
    let mut statuses = [one.status, two.status];
    statuses.sort_unstable();
    assert_eq!(statuses, [200, 412], "{} {}", one.body, two.body);
    assert_eq!(county.number("SELECT count(*) FROM rule_changes WHERE state = 'approved'").await, 1);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn two_changes_that_are_approved_at_once_come_one_after_the_other() {
    let county = County::start().await;
    let other = county.replica(|_| {}).await;
    let first = submitted(&county.service, &rates_from(today() + Days::new(5), "0.60")).await;
    let stricter = but(rates_from(today() + Days::new(5), "0.70"), |new| {
        new["key"] = json!("surcharge.rates.stricter")
    });
    let second = submitted(&county.service, &stricter).await;
    let (head, nothing) = (head(), json!({}));
    let (one, two) = tokio::join!(
        step(&county.service, &head, &first, "approval", &nothing),
        step(&other, &head, &second, "approval", &nothing)
    );
    let mut revisions = [good(one, 200)["revision"].as_i64(), good(two, 200)["revision"].as_i64()];
    revisions.sort_unstable();
    assert_eq!(revisions, [Some(1), Some(2)]);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn an_approval_waits_for_the_batch_that_is_being_billed_and_is_then_refused() {
    let county = County::start().await;
    county.add(&User::example("A")).await;
    let change = submitted(&county.service, &rates_from(day("2026-07-01"), "0.60")).await;
    // The batch stops where it takes its price, having taken the rules.
    let holder = county.superuser().await;
    holder
        .batch_execute(&format!(
            "BEGIN; SELECT pg_advisory_xact_lock(hashtext('base_price:{CITY}:non_resident'))"
        ))
        .await
        .unwrap();
    let run = county.preview().await;
    county.confirm(&run).await;
    crate::billing_resume::blocked_process(&county).await;
    let (head, nothing) = (head(), json!({}));
    let approval = async { step(&county.service, &head, &change, "approval", &nothing).await };
    let release = async {
        waits_for_rules(&county).await;
        holder.batch_execute("ROLLBACK").await.unwrap();
    };
    let (answer, ()) = tokio::join!(approval, release);
    assert_eq!(
        (answer.status, &answer.body["code"]),
        (422, &json!("rule_already_used")),
        "{}",
        answer.body
    );
    county.completed(&run).await;
    assert_eq!(county.bill_of("A").await["surcharge"], "1890.00");
}

/// Waits until an approval waits for whoever holds the rules.
async fn waits_for_rules(county: &County) {
    let query = "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND NOT granted AND mode = 'ExclusiveLock' AND objsubid = 2
                 AND database = (SELECT oid FROM pg_database WHERE datname = current_database())";
    for _ in 0..500 {
        if county.number(query).await > 0 {
            return;
        }
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    panic!("no approval waits");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_service_whose_files_and_approved_changes_contradict_does_not_start_and_names_the_change() {
    let county = County::start().await;
    approved(&county.service, &rates_from(today() + Days::new(5), "0.60")).await;
    let mut source = rule_source(None);
    let file = source.files.iter_mut().find(|file| file.name == "surcharge.toml").unwrap();
    let from = "value = [\"0.50\", \"1.00\", \"1.50\"]\nfrom = \"2023-10-11\"";
    assert!(file.text.contains(from));
    let later = format!("value = [\"0.50\", \"1.00\", \"1.50\"]\nfrom = \"{}\"", today() + Days::new(10));
    file.text = file.text.replace(from, &later);
    let Err(error) = LiveRules::start(source, &county.service.database).await else {
        panic!("it starts")
    };
    let error = error.to_string();
    assert!(
        error.contains("第1号") && error.contains(RATES) && error.contains("head") && error.contains("重叠"),
        "{error}"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_version_that_has_not_begun_is_replaced_and_one_that_has_is_not() {
    let county = County::start().await;
    approved(&county.service, &rates_from(today() + Days::new(5), "0.06")).await;
    let right = but(rates_from(today() + Days::new(7), "0.60"), |new| new["replaces"] = json!(2));
    approved(&county.service, &right).await;
    let rule = county.get_public(&format!("/v1/rules/{RATES}")).await.body;
    assert_eq!(rule["versions"].as_array().unwrap().len(), 2);
    assert_eq!(rule["versions"][1]["value"][0], "0.60");
    approved(
        &county.service,
        &but(rates_from(today(), "0.60"), |new| {
            new["key"] = json!("surcharge.rates.stricter");
        }),
    )
    .await;
    let late = but(rates_from(today() + Days::new(7), "0.60"), |new| {
        new["key"] = json!("surcharge.rates.stricter");
        new["replaces"] = json!(2);
    });
    assert_eq!(refused(&county, &late).await.1, "version_has_begun");
}
