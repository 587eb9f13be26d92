//! The county's first day, driven through the gateway as the people would: bill a quarter, pay a bill, see the entry.

use std::time::Duration;

use anyhow::{Context, Result, bail};
use reqwest::{Method, StatusCode};
use serde_json::{Value, json};

use crate::client::{Client, Session};

/// The quarter that is billed.
const PERIOD: &str = "2026Q3";
/// Code of the user whose bill is the worked example of the surcharge.
const EXAMPLE: &str = "YS-A20";
const WITHIN: Duration = Duration::from_mins(1);

/// Runs the demonstration and prints each step with its figures.
pub async fn run(client: &Client) -> Result<()> {
    if client.accounts().is_empty() {
        bail!("no demonstration accounts were found: start `make run` first, with its demonstration data");
    }
    let up = client.send(Method::GET, "/readyz", None).await;
    if !up.is_ok_and(|answer| answer.status == StatusCode::OK) {
        bail!("the gateway does not answer on http://127.0.0.1:8080: start `make run` in another window first");
    }
    heading(1, "登录", "log in");
    let billing = client.log_in("water_billing").await?;
    let finance = client.log_in("finance_clerk").await?;
    let me = billing.get("/api/identity/v1/me").await?;
    println!("  水利局计费员 water_billing：{}", field(&me, "name"));
    let me = finance.get("/api/identity/v1/me").await?;
    println!("  财政局会计   finance_clerk：{}", field(&me, "name"));

    let run = bill_the_quarter(&billing).await?;
    let bill = choose_bill(&billing, &run).await?;
    let bill = pay(&billing, &bill).await?;
    let settled = wait_for_entry(&billing, &bill).await?;
    show_books(&finance, &settled).await?;
    println!(
        "\n全程完成：账单 {} 已结清，凭证号 {}。",
        field(&settled, "number"),
        field(&settled, "entry_number")
    );
    println!(
        "Done: bill {} is settled with journal entry {}.",
        field(&settled, "number"),
        field(&settled, "entry_number")
    );
    Ok(())
}

async fn bill_the_quarter(billing: &Session) -> Result<Value> {
    heading(2, "计费预览", "preview the billing run");
    let run = billing
        .post("/api/water/v1/billing-runs", &json!({ "period": PERIOD }))
        .await?
        .expect(StatusCode::CREATED)?;
    let summary = &run["summary"];
    println!("  计量周期 {PERIOD}");
    for (name, label) in [
        ("users", "用户数"),
        ("billable", "可计费"),
        ("unbillable", "不能计费"),
        ("already_billed", "此前已计费"),
        ("basic", "基本水费（元）"),
        ("surcharge", "加价水费（元）"),
        ("total", "合计（元）"),
    ] {
        if !summary[name].is_null() {
            println!("  {label}：{}", plain(&summary[name]));
        }
    }

    heading(3, "确认", "confirm");
    let path = format!("/api/water/v1/billing-runs/{}", field(&run, "id"));
    billing
        .post_if_match(&format!("{path}/confirm"), &run["version"], &json!({}))
        .await?
        .expect(StatusCode::ACCEPTED)?;
    let run = billing
        .wait_for(&path, WITHIN, |run| (run["state"] == "completed").then(|| run.clone()))
        .await?;
    println!("  出账 {} 户，未能计费 {} 户：", run["billed"], run["unbilled"]);
    let unbilled = billing.get(&format!("{path}/unbilled?limit=200")).await?;
    for user in unbilled["items"].as_array().into_iter().flatten() {
        println!(
            "    {} {}：{}",
            field(user, "user_code"),
            field(user, "user_name"),
            field(user, "detail")
        );
    }
    Ok(run)
}

/// The worked example of the surcharge if it is still unpaid, else the first unpaid bill with a surcharge.
async fn choose_bill(billing: &Session, run: &Value) -> Result<Value> {
    heading(4, "账单", "the bill");
    let issued = format!("/api/water/v1/bills?period={PERIOD}&state=issued&limit=200");
    let mut chosen = bill_with_surcharge(billing, &format!("{issued}&user_code={EXAMPLE}")).await?;
    if chosen.is_none() {
        chosen = bill_with_surcharge(billing, &issued).await?;
    }
    let Some(chosen) = chosen else {
        bail!(
            "every bill with a surcharge of {PERIOD} is paid already ({} users were billed): `make clean-local` starts anew",
            run["billed"]
        );
    };
    let bill = billing.get(&format!("/api/water/v1/bills/{}", field(&chosen, "id"))).await?;
    println!(
        "  {} {}（{}）",
        field(&bill, "number"),
        field(&bill, "user_name"),
        field(&bill, "period")
    );
    println!(
        "  用水 {} m³，计划 {} m³，基本水价 {} 元/m³",
        plain(&bill["usage"]),
        plain(&bill["plan_volume"]),
        plain(&bill["base_price"])
    );
    println!("  基本水费 {} 元", field(&bill, "basic_charge"));
    for band in bill["bands"].as_array().into_iter().flatten() {
        println!(
            "    第{}档 {} m³ × 加价 {} ＝ {} 元",
            band["band"],
            plain(&band["volume"]),
            plain(&band["rate"]),
            plain(&band["amount"])
        );
    }
    println!("  加价 {} 元，合计 {} 元", field(&bill, "surcharge"), field(&bill, "total"));
    for step in bill["trace"].as_array().into_iter().flatten() {
        println!(
            "    {} ＝ {}　依据 {} {}",
            field(step, "label"),
            plain(&step["value"]),
            plain(&step["citation"]["document"]),
            plain(&step["citation"]["article"])
        );
    }
    Ok(bill)
}

