//! Reclaimed water (24号 附件7): sources, tests, stops, incidents.

use chrono::{Days, TimeDelta, Utc};
use contracts::{Envelope, Message, water::ReclaimedIncidentV1};
use diesel::prelude::*;
use diesel_async::{RunQueryDsl, SimpleAsyncConnection};
use platform::{Scope, schema::outbox_messages, test_support::Answer};
use serde_json::{Value, json};

use crate::{
    project::ok,
    register::{actions_on, refusal, with},
    support::{Water, billing_clerk, clerk, head, start, town_clerk_of},
};

pub fn system_body(name: &str) -> Value {
    json!({
        "name": name, "kind": "central", "manager": "示例水务公司", "manager_phone": "13812341234", "town": "longxing", "source": "municipal",
        "disinfected": true, "separate_pipes": true, "labelled": true, "uses": ["greening", "toilet"],
    })
}

pub fn user_body(name: &str) -> Value {
    json!({"name": name, "phone": "13812341234", "uses": ["greening"], "connected_on": "2026-10-01"})
}

/// Turbidity of 5 NTU is the strictest of the uses.
pub fn test_body(report: &str, turbidity: &str) -> Value {
    json!({"taken_on": Utc::now().date_naive().to_string(), "report": report, "turbidity": turbidity, "bod5": "6", "ammonia": "2", "chroma": "10"})
}

pub fn stop_body(minutes: i64) -> Value {
    let starts = Utc::now() + TimeDelta::minutes(minutes);
    json!({"area": "龙兴路以东", "reason": "管网检修", "starts_at": starts.to_rfc3339(), "ends_at": (starts + TimeDelta::hours(6)).to_rfc3339()})
}

pub async fn create(water: &Water, body: &Value) -> Value {
    made(water.post(&clerk(), "/v1/reclaimed-systems", body).await)
}

pub fn made(answer: Answer) -> Value {
    assert_eq!(answer.status, 201, "{}", answer.body);
    answer.body
}

pub async fn add(water: &Water, system: &Value, part: &str, body: &Value) -> Answer {
    let path = format!("/v1/reclaimed-systems/{}/{part}", system["id"].as_str().unwrap());
    water.post(&clerk(), &path, body).await
}

/// What the outbox has for housing and emergency.
async fn told(water: &Water) -> Vec<ReclaimedIncidentV1> {
    let mut conn = water.database.connection(&Scope::All).await.unwrap();
    let rows: Vec<Value> = outbox_messages::table
        .filter(outbox_messages::kind.eq(ReclaimedIncidentV1::TYPE))
        .order(outbox_messages::seq)
        .select(outbox_messages::envelope)
        .load(&mut conn)
        .await
        .unwrap();
    rows.into_iter()
        .map(|row| serde_json::from_value::<Envelope<ReclaimedIncidentV1>>(row).unwrap().data)
        .collect()
}

