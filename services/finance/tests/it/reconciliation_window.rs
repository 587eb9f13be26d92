//! The days that are reconciled by themselves: each of the window every night, until it has left it.

use std::sync::Arc;

use chrono::{DateTime, Days, NaiveDate, TimeDelta, Utc};
use finance::{domain::ruleset, job::reconcile_daily::reconcile_due, service::reconcile_surcharge::Reconciler};
use platform::{
    clock::local_date,
    http::token::{ServiceIdentity, Signer},
    peer::{Peer, PeerSettings},
    test_support::fresh_key_pem,
};
use serde_json::json;
use uuid::Uuid;

use crate::{
    reconciliation::{Water, start},
    support::{Finance, clerk, collected},
};

/// Who asks.
const JOB: &str = "system:reconciliation";

/// A service whose reconciler the test itself steers, with a window of 31 days.
async fn county() -> (Finance, Water, Reconciler) {
    let water = Water::default();
    let (finance, _key) = start(&water).await;
    let identity = ServiceIdentity::new("finance", Signer::from_pem(&fresh_key_pem()).unwrap(), "jiangzhou");
    let peer = Peer::new("县水利局", &PeerSettings { url: water.start() }, identity).unwrap();
    let reconciler = Reconciler::new(
        finance.service.database.clone(),
        Some(peer),
        31,
        Arc::new(ruleset::load(None).unwrap()),
    );
    (finance, water, reconciler)
}

fn today() -> NaiveDate {
    local_date(Utc::now())
}

fn day(ago: u64) -> NaiveDate {
    today() - Days::new(ago)
}

/// This time of day some days on.
fn nights_on(nights: i64) -> DateTime<Utc> {
    Utc::now() + TimeDelta::days(nights)
}

/// Days from so many ago to so many ago, both included, oldest first.
fn days(from: u64, to: u64) -> Vec<NaiveDate> {
    (to..=from).rev().map(day).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn at_first_only_yesterday_is_due_and_a_pending_day_stays_due() {
    let (finance, water, reconciler) = county().await;
    assert_eq!(reconciler.days_due(today()).await.unwrap(), [day(1)]);
    water.set_down(true);
    reconcile_due(&reconciler).await.unwrap_err();
    assert_eq!(reconciler.days_due(today()).await.unwrap(), [day(1)], "still due");
    water.set_down(false);
    reconcile_due(&reconciler).await.unwrap();
    assert!(reconciler.days_due(today()).await.unwrap().is_empty());
    let twice = "SELECT count(*) FROM reconciliation_runs WHERE state = 'balanced' AND attempts = 2";
    assert_eq!(finance.count(twice).await, 1);
    // The next night, the day is due again together with the one that has ended since.
    let tomorrow = today() + Days::new(1);
    assert_eq!(reconciler.days_due(tomorrow).await.unwrap(), [day(1), today()]);
    // A run of today, before the day is over, does not count as today's.
    reconciler.look_at(today(), JOB, Utc::now()).await.unwrap();
    assert_eq!(reconciler.days_due(tomorrow).await.unwrap(), [day(1), today()]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_run_of_yesterday_by_hand_hides_no_earlier_day() {
    let (finance, _water, reconciler) = county().await;
    let paid_on = day(4).to_string();
    finance.receive(&collected(Uuid::now_v7(), "1.00", &paid_on)).await.unwrap();
    let body = json!({ "date": day(1).to_string() });
    let run = finance.post(&clerk(), "/v1/reconciliations/water-surcharge", &body).await;
    assert_eq!(run.status, 201, "{}", run.body);
    assert_eq!(reconciler.days_due(today()).await.unwrap(), days(4, 2));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_day_leaves_the_window_after_31_nights() {
    let (finance, _water, reconciler) = county().await;
    let paid_on = day(40).to_string();
    finance.receive(&collected(Uuid::now_v7(), "1.00", &paid_on)).await.unwrap();
    assert_eq!(reconciler.days_due(today()).await.unwrap(), days(31, 1));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_message_that_was_under_way_at_midnight_is_found_the_next_night() {
    let (finance, water, reconciler) = county().await;
    let payment = Uuid::now_v7();
    water.collects(&day(1).to_string(), payment, "420.00");
    let first = reconciler.look_at(day(1), JOB, Utc::now()).await.unwrap().unwrap();
    assert_eq!((first.state.as_str(), first.difference_count), ("different", Some(1)));
    assert!(reconciler.days_due(today()).await.unwrap().is_empty(), "until the next night");
    finance.receive(&collected(payment, "420.00", &day(1).to_string())).await.unwrap();
    assert!(reconciler.days_due(today() + Days::new(1)).await.unwrap().contains(&day(1)));
    let second = reconciler.look_at(day(1), JOB, nights_on(1)).await.unwrap().unwrap();
    assert_eq!((second.state.as_str(), second.difference_count), ("balanced", Some(0)));
    assert_ne!(first.id, second.id, "the first run stays as it was");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_payment_registered_late_is_found_although_the_day_was_balanced() {
    let (_finance, water, reconciler) = county().await;
    let first = reconciler.look_at(day(3), JOB, Utc::now()).await.unwrap().unwrap();
    assert_eq!(first.state, "balanced");
    water.collects(&day(3).to_string(), Uuid::now_v7(), "420.00");
    let second = reconciler.look_at(day(3), JOB, nights_on(1)).await.unwrap().unwrap();
    assert_eq!(second.state, "different");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_night_that_finds_nothing_new_leaves_no_run() {
    let (finance, water, reconciler) = county().await;
    let lost = Uuid::now_v7();
    water.collects(&day(1).to_string(), lost, "420.00");
    let first = reconciler.look_at(day(1), JOB, Utc::now()).await.unwrap().unwrap();
    for night in 1..=2 {
        assert!(reconciler.look_at(day(1), JOB, nights_on(night)).await.unwrap().is_none());
        // Confirmed that night, so that it is not due again before the next.
        let tomorrow = local_date(nights_on(night));
        assert!(!reconciler.days_due(tomorrow).await.unwrap().contains(&day(1)), "{night}");
    }
    assert_eq!(finance.count("SELECT count(*) FROM reconciliation_runs").await, 1);
    let path = format!("/v1/reconciliations/water-surcharge/{}", first.id);
    assert!(finance.get(&clerk(), &path).await.body["confirmed_at"].is_string());
    // The same totals from another payment are not the same.
    finance
        .receive(&collected(Uuid::now_v7(), "1.00", &day(1).to_string()))
        .await
        .unwrap();
    let changed = reconciler.look_at(day(1), JOB, nights_on(3)).await.unwrap().unwrap();
    assert_eq!(changed.difference_count, Some(2));
    // Water down: what was found stays, and nothing pending is left.
    water.set_down(true);
    reconciler.look_at(day(1), JOB, nights_on(4)).await.unwrap_err();
    let pending = "SELECT count(*) FROM reconciliation_runs WHERE state = 'pending'";
    assert_eq!(finance.count(pending).await, 0);
}
