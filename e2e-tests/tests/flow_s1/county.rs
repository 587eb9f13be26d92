//! The common stack of the scenarios, and what they ask of it.

use std::{
    path::{Path, PathBuf},
    time::Duration,
};

use anyhow::{Context, Result, ensure};
use reqwest::StatusCode;
use serde_json::{Value, json};
use stack::{Ports, Program, Session, Stack, StackOptions, county::small_county};
use testkit::temporary_folder;
use tokio_postgres::{Client as Sql, NoTls};

/// The quarter that the scenarios bill.
pub const PERIOD: &str = "2026Q3";
/// How long a message may take through outbox, broker and inbox, restarts included.
pub const SETTLED_WITHIN: Duration = Duration::from_mins(1);

/// The demonstration county, with the people who act in it.
pub struct County {
    /// The running platform.
    pub stack: Stack,
    /// 水利局计费员.
    pub billing: Session,
    /// 水利局负责人.
    pub water_head: Session,
    /// 财政局会计.
    pub finance: Session,
    /// 平台运维人员.
    pub operator: Session,
    _folder: tempfile::TempDir,
}

/// A surcharge entry as finance has it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Books {
    /// Balance of the special account's surcharge income, fen, credits above zero.
    pub income_fen: i64,
    /// Number of entries in the fund.
    pub entries: i64,
}

impl County {
    pub async fn start() -> Result<Self> {
        let checkout = Path::new(env!("CARGO_MANIFEST_DIR")).parent().context("the checkout")?.to_owned();
        let folder = temporary_folder()?;
        let options = StackOptions {
            dir: folder.path().join("stack"),
            binaries: binaries()?,
            // Enough users for every scenario; what the whole county holds is the water service's own test.
            demonstration: Some(small_county(&checkout, folder.path())?),
            checkout,
            ports: Ports::free()?,
            durable: false,
        };
        let stack = Stack::start(options).await?;
        let client = stack.client()?;
        Ok(Self {
            billing: client.log_in("water_billing").await?,
            water_head: client.log_in("water_head").await?,
            finance: client.log_in("finance_clerk").await?,
            operator: client.log_in("operator").await?,
            stack,
            _folder: folder,
        })
    }

    pub async fn stop(self) -> Result<()> {
        self.stack.stop().await
    }

    /// SQL on a service's database, as its owner and over all rows.
    pub async fn sql(&self, program: Program) -> Result<Sql> {
        let (client, connection) = tokio_postgres::connect(&self.stack.database(program)?.owner_url, NoTls).await?;
        tokio::spawn(connection);
        client.batch_execute("SET jiangzhou.scope = 'all'").await?;
        Ok(client)
    }

    /// Bills the quarter if that was not done yet.
    pub async fn bill_quarter(&self) -> Result<Value> {
        let runs = self.billing.get(&format!("/api/water/v1/billing-runs?period={PERIOD}")).await?;
        if let Some(done) = runs["items"]
            .as_array()
            .into_iter()
            .flatten()
            .find(|run| run["state"] == "completed")
        {
            return Ok(done.clone());
        }
        let run = self
            .billing
            .post("/api/water/v1/billing-runs", &json!({ "period": PERIOD }))
            .await?
            .expect(StatusCode::CREATED)?;
        let path = format!("/api/water/v1/billing-runs/{}", text(&run, "id")?);
        self.billing
            .post_if_match(&format!("{path}/confirm"), &run["version"], &json!({}))
            .await?
            .expect(StatusCode::ACCEPTED)?;
        self.billing
            .wait_for(&path, SETTLED_WITHIN, |run| (run["state"] == "completed").then(|| run.clone()))
            .await
    }

    /// An unpaid bill with (or without) a surcharge; each call gives another one, since the scenario pays it.
    pub async fn unpaid_bill(&self, with_surcharge: bool) -> Result<Value> {
        self.bill_quarter().await?;
        let mut cursor = String::new();
        loop {
            let page = self
                .billing
                .get(&format!("/api/water/v1/bills?period={PERIOD}&state=issued&limit=200{cursor}"))
                .await?;
            let bills = page["items"].as_array().context("a list of bills")?;
            let has = |bill: &&Value| (bill["surcharge"] != "0.00") == with_surcharge;
            if let Some(bill) = bills.iter().find(has) {
                return self.bill(text(bill, "id")?).await;
            }
            let next = page["next_cursor"]
                .as_str()
                .context("no unpaid bill of this kind is left in the demonstration")?;
            cursor = format!("&cursor={next}");
        }
    }

