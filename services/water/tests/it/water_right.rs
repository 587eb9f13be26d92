//! Water rights: parts never add up to more than the whole, two people, and the cut of a failed district.

use diesel_async::{AsyncConnection, AsyncPgConnection, SimpleAsyncConnection};
use serde_json::{Value, json};
use uuid::Uuid;

use crate::{
    irrigation_county::{association, below, decide, draft, party, plant, right, right_body, tree, water_on},
    register::{actions_on, refusal, with},
    support::{Water, clerk, head, start, town_clerk_of},
};

async fn balance(water: &Water, year: i32) -> Value {
    let answer = water
        .get(&clerk(), &format!("/v1/irrigation/balance?district=muzan&year={year}"))
        .await;
    assert_eq!(answer.status, 200, "{}", answer.body);
    answer.body
}

async fn rights_of(water: &Water, year: i32) -> usize {
    let list = water.get(&clerk(), &format!("/v1/irrigation/rights?year={year}")).await;
    list.body["items"].as_array().unwrap().len()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_right_beyond_the_permit_by_a_litre_is_refused_and_nothing_changes() {
    let water = start().await;
    let (one, two) = (party(&water, &association("A1")).await, party(&water, &association("A2")).await);
    right(&water, one, 2025, "8000000").await;
    let refused = draft(&water, two, 2025, "590000.001").await;
    assert_eq!(refusal(&refused), (422, "right_exceeds_parent", "/volume"));
    assert_eq!(refused.body["citation"]["article"], "六（五）", "{}", refused.body);
    assert_eq!(rights_of(&water, 2025).await, 1);
    assert_eq!(draft(&water, two, 2025, "590000").await.status, 201);
    // Another year is another year's water.
    let next = draft(&water, two, 2026, "8590000").await;
    assert_eq!(next.status, 201);
    // Both drafts wait for the head until they are decided.
    let waiting = async || {
        let todos = water.get(&head(), "/v1/todos").await;
        let items = todos.body["items"].as_array().unwrap().clone();
        items.iter().filter(|one| one["kind"] == "water_right.approve").count()
    };
    assert_eq!(waiting().await, 2);
    decide(&water, &head(), &next.body, "return", &json!({"comment": "先核实面积"})).await;
    assert_eq!(waiting().await, 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_right_goes_down_to_the_households_and_never_adds_up_to_more() {
    let water = start().await;
    let [top, group, household] = tree(&water, "A").await;
    let early = draft(&water, group, 2025, "100").await;
    assert_eq!(refusal(&early), (409, "parent_right_missing", ""));
    assert_eq!(early.body["missing"].as_array().unwrap().len(), 1);
    right(&water, top, 2025, "1000").await;
    assert_eq!(
        refusal(&draft(&water, group, 2025, "1000.001").await),
        (422, "right_exceeds_parent", "/volume")
    );
    right(&water, group, 2025, "1000").await;
    let second = party(&water, &below(top, "group", "A-2")).await;
    assert_eq!(
        refusal(&draft(&water, second, 2025, "0.001").await),
        (422, "right_exceeds_parent", "/volume")
    );
    right(&water, household, 2025, "400").await;
    // The group may come down to what its households have, and no further.
    assert_eq!(
        refusal(&draft(&water, group, 2025, "399.999").await),
        (422, "right_below_children", "/volume")
    );
    let less = right(&water, group, 2025, "400").await;
    assert_eq!(less["state"], "approved");
    let list = water.get(&clerk(), "/v1/irrigation/rights?state=superseded").await;
    assert_eq!(list.body["items"][0]["superseded_by"], less["id"]);
    assert_eq!(draft(&water, second, 2025, "600").await.status, 201);
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_approves_what_they_have_drafted() {
    let water = start().await;
    let top = party(&water, &association("A1")).await;
    let drafted = water.post(&head(), "/v1/irrigation/rights", &right_body(top, 2025, "1000")).await;
    assert_eq!(drafted.status, 201, "{}", drafted.body);
    let own = decide(&water, &head(), &drafted.body, "approval", &json!({})).await;
    assert_eq!(
        (own.status, own.body["code"].as_str()),
        (403, Some("second_person_needed")),
        "{}",
        own.body
    );
    assert_eq!(decide(&water, &clerk(), &drafted.body, "approval", &json!({})).await.status, 403);
    let withdrawn = decide(&water, &head(), &drafted.body, "withdrawal", &json!({})).await;
    assert_eq!(withdrawn.body["state"], "withdrawn");
    let second = draft(&water, top, 2025, "1000").await;
    let silent = decide(&water, &head(), &second.body, "return", &json!({"comment": " "})).await;
    assert!((400..500).contains(&silent.status), "{}", silent.body);
    let returned = decide(&water, &head(), &second.body, "return", &json!({"comment": "工程状况不实"})).await;
    assert_eq!(
        (returned.status, &returned.body["state"]),
        (200, &json!("returned")),
        "{}",
        returned.body
    );
    let late = decide(&water, &head(), &returned.body, "approval", &json!({})).await;
    assert_eq!(late.body["code"], "change_wrong_state");
    assert_eq!(
        actions_on(&water, returned.body["id"].as_str().unwrap()).await,
        ["water_right.draft", "water_right.return"]
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn two_drafts_at_once_never_share_out_more_than_there_is() {
    let water = start().await;
    let mut parties = Vec::new();
    for number in 0..6 {
        parties.push(party(&water, &association(&format!("A{number}"))).await);
    }
    // Three of them fit.
    let all = futures_util::future::join_all(parties.iter().map(|party| draft(&water, *party, 2025, "2500000"))).await;
    let taken = all.iter().filter(|answer| answer.status == 201).count();
    assert_eq!(taken, 3, "{:?}", all.iter().map(|answer| &answer.body).collect::<Vec<_>>());
    let refused = all.iter().filter(|answer| answer.body["code"] == "right_exceeds_parent");
    assert_eq!(refused.count(), 3);
}

#[tokio::test(flavor = "multi_thread")]
async fn postgresql_keeps_the_sums_whatever_the_code_does() {
    let water = start().await;
    let (one, two) = (party(&water, &association("A1")).await, party(&water, &association("A2")).await);
    right(&water, one, 2025, "8000000").await;
    let insert = |party: Uuid, litres: i64| {
        format!(
            "INSERT INTO water_rights (id, party_id, district, year, volume_milli, confirmed_area_e4, irrigated_area_e4, grain_e4, economic_e4, other_e4,
               quota_milli, last_use_milli, works, rules_digest, state, drafted_by, drafted_at)
             VALUES (gen_random_uuid(), '{party}', 'muzan', 2025, {litres}, 1, 1, 1, 0, 0, 0, '{{0,0,0}}', 'x', 'x', 'submitted', 'raw', now())"
        )
    };
    let raw = async |sql: String| {
        let mut conn = AsyncPgConnection::establish(&water.login_url).await.unwrap();
        conn.batch_execute("SET jiangzhou.scope = 'all'").await.unwrap();
        conn.batch_execute(&sql).await.map_err(|error| error.to_string())
    };
    let error = raw(insert(two, 590_000_001)).await.unwrap_err();
    assert!(error.contains("add up to more"), "{error}");
    raw(insert(two, 590_000_000)).await.unwrap();
    let own = "UPDATE water_rights SET state = 'approved', decided_by = 'raw', decided_at = now() WHERE drafted_by = 'raw'";
    let error = raw(own.to_owned()).await.unwrap_err();
    assert!(error.contains("water_rights_second_person"), "{error}");
    for forbidden in [
        "DELETE FROM water_rights",
        "UPDATE water_rights SET volume_milli = 1",
        "UPDATE irrigation_years SET ceiling_milli = permit_milli + 1",
        "DELETE FROM irrigation_years",
        "UPDATE irrigation_parties SET name = 'x'",
    ] {
        assert!(raw(forbidden.to_owned()).await.is_err(), "{forbidden}");
    }
    // Two sessions at once: the second waits, and is refused.
    raw("UPDATE water_rights SET state = 'withdrawn' WHERE drafted_by = 'raw'".to_owned())
        .await
        .unwrap();
    let three = party(&water, &association("A3")).await;
    let (first, second) = tokio::join!(raw(insert(two, 590_000_000)), raw(insert(three, 590_000_000)));
    assert!(first.is_ok() != second.is_ok(), "{first:?} {second:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_failed_district_is_cut_once_and_what_was_approved_shows_as_to_be_reduced() {
    let water = start().await;
    let (one, two) = (party(&water, &association("A1")).await, party(&water, &association("A2")).await);
    right(&water, one, 2026, "8500000").await;
    let cut = json!({"district": "muzan", "year": 2026, "decision_number": "新水发〔2025〕41号", "decided_on": "2025-12-20", "ground": "2025年度考核不合格"});
    assert_eq!(water.post(&clerk(), "/v1/irrigation/right-cuts", &cut).await.status, 403);
    let early = water
        .post(
            &head(),
            "/v1/irrigation/right-cuts",
            &with(cut.clone(), json!({"decided_on": "2024-12-31"})),
        )
        .await;
    assert_eq!(refusal(&early), (422, "cut_of_another_year", "/decided_on"));
    assert_eq!(balance(&water, 2026).await["ceiling"], "8590000.000");
    let recorded = water.post(&head(), "/v1/irrigation/right-cuts", &cut).await;
    assert_eq!(recorded.status, 201, "{}", recorded.body);
    assert_eq!(
        refusal(&water.post(&head(), "/v1/irrigation/right-cuts", &cut).await),
        (409, "cut_exists", "")
    );
    assert_eq!(actions_on(&water, "muzan/2026").await, ["water_right.cut"]);
    let seen = balance(&water, 2026).await;
    assert_eq!(
        (
            &seen["permit"],
            &seen["ceiling"],
            &seen["to_reduce"],
            &seen["associations"][0]["must_come_down"]
        ),
        (&json!("8590000.000"), &json!("8160500.000"), &json!("339500.000"), &json!(true))
    );
    assert_eq!(seen["cut"]["decision_number"], "新水发〔2025〕41号");
    // Nothing more is shared out, with the article of the cut; what was approved comes down, step by step.
    let refused = draft(&water, two, 2026, "0.001").await;
    assert_eq!(refusal(&refused), (422, "right_exceeds_parent", "/volume"));
    assert_eq!(refused.body["citation"]["article"], "附件8 第五条（四）", "{}", refused.body);
    right(&water, one, 2026, "8300000").await;
    assert_eq!(balance(&water, 2026).await["to_reduce"], "139500.000");
    right(&water, one, 2026, "8160500").await;
    assert_eq!(
        refusal(&draft(&water, one, 2026, "8160500.001").await),
        (422, "right_exceeds_parent", "/volume")
    );
    let seen = balance(&water, 2026).await;
    assert_eq!(
        (&seen["to_reduce"], &seen["associations"][0]["must_come_down"]),
        (&json!("0.000"), &json!(false))
    );
    // The year before is not touched.
    assert_eq!(balance(&water, 2025).await["ceiling"], "8590000.000");
}

#[tokio::test(flavor = "multi_thread")]
async fn use_is_shown_against_the_right() {
    let water = start().await;
    let [top, group, household] = tree(&water, "A").await;
    right(&water, top, 2025, "1000").await;
    right(&water, group, 2025, "600").await;
    right(&water, household, 2025, "300").await;
    for party in [group, household] {
        plant(&water, party, 2025).await;
    }
    assert_eq!(water_on(&water, group, "2025-05-01", "400").await.status, 201);
    assert_eq!(water_on(&water, household, "2025-05-01", "200.001").await.status, 201);
    let seen = balance(&water, 2025).await;
    let association = &seen["associations"][0];
    assert_eq!(
        (
            &seen["used"],
            &association["used"],
            &association["allocated"],
            &association["is_overused"]
        ),
        (&json!("600.001"), &json!("600.001"), &json!("600.000"), &json!(false))
    );
    let group = &association["groups"][0];
    assert_eq!(
        (&group["used"], &group["allocated"], &group["is_overused"], &group["households"]),
        (&json!("600.001"), &json!("300.000"), &json!(true), &json!(1))
    );
    // A town sees its own.
    let elsewhere = water
        .get(&town_clerk_of("sanquan"), "/v1/irrigation/balance?district=muzan&year=2025")
        .await;
    assert_eq!(elsewhere.body["associations"], json!([]));
    let town = water
        .get(&town_clerk_of("longxing"), "/v1/irrigation/balance?district=muzan&year=2025")
        .await;
    assert_eq!(town.body["used"], "600.001");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_party_has_its_place_in_the_district() {
    let water = start().await;
    let top = party(&water, &association("A1")).await;
    let post = async |body: Value| {
        let answer = water.post(&clerk(), "/v1/irrigation/parties", &body).await;
        let (status, code, pointer) = refusal(&answer);
        (status, code.to_owned(), pointer.to_owned())
    };
    let told = |status: u16, code: &str, pointer: &str| (status, code.to_owned(), pointer.to_owned());
    assert_eq!(post(association("A1")).await, told(409, "party_code_taken", ""));
    assert_eq!(
        post(with(association("A2"), json!({"town": "gujiao"}))).await,
        told(422, "town_outside_district", "/town")
    );
    assert_eq!(post(below(top, "household", "A2")).await, told(422, "wrong_parent", "/parent_id"));
    assert_eq!(
        post(with(association("A2"), json!({"kind": "group"}))).await,
        told(422, "wrong_parent", "/parent_id")
    );
    let elsewhere = json!({"district": "gujiao", "town": "gujiao"});
    assert_eq!(
        post(with(below(top, "group", "A2"), elsewhere)).await,
        told(422, "wrong_parent", "/parent_id")
    );
    let planting = json!({"year": 2025, "areas": {"grain": "1", "economic": "0", "other": "0"}});
    let refused = water
        .post(&clerk(), &format!("/v1/irrigation/parties/{top}/plantings"), &planting)
        .await;
    assert_eq!(refusal(&refused), (422, "not_a_user", "/party_id"));
}
