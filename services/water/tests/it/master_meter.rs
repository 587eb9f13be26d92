//! Master meters, the sub-meters behind them, and what may happen to a meter and its user at once.

use std::time::Duration;

use platform::Scope;
use serde_json::{Value, json};
use uuid::Uuid;
use water::store::water_user;

use crate::{
    register::{actions_on, create_meter, create_user, created, meter_body, read, reading_body, refusal, user_body, user_with_meter, with},
    support::{Water, clerk, start},
};

async fn try_register(water: &Water, user: Uuid, body: Value) -> (u16, String, String) {
    let answer = water.post(&clerk(), &format!("/v1/water-users/{user}/meters"), &body).await;
    let (status, code, pointer) = refusal(&answer);
    (status, code.to_owned(), pointer.to_owned())
}

fn behind(number: &str, master: Uuid) -> Value {
    with(meter_body(number), json!({"master_meter_id": master}))
}

async fn shown(water: &Water, meter: Uuid) -> Value {
    water.get(&clerk(), &format!("/v1/meters/{meter}")).await.body
}

fn replacement(number: &str) -> Value {
    let new = json!({
        "installed_on": "2026-05-20", "installation_value": "0",
        "verification": {"certificate": "检", "verified_on": "2026-05-01", "outcome": "verified", "valid_until": "2028-04-30"},
    });
    json!({"removal": {"removed_on": "2026-05-20", "value": "150"}, "meter": with(meter_body(number), new)})
}

#[tokio::test(flavor = "multi_thread")]
async fn a_sub_meter_names_a_master_meter_in_use_of_the_same_user() {
    let water = start().await;
    let (user, master) = user_with_meter(&water, "A1").await;
    let (_, foreign) = user_with_meter(&water, "B1").await;
    let sub = create_meter(&water, user, &behind("S1", master)).await;
    assert_eq!(shown(&water, sub).await["master_meter_id"], json!(master));
    assert_eq!(shown(&water, master).await["master_meter_id"], Value::Null);
    let expected = |code: &str| (422, code.to_owned(), "/master_meter_id".to_owned());
    assert_eq!(
        try_register(&water, user, behind("S2", Uuid::nil())).await,
        expected("master_meter_unknown")
    );
    assert_eq!(
        try_register(&water, user, behind("S2", foreign)).await,
        expected("master_meter_unknown")
    );
    assert_eq!(
        try_register(&water, user, behind("S2", sub)).await,
        expected("master_meter_is_sub_meter")
    );
    let discharge = with(behind("S2", master), json!({"place": "discharge"}));
    assert_eq!(try_register(&water, user, discharge).await, expected("master_meter_elsewhere"));
    let gone = create_meter(&water, user, &meter_body("M9")).await;
    let removal = json!({"removed_on": "2026-05-20", "value": "150"});
    let path = |meter: Uuid| format!("/v1/meters/{meter}/removal");
    assert_eq!(water.post_if_match(&clerk(), &path(gone), 1, &removal).await.status, 200);
    assert_eq!(
        try_register(&water, user, behind("S2", gone)).await,
        expected("master_meter_removed")
    );
    // Nobody would be charged for the sub-meter's water any more.
    let kept = water.post_if_match(&clerk(), &path(master), 1, &removal).await;
    assert_eq!(refusal(&kept), (409, "meter_has_sub_meters", ""));
    assert!(kept.body["detail"].as_str().unwrap().contains("S1"), "{}", kept.body);
    assert_eq!(water.post_if_match(&clerk(), &path(sub), 1, &removal).await.status, 200);
    assert_eq!(water.post_if_match(&clerk(), &path(master), 1, &removal).await.status, 200);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_replaced_meter_leaves_its_place_to_the_new_one() {
    let water = start().await;
    let (user, master) = user_with_meter(&water, "A1").await;
    let sub = create_meter(&water, user, &behind("S1", master)).await;
    let replace = async |meter: Uuid, body: &Value| {
        water
            .post_if_match(&clerk(), &format!("/v1/meters/{meter}/replacement"), 1, body)
            .await
    };
    let as_sub = with(
        replacement("X"),
        json!({"meter": with(replacement("X")["meter"].clone(), json!({"master_meter_id": sub}))}),
    );
    assert_eq!(refusal(&replace(master, &as_sub).await).1, "master_meter_replaced_by_other");
    let replaced = replace(master, &replacement("N1")).await;
    assert_eq!(replaced.status, 201, "{}", replaced.body);
    let moved = shown(&water, sub).await;
    assert_eq!(
        (&moved["master_meter_id"], &moved["version"]),
        (&replaced.body["installed"]["id"], &json!(2))
    );
    assert_eq!(actions_on(&water, sub).await.last().unwrap(), "meter.change_master");
    let again = water
        .post_if_match(&clerk(), &format!("/v1/meters/{sub}/replacement"), 2, &replacement("S2"))
        .await;
    assert_eq!(again.status, 201, "{}", again.body);
    assert_eq!(again.body["installed"]["master_meter_id"], replaced.body["installed"]["id"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_database_keeps_master_and_sub_meter_with_one_user() {
    let water = start().await;
    let (_, master) = user_with_meter(&water, "A1").await;
    let (_, foreign) = user_with_meter(&water, "B1").await;
    for wrong in [foreign, master] {
        let mut tx = water.database.begin(&Scope::All).await.unwrap();
        let statement = format!("UPDATE meters SET master_meter_id = '{wrong}' WHERE id = '{master}'");
        let error = diesel_async::SimpleAsyncConnection::batch_execute(&mut *tx, &statement)
            .await
            .unwrap_err();
        assert!(error.to_string().contains("violates"), "{error}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_meter_is_replaced_and_read_while_its_user_is_being_changed() {
    let water = start().await;
    let (user, meter) = user_with_meter(&water, "A1").await;
    let other = create_user(&water, &user_body("A2")).await;
    let kept = create_meter(&water, other, &meter_body("MA2")).await;
    // As a change of the users does until it commits. Whoever waited for it here would hold the audit trail's lock, for
    // which the change waits in turn.
    let mut change = water.database.begin(&Scope::All).await.unwrap();
    water_user::lock(&mut change, user).await.unwrap().unwrap();
    water_user::lock(&mut change, other).await.unwrap().unwrap();
    let path = format!("/v1/meters/{meter}/replacement");
    let body = replacement("N1");
    let person = clerk();
    let replacing = water.post_if_match(&person, &path, 1, &body);
    let replaced = tokio::time::timeout(Duration::from_secs(8), replacing).await.unwrap();
    assert_eq!(replaced.status, 201, "{}", replaced.body);
    created(&read(&water, kept, &reading_body("2026Q1", "200")).await);
    change.rollback().await.unwrap();
}
