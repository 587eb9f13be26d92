//! Lists as workbooks, sorted and in scope.

use std::io::Cursor;

use calamine::{Data, Reader, Xlsx};
use finance::api::role;
use platform::{
    operations::OPERATOR,
    test_support::{TestPerson, conformance::OthersNotices},
};
use serde_json::{Value, json};
use uuid::Uuid;

use crate::{
    reconciliation,
    support::{self, Finance},
};

async fn export(finance: &Finance, person: &TestPerson, body: &Value) -> Vec<Vec<String>> {
    let request = finance.service.request_as(person, "POST", "/v1/exports").json(body);
    let response = request.send().await.unwrap();
    let (status, bytes) = (response.status().as_u16(), response.bytes().await.unwrap());
    assert_eq!(status, 200, "{}", String::from_utf8_lossy(&bytes));
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes.to_vec())).unwrap();
    let sheet = book.worksheet_range_at(0).unwrap().unwrap();
    sheet.rows().map(|row| row.iter().map(Data::to_string).collect()).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn entries_and_incomes_are_exported_in_the_order_of_the_list_and_only_to_who_sees_them() {
    let finance = support::start().await;
    for (surcharge, day) in [("420.00", "2026-03-31"), ("1890.50", "2026-04-01"), ("7.07", "2026-04-02")] {
        finance.receive(&support::collected(Uuid::now_v7(), surcharge, day)).await.unwrap();
    }
    let rows = export(
        &finance,
        &support::clerk(),
        &json!({ "list": "surcharge-incomes", "filter": { "sort": "surcharge_amount", "from": "2026-04-01" } }),
    )
    .await;
    let place = rows[0].iter().position(|title| title == "加价水费（元）").unwrap();
    let amounts: Vec<_> = rows[1..].iter().map(|row| row[place].as_str()).collect();
    assert_eq!(amounts, ["7.07", "1890.5"], "numbers, smallest first");
    let entries = export(&finance, &support::clerk(), &json!({ "list": "journal-entries" })).await;
    assert_eq!(entries.len(), 4);
    assert!(
        entries[1].iter().any(|cell| cell.contains("7.07")),
        "the newest first: {:?}",
        entries[1]
    );
    let elsewhere = support::clerk().of_units(&["longxing"]);
    for list in ["surcharge-incomes", "journal-entries"] {
        assert_eq!(
            export(&finance, &elsewhere, &json!({ "list": list })).await.len(),
            1,
            "{list}: only the heading"
        );
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_pages_of_a_sorted_list_fit_together() {
    let finance = support::start().await;
    for (surcharge, day) in [
        ("5.00", "2026-03-31"),
        ("5.00", "2026-04-01"),
        ("9.00", "2026-04-02"),
        ("1.00", "2026-04-02"),
    ] {
        finance.receive(&support::collected(Uuid::now_v7(), surcharge, day)).await.unwrap();
    }
    for (sort, expected) in [
        ("surcharge_amount", ["1.00", "5.00", "5.00", "9.00"]),
        ("-surcharge_amount", ["9.00", "5.00", "5.00", "1.00"]),
    ] {
        let (mut cursor, mut seen, mut ids) = (String::new(), Vec::new(), std::collections::BTreeSet::new());
        loop {
            let page = finance
                .service
                .get(&support::clerk(), &format!("/v1/surcharge-incomes?limit=1&sort={sort}{cursor}"))
                .await
                .body;
            for item in page["items"].as_array().unwrap() {
                seen.push(item["surcharge_amount"].as_str().unwrap().to_owned());
                ids.insert(item["payment_id"].to_string());
            }
            match page["next_cursor"].as_str() {
                Some(next) => cursor = format!("&cursor={next}"),
                None => break,
            }
        }
        assert_eq!(seen, expected, "{sort}");
        assert_eq!(ids.len(), 4, "{sort}: none twice");
    }
    let refused = finance.service.get(&support::clerk(), "/v1/surcharge-incomes?sort=colour").await;
    assert_eq!((refused.status, &refused.body["errors"][0]["pointer"]), (400, &json!("/sort")));
}

/// What the list shows a person and what its export holds, by a field and a column.
async fn both(finance: &Finance, person: &TestPerson, (list, path): (&str, &str), (field, title): (&str, &str)) -> [Vec<String>; 2] {
    let page = finance.service.get(person, path).await;
    assert_eq!(page.status, 200, "{path}: {}", page.body);
    let text = |item: &Value| item[field].as_str().map_or_else(|| item[field].to_string(), str::to_owned);
    let shown = page.body["items"].as_array().unwrap().iter().map(text).collect();
    let rows = export(finance, person, &json!({ "list": list })).await;
    let place = rows[0].iter().position(|cell| cell == title).unwrap();
    [shown, rows[1..].iter().map(|row| row[place].clone()).collect()]
}

#[tokio::test(flavor = "multi_thread")]
async fn the_lists_that_services_share_are_exported_as_far_as_somebody_sees_them() {
    let (finance, _key) = reconciliation::start(&reconciliation::Water::default()).await;
    finance
        .receive(&support::collected(Uuid::now_v7(), "421.37", "2026-03-31"))
        .await
        .unwrap();
    let run = finance
        .post(
            &support::clerk(),
            "/v1/reconciliations/water-surcharge",
            &json!({ "date": "2026-03-31" }),
        )
        .await;
    assert_eq!((run.status, &run.body["state"]), (201, &json!("different")), "{}", run.body);
    let head = TestPerson::with("head", &[role::FINANCE_HEAD]);
    OthersNotices::make(&finance.service, (&support::clerk(), &head), "reward_list", "finance_bureau").await;
    let elsewhere = TestPerson::with("elsewhere", &[role::FINANCE_HEAD]).of_units(&["ronglin"]);
    for (list, path, names, count) in [
        // First: an export leaves an entry of its own.
        ("audit", "/v1/operations/audit?limit=200", ("seq", "序号"), 5),
        ("cases", "/v1/cases", ("title", "事项"), 1),
        ("managed-notices", "/v1/managed-notices", ("title", "标题"), 2),
        (
            "reconciliations",
            "/v1/reconciliations/water-surcharge",
            ("requested_by", "发起人"),
            1,
        ),
    ] {
        let [shown, written] = both(&finance, &head, (list, path), names).await;
        assert_eq!(shown, written, "{list}");
        assert!(shown.len() >= count, "{list}: {shown:?}");
        let [shown, written] = both(&finance, &elsewhere, (list, path), names).await;
        assert!(shown.is_empty() && written.is_empty(), "{list}: {shown:?} {written:?}");
    }
    let refused = |person: TestPerson, list: &'static str| {
        let request = finance
            .service
            .request_as(&person, "POST", "/v1/exports")
            .json(&json!({ "list": list }));
        async move { request.send().await.unwrap().status().as_u16() }
    };
    assert_eq!(refused(support::clerk(), "audit").await, 403);
    assert_eq!(refused(TestPerson::with("ops", &[OPERATOR]), "cases").await, 403);
    assert_eq!(
        refused(TestPerson::with("fund", &[role::FUND_OPERATOR]), "managed-notices").await,
        403
    );
}
