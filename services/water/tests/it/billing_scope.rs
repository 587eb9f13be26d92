//! Whoever sees only some units finds nothing of the others: in no list, no detail, no change.

use platform::{
    http::access::{Role, ScopeClaim},
    test_support::TestPerson,
};
use serde_json::{Value, json};
use water::api::role;

use crate::billing_county::{CITY, County, RURAL, User, clerk, head, path_of, payment_of, scoped, with_scope};

/// A user of each company, in different towns; one bill each, both paid, and one user without.
async fn county() -> (County, Value, Value) {
    let county = County::start().await;
    county
        .add_all(&[
            User::example("A"),
            User::example("B").but(|user| (user.supplier, user.town) = (Some(RURAL), "gujiao")),
            User::example("C").but(|user| (user.supplier, user.town, user.plan) = (Some(RURAL), "gujiao", None)),
        ])
        .await;
    county.bill().await;
    let (a, b) = (county.bill_of("A").await, county.bill_of("B").await);
    for bill in [&a, &b] {
        assert_eq!(
            county.post(&clerk(), &path_of(bill, "/payments"), &payment_of(bill)).await.status,
            201
        );
    }
    (county, a, b)
}

const READERS: [Role; 4] = [role::SUPPLY_OPERATOR, role::WATER_BILLING_CLERK, role::WATER_HEAD, role::AUDITOR];

