//! A gateway of the test's own, with a few accounts.

pub mod upstream;

use std::{collections::HashMap, path::PathBuf};

use contracts::Department;
use gateway::{
    app,
    config::{Config, UpstreamSettings},
    service::seed_accounts::{Issued, seed_accounts},
};
use platform::{
    Database,
    test_support::{self, Answer, fresh_key_pem, send},
};
use serde_json::{Value, json};
use tempfile::TempDir;
use testkit::{DatabaseUrls, TestDatabase};
use tokio_util::sync::CancellationToken;

/// Units and people of the tests.
const SEED: &str = r#"
must_change_password = false
units = [
    { code = "county", name = "县", kind = "county" },
    { code = "water_bureau", name = "水利局", kind = "department", parent = "county", service = "water" },
    { code = "longxing", name = "龙兴镇", kind = "town", parent = "county" },
    { code = "longxing_east", name = "东村", kind = "village", parent = "longxing" },
    { code = "longxing_west", name = "西村", kind = "village", parent = "longxing" },
    { code = "sanquan", name = "三泉镇", kind = "town", parent = "county" },
]
roles = [
    { code = "identity_admin", title = "账号管理员" },
    { code = "water_clerk", title = "业务员", department = "water" },
    { code = "town_clerk", title = "乡镇经办人", department = "water" },
    { code = "operator", title = "运维" },
    { code = "auditor", title = "审计" },
]
accounts = [
    { username = "admin", name = "管理员", unit = "county", roles = ["identity_admin"], scope = "nothing" },
    { username = "clerk", name = "业务员", unit = "water_bureau", roles = ["water_clerk"], scope = "all" },
    { username = "town", name = "镇经办人", unit = "longxing", roles = ["town_clerk"], scope = "with_sub_units" },
    { username = "village", name = "村经办人", unit = "longxing_east", roles = ["town_clerk"], scope = "own_unit" },
    { username = "two_towns", name = "片区", unit = "county", roles = ["town_clerk"], scope = "units", scope_units = ["longxing", "sanquan"] },
    { username = "auditor", name = "审计", unit = "county", roles = ["auditor"], scope = "all" },
    { username = "operator", name = "运维", unit = "county", roles = ["operator"], scope = "nothing" },
]
"#;

/// Tokens of somebody who has logged in.
#[derive(Debug, Clone)]
pub struct Tokens {
    pub access: String,
    pub refresh: String,
}

/// A running gateway.
pub struct Edge {
    pub url: String,
    pub database: Database,
    pub test_database: TestDatabase,
    config: Config,
    client: reqwest::Client,
    passwords: HashMap<String, String>,
    _folder: TempDir,
    stop: CancellationToken,
}

impl Drop for Edge {
    fn drop(&mut self) {
        self.stop.cancel();
    }
}

/// Settings for a database, with a fresh key; the limits are out of the way.
pub fn settings(database: &TestDatabase, folder: &TempDir) -> Config {
    let mut config = Config::load_with(&[("JIANGZHOU__DATABASE__URL", &database.app_url)]).unwrap();
    config.database.migration_url = database.owner_url.clone().into();
    "127.0.0.1:0".clone_into(&mut config.server.bind);
    config.server.workers = 1;
    config.identity.key_file = Some(key_file(folder));
    config.service.login.per_minute = 1_000_000;
    // Not how good the hashes are is tested here; the real cost would take most of the tests' time.
    config.service.login.hash_memory_kib = 64;
    config.service.login.hash_passes = 1;
    config.service.pages.folder = front_end(folder);
    config.storage.url = format!("file://{}/files", folder.path().display());
    for upstream in config.upstreams.values_mut() {
        // Nobody listens there.
        "http://127.0.0.1:1".clone_into(&mut upstream.url);
    }
    config
}

/// What `npm run build` leaves, in small.
fn front_end(folder: &TempDir) -> PathBuf {
    let dist = folder.path().join("dist");
    std::fs::create_dir_all(dist.join("assets")).unwrap();
    let page = "<!doctype html><html lang=\"zh-CN\"><meta name=\"demonstration\" content=\"__DEMONSTRATION__\"><meta property=\"csp-nonce\" nonce=\"__CSP_NONCE__\"><script type=\"module\" src=\"/assets/main-1.js\"></script>";
    for (name, content) in [
        ("index.html", page),
        ("assets/main-1.js", "export {};"),
        ("assets/main-1.js.gz", "gzipped"),
    ] {
        std::fs::write(dist.join(name), content).unwrap();
    }
    dist
}

fn key_file(folder: &TempDir) -> PathBuf {
    let path = folder.path().join("identity.pem");
    std::fs::write(&path, fresh_key_pem()).unwrap();
    path
}

/// A migrated database.
pub async fn fresh_database() -> TestDatabase {
    let migrated = |urls: DatabaseUrls| test_support::migrate(urls.owner_url, urls.app_url, app::migrations());
    testkit::servers().create_migrated_database("gateway", migrated).await.unwrap()
}

/// Points a department to an address.
pub fn point(config: &mut Config, department: Department, url: &str) {
    config.upstreams.insert(department, UpstreamSettings { url: url.to_owned() });
}

impl Edge {
    /// A gateway whose departments are all down.
    pub async fn start() -> Self {
        Self::start_with(|_| {}).await
    }

