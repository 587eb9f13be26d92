//! Reports: sums over bills in the reader's data scope, exact, without cancelled bills.

use platform::{http::access::Role, test_support::TestPerson};
use serde_json::{Value, json};
use water::api::role;

use crate::billing_county::{CITY, County, PERIOD, RURAL, User, clerk, head, path_of, payment_of, scoped};

/// A is paid, B is within the plan, C was paid and credited, D of a restricted industry is overdue.
async fn county() -> County {
    let county = County::start().await;
    county
        .add_all(&[
            User::example("A"),
            User::using("B", 1_000_000).but(|user| (user.supplier, user.town) = (Some(RURAL), "gujiao")),
            User::example("C"),
            User::using("D", 1_100_000).but(|user| (user.industry_class, user.town) = ("restricted", "gujiao")),
        ])
        .await;
    county.bill().await;
    for code in ["A", "C"] {
        let bill = county.bill_of(code).await;
        let paid = county.post(&clerk(), &path_of(&bill, "/payments"), &payment_of(&bill)).await;
        assert_eq!(paid.status, 201, "{}", paid.body);
    }
    let c = county.bill_of("C").await;
    let credited = county
        .post_if_match(&head(), &path_of(&c, "/credit"), 2, &json!({ "reason": "更正" }))
        .await;
    assert_eq!(credited.status, 201, "{}", credited.body);
    county
        .sql("UPDATE bills SET state = 'overdue', due_on = issued_on, notified_at = now() WHERE user_code = 'D'")
        .await
        .unwrap();
    county
}

async fn report(county: &County, person: &TestPerson, path: &str) -> Value {
    let answer = county.get(person, &format!("/v1/reports/{path}")).await;
    assert_eq!(answer.status, 200, "{path}: {}", answer.body);
    answer.body
}

fn town_clerk(town: &str) -> TestPerson {
    scoped(role::TOWN_CLERK, &[town])
}

#[tokio::test(flavor = "multi_thread")]
async fn a_period_is_added_up_without_its_cancelled_bills() {
    let county = county().await;
    county
        .sql(
            "INSERT INTO bills SELECT (jsonb_populate_record(b, jsonb_build_object(
                 'id', gen_random_uuid(), 'number', 'X-1', 'period', '2026Q2', 'period_to', '2026-06-30'))).*
             FROM bills b WHERE user_code = 'B'",
        )
        .await
        .unwrap();
    let periods = report(&county, &clerk(), "periods").await;
    let expected = json!({
        "period": PERIOD,
        "bills": 3,
        "over_plan_bills": 2,
        "usage": "3600.000",
        "plan_volume": "3000.000",
        "overage": "600.000",
        "basic_charge": "15120.00",
        "surcharge": "2142.00",
        "total": "17262.00",
        "collected_bills": 1,
        "collected_total": "8190.00",
        "collected_surcharge": "1890.00",
        "overdue_bills": 1,
        "overdue_total": "4872.00",
        "cancelled_bills": 1,
    });
    assert_eq!(periods["items"][0], expected);
    assert_eq!(
        (&periods["items"][1]["period"], &periods["items"][1]["total"]),
        (&json!("2026Q2"), &json!("4200.00"))
    );
    assert_eq!(periods["items"].as_array().unwrap().len(), 2);
}

#[tokio::test(flavor = "multi_thread")]
async fn sums_beyond_the_range_of_one_amount_stay_exact() {
    let county = County::start().await;
    county.add(&User::using("B", 1_000_000)).await;
    county.bill().await;
    // Two hundred bills near the largest amount: the sum fits neither an amount nor a 64-bit number.
    county
        .sql(
            "INSERT INTO water_users SELECT (jsonb_populate_record(u, jsonb_build_object('id', md5(n::text)::uuid, 'code', 'X-' || n))).*
             FROM water_users u, generate_series(1, 200) AS n;
             INSERT INTO bills SELECT (jsonb_populate_record(b, jsonb_build_object('id', gen_random_uuid(), 'number', 'X-' || n,
                 'user_id', md5(n::text)::uuid, 'basic_fen', 99999999999999998, 'surcharge_fen', 1, 'total_fen', 99999999999999999))).*
             FROM bills b, generate_series(1, 200) AS n WHERE user_code = 'B'",
        )
        .await
        .unwrap();
    let periods = report(&county, &clerk(), "periods").await;
    // 200 × 999,999,999,999,999.99 + 4,200.00
    assert_eq!(periods["items"][0]["total"], "200000000000004198.00");
    assert_eq!(periods["items"][0]["surcharge"], "2.00");
}

