//! Data scope: what is not of one's own company or town is not there: in lists, alone, and for changes.

use platform::{
    http::access::ScopeClaim,
    test_support::{TestPerson, send},
};
use serde_json::{Value, json};
use uuid::Uuid;
use water::api::role;

use crate::{
    register::{create_user, created, meter_body, plan_in_force, put, read, reading_body, user_body, user_with_meter, with},
    support::{Water, clerk, operator_of, start, town_clerk_of},
};

/// What belongs to one user.
struct Mine {
    user: Uuid,
    meter: Uuid,
    reading: Uuid,
    plan: Uuid,
}

async fn everything_of(water: &Water, code: &str) -> Mine {
    let (user, meter) = user_with_meter(water, code).await;
    let reading = created(&read(water, meter, &reading_body("2026Q1", "200")).await);
    let plan = plan_in_force(water, user).await["id"].as_str().unwrap().parse().unwrap();
    Mine {
        user,
        meter,
        reading,
        plan,
    }
}

fn pages_of(mine: &Mine) -> [String; 6] {
    [
        format!("/v1/water-users/{}", mine.user),
        format!("/v1/water-users/{}/meters", mine.user),
        format!("/v1/meters/{}", mine.meter),
        format!("/v1/meters/{}/readings", mine.meter),
        format!("/v1/readings/{}", mine.reading),
        format!("/v1/plans/{}", mine.plan),
    ]
}

const LISTS: [&str; 5] = [
    "/v1/water-users",
    "/v1/meters",
    "/v1/meters/due?within=90",
    "/v1/readings",
    "/v1/plans",
];

