//! S1 when something breaks. In each scenario the ledger ends exact.

use anyhow::{Context, Result, ensure};
use lapin::{
    BasicProperties, Connection, ConnectionProperties,
    options::{BasicPublishOptions, ConfirmSelectOptions},
};
use reqwest::StatusCode;
use serde_json::{Value, json};
use stack::Program;
use testkit::ChaosProxy;
use uuid::Uuid;

use crate::county::{County, SETTLED_WITHIN, fen, text};

pub async fn the_broker_killed_in_the_middle_loses_nothing(county: &mut County) -> Result<()> {
    let before = county.books().await?;
    let first = county.unpaid_bill(true).await?;
    county.pay(&first).await?;
    // A broker that is killed within half a second of a queue's declaration forgets the queue: not what is tried here.
    county.stack.rabbit.settle().await?;
    county.stack.rabbit.kill();
    // People go on paying; the message waits in the outbox.
    let second = county.unpaid_bill(true).await?;
    county.pay(&second).await?;
    let paid = county.bill(text(&second, "id")?).await?;
    ensure!(paid["state"] == "paid", "without a broker a bill is paid, not settled: {paid}");
    let outbox = county.operator.get("/api/water/v1/operations/outbox").await?;
    ensure!(outbox["waiting"].as_i64().is_some_and(|waiting| waiting >= 1), "{outbox}");
    county.stack.rabbit.start_again().await?;
    county.settled(&first).await?;
    county.settled(&second).await?;
    county.ensure_booked(&before, &[&first, &second]).await
}

pub async fn finance_down_for_a_while_keeps_the_bill_paid_and_settles_it_later(county: &mut County) -> Result<()> {
    let before = county.books().await?;
    county.stack.kill(Program::Finance)?;
    let bill = county.unpaid_bill(true).await?;
    county.pay(&bill).await?;
    county
        .operator
        .wait_for("/api/water/v1/operations/outbox", SETTLED_WITHIN, |outbox| {
            (outbox["waiting"] == 0).then_some(())
        })
        .await?;
    let paid = county.bill(text(&bill, "id")?).await?;
    ensure!(paid["state"] == "paid", "{paid}");
    let down = county
        .finance
        .send(reqwest::Method::GET, "/api/finance/v1/funds", None, &[])
        .await?;
    ensure!(
        down.status == StatusCode::SERVICE_UNAVAILABLE && down.body["detail"].as_str().is_some_and(|detail| detail.contains("财政")),
        "{down:?}"
    );
    county.stack.spawn(Program::Finance)?;
    county.stack.wait_ready(Program::Finance).await?;
    county.settled(&bill).await?;
    county.ensure_booked(&before, &[&bill]).await
}

pub async fn water_killed_between_commit_and_publish_publishes_after_its_start(county: &mut County) -> Result<()> {
    let before = county.books().await?;
    // Without its relay water commits and never publishes: the moment between the two, as long as we like.
    county.stack.kill(Program::Water)?;
    county.stack.spawn_with(Program::Water, &[("BROKER__RELAY", "false")])?;
    county.stack.wait_ready(Program::Water).await?;
    let bill = county.unpaid_bill(true).await?;
    county.pay(&bill).await?;
    county.stack.kill(Program::Water)?;
    let unsent: i64 = county
        .sql(Program::Water)
        .await?
        .query_one("SELECT count(*) FROM outbox_messages WHERE published_at IS NULL", &[])
        .await?
        .get(0);
    ensure!(unsent == 1, "{unsent} messages wait");
    county.ensure_booked(&before, &[]).await?;
    county.stack.spawn(Program::Water)?;
    county.stack.wait_ready(Program::Water).await?;
    county.settled(&bill).await?;
    county.ensure_booked(&before, &[&bill]).await
}

