//! S1 when nothing goes wrong, and what people must not be able to do.

use anyhow::{Context, Result, ensure};
use reqwest::{Method, StatusCode};
use serde_json::json;
use stack::Program;

use crate::county::{County, PERIOD, SETTLED_WITHIN, fen, text};

pub async fn a_quarter_is_billed_once_and_the_unbilled_are_listed(county: &mut County) -> Result<()> {
    let run = county.bill_quarter().await?;
    let (billed, unbilled) = (
        run["billed"].as_i64().context("billed")?,
        run["unbilled"].as_i64().context("unbilled")?,
    );
    ensure!(billed > 30 && unbilled >= 3, "billed {billed}, unbilled {unbilled}");
    let path = format!("/api/water/v1/billing-runs/{}/unbilled?limit=200", text(&run, "id")?);
    let listed = county.billing.get(&path).await?;
    let listed = listed["items"].as_array().context("the unbilled")?;
    ensure!(
        i64::try_from(listed.len())? == unbilled,
        "{unbilled} unbilled, {} listed",
        listed.len()
    );
    for reason in ["no_reading", "no_plan", "meter_verification_expired"] {
        ensure!(
            listed.iter().any(|user| user["reason"] == reason),
            "nobody is unbilled for {reason}: {listed:?}"
        );
    }
    ensure!(
        listed
            .iter()
            .all(|user| user["detail"].as_str().is_some_and(|detail| !detail.is_empty())),
        "a reason without words"
    );

    // Again: nobody is billed a second time.
    let again = county
        .billing
        .post("/api/water/v1/billing-runs", &json!({ "period": PERIOD }))
        .await?
        .expect(StatusCode::CREATED)?;
    let path = format!("/api/water/v1/billing-runs/{}", text(&again, "id")?);
    county
        .billing
        .post_if_match(&format!("{path}/confirm"), &again["version"], &json!({}))
        .await?
        .expect(StatusCode::ACCEPTED)?;
    let again = county
        .billing
        .wait_for(&path, SETTLED_WITHIN, |run| (run["state"] == "completed").then(|| run.clone()))
        .await?;
    ensure!(again["billed"] == 0, "a second run billed {}", again["billed"]);
    Ok(())
}

pub async fn a_paid_bill_is_settled_with_the_entry_number_that_finance_gave(county: &mut County) -> Result<()> {
    let bill = county.unpaid_bill(true).await?;
    let before = county.books().await?;
    county.pay(&bill).await?;
    let entry_number = county.settled(&bill).await?;
    county.ensure_booked(&before, &[&bill]).await?;
    let entry = county
        .finance
        .get(&format!("/api/finance/v1/journal-entries/{entry_number}"))
        .await?;
    let debit = entry["lines"]
        .as_array()
        .context("lines")?
        .iter()
        .map(|line| &line["debit"])
        .find(|debit| debit.as_str().is_some_and(|debit| debit != "0.00"));
    ensure!(
        debit == Some(&bill["surcharge"]),
        "the bill says {}, the entry {entry}",
        bill["surcharge"]
    );
    Ok(())
}

pub async fn paying_twice_or_in_part_is_refused(county: &mut County) -> Result<()> {
    let bill = county.unpaid_bill(true).await?;
    let path = format!("/api/water/v1/bills/{}/payments", text(&bill, "id")?);
    let mut part = County::payment(&bill);
    part["amount"] = json!("0.01");
    let refused = county.billing.post(&path, &part).await?;
    ensure!(
        refused.status == StatusCode::UNPROCESSABLE_ENTITY || refused.status == StatusCode::CONFLICT,
        "a part payment: {refused:?}"
    );
    ensure!(
        refused.body["detail"]
            .as_str()
            .is_some_and(|detail| detail.contains(bill["total"].as_str().unwrap_or("?"))),
        "the amount due is not said: {}",
        refused.body
    );
    let before = county.books().await?;
    // The same key again is the same payment; another key is a second payment, and refused.
    let key = [("idempotency-key", "e2e-pay-once")];
    let body = County::payment(&bill);
    let first = county
        .billing
        .send(Method::POST, &path, Some(&body), &key)
        .await?
        .expect(StatusCode::CREATED)?;
    let replay = county
        .billing
        .send(Method::POST, &path, Some(&body), &key)
        .await?
        .expect(StatusCode::CREATED)?;
    ensure!(first == replay, "the replay differs: {first} {replay}");
    let second = county.billing.post(&path, &body).await?;
    ensure!(second.status == StatusCode::CONFLICT, "a second payment: {second:?}");
    county.settled(&bill).await?;
    county.ensure_booked(&before, &[&bill]).await
}

