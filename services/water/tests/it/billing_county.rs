//! A small county to bill: users with meters, readings, plans and prices, put straight into the tables.

use std::time::Duration;

use chrono::{DateTime, NaiveDate, Utc};
use diesel_async::SimpleAsyncConnection;
use platform::{
    Scope,
    http::access::{Role, ScopeClaim},
    test_support::{Answer, TestPerson, TestService, TestUrls},
};
use rules::Exact;
use serde_json::{Value, json};
use testkit::TestDatabase;
use tokio::time::Instant;
use uuid::Uuid;
use water::{
    app, config,
    store::{
        base_price::{self, BasePriceRow},
        meter::{self, MeterRow, VerificationRow},
        plan::{self, PlanRow},
        reading::{self, ReadingRow},
        water_user::{self, WaterUserRow},
    },
};

use crate::support::fresh_database;
pub use crate::support::{billing_clerk as clerk, head};

/// The quarter that is billed.
pub const PERIOD: &str = "2026Q3";
/// The supply company of most users.
pub const CITY: &str = "supply_city";
/// Another one.
pub const RURAL: &str = "supply_rural";
/// How long a run of a test may take.
const WITHIN: Duration = Duration::from_mins(1);

/// The service and its database.
pub struct County {
    /// The service.
    pub service: TestService,
    /// Its database.
    pub database: TestDatabase,
}

impl std::ops::Deref for County {
    type Target = TestService;

    fn deref(&self) -> &TestService {
        &self.service
    }
}

/// A day.
pub fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

/// Somebody with a role who sees only these units.
pub fn scoped(role: Role, units: &[&str]) -> TestPerson {
    TestPerson::with("scoped", &[role]).of_units(units)
}

/// A reading.
#[derive(Debug, Clone)]
pub struct Read {
    /// `install`, `removal`, or a period.
    pub purpose: &'static str,
    /// Day.
    pub on: &'static str,
    /// Litres.
    pub litres: i64,
    /// Whether the counter passed its capacity.
    pub rolled_over: bool,
}

/// A reading without a rollover.
pub fn read(purpose: &'static str, on: &'static str, litres: i64) -> Read {
    Read {
        purpose,
        on,
        litres,
        rolled_over: false,
    }
}

/// A meter with its readings.
#[derive(Debug, Clone)]
pub struct MeterOf {
    /// Digits before the point.
    pub digits: i32,
    /// Place.
    pub place: &'static str,
    /// Day of installation.
    pub installed_on: &'static str,
    /// Outcome, day, last valid day.
    pub verifications: Vec<(&'static str, &'static str, &'static str)>,
    /// Sealed since.
    pub sealed_from: Option<&'static str>,
    /// Obsolete since.
    pub obsolete_from: Option<&'static str>,
    /// Readings.
    pub readings: Vec<Read>,
}

impl MeterOf {
    /// Installed at the end of June with a good certificate; read as given.
    pub fn with(readings: Vec<Read>) -> Self {
        Self {
            digits: 9,
            place: "supply_point",
            installed_on: "2026-06-30",
            verifications: vec![("verified", "2026-06-01", "2030-05-31")],
            sealed_from: None,
            obsolete_from: None,
            readings,
        }
    }

    /// Read at installation and on the last day of the quarter.
    pub fn using(litres: i64) -> Self {
        Self::with(vec![
            read("install", "2026-06-30", 100_000),
            read(PERIOD, "2026-09-30", 100_000 + litres),
        ])
    }
}

/// A user.
#[derive(Debug, Clone)]
pub struct User {
    /// Code.
    pub code: String,
    /// Category.
    pub category: &'static str,
    /// Supply.
    pub supply: &'static str,
    /// Industry class.
    pub industry_class: &'static str,
    /// Supply company.
    pub supplier: Option<&'static str>,
    /// Town.
    pub town: &'static str,
    /// Period of the plan in force and litres.
    pub plan: Option<(&'static str, i64)>,
    /// Meters.
    pub meters: Vec<MeterOf>,
}

impl User {
    /// An ordinary user of the city's company with a plan of 1,000 m³ who used so many litres.
    pub fn using(code: &str, litres: i64) -> Self {
        Self {
            code: code.to_owned(),
            category: "non_resident",
            supply: "public_network",
            industry_class: "ordinary",
            supplier: Some(CITY),
            town: "longxing",
            plan: Some((PERIOD, 1_000_000)),
            meters: vec![MeterOf::using(litres)],
        }
    }

