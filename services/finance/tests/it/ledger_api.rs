//! Funds, trial balance, statement, export, entries, incomes: what staff read.

use std::{collections::BTreeSet, io::Cursor};

use calamine::{Data, Reader, Xlsx};
use platform::test_support::send;
use serde_json::{Value, json};
use uuid::Uuid;

use crate::support::{self, Finance, clerk, collected, reversed};

/// Three payments over a turn of the year, the second reversed.
async fn with_three_payments() -> (Finance, [Uuid; 3]) {
    let finance = support::start().await;
    let payments = [Uuid::now_v7(), Uuid::now_v7(), Uuid::now_v7()];
    finance.receive(&collected(payments[0], "420.00", "2025-12-31")).await.unwrap();
    finance.receive(&collected(payments[1], "840.00", "2026-01-01")).await.unwrap();
    finance.receive(&collected(payments[2], "630.05", "2026-02-28")).await.unwrap();
    finance.receive(&reversed(payments[1], "840.00", "2026-02-01")).await.unwrap();
    (finance, payments)
}

async fn get(finance: &Finance, path: &str) -> Value {
    let answer = finance.get(&clerk(), path).await;
    assert_eq!(answer.status, 200, "{path}: {}", answer.body);
    answer.body
}

fn account<'a>(body: &'a Value, code: &str) -> &'a Value {
    body["accounts"]
        .as_array()
        .unwrap()
        .iter()
        .find(|account| account["code"] == code)
        .unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn the_six_funds_are_listed_with_their_balances() {
    let (finance, _) = with_three_payments().await;
    let body = get(&finance, "/v1/funds").await;
    let funds = body["items"].as_array().unwrap();
    assert_eq!(funds.len(), 6);
    let surcharge = funds.iter().find(|fund| fund["key"] == "water_surcharge").unwrap();
    assert_eq!(
        surcharge["citation"],
        json!({ "document": "新政办发〔2023〕24号", "article": "附件4 二（五）" })
    );
    // Both on their own side.
    assert_eq!(
        (&account(surcharge, "1001")["balance"], &account(surcharge, "4001")["balance"]),
        (&json!("1050.05"), &json!("1050.05"))
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn the_funds_are_listed_page_by_page() {
    let finance = support::start().await;
    let all = get(&finance, "/v1/funds").await;
    assert_eq!(all["next_cursor"], Value::Null);
    let mut paged = Vec::new();
    let mut cursor = String::new();
    loop {
        let page = get(&finance, &format!("/v1/funds?limit=4{cursor}")).await;
        paged.extend(page["items"].as_array().unwrap().clone());
        let Some(next) = page["next_cursor"].as_str() else { break };
        cursor = format!("&cursor={next}");
    }
    assert_eq!(paged, *all["items"].as_array().unwrap());
    assert!(paged.iter().all(|fund| fund["accounts"].as_array().unwrap().len() > 1));
}

#[tokio::test(flavor = "multi_thread")]
async fn the_trial_balance_is_that_of_its_day() {
    let (finance, _) = with_three_payments().await;
    for (as_of, balance, turnover) in [
        ("2025-12-30", "0.00", "0.00"),
        ("2025-12-31", "420.00", "420.00"),
        ("2026-01-01", "1260.00", "1260.00"),
        ("2026-01-31", "1260.00", "1260.00"),
        ("2026-02-01", "420.00", "1260.00"),
        ("2026-02-28", "1050.05", "1890.05"),
    ] {
        let body = get(&finance, &format!("/v1/funds/water_surcharge/trial-balance?as_of={as_of}")).await;
        assert_eq!(
            (&body["debit_total"], &body["credit_total"], &body["balanced"]),
            (&json!(balance), &json!(balance), &json!(true)),
            "{as_of}"
        );
        let bank = account(&body, "1001");
        assert_eq!(
            (&bank["debit"], &bank["credit"], &bank["debit_turnover"]),
            (&json!(balance), &json!("0.00"), &json!(turnover)),
            "{as_of}"
        );
        assert_eq!(account(&body, "4001")["credit"], balance, "{as_of}");
    }
    let today = get(&finance, "/v1/funds/water_surcharge/trial-balance").await;
    assert!(today["as_of"].is_string());
    let empty = get(&finance, "/v1/funds/revolving/trial-balance?as_of=9999-12-31").await;
    assert_eq!((&empty["debit_total"], &empty["balanced"]), (&json!("0.00"), &json!(true)));
}

#[tokio::test(flavor = "multi_thread")]
async fn the_statement_leads_from_opening_to_closing_page_by_page() {
    let (finance, _) = with_three_payments().await;
    let path = "/v1/funds/water_surcharge/statement?from=2026-01-01&to=2026-02-28";
    let body = get(&finance, path).await;
    let bank = account(&body, "1001");
    assert_eq!(
        [&bank["opening"], &bank["debit"], &bank["credit"], &bank["closing"]],
        [&json!("420.00"), &json!("1470.05"), &json!("840.00"), &json!("1050.05")]
    );
    let place = |item: &Value| {
        (
            item["booked_on"].as_str().unwrap().to_owned(),
            item["entry_number"].as_str().unwrap().to_owned(),
            item["line"].as_i64().unwrap(),
        )
    };
    let all: Vec<_> = body["items"].as_array().unwrap().iter().map(place).collect();
    assert_eq!(all.len(), 6);
    assert_eq!(
        all.iter().map(|place| place.0.as_str()).collect::<Vec<_>>(),
        ["2026-01-01", "2026-01-01", "2026-02-01", "2026-02-01", "2026-02-28", "2026-02-28"]
    );
    // The same lines by pages of two, whatever the cursor splits.
    let mut paged = Vec::new();
    let mut cursor = String::new();
    loop {
        let page = get(&finance, &format!("{path}&limit=1{cursor}")).await;
        paged.extend(page["items"].as_array().unwrap().iter().map(place));
        let Some(next) = page["next_cursor"].as_str() else { break };
        cursor = format!("&cursor={next}");
    }
    assert_eq!(paged, all);
    let one_account = get(&finance, &format!("{path}&account=4001")).await;
    assert_eq!(
        (
            one_account["items"].as_array().unwrap().len(),
            one_account["accounts"].as_array().unwrap().len()
        ),
        (3, 1)
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_statement_is_exported_as_csv_and_xlsx() {
    let (finance, _) = with_three_payments().await;
    let path = |format: &str| format!("/v1/funds/water_surcharge/statement/export?from=2025-01-01&to=2026-12-31&format={format}");
    let download = async |format: &str| {
        let response = finance.request_as(&clerk(), "GET", &path(format)).send().await.unwrap();
        assert_eq!(response.status().as_u16(), 200);
        let disposition = response.headers()["content-disposition"].to_str().unwrap().to_owned();
        assert!(
            disposition.contains(&format!("water_surcharge-2025-01-01-2026-12-31.{format}")),
            "{disposition}"
        );
        response.bytes().await.unwrap()
    };
    let csv = String::from_utf8(download("csv").await.to_vec()).unwrap();
    let mut lines = csv.trim_start_matches('\u{feff}').lines();
    assert_eq!(lines.next(), Some("日期,凭证号,行,摘要,科目编号,科目名称,借方,贷方"));
    assert_eq!(lines.clone().count(), 8);
    assert!(lines.next().unwrap().starts_with("2025-12-31,SZ-2025-000001,1,"), "{csv}");

    let mut workbook: Xlsx<_> = calamine::open_workbook_from_rs(Cursor::new(download("xlsx").await.to_vec())).unwrap();
    let sheet = workbook.worksheet_range("明细").unwrap();
    assert_eq!(sheet.height(), 9);
    let debits: f64 = (1..9)
        .filter_map(|row| sheet.get_value((row, 6)))
        .map(|cell| {
            if let Data::Float(number) = cell {
                *number
            } else {
                panic!("{cell:?}")
            }
        })
        .sum();
    assert!((debits - 2730.05).abs() < 0.001, "{debits}");
    let balances = workbook.worksheet_range("科目余额").unwrap();
    assert_eq!(balances.get_value((1, 5)), Some(&Data::Float(1050.05)));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_summary_that_looks_like_a_formula_is_made_harmless_in_files() {
    let finance = support::start().await;
    let mut message = collected(Uuid::now_v7(), "1.00", "2026-01-01");
    message.data["water_user"] = json!("=HYPERLINK(\"http://x\")");
    finance.receive(&message).await.unwrap();
    let path = "/v1/funds/water_surcharge/statement/export?from=2026-01-01&to=2026-01-01&format=csv";
    let csv = finance
        .request_as(&clerk(), "GET", path)
        .send()
        .await
        .unwrap()
        .text()
        .await
        .unwrap();
    assert!(csv.contains("\"'=HYPERLINK("), "{csv}");
}

#[tokio::test(flavor = "multi_thread")]
async fn entries_are_found_by_their_fields() {
    let (finance, payments) = with_three_payments().await;
    let numbers = async |query: &str| {
        let body = get(&finance, &format!("/v1/journal-entries{query}")).await;
        body["items"]
            .as_array()
            .unwrap()
            .iter()
            .map(|entry| entry["number"].as_str().unwrap().to_owned())
            .collect::<BTreeSet<_>>()
    };
    let set = |numbers: &[&str]| numbers.iter().map(|number| (*number).to_owned()).collect::<BTreeSet<_>>();
    assert_eq!(numbers("").await.len(), 4);
    assert_eq!(numbers("?fund=revolving").await, set(&[]));
    assert_eq!(numbers("?to=2025-12-31").await, set(&["SZ-2025-000001"]));
    assert_eq!(numbers("?from=2026-02-01&to=2026-02-27").await, set(&["SZ-2026-000003"]));
    assert_eq!(numbers("?kind=reversal").await, set(&["SZ-2026-000003"]));
    assert_eq!(numbers("?account=5001").await, set(&[]));
    assert_eq!(
        numbers(&format!("?bill_number=SF-{}", payments[1])).await,
        set(&["SZ-2026-000001", "SZ-2026-000003"])
    );
    let entry = get(&finance, "/v1/journal-entries/SZ-2026-000002").await;
    let lines: Vec<_> = entry["lines"]
        .as_array()
        .unwrap()
        .iter()
        .map(|line| {
            (
                line["account"].as_str().unwrap(),
                line["debit"].as_str().unwrap(),
                line["credit"].as_str().unwrap(),
            )
        })
        .collect();
    assert_eq!(lines, [("1001", "630.05", "0.00"), ("4001", "0.00", "630.05")]);
    let incomes = get(&finance, "/v1/surcharge-incomes?reversed=true").await;
    assert_eq!(incomes["items"][0]["payment_id"], payments[1].to_string());
    assert_eq!(incomes["items"][0]["reversal"]["reversed_on"], "2026-02-01");
    assert_eq!(
        get(&finance, "/v1/surcharge-incomes?reversed=false&limit=1").await["items"][0]["entry_number"],
        "SZ-2026-000002"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn an_entry_leads_to_the_bill_that_it_rests_on() {
    let (finance, payments) = with_three_payments().await;
    let bill_of = |payment: Uuid| json!({ "department": "water", "kind": "bill", "id": support::bill_of(payment), "reference": format!("SF-{payment}") });
    for (number, payment) in [
        ("SZ-2025-000001", payments[0]),
        ("SZ-2026-000001", payments[1]),
        ("SZ-2026-000002", payments[2]),
        // The reversal of the second.
        ("SZ-2026-000003", payments[1]),
    ] {
        let entry = get(&finance, &format!("/v1/journal-entries/{number}")).await;
        assert_eq!(entry["origin"], bill_of(payment), "{number}");
    }
    let listed = get(&finance, "/v1/journal-entries?kind=reversal").await;
    assert_eq!(listed["items"][0]["origin"], bill_of(payments[1]));
    let by_hand = "INSERT INTO journal_entries (id, fund, booked_on, summary, kind, posted_by)
                   VALUES ('00000000-0000-7000-8000-000000000001', 'water_surcharge', '2026-03-01', '手工', 'ordinary', 'x');
                   INSERT INTO journal_lines (entry_id, line, fund, account, amount_fen)
                   VALUES ('00000000-0000-7000-8000-000000000001', 1, 'water_surcharge', '1001', 100),
                          ('00000000-0000-7000-8000-000000000001', 2, 'water_surcharge', '4001', -100)";
    finance
        .sql()
        .await
        .batch_execute(&format!("BEGIN; {by_hand}; COMMIT"))
        .await
        .unwrap();
    let entry = get(&finance, "/v1/journal-entries/SZ-2026-000004").await;
    assert_eq!(entry["origin"], Value::Null, "an entry of finance's own");
}

#[tokio::test(flavor = "multi_thread")]
async fn questions_that_make_no_sense_are_refused_in_words() {
    let finance = support::start().await;
    for (path, status, code) in [
        ("/v1/funds/treasury/trial-balance", 404, "not_found"),
        ("/v1/funds/water_surcharge/trial-balance?as_of=2026-2-1", 400, "invalid_input"),
        ("/v1/funds/water_surcharge/statement", 400, "invalid_query"),
        (
            "/v1/funds/water_surcharge/statement?from=2026-02-01&to=2026-01-31",
            400,
            "invalid_input",
        ),
        (
            "/v1/funds/water_surcharge/statement?from=2026-01-01&to=2026-01-31&account=9999",
            400,
            "invalid_input",
        ),
        (
            "/v1/funds/water_surcharge/statement?from=2026-01-01&to=2026-01-31&limit=201",
            400,
            "invalid_limit",
        ),
        (
            "/v1/funds/water_surcharge/statement?from=2026-01-01&to=2026-01-31&cursor=x",
            400,
            "invalid_cursor",
        ),
        (
            "/v1/funds/water_surcharge/statement/export?from=2026-01-01&to=2026-01-31&format=pdf",
            400,
            "invalid_query",
        ),
        ("/v1/journal-entries/SZ-2026-000001", 404, "not_found"),
        ("/v1/journal-entries/1", 404, "not_found"),
        ("/v1/journal-entries?kind=other", 400, "invalid_query"),
        ("/v1/journal-entries?colour=red", 400, "invalid_query"),
        ("/v1/surcharge-incomes?from=yesterday", 400, "invalid_input"),
    ] {
        let answer = finance.get(&clerk(), path).await;
        assert_eq!(
            (answer.status, answer.body["code"].as_str()),
            (status, Some(code)),
            "{path}: {}",
            answer.body
        );
        assert!(
            answer.body["detail"].as_str().unwrap().chars().any(|letter| letter >= '\u{4e00}'),
            "{path}"
        );
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_the_service_counts_and_goes_by_is_public() {
    let (finance, _) = with_three_payments().await;
    let metrics = finance.request("GET", "/metrics").send().await.unwrap().text().await.unwrap();
    assert!(
        metrics
            .lines()
            .any(|line| line.starts_with("ledger_entries_posted_total{fund=\"water_surcharge\"}")),
        "{metrics}"
    );
    let rule = finance.get_public("/v1/rules/lpr.one_year").await.body;
    assert_eq!(
        (rule["versions"].as_array().unwrap().len(), &rule["observed_through"]),
        (6, &json!("2025-12-31"))
    );
    assert_eq!(send(finance.request("GET", "/healthz")).await.status, 200);
    assert_eq!(
        finance.get_public("/.well-known/jwks.json").await.status,
        404,
        "no key is configured here"
    );
}