pub async fn a_bill_without_surcharge_asks_nothing_of_the_treasury(county: &mut County) -> Result<()> {
    let bill = county.unpaid_bill(false).await?;
    let before = county.books().await?;
    county.pay(&bill).await?;
    let paid = county.bill(text(&bill, "id")?).await?;
    ensure!(paid["state"] == "settled" && paid["entry_number"].is_null(), "{paid}");
    county.outboxes_empty().await?;
    county.ensure_booked(&before, &[]).await
}

pub async fn a_credit_bill_reverses_the_entry(county: &mut County) -> Result<()> {
    let bill = county.unpaid_bill(true).await?;
    let id = text(&bill, "id")?.to_owned();
    county.pay(&bill).await?;
    let entry_number = county.settled(&bill).await?;
    let before = county.books().await?;
    let settled = county.bill(&id).await?;
    let path = format!("/api/water/v1/bills/{id}/credit");
    county
        .water_head
        .post_if_match(
            &path,
            &settled["version"],
            &json!({ "reason": "抄表录入错误，按更正后的读数重新计费" }),
        )
        .await?
        .expect(StatusCode::CREATED)?;
    let reversal = county
        .billing
        .wait_for(&format!("/api/water/v1/bills/{id}"), SETTLED_WITHIN, |bill| {
            bill["credit_bill"]["entry_number"].as_str().map(str::to_owned)
        })
        .await?;
    ensure!(reversal != entry_number, "the reversal has the number of the first entry");
    let after = county.books().await?;
    ensure!(
        before.income_fen - after.income_fen == fen(&bill["surcharge"])? && after.entries == before.entries + 1,
        "before {before:?}, after {after:?}"
    );
    let cancelled = county.bill(&id).await?;
    ensure!(
        cancelled["state"] == "cancelled" && cancelled["entry_number"] == json!(entry_number),
        "{cancelled}"
    );
    Ok(())
}

pub async fn the_day_is_reconciled_without_a_difference(county: &mut County) -> Result<()> {
    let sql = county.sql(Program::Water).await?;
    let days = sql
        .query(
            "SELECT DISTINCT paid_on::text FROM payments WHERE surcharge_fen > 0 UNION SELECT DISTINCT issued_on::text FROM credit_bills",
            &[],
        )
        .await?;
    ensure!(!days.is_empty(), "no day to reconcile");
    for day in days {
        let date: String = day.get(0);
        let run = county
            .finance
            .post("/api/finance/v1/reconciliations/water-surcharge", &json!({ "date": date }))
            .await?;
        ensure!(run.status.is_success(), "{run:?}");
        ensure!(
            run.body["state"] == "balanced" || run.body["differences"].as_array().is_some_and(Vec::is_empty),
            "{date}: {}",
            run.body
        );
    }
    Ok(())
}

pub async fn nothing_is_left_behind(county: &mut County) -> Result<()> {
    county.outboxes_empty().await?;
    county.queues_empty().await?;
    for department in ["water", "finance"] {
        let letters = county
            .operator
            .get(&format!("/api/{department}/v1/operations/dead-letters?waiting=true"))
            .await?;
        // The poison scenario leaves its own two, which name it.
        let mut others = Vec::new();
        for letter in letters["items"].as_array().context("dead letters")? {
            let path = format!("/api/{department}/v1/operations/dead-letters/{}", text(letter, "id")?);
            let opened = county.operator.get(&path).await?;
            if !text(&opened, "body")?.contains("e2e-poison") {
                others.push(opened);
            }
        }
        ensure!(others.is_empty(), "{department} has dead letters: {others:?}");
        let audit = county
            .operator
            .get(&format!("/api/{department}/v1/operations/audit/verification"))
            .await?;
        ensure!(audit["intact"] == true, "{department}: {audit}");
    }
    let sql = county.sql(Program::Finance).await?;
    let unbalanced: i64 = sql
        .query_one(
            "SELECT count(*) FROM (SELECT entry_id FROM journal_lines GROUP BY entry_id HAVING sum(amount_fen) <> 0) u",
            &[],
        )
        .await?
        .get(0);
    ensure!(unbalanced == 0, "{unbalanced} entries do not balance");
    let water = county.sql(Program::Water).await?;
    let collected: i64 = water.query_one("SELECT (coalesce((SELECT sum(surcharge_fen) FROM payments), 0) - coalesce((SELECT sum(surcharge_fen) FROM credit_bills WHERE payment_id IS NOT NULL), 0))::bigint", &[]).await?.get(0);
    let booked = county.books().await?.income_fen;
    ensure!(collected == booked, "water collected {collected} fen, finance booked {booked}");
    county.stack.check_running()
}