    /// The worked example: 1,500 m³ on a plan of 1,000 m³.
    pub fn example(code: &str) -> Self {
        Self::using(code, 1_500_000)
    }

    /// Changed as the test wants.
    pub fn but(mut self, change: impl FnOnce(&mut Self)) -> Self {
        change(&mut self);
        self
    }
}

impl County {
    /// An empty county with the example's base price for both companies.
    pub async fn start() -> Self {
        Self::start_with(|_| {}).await
    }

    /// The same with settings of the test's own.
    pub async fn start_with(tweak: impl FnOnce(&mut config::Config)) -> Self {
        let county = Self::without_prices(tweak).await;
        for supplier in [CITY, RURAL] {
            county.price(supplier, "non_resident", 42_000, "2026-01-01").await;
        }
        county
    }

    /// Without base prices.
    pub async fn without_prices(tweak: impl FnOnce(&mut config::Config)) -> Self {
        let database = fresh_database().await;
        let service = start_on(&database, tweak).await;
        Self { service, database }
    }

    /// Waits until the service, which was told to stop, has stopped; its database stays.
    pub async fn stopped(self) -> TestDatabase {
        self.service.ended().await.unwrap();
        self.database
    }

    /// Starts a service on a database that another one has left.
    pub async fn start_on(database: TestDatabase, tweak: impl FnOnce(&mut config::Config)) -> Self {
        let service = start_on(&database, tweak).await;
        Self { service, database }
    }

    /// Starts a second service on the same database, as another replica.
    pub async fn replica(&self, tweak: impl FnOnce(&mut config::Config)) -> TestService {
        start_on(&self.database, tweak).await
    }

    /// Fixes a base price from a day on, 1/10000 yuan.
    pub async fn price(&self, supplier: &str, category: &str, price_e4: i64, from: &str) {
        let row = BasePriceRow {
            id: Uuid::now_v7(),
            supplier: supplier.to_owned(),
            category: category.to_owned(),
            price_e4,
            effective_from: day(from),
            document: "示范".to_owned(),
            article: "示范".to_owned(),
            recorded_by: "test".to_owned(),
            recorded_at: Utc::now(),
            approved_by: None,
        };
        let mut conn = self.service.database.connection(&Scope::All).await.unwrap();
        base_price::insert(&mut conn, &row).await.unwrap();
    }

    /// Puts a user on record with all that belongs to it.
    pub async fn add(&self, user: &User) -> Uuid {
        let now = Utc::now();
        let id = Uuid::now_v7();
        let recognised = (user.industry_class != "ordinary").then(|| "示范".to_owned());
        let row = WaterUserRow {
            id,
            code: user.code.clone(),
            name: format!("用水户{}", user.code),
            credit_code: None,
            category: user.category.to_owned(),
            supply: user.supply.to_owned(),
            industry_class: user.industry_class.to_owned(),
            recognition_department: recognised.clone(),
            recognition_on: recognised.as_ref().map(|_| day("2026-01-01")),
            recognition_notice: recognised,
            use_class: "industry".to_owned(),
            town: user.town.to_owned(),
            supplier: user.supplier.map(str::to_owned),
            phone: None,
            demonstration: false,
            version: 1,
            created_at: now,
            updated_at: now,
        };
        let mut tx = self.service.database.begin(&Scope::All).await.unwrap();
        water_user::insert(&mut tx, &row).await.unwrap();
        for (index, of) in user.meters.iter().enumerate() {
            let row = meter_row(id, &format!("{}-{index}", user.code), of, now);
            meter::insert(&mut tx, &row).await.unwrap();
            for found in verification_rows(row.id, of, now) {
                meter::insert_verification(&mut tx, &found).await.unwrap();
            }
            let readings: Vec<ReadingRow> = of.readings.iter().map(|read| reading_row(row.id, read, now)).collect();
            reading::insert(&mut tx, &readings).await.unwrap();
        }
        if let Some((period, litres)) = user.plan {
            plan::insert(
                &mut tx,
                &plan_row(id, period, 1, now),
                &[(period.parse().unwrap(), Exact::scaled(litres, 3))].into(),
            )
            .await
            .unwrap();
        }
        tx.commit().await.unwrap();
        id
    }