async fn groups(county: &County, person: &TestPerson, by: &str) -> Vec<(Value, Value, Value, Value)> {
    let body = report(county, person, &format!("water-use?period={PERIOD}&by={by}")).await;
    assert_eq!((&body["period"], &body["by"]), (&json!(PERIOD), &json!(by)));
    let items = body["items"].as_array().unwrap().iter();
    items
        .map(|item| {
            (
                item["group"].clone(),
                item["label"].clone(),
                item["bills"].clone(),
                item["total"].clone(),
            )
        })
        .collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn water_use_is_divided_by_town_category_company_and_use() {
    let county = county().await;
    let row = |group: &str, label: Option<&str>, bills: i64, total: &str| {
        (
            json!(group),
            label.map_or(Value::Null, |label| json!(label)),
            json!(bills),
            json!(total),
        )
    };
    assert_eq!(
        groups(&county, &clerk(), "town").await,
        [
            row("gujiao", Some("古交镇"), 2, "9072.00"),
            row("longxing", Some("龙兴镇"), 1, "8190.00")
        ]
    );
    assert_eq!(
        groups(&county, &clerk(), "category").await,
        [row("non_resident", Some("非居民"), 3, "17262.00")]
    );
    assert_eq!(
        groups(&county, &clerk(), "supplier").await,
        [row(CITY, None, 2, "13062.00"), row(RURAL, None, 1, "4200.00")]
    );
    assert_eq!(
        groups(&county, &clerk(), "use_class").await,
        [row("industry", Some("工业"), 3, "17262.00")]
    );
    // The bill stays in its town, the user has moved out of the clerk's sight.
    county
        .sql("UPDATE water_users SET town = 'gujiao' WHERE code IN ('A', 'C')")
        .await
        .unwrap();
    assert_eq!(
        groups(&county, &town_clerk("longxing"), "use_class").await,
        [(Value::Null, Value::Null, json!(1), json!("8190.00"))]
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn bands_are_added_up_as_printed_on_the_bills() {
    let county = county().await;
    let bands = report(&county, &clerk(), &format!("surcharge-bands?period={PERIOD}")).await;
    let expected = json!([
        { "band": 1, "bills": 2, "volume": "300.000", "surcharge": "672.00" },
        { "band": 2, "bills": 1, "volume": "200.000", "surcharge": "840.00" },
        { "band": 3, "bills": 1, "volume": "100.000", "surcharge": "630.00" },
    ]);
    assert_eq!(bands["items"], expected);
    let gujiao = report(&county, &town_clerk("gujiao"), &format!("surcharge-bands?period={PERIOD}")).await;
    assert_eq!(
        gujiao["items"],
        json!([{ "band": 1, "bills": 1, "volume": "100.000", "surcharge": "252.00" }])
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn the_ranking_names_who_went_furthest_beyond_the_plan() {
    let county = county().await;
    let ranking = report(&county, &clerk(), &format!("over-plan-ranking?period={PERIOD}")).await;
    let (a, d) = (county.bill_of("A").await, county.bill_of("D").await);
    let items = ranking["items"].as_array().unwrap();
    assert_eq!(items.len(), 2, "neither the cancelled bill nor the one within the plan: {items:?}");
    let expected = json!({
        "user_id": a["user_id"],
        "user_code": "A",
        "user_name": "用水户A",
        "town": "longxing",
        "category": "non_resident",
        "supplier": CITY,
        "bill_id": a["id"],
        "bill_number": a["number"],
        "state": "paid",
        "usage": "1500.000",
        "plan_volume": "1000.000",
        "adjusted_base": "1000.000",
        "overage": "500.000",
        "overage_percent": "50.00",
        "surcharge": "1890.00",
    });
    assert_eq!(items[0], expected);
    assert_eq!(
        (&items[1]["bill_id"], &items[1]["overage_percent"], &items[1]["surcharge"]),
        (&d["id"], &json!("10.00"), &json!("252.00"))
    );
    let first = report(&county, &clerk(), &format!("over-plan-ranking?period={PERIOD}&limit=1")).await;
    assert_eq!(first["items"], json!([expected]));
    let own = report(&county, &town_clerk("gujiao"), &format!("over-plan-ranking?period={PERIOD}")).await;
    assert_eq!(
        (own["items"].as_array().unwrap().len(), &own["items"][0]["user_code"]),
        (1, &json!("D"))
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn collection_shows_states_and_what_came_in_and_went_back_by_month() {
    let county = county().await;
    let collection = report(&county, &clerk(), &format!("collection?period={PERIOD}")).await;
    let expected = json!([
        { "state": "issued", "bills": 1, "surcharge": "0.00", "total": "4200.00" },
        { "state": "overdue", "bills": 1, "surcharge": "252.00", "total": "4872.00" },
        { "state": "paid", "bills": 1, "surcharge": "1890.00", "total": "8190.00" },
        { "state": "cancelled", "bills": 1, "surcharge": "1890.00", "total": "8190.00" },
    ]);
    assert_eq!(collection["states"], expected);
    let paid_on = county.bill_of("A").await["issued_on"].as_str().unwrap().to_owned();
    let expected = json!([{
        "month": &paid_on[..7],
        "collected_bills": 2,
        "collected_total": "16380.00",
        "collected_surcharge": "3780.00",
        "reversed_bills": 1,
        "reversed_total": "8190.00",
        "reversed_surcharge": "1890.00",
    }]);
    assert_eq!(collection["months"], expected);
    let gujiao = report(&county, &town_clerk("gujiao"), &format!("collection?period={PERIOD}")).await;
    assert_eq!(
        (gujiao["states"].as_array().unwrap().len(), &gujiao["months"]),
        (2, &json!([])),
        "nothing of the other town"
    );
}

const READERS: [Role; 5] = [
    role::WATER_CLERK,
    role::WATER_BILLING_CLERK,
    role::WATER_HEAD,
    role::SUPPLY_OPERATOR,
    role::AUDITOR,
];

#[tokio::test(flavor = "multi_thread")]
async fn every_reader_sees_the_sums_of_the_own_scope_only() {
    let county = county().await;
    let seen = async |person: TestPerson| {
        let periods = report(&county, &person, "periods").await;
        periods["items"]
            .as_array()
            .unwrap()
            .first()
            .map(|period| (period["bills"].clone(), period["total"].clone(), period["cancelled_bills"].clone()))
    };
    for role in READERS {
        assert_eq!(
            seen(scoped(role, &[RURAL])).await,
            Some((json!(1), json!("4200.00"), json!(0))),
            "{role:?}"
        );
        assert_eq!(seen(scoped(role, &["nowhere"])).await, None, "{role:?}");
    }
    assert_eq!(seen(town_clerk("longxing")).await, Some((json!(1), json!("8190.00"), json!(1))));
    assert_eq!(
        groups(&county, &town_clerk("longxing"), "town").await,
        [(json!("longxing"), json!("龙兴镇"), json!(1), json!("8190.00"))]
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_period_without_bills_is_empty_and_one_that_is_none_is_refused() {
    let county = County::start().await;
    assert_eq!(report(&county, &clerk(), "periods").await["items"], json!([]));
    for path in ["water-use?by=town&", "surcharge-bands?", "over-plan-ranking?"] {
        let body = report(&county, &clerk(), &format!("{path}period=2025-01")).await;
        assert_eq!((&body["items"], &body["period"]), (&json!([]), &json!("2025-01")), "{path}");
    }
    let collection = report(&county, &clerk(), "collection?period=2025-01").await;
    assert_eq!((&collection["states"], &collection["months"]), (&json!([]), &json!([])));
    for path in ["water-use?by=town&", "surcharge-bands?", "over-plan-ranking?", "collection?"] {
        let refused = county.get(&clerk(), &format!("/v1/reports/{path}period=2026Q5")).await;
        assert_eq!(
            (
                refused.status,
                &refused.body["errors"][0]["code"],
                &refused.body["errors"][0]["pointer"]
            ),
            (400, &json!("not_a_period"), &json!("/period")),
            "{path}"
        );
    }
    let refused = county
        .get(&clerk(), &format!("/v1/reports/water-use?period={PERIOD}&by=weather"))
        .await;
    assert_eq!((refused.status, &refused.body["errors"][0]["code"]), (400, &json!("unknown_value")));
    let refused = county
        .get(&clerk(), &format!("/v1/reports/over-plan-ranking?period={PERIOD}&limit=0"))
        .await;
    assert_eq!((refused.status, &refused.body["code"]), (400, &json!("invalid_limit")));
}