/// The first bill of a list that has a surcharge.
async fn bill_with_surcharge(billing: &Session, list: &str) -> Result<Option<Value>> {
    let mut cursor = String::new();
    loop {
        let page = billing.get(&format!("{list}{cursor}")).await?;
        let bills = page["items"].as_array().context("a list of bills")?;
        if let Some(bill) = bills.iter().find(|bill| bill["surcharge"] != "0.00") {
            return Ok(Some(bill.clone()));
        }
        let Some(next) = page["next_cursor"].as_str() else {
            return Ok(None);
        };
        cursor = format!("&cursor={next}");
    }
}

async fn pay(billing: &Session, bill: &Value) -> Result<Value> {
    heading(5, "缴费登记", "register the payment");
    let path = format!("/api/water/v1/bills/{}", field(bill, "id"));
    let payment = json!({
        "amount": bill["total"],
        "paid_on": bill["issued_on"],
        "method": "bank_transfer",
        "collector": "water_bureau",
        "reference": format!("DEMO-{}", field(bill, "number")),
    });
    billing
        .post(&format!("{path}/payments"), &payment)
        .await?
        .expect(StatusCode::CREATED)?;
    println!(
        "  已缴 {} 元，其中加价 {} 元应全额缴入财政专户",
        field(bill, "total"),
        field(bill, "surcharge")
    );
    billing.get(&path).await
}

async fn wait_for_entry(billing: &Session, bill: &Value) -> Result<Value> {
    heading(6, "财政入账", "finance books the surcharge; water shows the bill settled");
    let path = format!("/api/water/v1/bills/{}", field(bill, "id"));
    let settled = billing
        .wait_for(&path, WITHIN, |bill| (bill["state"] == "settled").then(|| bill.clone()))
        .await?;
    println!(
        "  水利：账单状态 {}，凭证号 {}",
        field(&settled, "state"),
        field(&settled, "entry_number")
    );
    Ok(settled)
}

async fn show_books(finance: &Session, bill: &Value) -> Result<()> {
    let number = field(bill, "entry_number");
    let entry = finance.get(&format!("/api/finance/v1/journal-entries/{number}")).await?;
    println!("  财政：凭证 {number}，{}", plain(&entry["summary"]));
    for line in entry["lines"].as_array().into_iter().flatten() {
        println!(
            "    {} {}　借 {}　贷 {}",
            plain(&line["account"]),
            plain(&line["account_name"]),
            plain(&line["debit"]),
            plain(&line["credit"])
        );
    }
    heading(7, "试算平衡", "trial balance of the segregated fund");
    let balance = finance.get("/api/finance/v1/funds/water_surcharge/trial-balance").await?;
    for account in balance["accounts"].as_array().into_iter().flatten() {
        println!(
            "    {} {}　借 {}　贷 {}",
            plain(&account["code"]),
            plain(&account["name"]),
            plain(&account["debit"]),
            plain(&account["credit"])
        );
    }
    println!(
        "  借方合计 {}，贷方合计 {}",
        plain(&balance["debit_total"]),
        plain(&balance["credit_total"])
    );
    heading(8, "按日对账", "daily reconciliation");
    let date = field(bill, "issued_on");
    let run = finance
        .post("/api/finance/v1/reconciliations/water-surcharge", &json!({ "date": date }))
        .await?;
    println!(
        "  {date}：{}",
        if run.status.is_success() {
            plain(&run.body["state"])
        } else {
            plain(&run.body["detail"])
        }
    );
    Ok(())
}

fn heading(number: u32, chinese: &str, english: &str) {
    println!("\n{number}. {chinese}（{english}）");
}

fn field<'a>(value: &'a Value, name: &str) -> &'a str {
    value[name].as_str().unwrap_or("—")
}

fn plain(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Null => "—".to_owned(),
        other => other.to_string(),
    }
}
