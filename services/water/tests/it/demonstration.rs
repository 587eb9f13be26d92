//! The demonstration county.

use std::collections::BTreeMap;

use platform::Scope;
use serde_json::{Value, json};
use water::{
    demonstration::{County, Loaded, load, read_county},
    domain::{
        billing::{BillingCandidate, BillingRules, assemble_bill},
        code::Coded,
        period::Period,
        ruleset,
        usage::Unbillable,
        user::Category,
    },
    store::{
        base_price, meter, plan,
        water_user::{self, WaterUserFilter},
    },
};

use crate::support::{Water, clerk, start};

fn county() -> County {
    read_county(include_str!("../../demo/county.toml")).unwrap()
}

async fn load_into(water: &Water) -> Loaded {
    load(&water.database, &ruleset::load(None).unwrap(), &county()).await.unwrap()
}

/// Every page of a list.
async fn all(water: &Water, path: &str) -> Vec<Value> {
    let (mut items, mut cursor) = (Vec::new(), String::new());
    loop {
        let page = water.get(&clerk(), &format!("{path}limit=200{cursor}")).await;
        assert_eq!(page.status, 200, "{}", page.body);
        items.extend(page.body["items"].as_array().unwrap().clone());
        let Some(next) = page.body["next_cursor"].as_str() else {
            return items;
        };
        cursor = format!("&cursor={next}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_county_is_loaded_once_and_is_marked() {
    let water = start().await;
    let first = load_into(&water).await;
    assert_eq!(
        first,
        Loaded {
            users: 63,
            known_users: 0,
            prices: 4
        }
    );
    assert_eq!(
        load_into(&water).await,
        Loaded {
            users: 0,
            known_users: 63,
            prices: 0
        }
    );
    let users = all(&water, "/v1/water-users?").await;
    assert!(users.len() == 63 && users.iter().all(|user| user["demonstration"] == true));
    let billed = users
        .iter()
        .filter(|user| ["non_resident", "special_trade"].contains(&user["category"].as_str().unwrap()))
        .count();
    assert_eq!(billed, 60);
    let towns: std::collections::BTreeSet<_> = users.iter().map(|user| user["town"].as_str().unwrap()).collect();
    assert_eq!(towns.len(), 9);
    let prices = all(&water, "/v1/base-prices?").await;
    assert!(prices.len() == 4 && prices.iter().all(|price| price["document"].as_str().unwrap().contains("演示")));
    for period in ["2025Q4", "2026Q1", "2026Q2"] {
        assert_eq!(all(&water, &format!("/v1/readings?period={period}&")).await.len(), 63, "{period}");
    }
    // Two have no reading in the last quarter: one was not read, one may not be.
    assert_eq!(all(&water, "/v1/readings?period=2026Q3&").await.len(), 61);
    // Some meters fall due soon, so that the reminder shows something.
    assert!(!all(&water, "/v1/meters/due?within=90&").await.is_empty());
    let reductions = all(&water, "/v1/plans?year=2026&state=superseded&").await;
    assert_eq!(reductions.len(), 1);
}

/// Everything of the county but ids and times.
async fn content(water: &Water) -> BTreeMap<String, Value> {
    let mut content = BTreeMap::new();
    for (path, drop) in [
        ("/v1/water-users?", ["id", "created_at", "updated_at"]),
        ("/v1/readings?", ["id", "meter_id", "recorded_at"]),
        ("/v1/plans?", ["id", "user_id", "created_at"]),
    ] {
        for mut item in all(water, path).await {
            let fields = item.as_object_mut().unwrap();
            for name in drop.iter().chain(&["approved_at"]) {
                fields.remove(*name);
            }
            content.insert(format!("{path} {item}"), item);
        }
    }
    content
}

#[tokio::test(flavor = "multi_thread")]
async fn the_same_seed_gives_the_same_county() {
    let (one, other) = (start().await, start().await);
    load_into(&one).await;
    load_into(&other).await;
    assert_eq!(content(&one).await, content(&other).await);
}

/// What a bill of the last quarter would charge as surcharge, or why there is none, per user code.
async fn outcomes(water: &Water) -> BTreeMap<String, Result<String, Unbillable>> {
    let period: Period = "2026Q3".parse().unwrap();
    let rules = BillingRules::for_period(&ruleset::load(None).unwrap(), period).unwrap();
    let mut conn = water.database.connection(&Scope::All).await.unwrap();
    let users = water_user::list(&mut conn, &WaterUserFilter::default(), None, 200).await.unwrap();
    let ids: Vec<_> = users.iter().map(|user| user.id).collect();
    let mut meters = meter::histories_of_users(&mut conn, period, &ids).await.unwrap();
    let mut volumes = plan::volumes_in_force(&mut conn, period, &ids).await.unwrap();
    let mut outcomes = BTreeMap::new();
    for user in users {
        let category = Category::from_code(&user.category).unwrap();
        let base_price = match &user.supplier {
            Some(supplier) => base_price::price_at(&mut conn, supplier, category, period.last_day())
                .await
                .unwrap(),
            None => None,
        };
        let candidate = BillingCandidate {
            user: user.id,
            category,
            supply: Coded::from_code(&user.supply).unwrap(),
            industry_class: Coded::from_code(&user.industry_class).unwrap(),
            plan_volume: volumes.remove(&user.id),
            base_price,
            meters: meters.remove(&user.id).unwrap_or_default(),
        };
        let bill = assemble_bill(&rules, &candidate);
        outcomes.insert(user.code, bill.map(|bill| bill.result.surcharge.to_string()));
    }
    outcomes
}

#[tokio::test(flavor = "multi_thread")]
async fn every_awkward_case_of_the_last_quarter_comes_out_as_it_should() {
    let water = start().await;
    load_into(&water).await;
    let outcomes = outcomes(&water).await;
    let found = |code: &str| match &outcomes[code] {
        Ok(surcharge) => surcharge.clone(),
        Err(unbillable) => unbillable.reason.code().to_owned(),
    };
    for (code, expected) in [
        ("YS-A01", "no_plan"),
        ("YS-A02", "meter_verification_expired"),
        // Base 1000 × 97/92 and 1000 × 87/92; usage 1150.
        ("YS-A03", "200.87"),
        ("YS-A04", "461.08"),
        // 200 × 0.60 + 200 × 1.10 + 100 × 1.60, at 4.20.
        ("YS-A05", "2100.00"),
        ("YS-A06", "1344.00"),
        ("YS-A07", "not_in_scope"),
        // 250 over, over two meters: 200 × 0.50 + 50 × 1.00.
        ("YS-A08", "630.00"),
        ("YS-A09", "0.00"),
        ("YS-A10", "0.00"),
        ("YS-A11", "420.00"),
        ("YS-A12", "420.00"),
        ("YS-A13", "1260.00"),
        ("YS-A14", "1260.01"),
        ("YS-A15", "0.00"),
        ("YS-A16", "no_reading"),
        // 20 over, across the counter's turn.
        ("YS-A17", "42.00"),
        // 40 × 0.50 + 40 × 1.00 + 20 × 1.50, at 12.00.
        ("YS-A18", "1080.00"),
        // 300 over the cut plan of 800: 160 × 0.50 + 140 × 1.00, at 12.00.
        ("YS-A19", "2640.00"),
        ("YS-A20", "1890.00"),
        ("YS-R01", "not_in_scope"),
        ("YS-R02", "not_in_scope"),
        ("YS-R03", "not_in_scope"),
    ] {
        assert_eq!(found(code), expected, "{code}");
    }
    let generated: Vec<_> = outcomes
        .iter()
        .filter(|(code, _)| !code.starts_with("YS-A") && !code.starts_with("YS-R"))
        .collect();
    assert!(generated.len() == 40 && generated.iter().all(|(_, outcome)| outcome.is_ok()));
    let zero = generated.iter().filter(|(_, outcome)| outcome.as_deref() == Ok("0.00")).count();
    assert!(zero > 5 && zero < 36, "{zero}");
}

#[tokio::test(flavor = "multi_thread")]
async fn an_interrupted_load_goes_on_where_it_stopped() {
    let water = start().await;
    let mut part = county();
    part.user.truncate(5);
    part.generate.users = 0;
    let rules = ruleset::load(None).unwrap();
    assert_eq!(load(&water.database, &rules, &part).await.unwrap().users, 5);
    assert_eq!(
        load_into(&water).await,
        Loaded {
            users: 58,
            known_users: 5,
            prices: 0
        }
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_whose_refusal_does_not_come_is_refused() {
    let water = start().await;
    let mut wrong = county();
    wrong.user.retain(|user| user.code == "YS-A03");
    wrong.user[0].last.refused = Some("meter_failed".to_owned());
    wrong.generate.users = 0;
    let error = load(&water.database, &ruleset::load(None).unwrap(), &wrong).await.unwrap_err();
    assert!(
        error.to_string().contains("YS-A03") && error.to_string().contains("meter_failed"),
        "{error}"
    );
    assert_eq!(water.get(&clerk(), "/v1/water-users").await.body["items"], json!([]));
}

#[tokio::test(flavor = "multi_thread")]
async fn the_command_loads_only_where_the_setting_allows_it() {
    let water = start().await;
    let run = |allowed: &str| {
        let output = std::process::Command::new(env!("CARGO_BIN_EXE_water"))
            .args([
                "load-demonstration",
                "--file",
                concat!(env!("CARGO_MANIFEST_DIR"), "/demo/county.toml"),
            ])
            .env("JIANGZHOU__DATABASE__URL", &water.login_url)
            .env("JIANGZHOU__BROKER__URL", "amqp://127.0.0.1:1/none")
            .env("JIANGZHOU__SERVICE__DEMONSTRATION", allowed)
            .output()
            .unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stdout).unwrap()
    };
    assert!(run("false").contains("未装入"));
    assert_eq!(all(&water, "/v1/water-users?").await.len(), 0);
    assert!(run("true").contains("新装入 63 户"));
    assert_eq!(all(&water, "/v1/water-users?").await.len(), 63);
}