    /// Puts several users on record.
    pub async fn add_all(&self, users: &[User]) {
        for user in users {
            self.add(user).await;
        }
    }

    /// A transaction over all rows.
    pub async fn database_scope(&self) -> platform::Transaction {
        self.service.database.begin(&Scope::All).await.unwrap()
    }

    /// Runs SQL over all rows, as the service's own login role.
    pub async fn sql(&self, statement: &str) -> Result<(), diesel::result::Error> {
        let mut tx = self.service.database.begin(&Scope::All).await.unwrap();
        tx.batch_execute(statement).await?;
        tx.commit().await.unwrap();
        Ok(())
    }

    /// The first column of a query over all rows, as a number.
    pub async fn number(&self, query: &str) -> i64 {
        self.superuser()
            .await
            .query_one(&format!("SELECT ({query})::bigint"), &[])
            .await
            .unwrap()
            .get(0)
    }

    /// The first column of a query over all rows, as text.
    pub async fn text(&self, query: &str) -> Option<String> {
        text_of(&self.database, query).await
    }

    /// A connection that sees everything.
    pub async fn superuser(&self) -> tokio_postgres::Client {
        superuser_of(&self.database).await
    }

    /// Previews the quarter.
    pub async fn preview(&self) -> Value {
        let answer = self.post(&clerk(), "/v1/billing-runs", &json!({ "period": PERIOD })).await;
        assert_eq!(answer.status, 201, "{}", answer.body);
        answer.body
    }

    /// Confirms a previewed run.
    pub async fn confirm(&self, run: &Value) -> Answer {
        let path = format!("/v1/billing-runs/{}/confirm", run["id"].as_str().unwrap());
        self.post_if_match(&clerk(), &path, run["version"].as_i64().unwrap(), &json!({}))
            .await
    }

    /// Waits until a run is completed.
    pub async fn completed(&self, run: &Value) -> Value {
        self.run_until(run, |run| run["state"] == "completed").await
    }