async fn bills_seen(county: &County, person: &TestPerson) -> Vec<String> {
    let page = county.get(person, "/v1/bills").await;
    assert_eq!(page.status, 200, "{}", page.body);
    page.body["items"]
        .as_array()
        .unwrap()
        .iter()
        .map(|bill| bill["user_code"].as_str().unwrap().to_owned())
        .collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn lists_and_details_show_only_what_is_in_scope() {
    let (county, a, b) = county().await;
    for person in READERS
        .map(|role| scoped(role, &[CITY]))
        .into_iter()
        .chain([scoped(role::TOWN_CLERK, &["longxing"])])
    {
        assert_eq!(bills_seen(&county, &person).await, ["A"], "{person:?}");
        assert_eq!(county.get(&person, &path_of(&a, "")).await.status, 200);
        let hidden = county.get(&person, &path_of(&b, "")).await;
        assert_eq!((hidden.status, &hidden.body["code"]), (404, &json!("not_found")), "{person:?}");
    }
    assert_eq!(
        bills_seen(&county, &scoped(role::TOWN_CLERK, &["longxing", "gujiao"])).await,
        ["A", "B"]
    );
    assert_eq!(
        bills_seen(&county, &scoped(role::AUDITOR, &["nowhere"])).await,
        Vec::<String>::new()
    );
    assert_eq!(
        bills_seen(
            &county,
            &with_scope(TestPerson::with("auditor", &[role::AUDITOR]), ScopeClaim::Nothing)
        )
        .await,
        Vec::<String>::new()
    );
    assert_eq!(
        bills_seen(&county, &TestPerson::with("auditor", &[role::AUDITOR])).await,
        ["A", "B"]
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn finance_reads_the_bill_behind_an_entry_and_nothing_else() {
    let (county, a, b) = county().await;
    for role in [role::FINANCE_CLERK, role::FINANCE_HEAD] {
        let person = TestPerson::with("finance", &[role]);
        let seen = county.get(&person, &path_of(&a, "")).await;
        assert_eq!((seen.status, &seen.body["number"]), (200, &a["number"]), "{role:?}");
        for path in [
            "/v1/bills",
            "/v1/water-users",
            "/v1/billing-runs",
            "/v1/reports/periods",
            "/v1/reports/collection?period=2026Q3",
        ] {
            assert_eq!(county.get(&person, path).await.status, 403, "{role:?} {path}");
        }
        let paid = county.post(&person, &path_of(&a, "/payments"), &payment_of(&a)).await;
        let credited = county
            .post_if_match(&person, &path_of(&a, "/credit"), 2, &json!({ "reason": "x" }))
            .await;
        let notified = county.post_if_match(&person, &path_of(&a, "/notify"), 2, &json!({})).await;
        assert_eq!((paid.status, credited.status, notified.status), (403, 403, 403), "{role:?}");
        let narrow = scoped(role, &[CITY]);
        assert_eq!(county.get(&narrow, &path_of(&a, "")).await.status, 200, "{role:?}");
        assert_eq!(county.get(&narrow, &path_of(&b, "")).await.status, 404, "{role:?}");
        let own_unit = scoped(role, &["finance_bureau"]);
        assert_eq!(county.get(&own_unit, &path_of(&a, "")).await.status, 404, "{role:?}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_out_of_scope_is_changed() {
    let (county, _, b) = county().await;
    let before = county.bill_by_id(b["id"].as_str().unwrap()).await;
    let notify = county
        .post_if_match(&scoped(role::WATER_BILLING_CLERK, &[CITY]), &path_of(&b, "/notify"), 2, &json!({}))
        .await;
    let credit = county
        .post_if_match(
            &scoped(role::WATER_HEAD, &[CITY]),
            &path_of(&b, "/credit"),
            2,
            &json!({ "reason": "x" }),
        )
        .await;
    let pay = county
        .post(
            &scoped(role::WATER_BILLING_CLERK, &[CITY]),
            &path_of(&b, "/payments"),
            &payment_of(&b),
        )
        .await;
    assert_eq!((notify.status, credit.status, pay.status), (404, 404, 404));
    assert_eq!(county.bill_by_id(b["id"].as_str().unwrap()).await, before);
    let own = county
        .post_if_match(
            &scoped(role::WATER_HEAD, &[RURAL]),
            &path_of(&b, "/credit"),
            2,
            &json!({ "reason": "x" }),
        )
        .await;
    assert_eq!(own.status, 201, "{}", own.body);
}

#[tokio::test(flavor = "multi_thread")]
async fn runs_and_the_unbilled_show_only_what_is_in_scope() {
    let (county, ..) = county().await;
    let rural = county
        .post(&clerk(), "/v1/billing-runs", &json!({ "period": "2026Q3", "supplier": RURAL }))
        .await
        .body;
    assert_eq!(county.confirm(&rural).await.status, 202);
    let rural = county.completed(&rural).await;
    let path = format!("/v1/billing-runs/{}", rural["id"].as_str().unwrap());
    let operator = scoped(role::SUPPLY_OPERATOR, &[RURAL]);
    let listed = county.get(&operator, "/v1/billing-runs").await.body;
    assert_eq!(
        (listed["items"].as_array().unwrap().len(), &listed["items"][0]["id"]),
        (1, &rural["id"])
    );
    let unbilled = county.get(&operator, &format!("{path}/unbilled")).await.body;
    assert_eq!(unbilled["items"][0]["user_code"], "C");
    let stranger = scoped(role::SUPPLY_OPERATOR, &[CITY]);
    assert_eq!(county.get(&stranger, "/v1/billing-runs").await.body["items"], json!([]));
    assert_eq!(
        (
            county.get(&stranger, &path).await.status,
            county.get(&stranger, &format!("{path}/unbilled")).await.status
        ),
        (404, 404)
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn the_report_of_a_day_adds_up_what_is_in_scope() {
    let (county, a, b) = county().await;
    let credited = county
        .post_if_match(&head(), &path_of(&b, "/credit"), 2, &json!({ "reason": "x" }))
        .await;
    assert_eq!(credited.status, 201);
    let path = format!("/v1/reports/surcharge-collections?date={}", a["issued_on"].as_str().unwrap());
    let totals = async |person: &TestPerson| {
        let report = county.get(person, &path).await.body;
        (
            report["items"].as_array().unwrap().len(),
            report["collected_total"].clone(),
            report["reversed_total"].clone(),
        )
    };
    assert_eq!(totals(&clerk()).await, (3, json!("3780.00"), json!("1890.00")));
    assert_eq!(
        totals(&scoped(role::SUPPLY_OPERATOR, &[CITY])).await,
        (1, json!("1890.00"), json!("0.00"))
    );
    assert_eq!(
        totals(&scoped(role::TOWN_CLERK, &["gujiao"])).await,
        (2, json!("1890.00"), json!("1890.00"))
    );
    assert_eq!(
        totals(&scoped(role::AUDITOR, &["nowhere"])).await,
        (0, json!("0.00"), json!("0.00"))
    );
}
