//! What bills charge, to the fen, in the awkward cases; the figures are worked out by hand in each.

use serde_json::{Value, json};

use crate::billing_county::{County, MeterOf, PERIOD, Read, User, clerk, read};

/// A bill: basic charge, amounts of the three bands, total.
type Amounts = (&'static str, [&'static str; 3], &'static str);

fn amounts_of(bill: &Value) -> (String, [String; 3], String) {
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    let bands = bill["bands"].as_array().unwrap();
    assert_eq!(bands.len(), 3);
    (
        text(&bill["basic_charge"]),
        [0, 1, 2].map(|band: usize| text(&bands[band]["amount"])),
        text(&bill["total"]),
    )
}

async fn assert_amounts(county: &County, expected: &[(&str, Amounts)]) {
    for (code, (basic, bands, total)) in expected {
        let bill = county.bill_of(code).await;
        assert_eq!(
            amounts_of(&bill),
            ((*basic).to_owned(), bands.map(str::to_owned), (*total).to_owned()),
            "{code}: {bill}"
        );
        let fen = |amount: &str| amount.replace('.', "").parse::<i64>().unwrap();
        assert_eq!(
            fen(bill["surcharge"].as_str().unwrap()),
            bands.iter().map(|band| fen(band)).sum::<i64>(),
            "{code}"
        );
    }
}

fn user(code: &str, industry_class: &'static str, litres: i64) -> User {
    User::using(code, litres).but(|user| user.industry_class = industry_class)
}