    /// Waits until a run is as wanted.
    pub async fn run_until(&self, run: &Value, wanted: impl Fn(&Value) -> bool) -> Value {
        let path = format!("/v1/billing-runs/{}", run["id"].as_str().unwrap());
        let deadline = Instant::now() + WITHIN;
        loop {
            let run = self.get(&clerk(), &path).await.body;
            if wanted(&run) {
                return run;
            }
            assert!(Instant::now() < deadline, "the run does not get there: {run}");
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    }

    /// Bills the quarter and gives the completed run.
    pub async fn bill(&self) -> Value {
        let run = self.preview().await;
        let confirmed = self.confirm(&run).await;
        assert_eq!(confirmed.status, 202, "{}", confirmed.body);
        self.completed(&run).await
    }

    /// The bill of a user for the quarter that is not cancelled, in full.
    pub async fn bill_of(&self, user_code: &str) -> Value {
        let page = self
            .get(&clerk(), &format!("/v1/bills?period={PERIOD}&user_code={user_code}"))
            .await;
        let bills = page.body["items"].as_array().unwrap().clone();
        let active = bills
            .iter()
            .find(|bill| bill["state"] != "cancelled")
            .unwrap_or_else(|| panic!("{user_code} has no bill: {bills:?}"));
        self.bill_by_id(active["id"].as_str().unwrap()).await
    }

    /// A bill in full.
    pub async fn bill_by_id(&self, id: &str) -> Value {
        let answer = self.get(&clerk(), &format!("/v1/bills/{id}")).await;
        assert_eq!(answer.status, 200, "{}", answer.body);
        answer.body
    }

    /// Everything that the audit trail holds is as it was written.
    pub async fn assert_audit_intact(&self) {
        let report = platform::audit::verify(&self.service.database).await.unwrap();
        assert!(report.is_intact(), "{report:?}");
    }
}

/// A connection to a database that sees everything.
pub async fn superuser_of(database: &TestDatabase) -> tokio_postgres::Client {
    connect(&database.admin_url).await
}

/// A connection to a database as somebody.
pub async fn connect(url: &str) -> tokio_postgres::Client {
    let (client, connection) = tokio_postgres::connect(url, tokio_postgres::NoTls).await.unwrap();
    tokio::spawn(connection);
    client
}

/// The first column of a query over all rows of a database, as text.
pub async fn text_of(database: &TestDatabase, query: &str) -> Option<String> {
    superuser_of(database)
        .await
        .query_one(&format!("SELECT ({query})::text"), &[])
        .await
        .unwrap()
        .get(0)
}

/// The body that pays a bill in full today.
pub fn payment_of(bill: &Value) -> Value {
    json!({
        "amount": bill["total"],
        "paid_on": bill["issued_on"],
        "method": "bank_transfer",
        "collector": "water_bureau",
        "reference": "T-1",
    })
}

/// Path of a bill's part.
pub fn path_of(bill: &Value, part: &str) -> String {
    format!("/v1/bills/{}{part}", bill["id"].as_str().unwrap())
}

/// A person whose scope is a claim of its own.
pub fn with_scope(mut person: TestPerson, scope: ScopeClaim) -> TestPerson {
    person.scope = scope;
    person
}

async fn start_on(database: &TestDatabase, tweak: impl FnOnce(&mut config::Config)) -> TestService {
    let urls = TestUrls {
        owner: database.owner_url.clone(),
        login: database.app_url.clone(),
    };
    TestService::start(config::DEFAULTS, water::migrations, &urls, tweak, app::build).await
}

fn meter_row(user_id: Uuid, number: &str, of: &MeterOf, now: DateTime<Utc>) -> MeterRow {
    MeterRow {
        id: Uuid::now_v7(),
        user_id,
        master_meter_id: None,
        number: number.to_owned(),
        calibre_dn: 40,
        digits: of.digits,
        kind: "旋翼式".to_owned(),
        place: of.place.to_owned(),
        installed_on: day(of.installed_on),
        removed_on: None,
        seal_number: None,
        sealed_from: of.sealed_from.map(day),
        obsolete_from: of.obsolete_from.map(day),
        version: 1,
        created_at: now,
    }
}

fn verification_rows(meter_id: Uuid, of: &MeterOf, now: DateTime<Utc>) -> Vec<VerificationRow> {
    let row = |(outcome, on, until): &(&str, &str, &str)| VerificationRow {
        id: Uuid::now_v7(),
        meter_id,
        certificate: "示范".to_owned(),
        verified_on: day(on),
        outcome: (*outcome).to_owned(),
        valid_until: day(until),
        recorded_by: "test".to_owned(),
        recorded_at: now,
    };
    of.verifications.iter().map(row).collect()
}

fn reading_row(meter_id: Uuid, read: &Read, now: DateTime<Utc>) -> ReadingRow {
    let (purpose, period) = match read.purpose {
        purpose @ ("install" | "removal") => (purpose, None),
        period => ("periodic", Some(period.to_owned())),
    };
    ReadingRow {
        id: Uuid::now_v7(),
        meter_id,
        purpose: purpose.to_owned(),
        period,
        read_on: day(read.on),
        value_milli: read.litres,
        method: "manual".to_owned(),
        rolled_over: read.rolled_over,
        replaces: None,
        supplement: false,
        reason: None,
        recorded_by: "test".to_owned(),
        recorded_at: now,
    }
}

fn plan_row(user_id: Uuid, period: &str, revision: i32, now: DateTime<Utc>) -> PlanRow {
    PlanRow {
        id: Uuid::now_v7(),
        user_id,
        year: period[..4].parse().unwrap(),
        period_kind: if period.contains('Q') { "quarter" } else { "month" }.to_owned(),
        revision,
        state: "in_force".to_owned(),
        basis: "approved_figure".to_owned(),
        basis_detail: "示范".to_owned(),
        ground: None,
        evidence: None,
        drafted_by: "drafter".to_owned(),
        approved_by: Some("approver".to_owned()),
        approved_at: Some(now),
        version: 1,
        created_at: now,
    }
}