    /// A bill as water shows it.
    pub async fn bill(&self, id: &str) -> Result<Value> {
        self.billing.get(&format!("/api/water/v1/bills/{id}")).await
    }

    /// The body that pays a bill in full today.
    pub fn payment(bill: &Value) -> Value {
        json!({
            "amount": bill["total"],
            "paid_on": bill["issued_on"],
            "method": "bank_transfer",
            "collector": "water_bureau",
            "reference": format!("E2E-{}", bill["number"].as_str().unwrap_or_default()),
        })
    }

    /// Pays a bill in full.
    pub async fn pay(&self, bill: &Value) -> Result<()> {
        let path = format!("/api/water/v1/bills/{}/payments", text(bill, "id")?);
        self.billing
            .post(&path, &County::payment(bill))
            .await?
            .expect(StatusCode::CREATED)
            .map(drop)
    }

    /// Waits until water shows the bill settled; gives the journal entry number.
    pub async fn settled(&self, bill: &Value) -> Result<String> {
        let path = format!("/api/water/v1/bills/{}", text(bill, "id")?);
        let found = |bill: &Value| {
            (bill["state"] == "settled")
                .then(|| bill["entry_number"].as_str().map(str::to_owned))
                .flatten()
        };
        self.billing.wait_for(&path, SETTLED_WITHIN, found).await
    }

    /// What finance has booked so far.
    pub async fn books(&self) -> Result<Books> {
        let sql = self.sql(Program::Finance).await?;
        let row = sql
            .query_one(
                "SELECT coalesce(-(SELECT sum(l.amount_fen) FROM journal_lines l JOIN accounts a ON a.fund = l.fund AND a.code = l.account
                                   WHERE l.fund = 'water_surcharge' AND a.kind = 'income'), 0)::bigint,
                        (SELECT count(*) FROM journal_entries WHERE fund = 'water_surcharge')",
                &[],
            )
            .await?;
        Ok(Books {
            income_fen: row.get(0),
            entries: row.get(1),
        })
    }

    /// Asserts that exactly these surcharges were booked since `before`, one entry each.
    pub async fn ensure_booked(&self, before: &Books, bills: &[&Value]) -> Result<()> {
        let expected = bills.iter().map(|bill| fen(&bill["surcharge"])).sum::<Result<i64>>()?;
        let after = self.books().await?;
        ensure!(
            after.income_fen - before.income_fen == expected && after.entries - before.entries == i64::try_from(bills.len())?,
            "wanted {} entries of {expected} fen in all; before {before:?}, after {after:?}",
            bills.len()
        );
        Ok(())
    }

    /// Waits until neither outbox holds an unsent message.
    pub async fn outboxes_empty(&self) -> Result<()> {
        for department in ["water", "finance"] {
            let path = format!("/api/{department}/v1/operations/outbox");
            self.operator
                .wait_for(&path, SETTLED_WITHIN, |outbox| (outbox["waiting"] == 0).then_some(()))
                .await?;
        }
        Ok(())
    }

    /// Waits until no queue of the broker holds a message, ready or unacknowledged.
    pub async fn queues_empty(&self) -> Result<()> {
        let deadline = tokio::time::Instant::now() + SETTLED_WITHIN;
        loop {
            let queues = self.stack.rabbit.list_queues().await?;
            if queues.iter().all(|queue| queue.messages == 0) {
                return Ok(());
            }
            ensure!(tokio::time::Instant::now() < deadline, "messages are left in queues: {queues:?}");
            tokio::time::sleep(Duration::from_millis(300)).await;
        }
    }
}

/// A text field.
pub fn text<'a>(value: &'a Value, field: &str) -> Result<&'a str> {
    value[field].as_str().with_context(|| format!("no {field} in {value}"))
}

/// Fen of a decimal string with two decimals.
pub fn fen(amount: &Value) -> Result<i64> {
    let digits = amount.as_str().context("an amount")?.replace('.', "");
    digits.parse().with_context(|| format!("{amount} is no amount"))
}

/// The folder of the binaries built beside this test.
pub fn binaries() -> Result<PathBuf> {
    let this = std::env::current_exe()?;
    Ok(this.parent().and_then(Path::parent).context("the target folder")?.to_owned())
}