pub async fn finance_killed_between_effect_and_ack_books_once(county: &mut County) -> Result<()> {
    let before = county.books().await?;
    let (mut proxy, through) = ChaosProxy::before_url(&county.stack.rabbit.amqp_url()).await?;
    county.stack.kill(Program::Finance)?;
    county.stack.spawn_with(Program::Finance, &[("BROKER__URL", &through)])?;
    county.stack.wait_ready(Program::Finance).await?;
    // From here finance hears the broker, but nothing it says gets there: neither ack nor publication.
    proxy.hold_clients();
    let bill = county.unpaid_bill(true).await?;
    county.pay(&bill).await?;
    let deadline = tokio::time::Instant::now() + SETTLED_WITHIN;
    while county.books().await?.entries == before.entries {
        ensure!(tokio::time::Instant::now() < deadline, "finance did not book");
        tokio::time::sleep(std::time::Duration::from_millis(100)).await;
    }
    county.stack.kill(Program::Finance)?;
    proxy.cut().await;
    let paid = county.bill(text(&bill, "id")?).await?;
    ensure!(paid["state"] == "paid", "finance was not heard, and yet: {paid}");
    county.stack.spawn(Program::Finance)?;
    county.stack.wait_ready(Program::Finance).await?;
    county.settled(&bill).await?;
    county.queues_empty().await?;
    county.ensure_booked(&before, &[&bill]).await
}

pub async fn every_message_delivered_twice_has_one_effect(county: &mut County) -> Result<()> {
    county.outboxes_empty().await?;
    let before = county.books().await?;
    let mut seen = 0;
    for program in [Program::Water, Program::Finance] {
        seen += county
            .sql(program)
            .await?
            .execute("UPDATE outbox_messages SET published_at = NULL", &[])
            .await?;
    }
    ensure!(seen >= 4, "only {seen} messages were sent so far");
    county.outboxes_empty().await?;
    county.queues_empty().await?;
    county.ensure_booked(&before, &[]).await?;
    let bill = county.unpaid_bill(true).await?;
    county.pay(&bill).await?;
    county.settled(&bill).await?;
    county.ensure_booked(&before, &[&bill]).await
}

pub async fn a_reversal_that_overtakes_its_collection_waits_for_it(county: &mut County) -> Result<()> {
    let before = county.books().await?;
    county.stack.kill(Program::Water)?;
    county.stack.spawn_with(Program::Water, &[("BROKER__RELAY", "false")])?;
    county.stack.wait_ready(Program::Water).await?;
    let bill = county.unpaid_bill(true).await?;
    let id = text(&bill, "id")?.to_owned();
    county.pay(&bill).await?;
    let paid = county.bill(&id).await?;
    let path = format!("/api/water/v1/bills/{id}/credit");
    county
        .water_head
        .post_if_match(&path, &paid["version"], &json!({ "reason": "重复计费，冲销后重开" }))
        .await?
        .expect(StatusCode::CREATED)?;
    // The collection is held back as if lost on the way; the reversal goes first.
    let sql = county.sql(Program::Water).await?;
    sql.execute(
        "UPDATE outbox_messages SET published_at = now() WHERE published_at IS NULL AND kind LIKE '%surcharge.collected%'",
        &[],
    )
    .await?;
    county.stack.kill(Program::Water)?;
    county.stack.spawn(Program::Water)?;
    county.stack.wait_ready(Program::Water).await?;
    county.outboxes_empty().await?;
    county.ensure_booked(&before, &[]).await?;
    sql.execute(
        "UPDATE outbox_messages SET published_at = NULL WHERE subject = $1 AND kind LIKE '%surcharge.collected%'",
        &[&id],
    )
    .await?;
    county
        .billing
        .wait_for(&format!("/api/water/v1/bills/{id}"), SETTLED_WITHIN, |bill| {
            bill["credit_bill"]["entry_number"].as_str().map(drop)
        })
        .await?;
    let after = county.books().await?;
    ensure!(
        after.income_fen == before.income_fen && after.entries == before.entries + 2,
        "before {before:?}, after {after:?}"
    );
    Ok(())
}

