//! First accounts.

use std::{os::unix::fs::PermissionsExt, path::Path};

use gateway::{
    app,
    config::Config,
    service::seed_accounts::{Issued, Outcome, SeedError, seed_accounts},
};
use platform::Database;
use tempfile::TempDir;
use testkit::TestDatabase;

use crate::support::{fresh_database, settings};

const FIRST: &str = r#"
units = [{ code = "county", name = "县", kind = "county" }]
roles = [{ code = "clerk", title = "经办人" }]
accounts = [{ username = "first", name = "甲", unit = "county", roles = ["clerk"], scope = "own_unit" }]
"#;
const SECOND: &str = r#"
units = [{ code = "county", name = "县", kind = "county" }, { code = "town", name = "镇", kind = "town", parent = "county" }]
roles = [{ code = "clerk", title = "经办人" }]
accounts = [
    { username = "second", name = "乙", unit = "town", roles = ["clerk"], scope = "own_unit" },
    { username = "first", name = "改名", unit = "town", roles = [], scope = "all" },
]
"#;

struct Place {
    config: Config,
    database: Database,
    folder: TempDir,
    test_database: TestDatabase,
}

impl Place {
    async fn new() -> Self {
        let test_database = fresh_database().await;
        let folder = testkit::temporary_folder().unwrap();
        let config = settings(&test_database, &folder);
        Self {
            database: Database::new(&config.database).unwrap(),
            config,
            folder,
            test_database,
        }
    }

    fn out(&self) -> std::path::PathBuf {
        self.folder.path().join("out/accounts.json")
    }

    async fn seed_file(&self, file: &Path) -> Result<Outcome, SeedError> {
        let hasher = app::hasher(&self.config).unwrap();
        seed_accounts(
            &self.database,
            &hasher,
            &self.config.service.password_policy(),
            file,
            &self.out(),
            chrono::Utc::now(),
        )
        .await
    }

    async fn seed(&self, text: &str) -> Result<Outcome, SeedError> {
        let file = self.folder.path().join("seed.toml");
        std::fs::write(&file, text).unwrap();
        self.seed_file(&file).await
    }

    fn issued(&self) -> Vec<Issued> {
        serde_json::from_slice(&std::fs::read(self.out()).unwrap()).unwrap()
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_second_run_changes_nothing() {
    let place = Place::new().await;
    assert_eq!(place.seed(FIRST).await.unwrap().added, ["first"]);
    let written = std::fs::read(place.out()).unwrap();
    assert_eq!(std::fs::metadata(place.out()).unwrap().permissions().mode() & 0o777, 0o600);
    assert_eq!(place.seed(FIRST).await.unwrap(), Outcome::default());
    assert_eq!(std::fs::read(place.out()).unwrap(), written);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_later_run_adds_only_what_is_new() {
    let place = Place::new().await;
    place.seed(FIRST).await.unwrap();
    let before = place.issued();
    assert_eq!(place.seed(SECOND).await.unwrap().added, ["second"]);
    let after = place.issued();
    assert_eq!(after[0], before[0]);
    assert_eq!(
        (after[1].username.as_str(), after[1].unit.as_str(), after[1].roles.as_slice()),
        ("second", "town", ["clerk".to_owned()].as_slice())
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn units_and_roles_of_before_learn_their_department() {
    let place = Place::new().await;
    let before = FIRST.replace(r#"name = "县", kind = "county""#, r#"name = "局", kind = "department""#);
    place.seed(&before).await.unwrap();
    let after = before
        .replace(r#"kind = "department""#, r#"kind = "department", service = "water""#)
        .replace(r#"title = "经办人""#, r#"title = "经办人", department = "water""#);
    place.seed(&after).await.unwrap();
    // What an administrator has decided since stays.
    place.seed(&after.replace("\"water\"", "\"finance\"")).await.unwrap();
    let (client, connection) = tokio_postgres::connect(&place.test_database.admin_url, tokio_postgres::NoTls)
        .await
        .unwrap();
    tokio::spawn(connection);
    let row = client
        .query_one("SELECT service, department FROM units, roles WHERE units.code = 'county'", &[])
        .await
        .unwrap();
    assert_eq!((row.get::<_, &str>(0), row.get::<_, &str>(1)), ("water", "water"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_lost_password_is_named_and_not_replaced() {
    let place = Place::new().await;
    place.seed(FIRST).await.unwrap();
    std::fs::remove_file(place.out()).unwrap();
    let outcome = place.seed(FIRST).await.unwrap();
    assert_eq!((outcome.added.len(), outcome.without_password), (0, vec!["first".to_owned()]));
    assert!(!place.out().exists());
}

#[tokio::test(flavor = "multi_thread")]
async fn passwords_of_an_earlier_database_are_replaced() {
    let (old, new) = (Place::new().await, Place::new().await);
    old.seed(FIRST).await.unwrap();
    std::fs::create_dir_all(new.out().parent().unwrap()).unwrap();
    std::fs::copy(old.out(), new.out()).unwrap();
    assert_eq!(new.seed(FIRST).await.unwrap().added, ["first"]);
    assert_ne!(new.issued(), old.issued());
    assert_eq!(new.issued().len(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_seed_that_is_wrong_adds_nothing_and_says_where() {
    let place = Place::new().await;
    let wrong_unit = FIRST.replace("unit = \"county\"", "unit = \"nowhere\"");
    let error = place.seed(&wrong_unit).await.unwrap_err().to_string();
    assert!(error.contains("/accounts/0/unit") && error.contains("nowhere"), "{error}");
    assert!(matches!(place.seed("accounts = 7").await.unwrap_err(), SeedError::Seed(..)));
    assert!(!place.out().exists());
    assert_eq!(place.seed(FIRST).await.unwrap().added, ["first"]);
    std::fs::write(place.out(), "not ours").unwrap();
    assert!(matches!(place.seed(SECOND).await.unwrap_err(), SeedError::Issued(..)));
}

#[tokio::test(flavor = "multi_thread")]
async fn the_demonstration_accounts_can_be_made() {
    let place = Place::new().await;
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("demo/accounts.toml");
    let outcome = place.seed_file(&file).await.unwrap();
    let expected = [
        "water_clerk",
        "water_billing",
        "water_head",
        "supply_city_reader",
        "supply_north_reader",
        "longxing_clerk",
        "longxing_head",
        "approval_reviewer",
        "finance_clerk",
        "finance_head",
        "ronglin_operator",
        "emergency_office_head",
        "commander",
        "housing_clerk",
        "auditor",
        "operator",
        "admin",
    ];
    assert_eq!(outcome.added, expected);
    let issued = place.issued();
    assert!(issued.iter().all(|issued| issued.password.len() >= 16));
    assert_eq!(place.seed_file(&file).await.unwrap(), Outcome::default());
}
