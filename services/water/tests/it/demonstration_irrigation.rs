//! The demonstration's irrigation districts.

use std::collections::BTreeMap;

use serde_json::Value;
use water::{
    demonstration::{load_past, load_present, read_county},
    domain::ruleset,
};

use crate::support::{Water, clerk, start};

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

fn count_by(items: &[Value], field: &str) -> BTreeMap<String, usize> {
    let mut counts = BTreeMap::new();
    for item in items {
        *counts.entry(item[field].as_str().unwrap().to_owned()).or_default() += 1;
    }
    counts
}

#[tokio::test(flavor = "multi_thread")]
async fn three_districts_are_loaded_once_in_every_state() {
    let water = start().await;
    let mut county = read_county(include_str!("../../demo/county.toml")).unwrap();
    county.generate.users = 0;
    let rules = ruleset::load(None).unwrap();
    load_present(&water.database, &rules, &county).await.unwrap();
    for _ in 0..2 {
        load_past(&water.database, &rules, &county).await.unwrap();
    }
    let parties = all(&water, "/v1/irrigation/parties?").await;
    assert!(parties.iter().all(|party| party["demonstration"] == true));
    assert_eq!(
        count_by(&parties, "kind"),
        BTreeMap::from([
            ("association".to_owned(), 6),
            ("group".to_owned(), 12),
            ("household".to_owned(), 48)
        ])
    );
    let rights = all(&water, "/v1/irrigation/rights?").await;
    assert_eq!(
        count_by(&rights, "state"),
        BTreeMap::from([("approved".to_owned(), 46), ("submitted".to_owned(), 2)])
    );
    let waterings = all(&water, "/v1/irrigation/waterings?").await;
    assert!(waterings.len() > 400, "{}", waterings.len());
    assert_eq!(waterings.iter().filter(|one| one["is_replaced"] == true).count(), 3);
    assert!(waterings.iter().any(|one| one["is_billed"] == false && one["is_replaced"] == false));
    let bills = all(&water, "/v1/irrigation/bills?").await;
    let states = count_by(&bills, "state");
    assert_eq!((bills.len(), states["cancelled"]), (120, 3), "{states:?}");
    assert!(states["issued"] > 20 && states["paid"] > 60, "{states:?}");
    for (district, to_reduce) in [("muzan", "0.000"), ("gujiao", "0.000"), ("wanan", "156000.000")] {
        let next = water
            .get(&clerk(), &format!("/v1/irrigation/balance?district={district}&year=2026"))
            .await;
        assert_eq!(next.body["to_reduce"], to_reduce, "{district}");
        let now = water
            .get(&clerk(), &format!("/v1/irrigation/balance?district={district}&year=2025"))
            .await;
        assert_eq!(now.body["associations"].as_array().unwrap().len(), 2, "{district}");
        assert_ne!(now.body["used"], "0.000", "{district}");
    }
    let report = platform::audit::verify(&water.database).await.unwrap();
    assert!(report.is_intact(), "{report:?}");
}