pub async fn a_poison_message_is_parked_visible_and_replayable(county: &mut County) -> Result<()> {
    let before = county.books().await?;
    publish_raw(county, b"e2e-poison: this is no envelope").await?;
    let mut sample: Value = serde_json::from_str(include_str!(
        "../../../shared/contracts/samples/cn.jiangzhou.water.surcharge.collected.v1.json"
    ))?;
    sample["id"] = json!(Uuid::new_v4());
    sample["data"]["surcharge_amount"] = json!("-1.00");
    sample["data"]["bill_number"] = json!("e2e-poison");
    publish_raw(county, sample.to_string().as_bytes()).await?;
    let dead = "/api/finance/v1/operations/dead-letters?waiting=true";
    let letters = county
        .operator
        .wait_for(dead, SETTLED_WITHIN, |page| {
            page["items"].as_array().filter(|items| items.len() == 2).cloned()
        })
        .await?;
    ensure!(
        letters
            .iter()
            .all(|letter| letter["reason"].as_str().is_some_and(|reason| !reason.is_empty())),
        "{letters:?}"
    );
    // Whoever may not operate the platform sees none of it.
    let refused = county.billing.send(reqwest::Method::GET, dead, None, &[]).await?;
    ensure!(refused.status == StatusCode::FORBIDDEN, "{refused:?}");
    // Behind the poison messages go on.
    let bill = county.unpaid_bill(true).await?;
    county.pay(&bill).await?;
    county.settled(&bill).await?;
    // Replayed, it fails again and is parked again: visible, and not looping.
    let readable = letters.iter().find(|letter| letter["kind"] != "").context("the readable letter")?;
    let path = format!("/api/finance/v1/operations/dead-letters/{}/replay", text(readable, "id")?);
    county.operator.post(&path, &json!({})).await?.expect(StatusCode::OK)?;
    let again = county.operator.post(&path, &json!({})).await?;
    ensure!(again.status == StatusCode::CONFLICT, "a second replay: {again:?}");
    county
        .operator
        .wait_for(dead, SETTLED_WITHIN, |page| {
            let items = page["items"].as_array()?;
            (items.len() == 2 && !items.iter().any(|letter| letter["id"] == readable["id"])).then_some(())
        })
        .await?;
    let garbage = letters
        .iter()
        .find(|letter| letter["kind"] == "")
        .context("the unreadable letter")?;
    let path = format!("/api/finance/v1/operations/dead-letters/{}/replay", text(garbage, "id")?);
    let refused = county.operator.post(&path, &json!({})).await?;
    ensure!(
        refused.status == StatusCode::CONFLICT && refused.body["code"] == "not_replayable",
        "{refused:?}"
    );
    county.queues_empty().await?;
    county.ensure_booked(&before, &[&bill]).await
}

pub async fn databases_killed_in_the_middle_lose_nothing(county: &mut County) -> Result<()> {
    let before = county.books().await?;
    let first = county.unpaid_bill(true).await?;
    county.pay(&first).await?;
    county.stack.postgres.kill();
    let refused = county
        .billing
        .send(
            reqwest::Method::GET,
            &format!("/api/water/v1/bills/{}", text(&first, "id")?),
            None,
            &[],
        )
        .await?;
    ensure!(refused.status == StatusCode::SERVICE_UNAVAILABLE, "without a database: {refused:?}");
    county.stack.postgres.start_again().await?;
    county.settled(&first).await?;
    let second = county.unpaid_bill(true).await?;
    county.pay(&second).await?;
    county.settled(&second).await?;
    county.ensure_booked(&before, &[&first, &second]).await
}

pub async fn two_people_paying_the_same_bill_at_once_pay_it_once(county: &mut County) -> Result<()> {
    let before = county.books().await?;
    let bill = county.unpaid_bill(true).await?;
    let path = format!("/api/water/v1/bills/{}/payments", text(&bill, "id")?);
    let body = County::payment(&bill);
    let tries = (0..8).map(|_| county.billing.post(&path, &body));
    let answers = futures_util::future::try_join_all(tries).await?;
    let created = answers.iter().filter(|answer| answer.status == StatusCode::CREATED).count();
    let refused = answers.iter().filter(|answer| answer.status == StatusCode::CONFLICT).count();
    ensure!((created, refused) == (1, 7), "{created} were paid, {refused} refused: {answers:?}");
    county.settled(&bill).await?;
    ensure!(fen(&bill["surcharge"])? > 0, "{bill}");
    county.ensure_booked(&before, &[&bill]).await
}

/// Puts bytes into finance's inbox, as a faulty sender would.
async fn publish_raw(county: &County, body: &[u8]) -> Result<()> {
    let connection = Connection::connect(&county.stack.rabbit.amqp_url(), ConnectionProperties::default()).await?;
    let channel = connection.create_channel().await?;
    channel.confirm_select(ConfirmSelectOptions::default()).await?;
    let confirmation = channel
        .basic_publish(
            "".into(),
            "finance.inbox".into(),
            BasicPublishOptions::default(),
            body,
            BasicProperties::default(),
        )
        .await?
        .await?;
    ensure!(confirmation.is_ack(), "{confirmation:?}");
    connection.close(200, "done".into()).await?;
    Ok(())
}