async fn messages(water: &Water) -> Vec<String> {
    let list = water.get(&billing_clerk(), "/v1/outgoing-messages").await;
    let texts = list.body["items"].as_array().unwrap().iter();
    texts.map(|one| one["text"].as_str().unwrap().to_owned()).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn the_water_of_an_infectious_hospital_is_refused_as_a_source_and_nothing_is_registered() {
    let water = start().await;
    let post = async |changes: Value| {
        water
            .post(&clerk(), "/v1/reclaimed-systems", &with(system_body("S"), changes))
            .await
    };
    let refused = post(json!({"source": "infectious_hospital", "kind": "own", "uses": ["cooling"]})).await;
    assert_eq!(refusal(&refused), (422, "source_forbidden", "/source"));
    assert_eq!(refused.body["citation"]["article"], "附件7 第十条（二）");
    let hospital = json!({"source": "hospital", "kind": "own", "uses": ["cooling"]});
    for (changes, code, pointer) in [
        (
            with(hospital.clone(), json!({"disinfected": false})),
            "source_not_disinfected",
            "/disinfected",
        ),
        (
            with(hospital.clone(), json!({"kind": "central"})),
            "source_needs_own_system",
            "/kind",
        ),
        (
            with(hospital.clone(), json!({"uses": ["cooling", "street"]})),
            "use_with_human_contact",
            "/uses",
        ),
        (json!({"separate_pipes": false}), "not_separated", "/separate_pipes"),
        (json!({"labelled": false}), "not_separated", "/labelled"),
    ] {
        assert_eq!(refusal(&post(changes).await), (422, code, pointer));
    }
    let none = water.get(&clerk(), "/v1/reclaimed-systems").await;
    assert_eq!(none.body["items"], json!([]));
    let mut tx = water.database.begin(&Scope::All).await.unwrap();
    let error = tx
        .batch_execute("INSERT INTO reclaimed_systems (id, name, kind, manager, town, source, disinfected, separate_pipes, labelled, uses, created_by) VALUES (gen_random_uuid(), 'x', 'own', 'x', 'longxing', 'infectious_hospital', true, true, true, '{cooling}', 'x')")
        .await
        .unwrap_err();
    assert!(error.to_string().contains("check constraint"), "{error}");
    made(post(hospital).await);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_user_uses_the_water_for_what_the_system_gives_it_and_nobody_changes_that() {
    let water = start().await;
    let system = create(&water, &system_body("S")).await;
    let other = add(&water, &system, "users", &with(user_body("U"), json!({"uses": ["boiler"]}))).await;
    assert_eq!(refusal(&other), (422, "use_not_of_system", "/uses"));
    let connected = made(add(&water, &system, "users", &user_body("U")).await);
    assert_eq!(connected["users"][0]["phone"], "138****1234", "{connected}");
    let twice = add(&water, &system, "users", &user_body("U")).await;
    assert_eq!(refusal(&twice), (409, "reclaimed_user_taken", ""));
    let mut tx = water.database.begin(&Scope::All).await.unwrap();
    let error = tx.batch_execute("UPDATE reclaimed_users SET uses = '{boiler}'").await.unwrap_err();
    assert!(error.to_string().contains("append-only"), "{error}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_stop_is_told_24_hours_before_and_everybody_sees_it() {
    let water = start().await;
    let system = create(&water, &system_body("S")).await;
    made(add(&water, &system, "users", &user_body("U")).await);
    // The clock has gone on a little by the time the service looks: an even number of minutes is short by the next whole one.
    let late = add(&water, &system, "stops", &stop_body(24 * 60 - 90)).await;
    assert_eq!(refusal(&late), (422, "stop_notice_too_short", "/starts_at"));
    assert!(late.body["detail"].as_str().unwrap().contains("还差1小时31分钟"), "{}", late.body);
    assert_eq!(late.body["citation"]["article"], "附件7 第二十四条");
    assert_eq!(water.get_public("/v1/supply-stops").await.body["items"], json!([]));
    assert_eq!(messages(&water).await, Vec::<String>::new(), "nothing changed");
    let announced = made(add(&water, &system, "stops", &stop_body(24 * 60 + 1)).await);
    assert_eq!(announced["stops"][0]["users_told"], 1);
    assert_eq!(messages(&water).await.len(), 1);
    let public = water.get_public("/v1/supply-stops").await;
    assert_eq!(public.body["items"][0]["area"], "龙兴路以东");
    let stop = announced["stops"][0]["id"].as_str().unwrap();
    let path = format!("/v1/supply-stops/{stop}/cancellation");
    assert_eq!(water.post_if_match(&clerk(), &path, 1, &json!({})).await.status, 200);
    assert_eq!(water.get_public("/v1/supply-stops").await.body["items"], json!([]));
    let twice = water.post_if_match(&clerk(), &path, 2, &json!({})).await;
    assert_eq!(refusal(&twice), (409, "stop_over", ""));
    let mut tx = water.database.begin(&Scope::All).await.unwrap();
    let error = tx
        .batch_execute("UPDATE reclaimed_stops SET starts_at = announced_at + interval '23 hours 59 minutes'")
        .await
        .unwrap_err();
    assert!(error.to_string().contains("reclaimed_stops_announced"), "{error}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_test_over_the_strictest_limit_stops_the_supply_and_tells_users_housing_and_emergency() {
    let water = start().await;
    let system = create(&water, &system_body("S")).await;
    made(add(&water, &system, "users", &user_body("U")).await);
    let good = made(add(&water, &system, "tests", &test_body("检1", "5")).await);
    assert_eq!((&good["state"], &good["incidents"]), (&json!("running"), &json!([])));
    let bad = made(add(&water, &system, "tests", &test_body("检2", "5.001")).await);
    assert_eq!(bad["state"], "stopped");
    assert_eq!(bad["tests"][0]["exceeded"], json!(["浊度 5.001，限值 5"]));
    let incident = &bad["incidents"][0];
    assert_eq!((&incident["kind"], &incident["users_told"]), (&json!("limit_exceeded"), &json!(1)));
    let sent = told(&water).await;
    assert_eq!(sent.len(), 1);
    assert_eq!(
        (sent[0].incident_number.as_str(), sent[0].kind.as_str(), sent[0].users_told),
        (incident["number"].as_str().unwrap(), "limit_exceeded", 1)
    );
    assert_eq!(messages(&water).await.len(), 1);
    // Another bad test while it is stopped makes no second incident.
    let again = made(add(&water, &system, "tests", &test_body("检3", "9")).await);
    assert_eq!(again["incidents"].as_array().unwrap().len(), 1);
    let path = format!("/v1/reclaimed-incidents/{}", incident["id"].as_str().unwrap());
    let resume = async |version| {
        water
            .post_if_match(&head(), &format!("{path}/resumption"), version, &json!({}))
            .await
    };
    let early = resume(1).await;
    assert_eq!(refusal(&early), (409, "incident_not_repaired", ""));
    let repair = json!({"repaired_on": water::service::county_day(Utc::now()).to_string(), "repair": "更换滤料"});
    ok(water.post_if_match(&clerk(), &format!("{path}/repair"), 1, &repair).await);
    let untested = resume(2).await;
    assert_eq!(refusal(&untested), (409, "no_good_test", ""));
    assert_eq!(untested.body["missing"], json!(["抢修后的合格检测（附件7 第二十条）"]));
    let day = with(
        test_body("检4", "4"),
        json!({"taken_on": water::service::county_day(Utc::now()).to_string()}),
    );
    // Some of the values prove nothing.
    let daily = json!({"taken_on": day["taken_on"], "report": "检4a", "turbidity": "3"});
    made(add(&water, &system, "tests", &daily).await);
    assert_eq!(refusal(&resume(2).await), (409, "no_good_test", ""));
    made(add(&water, &system, "tests", &day).await);
    // A later test that is over again: not yet.
    made(
        add(
            &water,
            &system,
            "tests",
            &with(day.clone(), json!({"report": "检5", "turbidity": "8"})),
        )
        .await,
    );
    assert_eq!(refusal(&resume(2).await), (409, "no_good_test", ""));
    made(add(&water, &system, "tests", &with(day.clone(), json!({"report": "检6"}))).await);
    let todos = water.get(&head(), "/v1/todos").await;
    assert_eq!(todos.body["items"][0]["kind"], "reclaimed_incident.resume", "{}", todos.body);
    let resumed = ok(resume(2).await);
    assert_eq!(water.get(&head(), "/v1/todos").await.body["items"], json!([]));
    assert_eq!(resumed["state"], "running");
    assert_eq!(refusal(&resume(3).await), (409, "incident_over", ""));
    assert_eq!(
        actions_on(&water, incident["id"].as_str().unwrap()).await,
        ["reclaimed.stop_supply", "reclaimed.repair", "reclaimed.resume"]
    );
    assert_eq!(told(&water).await.len(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_incident_is_reported_once() {
    let water = start().await;
    let system = create(&water, &system_body("S")).await;
    let later = json!({"occurred_at": (Utc::now() + TimeDelta::hours(1)).to_rfc3339(), "detail": "爆管"});
    assert_eq!(
        refusal(&add(&water, &system, "incidents", &later).await),
        (422, "time_in_future", "/occurred_at")
    );
    let now = with(later, json!({"occurred_at": (Utc::now() - TimeDelta::minutes(5)).to_rfc3339()}));
    let stopped = made(add(&water, &system, "incidents", &now).await);
    assert_eq!((&stopped["state"], told(&water).await.len()), (&json!("stopped"), 1));
    assert_eq!(refusal(&add(&water, &system, "incidents", &now).await), (409, "incident_open", ""));
    assert_eq!(told(&water).await.len(), 1);
    let path = format!("/v1/reclaimed-systems/{}", system["id"].as_str().unwrap());
    assert_eq!(water.get(&town_clerk_of("sanquan"), &path).await.status, 404);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_daily_test_of_some_values_counts_for_its_limits_and_not_as_the_weekly_complete_one() {
    let water = start().await;
    let system = create(&water, &system_body("S")).await;
    let due = system["test_due"].clone();
    let day = water::service::county_day(Utc::now());
    let complete = with(test_body("检1", "4"), json!({"taken_on": (day - Days::new(2)).to_string()}));
    let seen = made(add(&water, &system, "tests", &complete).await);
    assert_eq!(seen["test_due"], (day + Days::new(5)).to_string(), "first due on {due}");
    let daily = json!({"taken_on": day.to_string(), "report": "检2", "turbidity": "4.5", "chroma": "12"});
    let seen = made(add(&water, &system, "tests", &daily).await);
    assert_eq!(
        (&seen["test_due"], &seen["state"]),
        (&json!((day + Days::new(5)).to_string()), &json!("running"))
    );
    let none = json!({"taken_on": day.to_string(), "report": "检3"});
    assert_eq!(refusal(&add(&water, &system, "tests", &none).await).0, 400);
    let tomorrow = with(daily, json!({"report": "检4", "taken_on": (day + Days::new(1)).to_string()}));
    assert_eq!(
        refusal(&add(&water, &system, "tests", &tomorrow).await),
        (422, "date_in_future", "/taken_on")
    );
    let over = json!({"taken_on": day.to_string(), "report": "检5", "chroma": "15.001"});
    let seen = made(add(&water, &system, "tests", &over).await);
    assert_eq!(
        (&seen["state"], &seen["tests"][0]["exceeded"]),
        (&json!("stopped"), &json!(["色度 15.001，限值 15"]))
    );
    assert_eq!(told(&water).await.len(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_registered_system_keeps_source_pipes_and_uses() {
    let water = start().await;
    create(&water, &system_body("S")).await;
    for change in [
        "UPDATE reclaimed_systems SET uses = '{boiler}'",
        "UPDATE reclaimed_systems SET source = 'hospital', kind = 'own'",
        "DELETE FROM reclaimed_systems",
    ] {
        let mut tx = water.database.begin(&Scope::All).await.unwrap();
        assert!(tx.batch_execute(change).await.is_err(), "{change}");
    }
    let mut tx = water.database.begin(&Scope::All).await.unwrap();
    tx.batch_execute("UPDATE reclaimed_systems SET state = 'stopped'").await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn users_without_a_telephone_are_counted_as_to_be_told_in_person() {
    let water = start().await;
    let system = create(&water, &system_body("S")).await;
    made(add(&water, &system, "users", &user_body("U")).await);
    made(add(&water, &system, "users", &with(user_body("V"), json!({"phone": null}))).await);
    let announced = made(add(&water, &system, "stops", &stop_body(24 * 60 + 1)).await);
    let stop = &announced["stops"][0];
    assert_eq!((&stop["users_told"], &stop["users_untold"]), (&json!(1), &json!(1)));
}

#[tokio::test(flavor = "multi_thread")]
async fn the_demonstration_county_has_reclaimed_water_in_several_states() {
    let water = start().await;
    let mut county = water::demonstration::read_county(include_str!("../../demo/county.toml")).unwrap();
    county.generate.users = 12;
    let rules = water::domain::ruleset::load(None).unwrap();
    let column = |list: &Answer, name: &str| -> Vec<String> {
        let items = list.body["items"].as_array().unwrap().iter();
        items.map(|one| one[name].as_str().unwrap().to_owned()).collect()
    };
    for _ in 0..2 {
        water::demonstration::load_present(&water.database, &rules, &county).await.unwrap();
        let list = water.get(&clerk(), "/v1/reclaimed-systems").await;
        assert_eq!(column(&list, "state"), ["running", "running", "stopped", "running"]);
        assert!(list.body["items"][0]["incidents"][0]["resumed_at"].is_string(), "{}", list.body);
        let schemes = water.get(&clerk(), "/v1/reclaimed-schemes").await;
        assert_eq!(column(&schemes, "state"), ["received", "received", "disagreed", "agreed"]);
        assert_eq!(told(&water).await.len(), 2);
        let stops = water.get_public("/v1/supply-stops").await;
        let areas = column(&stops, "area");
        assert!(!areas.contains(&"龙兴镇绛州大道以西".to_owned()), "given up: {areas:?}");
    }
}