#[tokio::test(flavor = "multi_thread")]
async fn the_bands_edges_are_inclusive_and_the_classes_have_their_rates() {
    let county = County::start().await;
    county
        .add_all(&[
            user("example", "ordinary", 1_500_000),
            user("restricted", "restricted", 1_500_000),
            user("eliminated", "eliminated", 1_500_000),
            user("nothing", "ordinary", 0),
            user("plan", "ordinary", 1_000_000),
            user("plan-over", "ordinary", 1_000_001),
            user("first", "ordinary", 1_200_000),
            user("first-over", "ordinary", 1_200_001),
            user("second", "ordinary", 1_400_000),
            user("second-over", "ordinary", 1_400_001),
        ])
        .await;
    county.bill().await;
    let expected: [(&str, Amounts); 10] = [
        // 1500 × 4.20; 200 × 2.10, 200 × 4.20, 100 × 6.30.
        ("example", ("6300.00", ["420.00", "840.00", "630.00"], "8190.00")),
        // 200 × 2.52, 200 × 4.62, 100 × 6.72.
        ("restricted", ("6300.00", ["504.00", "924.00", "672.00"], "8400.00")),
        ("eliminated", ("6300.00", ["504.00", "924.00", "672.00"], "8400.00")),
        ("nothing", ("0.00", ["0.00", "0.00", "0.00"], "0.00")),
        ("plan", ("4200.00", ["0.00", "0.00", "0.00"], "4200.00")),
        // A litre: 0.0042 basic more, 0.0021 in band 1: neither reaches half a fen.
        ("plan-over", ("4200.00", ["0.00", "0.00", "0.00"], "4200.00")),
        ("first", ("5040.00", ["420.00", "0.00", "0.00"], "5460.00")),
        // 1200.001 × 4.20 = 5040.0042; a litre in band 2: 0.0042.
        ("first-over", ("5040.00", ["420.00", "0.00", "0.00"], "5460.00")),
        ("second", ("5880.00", ["420.00", "840.00", "0.00"], "7140.00")),
        // A litre in band 3: 0.0063, half a fen and more.
        ("second-over", ("5880.00", ["420.00", "840.00", "0.01"], "7140.01")),
    ];
    assert_amounts(&county, &expected).await;
    let bill = county.bill_of("first-over").await;
    let volumes: Vec<_> = bill["bands"]
        .as_array()
        .unwrap()
        .iter()
        .map(|band| band["volume"].as_str().unwrap())
        .collect();
    assert_eq!(volumes, ["200.000", "0.001", "0.000"]);
    assert_eq!(
        (&bill["usage"], &bill["adjusted_base"], &bill["overage"]),
        (&json!("1200.001"), &json!("1000.000"), &json!("200.001"))
    );
    let nothing = county.bill_of("nothing").await;
    assert_eq!(
        (&nothing["state"], &nothing["payment"]),
        (&json!("settled"), &Value::Null),
        "nothing is due, nothing is left open"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_late_reading_raises_the_base_and_an_early_one_lowers_it() {
    let county = County::start().await;
    let read_on = |code: &str, on: &'static str| User::example(code).but(|user| user.meters[0].readings[1].on = on);
    county
        .add_all(&[
            read_on("late", "2026-10-23"),
            read_on("early", "2026-09-07"),
            read_on("one-late", "2026-10-01"),
        ])
        .await;
    county.bill().await;
    let expected: [(&str, Amounts); 3] = [
        // 23 days of 92: base 1250, over 250, edges 250 and 500.
        ("late", ("6300.00", ["525.00", "0.00", "0.00"], "6825.00")),
        // Base 750, over 750, edges 150 and 300: 150 × 2.10, 150 × 4.20, 450 × 6.30.
        ("early", ("6300.00", ["315.00", "630.00", "2835.00"], "10080.00")),
        // Base 1000 × 93/92, over 1500 − 93000/92; bands of 0.2 bases each:
        // 202.173913… × 2.10 = 424.5652…; × 4.20 = 849.1304…; rest 84.782608… × 6.30 = 534.1304….
        ("one-late", ("6300.00", ["424.57", "849.13", "534.13"], "8107.83")),
    ];
    assert_amounts(&county, &expected).await;
    let late = county.bill_of("late").await;
    assert_eq!(
        (&late["days_late"], &late["days_early"], &late["adjusted_base"]),
        (&json!(23), &json!(0), &json!("1250.000"))
    );
    assert_eq!(county.bill_of("early").await["days_early"], 23);
    assert_eq!(county.bill_of("one-late").await["adjusted_base"], "1010.870");
}

#[tokio::test(flavor = "multi_thread")]
async fn meter_changes_rollovers_and_several_meters_are_counted() {
    let county = County::start().await;
    let changed = User::example("changed").but(|user| {
        // 400 on the old meter, 1,100 on the new one.
        user.meters = vec![
            MeterOf {
                installed_on: "2026-01-10",
                verifications: vec![("verified", "2026-01-01", "2030-01-01")],
                ..MeterOf::with(vec![
                    read("install", "2026-01-10", 0),
                    read("2026Q2", "2026-06-30", 500_000),
                    read("removal", "2026-07-20", 900_000),
                ])
            },
            MeterOf {
                installed_on: "2026-07-20",
                ..MeterOf::with(vec![read("install", "2026-07-20", 7_000), read(PERIOD, "2026-09-30", 1_107_000)])
            },
        ];
    });
    let rolled = User::example("rolled").but(|user| {
        let closing = Read {
            rolled_over: true,
            ..read(PERIOD, "2026-09-30", 1_400_000)
        };
        user.meters = vec![MeterOf {
            digits: 4,
            ..MeterOf::with(vec![read("install", "2026-06-30", 9_900_000), closing])
        }];
    });
    let several = User::example("several").but(|user| {
        user.meters = vec![
            MeterOf::using(1_000_000),
            MeterOf::using(500_000),
            MeterOf {
                place: "discharge",
                ..MeterOf::using(9_000_000)
            },
        ];
    });
    county.add_all(&[changed, rolled, several]).await;
    county.bill().await;
    let example: Amounts = ("6300.00", ["420.00", "840.00", "630.00"], "8190.00");
    assert_amounts(&county, &[("changed", example), ("rolled", example), ("several", example)]).await;
    let steps = |bill: &Value| {
        bill["trace"]
            .as_array()
            .unwrap()
            .iter()
            .filter(|step| step["step"] == "meter_usage")
            .count()
    };
    assert_eq!(steps(&county.bill_of("changed").await), 2);
    assert_eq!(steps(&county.bill_of("several").await), 2);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_corrected_reading_the_plan_in_force_and_the_price_of_the_last_day_count() {
    let county = County::start().await;
    county.price("supply_city", "non_resident", 50_000, "2026-09-30").await;
    county.price("supply_city", "non_resident", 90_000, "2026-10-01").await;
    county.price("supply_city", "special_trade", 100_055, "2026-01-01").await;
    let corrected = county.add(&User::using("corrected", 9_999_999)).await;
    county
        .sql(&format!(
            "INSERT INTO readings (id, meter_id, purpose, period, read_on, value_milli, method, replaces, reason, recorded_by)
             SELECT gen_random_uuid(), meter_id, purpose, period, read_on, 1600000, method, readings.id, '录入错误', 'test'
             FROM readings JOIN meters ON meters.id = meter_id WHERE user_id = '{corrected}' AND period = '{PERIOD}'"
        ))
        .await
        .unwrap();
    let superseded = county.add(&User::using("superseded", 1_500_000)).await;
    county
        .sql(&format!(
            "UPDATE plans SET state = 'superseded' WHERE user_id = '{superseded}';
             INSERT INTO plans (id, user_id, year, period_kind, revision, state, basis, basis_detail, drafted_by, approved_by)
             SELECT gen_random_uuid(), user_id, year, period_kind, 2, 'in_force', basis, basis_detail, drafted_by, approved_by FROM plans WHERE user_id = '{superseded}';
             INSERT INTO plan_volumes SELECT id, '{PERIOD}', 2000000 FROM plans WHERE user_id = '{superseded}' AND revision = 2"
        ))
        .await
        .unwrap();
    county
        .add(&User::example("special").but(|user| user.category = "special_trade"))
        .await;
    county.bill().await;
    let expected: [(&str, Amounts); 3] = [
        // At 5.00: 200 × 2.50, 200 × 5.00, 100 × 7.50.
        ("corrected", ("7500.00", ["500.00", "1000.00", "750.00"], "9750.00")),
        ("superseded", ("7500.00", ["0.00", "0.00", "0.00"], "7500.00")),
        // At 10.0055: 15008.25; 200 × 5.00275 = 1000.55, 200 × 10.0055 = 2001.10, 100 × 15.00825 = 1500.825, half up.
        ("special", ("15008.25", ["1000.55", "2001.10", "1500.83"], "19510.73")),
    ];
    assert_amounts(&county, &expected).await;
    assert_eq!(county.bill_of("special").await["base_price"], "10.0055");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_bill_shows_its_whole_calculation_as_the_calculator_does() {
    let county = County::start().await;
    county.add(&User::example("A")).await;
    let run = county.bill().await;
    let bill = county.bill_of("A").await;
    assert_eq!(
        (&bill["run_id"], &bill["number"], &bill["user_name"]),
        (&run["id"], &json!("SF-2026Q3-000001"), &json!("用水户A"))
    );
    assert_eq!(
        (&bill["period_from"], &bill["period_to"]),
        (&json!("2026-07-01"), &json!("2026-09-30"))
    );
    assert_eq!(
        (&bill["plan_volume"], &bill["base_price"], &bill["version"]),
        (&json!("1000.000"), &json!("4.20"), &json!(1))
    );
    assert_eq!(
        bill["bands"][0],
        json!({ "band": 1, "volume": "200.000", "rate": "0.50", "amount": "420.00" })
    );
    let steps = bill["trace"].as_array().unwrap();
    let names: Vec<_> = steps.iter().map(|step| step["step"].as_str().unwrap()).collect();
    assert_eq!(
        (names[0], names[1], names.last().unwrap()),
        ("meter_usage", "usage", &"printed_volumes")
    );
    for step in steps {
        let cited = !step["citation"]["document"].as_str().unwrap().is_empty() && !step["citation"]["article"].as_str().unwrap().is_empty();
        assert!(
            cited && step["rule"]["version"].is_u64() && step["rule"]["effective_from"].is_string(),
            "{step}"
        );
    }
    let tariff =
        water::domain::surcharge::SurchargeTariff::at(&water::domain::ruleset::load(None).unwrap(), "2026-09-30".parse().unwrap()).unwrap();
    let request: water::domain::surcharge::SurchargeRequest = serde_json::from_value(json!({
        "category": "non_resident", "supply": "public_network", "industry_class": "ordinary",
        "base_price": "4.20", "plan_volume": "1000", "usage": "1500", "period_days": 92, "days_late": 0, "days_early": 0,
    }))
    .unwrap();
    let calculated = water::domain::surcharge::compute(&tariff, &request.parse().unwrap()).unwrap();
    let calculated = serde_json::to_value(&calculated.trace).unwrap();
    assert_eq!(steps[4..], calculated.as_array().unwrap()[..]);
    let answer = county.get(&clerk(), &format!("/v1/bills/{}", bill["id"].as_str().unwrap())).await;
    assert_eq!(answer.headers["etag"], "\"1\"");
}
