//! The service on a database of the test's own, and the people who work with it.

use platform::{
    http::access::Role,
    test_support::{self, TestPerson, TestService, TestUrls},
};
use testkit::{DatabaseUrls, TestDatabase};
use water::{api::role, app, config};

/// The running service, with the database that it goes away with.
pub struct Water {
    /// The service.
    pub service: TestService,
    /// URL of the service's login role.
    pub login_url: String,
    /// URL of the owner of the tables.
    pub owner_url: String,
    /// URL of the superuser.
    pub admin_url: String,
    _database: TestDatabase,
}

impl std::ops::Deref for Water {
    type Target = TestService;

    fn deref(&self) -> &TestService {
        &self.service
    }
}

/// A migrated database.
pub async fn fresh_database() -> TestDatabase {
    let migrated = |urls: DatabaseUrls| test_support::migrate(urls.owner_url, urls.app_url, water::migrations());
    testkit::servers().create_migrated_database("water", migrated).await.unwrap()
}

/// Starts the service on a fresh database.
pub async fn start() -> Water {
    start_with(|_| {}).await
}

/// Starts it with settings of the test's own.
pub async fn start_with(tweak: impl FnOnce(&mut config::Config)) -> Water {
    let database = fresh_database().await;
    let urls = TestUrls {
        owner: database.owner_url.clone(),
        login: database.app_url.clone(),
    };
    let service = TestService::start(config::DEFAULTS, water::migrations, &urls, tweak, app::build).await;
    Water {
        service,
        login_url: urls.login,
        owner_url: urls.owner,
        admin_url: database.admin_url.clone(),
        _database: database,
    }
}

fn person(subject: &str, role: Role) -> TestPerson {
    TestPerson::with(subject, &[role])
}

/// Keeps users, meters and plans.
pub fn clerk() -> TestPerson {
    person("clerk", role::WATER_CLERK)
}

/// Approves.
pub fn head() -> TestPerson {
    person("head", role::WATER_HEAD)
}

/// Bills.
pub fn billing_clerk() -> TestPerson {
    person("billing", role::WATER_BILLING_CLERK)
}

/// Reads the meters of a supply company's users.
pub fn operator_of(company: &str) -> TestPerson {
    person("operator", role::SUPPLY_OPERATOR).of_units(&[company])
}

/// Sees a town's users.
pub fn town_clerk_of(town: &str) -> TestPerson {
    person("town-clerk", role::TOWN_CLERK).of_units(&[town])
}

/// Reads everything.
pub fn auditor() -> TestPerson {
    person("auditor", role::AUDITOR)
}
