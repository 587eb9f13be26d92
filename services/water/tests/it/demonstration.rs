//! The demonstration county.

use std::{
    collections::{BTreeMap, BTreeSet},
    time::Duration,
};

use platform::Scope;
use serde_json::{Value, json};
use tokio::time::Instant;
use water::{
    demonstration::{County, Loaded, load, load_past, load_present, read_county},
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

use crate::support::{Water, billing_clerk, clerk, start};

/// The quarters with readings, the one that opens the first of them included.
const PERIODS: [&str; 9] = [
    "2024Q3", "2024Q4", "2025Q1", "2025Q2", "2025Q3", "2025Q4", "2026Q1", "2026Q2", "2026Q3",
];
/// The county's day.
const AS_OF: &str = "2026-11-23";
/// All surcharges of the county's bills.
const SURCHARGES_FEN: i64 = 14_501_898;

/// The county as `make run` has it.
fn county() -> County {
    read_county(include_str!("../../demo/county.toml")).unwrap()
}

/// All its quarters and stories, with a fifth of its users: the whole of it takes minutes in a debug build, and the browser's
/// tests load that.
fn narrow_county() -> County {
    let mut county = county();
    county.generate.users = 97;
    county
}

/// The users that are spelt out and some generated ones.
fn small_county() -> County {
    let mut county = county();
    county.generate.users = 12;
    county
}

async fn load_into(water: &Water, county: &County) -> Loaded {
    load(&water.database, &ruleset::load(None).unwrap(), county).await.unwrap()
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

/// How many of these have each value of a field.
fn count_by(items: &[Value], field: &str) -> BTreeMap<String, usize> {
    let mut counts = BTreeMap::new();
    for item in items {
        *counts.entry(item[field].as_str().unwrap().to_owned()).or_default() += 1;
    }
    counts
}

fn counts<const N: usize>(counts: [(&str, usize); N]) -> BTreeMap<String, usize> {
    counts.into_iter().map(|(name, count)| (name.to_owned(), count)).collect()
}

/// The figures are written down: the same file gives them on every machine.
#[tokio::test(flavor = "multi_thread")]
async fn the_county_is_loaded_once_and_every_list_shows_something() {
    let water = start().await;
    let first = load_into(&water, &narrow_county()).await;
    assert_eq!((first.users, first.known_users, first.prices), (120, 0, 4));
    let again = load_into(&water, &narrow_county()).await;
    assert_eq!(
        (again.users, again.known_users, again.readings, again.bills, again.payments),
        (0, 120, 0, 0, 0)
    );
    users_are_as_the_file_says(&water).await;
    methods_and_shortages_are_in_several_states(&water).await;
    readings_have_every_story(&water).await;
    plans_are_in_every_state(&water).await;
    bills_are_in_every_state(&water, &first).await;
    let outcomes = outcomes(&water).await;
    awkward_cases_come_out_as_they_should(&outcomes);
    some_of_the_users_are_over_plan(&outcomes);
    let report = platform::audit::verify(&water.database).await.unwrap();
    assert!(report.is_intact(), "{report:?}");
}

/// Four users without a meter, and four shortages; a second load adds none.
async fn methods_and_shortages_are_in_several_states(water: &Water) {
    let methods = all(water, "/v1/flow-assessments?").await;
    assert_eq!(
        count_by(&methods, "state"),
        counts([("approved", 2), ("returned", 1), ("submitted", 1)])
    );
    let usages = all(water, "/v1/assessed-usages?").await;
    assert_eq!(count_by(&usages, "period"), counts([("2026Q1", 1), ("2026Q2", 1), ("2026Q3", 2)]));
    let shortages = all(water, "/v1/water-shortages?").await;
    assert_eq!(
        count_by(&shortages, "state"),
        counts([("compensated", 1), ("made_good", 1), ("owed", 2)])
    );
    assert!(shortages.iter().any(|one| one["state"] == "owed" && one["left"] != one["volume"]));
}

async fn users_are_as_the_file_says(water: &Water) {
    let users = all(water, "/v1/water-users?").await;
    assert!(users.len() == 124 && users.iter().all(|user| user["demonstration"] == true));
    let towns = count_by(&users, "town");
    assert_eq!(towns.values().max(), towns.get("longxing"));
    assert!(towns.len() == 9 && towns.values().all(|count| *count >= 6), "{towns:?}");
    assert_eq!(
        count_by(&users, "category"),
        counts([("agriculture", 3), ("non_resident", 98), ("resident", 11), ("special_trade", 12)])
    );
    assert_eq!(
        count_by(&users, "industry_class"),
        counts([("eliminated", 1), ("ordinary", 120), ("restricted", 3)])
    );
    assert_eq!(count_by(&users, "supply")["self_supplied"], 6);
    let names: BTreeSet<_> = users.iter().map(|user| user["name"].as_str().unwrap()).collect();
    assert!(names.len() == 124 && names.iter().all(|name| name.contains("示例")));
    let prices = all(water, "/v1/base-prices?").await;
    assert!(prices.len() == 4 && prices.iter().all(|price| price["document"].as_str().unwrap().contains("演示")));
}

async fn readings_have_every_story(water: &Water) {
    let readings = all(water, "/v1/readings?").await;
    for period in PERIODS {
        let count = readings.iter().filter(|reading| reading["period"] == period).count();
        assert!((117..125).contains(&count), "{period}: {count}");
    }
    let has = |wanted: &dyn Fn(&Value) -> bool| readings.iter().filter(|reading| wanted(reading)).count();
    let (supplied, corrected) = (
        has(&|reading| reading["supplement"] == true),
        has(&|reading| !reading["replaces"].is_null()),
    );
    let changed = has(&|reading| reading["purpose"] == "removal");
    assert!(supplied >= 5 && corrected >= 4 && changed >= 11, "{supplied} {corrected} {changed}");
    // Some meters fall due soon, so that the reminder shows something.
    let due = all(water, "/v1/meters/due?within=90&").await;
    assert!((10..30).contains(&due.len()), "{}", due.len());
}

async fn plans_are_in_every_state(water: &Water) {
    let mut states = BTreeMap::new();
    for year in [2024, 2025, 2026, 2027] {
        states.insert(year, count_by(&all(water, &format!("/v1/plans?year={year}&")).await, "state"));
    }
    assert_eq!(states[&2024], counts([("in_force", 105)]));
    assert_eq!(states[&2025], counts([("in_force", 105), ("superseded", 1)]));
    assert_eq!(states[&2026], counts([("in_force", 106), ("superseded", 1)]));
    assert_eq!(states[&2027], counts([("approved", 3), ("draft", 7), ("submitted", 5)]));
}

async fn bills_are_in_every_state(water: &Water, loaded: &Loaded) {
    assert_eq!((loaded.bills, loaded.payments), (718, 668));
    let bills = all(water, "/v1/bills?").await;
    assert_eq!(
        count_by(&bills, "state"),
        counts([
            ("cancelled", 4),
            ("issued", 9),
            ("notified", 9),
            ("overdue", 31),
            ("paid", 131),
            ("settled", 534)
        ])
    );
    for period in &PERIODS[1..8] {
        let of: Vec<_> = bills.iter().filter(|bill| bill["period"] == *period).collect();
        let over = of.iter().filter(|bill| bill["surcharge"] != "0.00").count();
        assert!(
            of.len() > 100 && (10..=45).contains(&(over * 100 / of.len())),
            "{period}: {over} of {}",
            of.len()
        );
    }
    assert!(
        bills.iter().all(|bill| bill["period"] != "2026Q3"),
        "left to whoever looks at the county"
    );
    let total = bills.iter().map(|bill| fen(&bill["surcharge"])).sum::<i64>();
    assert_eq!(total, SURCHARGES_FEN);
    // Days are those of the story, and none comes after the county's day.
    let run_days: BTreeSet<_> = bills.iter().map(|bill| bill["issued_on"].as_str().unwrap()).collect();
    assert!(
        run_days.first() >= Some(&"2025-01-01") && run_days.last() <= Some(&"2026-10-31"),
        "{run_days:?}"
    );
    let is_due = |bill: &Value| bill["due_on"].as_str().unwrap() < AS_OF;
    assert!(bills.iter().filter(|bill| bill["state"] == "overdue").all(is_due));
    assert!(!bills.iter().filter(|bill| bill["state"] == "notified").any(is_due));
}

fn fen(amount: &Value) -> i64 {
    amount.as_str().unwrap().replace('.', "").parse().unwrap()
}

/// Everything of the county but ids and times.
async fn content(water: &Water) -> BTreeMap<String, Value> {
    let mut content = BTreeMap::new();
    for (path, drop) in [
        ("/v1/water-users?", ["id", "created_at", "updated_at"]),
        ("/v1/readings?", ["id", "meter_id", "recorded_at"]),
        ("/v1/plans?", ["id", "user_id", "created_at"]),
        ("/v1/bills?", ["id", "user_id", "run_id"]),
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
    load_into(&one, &small_county()).await;
    load_into(&other, &small_county()).await;
    assert_eq!(content(&one).await, content(&other).await);
}

/// What a bill of the last quarter would charge as surcharge, or why there is none, per user code.
async fn outcomes(water: &Water) -> BTreeMap<String, Result<String, Unbillable>> {
    let period: Period = "2026Q3".parse().unwrap();
    let rules = BillingRules::for_period(&ruleset::load(None).unwrap(), period).unwrap();
    let mut conn = water.database.connection(&Scope::All).await.unwrap();
    let users = water_user::list(&mut conn, &WaterUserFilter::default(), &water_user::SORTING.all())
        .await
        .unwrap()
        .items;
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
            adjustments: Vec::new(),
            base_price,
            meters: meters.remove(&user.id).unwrap_or_default(),
            assessed: None,
        };
        let bill = assemble_bill(&rules, &candidate);
        outcomes.insert(user.code, bill.map(|bill| bill.result.surcharge.to_string()));
    }
    outcomes
}

fn awkward_cases_come_out_as_they_should(outcomes: &BTreeMap<String, Result<String, Unbillable>>) {
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
}

fn some_of_the_users_are_over_plan(outcomes: &BTreeMap<String, Result<String, Unbillable>>) {
    let billable = outcomes.values().filter(|outcome| outcome.is_ok()).count();
    let over = outcomes
        .values()
        .filter(|outcome| outcome.as_deref().is_ok_and(|surcharge| surcharge != "0.00"))
        .count();
    assert!((15..=45).contains(&(over * 100 / billable)), "{over} of {billable}");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_present_is_enough_to_bill_the_last_quarter() {
    let water = start().await;
    let rules = ruleset::load(None).unwrap();
    load_present(&water.database, &rules, &small_county()).await.unwrap();
    awkward_cases_come_out_as_they_should(&outcomes(&water).await);
    let run = water
        .post(&billing_clerk(), "/v1/billing-runs", &json!({ "period": "2026Q3" }))
        .await;
    assert_eq!(run.status, 201, "{}", run.body);
    assert_eq!(all(&water, "/v1/bills?").await, Vec::<Value>::new());

    // The past comes later, and changes nothing of it.
    let past = load_past(&water.database, &rules, &small_county()).await.unwrap();
    assert_eq!(all(&water, "/v1/bills?").await.len(), past.bills);
    assert!(past.bills > past.payments && past.payments > 0, "{past:?}");
    awkward_cases_come_out_as_they_should(&outcomes(&water).await);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_last_quarter_can_be_billed_while_the_past_is_loaded() {
    let water = start().await;
    let rules = ruleset::load(None).unwrap();
    load_present(&water.database, &rules, &small_county()).await.unwrap();
    let county = small_county();
    let past = load_past(&water.database, &rules, &county);
    let bill = async {
        // Where the load holds what a preview needs for long, the clerk is told to try again.
        let run = loop {
            let asked = water
                .post(&billing_clerk(), "/v1/billing-runs", &json!({ "period": "2026Q3" }))
                .await;
            match asked.status {
                201 => break asked.body,
                status => assert_eq!(status, 503, "{}", asked.body),
            }
        };
        let path = format!("/v1/billing-runs/{}", run["id"].as_str().unwrap());
        let confirmed = water
            .post_if_match(
                &billing_clerk(),
                &format!("{path}/confirm"),
                run["version"].as_i64().unwrap(),
                &json!({}),
            )
            .await;
        assert_eq!(confirmed.status, 202, "{}", confirmed.body);
        // A busy machine is no failure.
        let deadline = Instant::now() + Duration::from_mins(5);
        loop {
            let run = water.get(&billing_clerk(), &path).await.body;
            if run["state"] == "completed" {
                return run["billed"].as_u64().unwrap();
            }
            assert!(Instant::now() < deadline, "the run does not get there: {run}");
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
    };
    let (past, billed) = tokio::join!(past, bill);
    let of_the_past = past.unwrap().bills;
    let bills = all(&water, "/v1/bills?").await;
    assert_eq!(bills.len() as u64, of_the_past as u64 + billed);
    assert!(billed > 20, "{billed}");
}

#[tokio::test(flavor = "multi_thread")]
async fn an_interrupted_load_goes_on_where_it_stopped() {
    let water = start().await;
    let mut wrong = small_county();
    let refused = |user: &mut water::demonstration::User| {
        user.quarter
            .get_mut(&"2026Q3".parse().unwrap())
            .unwrap()
            .refused
            .replace("meter_failed".to_owned())
    };
    wrong
        .user
        .iter_mut()
        .filter(|user| user.code == "YS-A02")
        .for_each(|user| drop(refused(user)));
    let error = load(&water.database, &ruleset::load(None).unwrap(), &wrong).await.unwrap_err();
    assert!(
        error.to_string().contains("YS-A02") && error.to_string().contains("meter_failed"),
        "{error}"
    );
    // What came before is there; of the quarter that broke off, nothing of this company is.
    assert_eq!(all(&water, "/v1/water-users?").await.len(), 35);
    assert_eq!(all(&water, "/v1/readings?period=2026Q3&").await, Vec::<Value>::new());

    let rest = load_into(&water, &small_county()).await;
    assert_eq!((rest.users, rest.known_users), (0, 35));
    assert!(rest.readings > 0 && !all(&water, "/v1/readings?period=2026Q3&").await.is_empty());

    let other = start().await;
    load_into(&other, &small_county()).await;
    assert_eq!(content(&water).await, content(&other).await);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_people_do_afterwards_is_left_alone() {
    let water = start().await;
    load_into(&water, &small_county()).await;
    let run = water
        .post(&billing_clerk(), "/v1/billing-runs", &json!({ "period": "2026Q3" }))
        .await;
    assert_eq!(run.status, 201, "{}", run.body);
    let before = content(&water).await;
    let again = load_into(&water, &small_county()).await;
    assert_eq!((again.users, again.readings, again.bills, again.payments), (0, 0, 0, 0));
    assert_eq!(content(&water).await, before);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_command_loads_only_where_the_setting_allows_it() {
    let water = start().await;
    let folder = testkit::temporary_folder().unwrap();
    let file = folder.path().join("county.toml");
    let text = include_str!("../../demo/county.toml");
    assert!(text.contains("users = 577"));
    std::fs::write(
        &file,
        text.replace("users = 577", "users = 2")
            .replace("billed_through", "# billed_through"),
    )
    .unwrap();
    let run = |allowed: &str| {
        let output = std::process::Command::new(env!("CARGO_BIN_EXE_water"))
            .args(["load-demonstration", "--file", file.to_str().unwrap()])
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
    let told = run("true");
    assert!(told.contains("25 户"), "{told}");
    assert_eq!(all(&water, "/v1/water-users?").await.len(), 25);
    // Where no quarter is billed there are readings, and no bill.
    assert_eq!(all(&water, "/v1/bills?").await.len(), 0);
    assert!(!all(&water, "/v1/readings?period=2026Q3&").await.is_empty());
}

#[tokio::test(flavor = "multi_thread")]
async fn what_the_bureau_watches_over_is_there_in_several_states_and_once() {
    let water = start().await;
    load_into(&water, &small_county()).await;
    load_into(&water, &small_county()).await;
    assert_eq!(
        count_by(&all(&water, "/v1/plan-adjustments?").await, "state"),
        counts([("in_force", 1), ("lifted", 1), ("recorded", 1), ("submitted", 1)])
    );
    assert_eq!(
        count_by(&all(&water, "/v1/violation-reports?").await, "state"),
        counts([("handled", 2), ("received", 2), ("verified", 1)])
    );
    assert_eq!(
        count_by(&all(&water, "/v1/balance-tests?").await, "state"),
        counts([("accepted", 1), ("filed", 1), ("returned", 1)])
    );
    assert_eq!(all(&water, "/v1/quotas?").await.len(), 5);
    assert_eq!(all(&water, "/v1/inspections?open=true&").await.len(), 2);
    assert_eq!(
        (
            all(&water, "/v1/meter-seals?").await.len(),
            all(&water, "/v1/meter-seals?worn=true&").await.len()
        ),
        (3, 2)
    );
    let orders = all(&water, "/v1/correction-orders?").await;
    assert_eq!(count_by(&orders, "state"), counts([("draft", 1), ("issued", 1)]));
    let fined = orders.iter().find(|order| order["state"] == "issued").unwrap();
    assert_eq!(
        (&fined["progress"], &fined["fines"][0]["amount"]),
        (&json!("overdue"), &json!("15000.00"))
    );
    let number = all(&water, "/v1/violation-reports?state=handled&").await[0]["number"].clone();
    let told = water
        .get_public(&format!("/v1/violation-progress/{}", number.as_str().unwrap()))
        .await;
    assert_eq!(told.body["state"], "handled");
}