    /// A gateway with settings changed by the test.
    pub async fn start_with(tweak: impl FnOnce(&mut Config)) -> Self {
        let test_database = fresh_database().await;
        let folder = testkit::temporary_folder().unwrap();
        let mut config = settings(&test_database, &folder);
        tweak(&mut config);
        let database = Database::new(&config.database).unwrap();
        let passwords = seed(&config, &database, &folder).await;
        let gateway = app::build(&config).unwrap();
        let url = format!("http://{}", gateway.address());
        let stop = gateway.stopper();
        tokio::spawn(gateway.run());
        Self {
            url,
            database,
            test_database,
            config,
            client: new_client(),
            passwords,
            _folder: folder,
            stop,
        }
    }

    /// The address of another replica: the same settings, the same database.
    pub fn start_replica(&self) -> String {
        self.start_replica_with(|_| {})
    }

    /// The address of another replica with settings changed by the test.
    pub fn start_replica_with(&self, tweak: impl FnOnce(&mut Config)) -> String {
        let mut config = self.config.clone();
        tweak(&mut config);
        let gateway = app::build(&config).unwrap();
        let url = format!("http://{}", gateway.address());
        let stop = gateway.stopper();
        let until = self.stop.clone();
        tokio::spawn(async move {
            until.cancelled().await;
            stop.cancel();
        });
        tokio::spawn(gateway.run());
        url
    }

    /// PUT with a token, over the version that was seen.
    pub async fn put_as(&self, tokens: &Tokens, path: &str, version: i64, body: &Value) -> Answer {
        let request = self.request("PUT", path).bearer_auth(&tokens.access);
        send(request.header("if-match", format!("\"{version}\"")).json(body)).await
    }

    /// The generated password of a person.
    pub fn password_of(&self, username: &str) -> &str {
        &self.passwords[username]
    }

    /// A request by nobody.
    pub fn request(&self, method: &str, path: &str) -> reqwest::RequestBuilder {
        self.client.request(method.parse().unwrap(), format!("{}{path}", self.url))
    }

    /// GET by nobody.
    pub async fn get(&self, path: &str) -> Answer {
        send(self.request("GET", path)).await
    }

    /// POST by nobody.
    pub async fn post(&self, path: &str, body: &Value) -> Answer {
        send(self.request("POST", path).json(body)).await
    }

    /// GET with a token.
    pub async fn get_as(&self, tokens: &Tokens, path: &str) -> Answer {
        send(self.request("GET", path).bearer_auth(&tokens.access)).await
    }

    /// POST with a token.
    pub async fn post_as(&self, tokens: &Tokens, path: &str, body: &Value) -> Answer {
        send(self.request("POST", path).bearer_auth(&tokens.access).json(body)).await
    }

    /// DELETE with a token.
    pub async fn delete_as(&self, tokens: &Tokens, path: &str) -> Answer {
        send(self.request("DELETE", path).bearer_auth(&tokens.access)).await
    }

    /// A log-in with any password.
    pub async fn try_login(&self, username: &str, password: &str) -> Answer {
        self.post("/api/identity/v1/login", &json!({ "username": username, "password": password }))
            .await
    }

    /// A log-in that works.
    pub async fn login(&self, username: &str) -> Tokens {
        tokens_of(&self.try_login(username, self.password_of(username)).await)
    }

    /// A refresh.
    pub async fn refresh(&self, refresh_token: &str) -> Answer {
        self.post("/api/identity/v1/refresh", &json!({ "refresh_token": refresh_token }))
            .await
    }

    /// One number from the database.
    pub async fn count(&self, query: &str) -> i64 {
        let (client, connection) = tokio_postgres::connect(&self.test_database.admin_url, tokio_postgres::NoTls)
            .await
            .unwrap();
        tokio::spawn(connection);
        client.query_one(query, &[]).await.unwrap().get(0)
    }

    /// Changes something behind the gateway's back.
    pub async fn execute(&self, statement: &str) {
        let (client, connection) = tokio_postgres::connect(&self.test_database.admin_url, tokio_postgres::NoTls)
            .await
            .unwrap();
        tokio::spawn(connection);
        client.batch_execute(statement).await.unwrap();
    }
}

/// A client that follows nothing and trusts no proxy.
pub fn new_client() -> reqwest::Client {
    reqwest::Client::builder()
        .no_proxy()
        .redirect(reqwest::redirect::Policy::none())
        .build()
        .unwrap()
}

/// The tokens of a good log-in.
pub fn tokens_of(answer: &Answer) -> Tokens {
    assert_eq!(answer.status, 200, "{answer:?}");
    let text = |name: &str| answer.body[name].as_str().unwrap().to_owned();
    Tokens {
        access: text("access_token"),
        refresh: text("refresh_token"),
    }
}

/// Status and code of an answer.
pub fn outcome(answer: &Answer) -> (u16, &str) {
    (answer.status, answer.body["code"].as_str().unwrap_or_default())
}

async fn seed(config: &Config, database: &Database, folder: &TempDir) -> HashMap<String, String> {
    let (file, out) = (folder.path().join("accounts.toml"), folder.path().join("accounts.json"));
    std::fs::write(&file, SEED).unwrap();
    let hasher = app::hasher(config).unwrap();
    seed_accounts(
        database,
        &hasher,
        &config.service.password_policy(),
        &file,
        &out,
        chrono::Utc::now(),
    )
    .await
    .unwrap();
    let issued: Vec<Issued> = serde_json::from_slice(&std::fs::read(&out).unwrap()).unwrap();
    issued.into_iter().map(|issued| (issued.username, issued.password)).collect()
}