#[tokio::test(flavor = "multi_thread")]
async fn only_the_own_companys_and_the_own_towns_rows_are_there() {
    let water = start().await;
    let mine = everything_of(&water, "A1").await;
    // Shown by the list of due meters whatever the day.
    let body = with(meter_body("U1"), json!({"verification": null, "installation_value": null}));
    created(&water.post(&clerk(), &format!("/v1/water-users/{}/meters", mine.user), &body).await);
    for (person, sees) in [
        (operator_of("supply_city"), true),
        (town_clerk_of("longxing"), true),
        (operator_of("supply_north"), false),
        (town_clerk_of("sanquan"), false),
    ] {
        for path in pages_of(&mine) {
            let answer = water.get(&person, &path).await;
            assert_eq!(answer.status, if sees { 200 } else { 404 }, "{} {path}", person.unit);
        }
        for path in LISTS {
            let answer = water.get(&person, path).await;
            assert_eq!(answer.status, 200, "{path}");
            assert_eq!(!answer.body["items"].as_array().unwrap().is_empty(), sees, "{} {path}", person.unit);
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_account_without_a_scope_sees_nothing() {
    let water = start().await;
    let mine = everything_of(&water, "A1").await;
    let mut nobody = TestPerson::with("nobody", &[role::WATER_CLERK]);
    nobody.scope = ScopeClaim::Nothing;
    for path in pages_of(&mine) {
        assert_eq!(water.get(&nobody, &path).await.status, 404, "{path}");
    }
    for path in LISTS {
        assert_eq!(water.get(&nobody, path).await.body["items"], json!([]), "{path}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_out_of_scope_can_be_changed() {
    let water = start().await;
    let mine = everything_of(&water, "A1").await;
    let stranger = |roles: &[platform::http::access::Role]| TestPerson::with("stranger", roles).of_units(&["supply_north", "sanquan"]);
    let (keeper, decider) = (stranger(&[role::WATER_CLERK, role::SUPPLY_OPERATOR]), stranger(&[role::WATER_HEAD]));
    let from = json!({"from": "2026-05-01"});
    let removal = json!({"removed_on": "2026-05-01", "value": "300"});
    let replacement = json!({"removal": removal, "meter": with(meter_body("N1"), json!({"installed_on": "2026-05-01"}))});
    let verification = json!({"certificate": "检", "verified_on": "2026-05-01", "outcome": "failed", "valid_until": "2026-05-01"});
    let reduction = json!({"ground": "resource_shortage", "evidence": "x", "from": "2026Q4", "volumes": {"2026Q4": "1"}});
    let Mine { user, meter, plan, .. } = mine;
    let posts: [(&TestPerson, String, Value); 13] = [
        (&keeper, format!("/v1/water-users/{user}/meters"), meter_body("N1")),
        (&keeper, format!("/v1/meters/{meter}/readings"), reading_body("2026Q2", "300")),
        (&keeper, format!("/v1/meters/{meter}/verifications"), verification),
        (&keeper, format!("/v1/meters/{meter}/sealing"), from.clone()),
        (&keeper, format!("/v1/meters/{meter}/unsealing"), json!({})),
        (&keeper, format!("/v1/meters/{meter}/obsolescence"), from),
        (&keeper, format!("/v1/meters/{meter}/removal"), removal.clone()),
        (&keeper, format!("/v1/meters/{meter}/replacement"), replacement),
        (
            &keeper,
            "/v1/plans".to_owned(),
            json!({"user_id": user, "year": 2025, "basis": "quota", "basis_detail": "x", "volumes": {"2025Q4": "1"}}),
        ),
        (&keeper, format!("/v1/plans/{plan}/submission"), json!({})),
        (&keeper, format!("/v1/plans/{plan}/reductions"), reduction),
        (&decider, format!("/v1/plans/{plan}/approval"), json!({})),
        (&decider, format!("/v1/plans/{plan}/return"), json!({"reason": "x"})),
    ];
    for (person, path, body) in posts {
        let answer = water.post_if_match(person, &path, 1, &body).await;
        assert_eq!(answer.status, 404, "{path}: {}", answer.body);
    }
    let mut change = user_body("A1");
    change.as_object_mut().unwrap().remove("code");
    assert_eq!(
        put(&water, &keeper, &format!("/v1/water-users/{user}"), 1, &change).await.status,
        404
    );
    let redraft = json!({"basis_detail": "x", "volumes": {"2026Q4": "1"}});
    assert_eq!(put(&water, &keeper, &format!("/v1/plans/{plan}"), 1, &redraft).await.status, 404);
    assert_eq!(water.get(&keeper, &format!("/v1/water-users/{user}/phone")).await.status, 404);
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_registers_or_moves_a_user_out_of_their_scope() {
    let water = start().await;
    let keeper = TestPerson::with("keeper", &[role::WATER_CLERK]).of_units(&["supply_city"]);
    let foreign = with(user_body("A1"), json!({"supplier": "supply_north", "town": "sanquan"}));
    assert_eq!(water.post(&keeper, "/v1/water-users", &foreign).await.status, 403);
    assert_eq!(water.get(&clerk(), "/v1/water-users").await.body["items"], json!([]));
    let id = create_user(&water, &user_body("A2")).await;
    let mut change = with(user_body("A2"), json!({"supplier": "supply_north"}));
    change.as_object_mut().unwrap().remove("code");
    assert_eq!(put(&water, &keeper, &format!("/v1/water-users/{id}"), 1, &change).await.status, 403);
    assert_eq!(
        water.get(&clerk(), &format!("/v1/water-users/{id}")).await.body["supplier"],
        "supply_city"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_session_without_a_scope_sees_no_row_even_by_raw_sql() {
    use diesel::prelude::*;
    use diesel_async::{AsyncConnection, AsyncPgConnection, RunQueryDsl};

    let water = start().await;
    everything_of(&water, "A1").await;
    let mut conn = AsyncPgConnection::establish(&water.login_url).await.unwrap();
    for table in [
        "water_users",
        "meters",
        "meter_verifications",
        "readings",
        "plans",
        "plan_volumes",
        "reading_imports",
    ] {
        #[derive(QueryableByName)]
        struct Count {
            #[diesel(sql_type = diesel::sql_types::BigInt)]
            count: i64,
        }
        let rows: Count = diesel::sql_query(format!("SELECT count(*) AS count FROM {table}"))
            .get_result(&mut conn)
            .await
            .unwrap();
        assert_eq!(rows.count, 0, "{table}");
    }
    assert_eq!(send(water.request("GET", "/v1/water-users")).await.status, 401);
}
