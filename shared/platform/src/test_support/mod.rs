//! For the departments' tests: an issuer of tokens, and a service running on a database of the test's own.
#![expect(clippy::expect_used, clippy::unwrap_used, reason = "a test that cannot be set up fails")]

pub mod conformance;

use std::{collections::BTreeMap, future::Future};

use actix_web::{App, HttpResponse, HttpServer, web};
use chrono::Utc;
use contracts::Department;
use diesel_migrations::EmbeddedMigrations;
use secrecy::SecretString;
use serde::{Serialize, de::DeserializeOwned};
use serde_json::Value;
use tokio::task::JoinHandle;
use tokio_util::sync::CancellationToken;
use uuid::Uuid;

use crate::{
    Database,
    database::migration::{self, MigrationError},
    http::{
        access::{Claims, Role, SERVICE_ROLE, ScopeClaim},
        token::{ServiceIdentity, Signer},
    },
    service::{Config, Service, StartError},
    settings::{self, ClaimNames, DatabaseSettings, IssuerSettings},
};

/// Audience of the tests' tokens.
const AUDIENCE: &str = "jiangzhou";

/// PEM text of a fresh Ed25519 private key.
pub fn fresh_key_pem() -> String {
    Signer::pem_of(&std::array::from_fn(|index| Uuid::new_v4().as_bytes()[index % 16]))
}

/// Issues tokens and publishes its key on a port of its own.
#[derive(Clone)]
pub struct TestIssuer {
    signer: Signer,
    settings: IssuerSettings,
}

/// A person of a test.
#[derive(Debug, Clone)]
pub struct TestPerson {
    /// Account id.
    pub subject: String,
    /// Role codes.
    pub roles: Vec<String>,
    /// Code of the unit.
    pub unit: String,
    /// Data scope.
    pub scope: ScopeClaim,
}

impl TestPerson {
    /// A person of the department itself, who sees all its rows.
    pub fn with(subject: &str, roles: &[Role]) -> Self {
        Self {
            subject: subject.to_owned(),
            roles: roles.iter().map(|role| role.code.to_owned()).collect(),
            unit: "bureau".to_owned(),
            scope: ScopeClaim::All,
        }
    }

    /// The same person, who sees everything at this department's service and nothing elsewhere.
    #[must_use]
    pub fn of_department(mut self, department: Department) -> Self {
        self.scope = ScopeClaim::Department(department.name().to_owned());
        self
    }

    /// The same person, who sees only these units' rows.
    #[must_use]
    pub fn of_units(mut self, units: &[&str]) -> Self {
        units.first().copied().unwrap_or_default().clone_into(&mut self.unit);
        self.scope = ScopeClaim::Units(units.iter().map(|unit| (*unit).to_owned()).collect());
        self
    }
}

impl TestIssuer {
    /// Starts an issuer named `https://jiangzhou/<name>`.
    pub fn start(name: &str) -> Self {
        let signer = Signer::from_pem(&fresh_key_pem()).expect("a fresh key");
        let keys = signer.key_set();
        let server = HttpServer::new(move || {
            let keys = keys.clone();
            App::new().route(
                "/.well-known/jwks.json",
                web::get().to(move || std::future::ready(HttpResponse::Ok().json(&keys))),
            )
        })
        .workers(1)
        .disable_signals()
        .bind("127.0.0.1:0")
        .expect("a free port");
        let address = server.addrs()[0];
        tokio::spawn(server.run());
        Self {
            signer,
            settings: IssuerSettings {
                issuer: ServiceIdentity::issuer(name),
                jwks_url: format!("http://{address}/.well-known/jwks.json"),
                audience: AUDIENCE.to_owned(),
                claims: ClaimNames::default(),
            },
        }
    }

    /// How a service trusts this issuer.
    pub fn settings(&self) -> IssuerSettings {
        self.settings.clone()
    }

    /// How a service trusts this issuer for people, and with the same key every department's service for itself.
    pub fn trusted(&self) -> BTreeMap<String, IssuerSettings> {
        let mut issuers = BTreeMap::from([("gateway".to_owned(), self.settings())]);
        for service in Department::ALL.map(Department::name) {
            let settings = IssuerSettings {
                issuer: ServiceIdentity::issuer(service),
                ..self.settings()
            };
            issuers.insert(service.to_owned(), settings);
        }
        issuers
    }

    /// A token for a person, good for five minutes.
    pub fn token(&self, person: &TestPerson) -> String {
        self.token_expiring(person, 300)
    }

    /// A token that expires `seconds` from now.
    pub fn token_expiring(&self, person: &TestPerson, seconds: i64) -> String {
        let now = Utc::now().timestamp();
        let claims = Claims {
            iss: self.settings.issuer.clone(),
            sub: person.subject.clone(),
            aud: AUDIENCE.to_owned(),
            iat: now,
            exp: now + seconds,
            name: person.subject.clone(),
            roles: person.roles.clone(),
            unit: person.unit.clone(),
            scope: person.scope.clone(),
            sid: None,
            ver: None,
        };
        self.sign(&claims)
    }

    /// A token that a department's service signs for itself; [`TestService`] trusts it with this issuer's key.
    pub fn service_token(&self, service: &str) -> String {
        let now = Utc::now().timestamp();
        self.sign(&Claims {
            iss: ServiceIdentity::issuer(service),
            sub: service.to_owned(),
            aud: AUDIENCE.to_owned(),
            iat: now,
            exp: now + 300,
            name: service.to_owned(),
            roles: vec![SERVICE_ROLE.to_owned()],
            unit: service.to_owned(),
            scope: ScopeClaim::All,
            sid: None,
            ver: None,
        })
    }

    /// A token that says anything, with this issuer's signature.
    pub fn sign(&self, claims: &impl Serialize) -> String {
        self.signer.sign(claims).expect("a signed token")
    }
}

/// Where the test's database is.
#[derive(Debug, Clone)]
pub struct TestUrls {
    /// Owner, for migrations.
    pub owner: String,
    /// Login role of the service.
    pub login: String,
}

/// Migrates a test's database, for [`TestUrls`] of its owner and its login role.
pub async fn migrate(owner_url: String, login_url: String, own: EmbeddedMigrations) -> Result<(), MigrationError> {
    let settings = DatabaseSettings {
        url: login_url.into(),
        migration_url: owner_url.into(),
        pool_size: 1,
        background_pool_size: 1,
        lock_wait_seconds: 60,
        wait_seconds: 60,
    };
    migration::migrate(&settings, own).await.map(drop)
}

/// A department's service, running in the test's process on a port of its own.
pub struct TestService {
    /// Base URL.
    pub url: String,
    /// Its database, for looking behind the scenes.
    pub database: Database,
    /// Issuer of the tokens it takes.
    pub issuer: TestIssuer,
    client: reqwest::Client,
    _files: tempfile::TempDir,
    stop: CancellationToken,
    running: JoinHandle<std::io::Result<()>>,
}

/// An answer.
#[derive(Debug)]
pub struct Answer {
    /// HTTP status.
    pub status: u16,
    /// JSON body; null when there is none.
    pub body: Value,
    /// Header names in lower case.
    pub headers: BTreeMap<String, String>,
}

impl Answer {
    /// The id of what was made or changed.
    pub fn id(&self) -> String {
        assert!((200..300).contains(&self.status), "{} {}", self.status, self.body);
        self.body["id"].as_str().expect("an id").to_owned()
    }
}

impl TestService {
    /// Migrates the database, changes the settings as the test wants, and starts the service. The broker's relay is
    /// off unless the test switches it on and gives a broker.
    pub async fn start<Own, Build, Building>(
        defaults: &str,
        migrations: fn() -> EmbeddedMigrations,
        urls: &TestUrls,
        tweak: impl FnOnce(&mut Config<Own>),
        build: Build,
    ) -> Self
    where
        Own: DeserializeOwned,
        Build: FnOnce(Config<Own>) -> Building,
        Building: Future<Output = Result<Service, StartError>>,
    {
        let issuer = TestIssuer::start("gateway");
        let environment = [
            ("JIANGZHOU__DATABASE__URL", urls.login.as_str()),
            ("JIANGZHOU__BROKER__URL", "amqp://127.0.0.1:1/none"),
        ];
        let mut config: Config<Own> = settings::load_with(defaults, None, &environment).expect("settings");
        config.database.migration_url = SecretString::from(urls.owner.clone());
        // A busy machine is no failure; what a short wait does is tried by tests that set it.
        config.database.wait_seconds = 60;
        "127.0.0.1:0".clone_into(&mut config.server.bind);
        config.server.workers = 1;
        config.broker.relay = false;
        config.auth.issuers = issuer.trusted();
        let files = tempfile::tempdir().expect("a folder for files");
        config.storage.url = format!("file://{}", files.path().display());
        tweak(&mut config);
        migration::migrate(&config.database, migrations()).await.expect("migrations");
        let database = Database::new(&config.database).expect("a pool");
        let service = build(config).await.expect("the service starts");
        let url = format!("http://{}", service.address());
        let stop = service.stopper();
        let running = tokio::spawn(service.run());
        Self {
            url,
            database,
            issuer,
            client: reqwest::Client::builder().no_proxy().build().unwrap(),
            _files: files,
            stop,
            running,
        }
    }

    /// Tells the service to stop, as SIGTERM does.
    pub fn stop(&self) {
        self.stop.cancel();
    }

    /// Waits until the service has stopped.
    pub async fn ended(mut self) -> std::io::Result<()> {
        (&mut self.running).await.expect("the service does not panic")
    }

    /// A request by nobody.
    pub fn request(&self, method: &str, path: &str) -> reqwest::RequestBuilder {
        self.client.request(method.parse().unwrap(), format!("{}{path}", self.url))
    }

    /// A request by a person.
    pub fn request_as(&self, person: &TestPerson, method: &str, path: &str) -> reqwest::RequestBuilder {
        self.request(method, path).bearer_auth(self.issuer.token(person))
    }

    /// GET by a person.
    pub async fn get(&self, person: &TestPerson, path: &str) -> Answer {
        send(self.request_as(person, "GET", path)).await
    }

    /// POST of JSON by a person, with a fresh idempotency key.
    pub async fn post(&self, person: &TestPerson, path: &str, body: &Value) -> Answer {
        send(
            self.request_as(person, "POST", path)
                .header("idempotency-key", Uuid::new_v4().to_string())
                .json(body),
        )
        .await
    }

    /// POST of a file by a person, in a form, with a fresh idempotency key.
    pub async fn upload(&self, person: &TestPerson, path: &str, name: &str, bytes: &[u8]) -> Answer {
        let head = format!("--part\r\nContent-Disposition: form-data; name=\"file\"; filename=\"{name}\"\r\n\r\n");
        let form = [head.as_bytes(), bytes, b"\r\n--part--\r\n"].concat();
        let request = self.request_as(person, "POST", path).body(form);
        let request = request.header("content-type", "multipart/form-data; boundary=part");
        send(request.header("idempotency-key", Uuid::new_v4().to_string())).await
    }

    /// POST of JSON by a person that changes the version given, with a fresh idempotency key.
    pub async fn post_if_match(&self, person: &TestPerson, path: &str, version: i64, body: &Value) -> Answer {
        let request = self.request_as(person, "POST", path).header("if-match", format!("\"{version}\""));
        send(request.header("idempotency-key", Uuid::new_v4().to_string()).json(body)).await
    }

    /// POST of JSON by nobody: the public calculators.
    pub async fn post_public(&self, path: &str, body: &Value) -> Answer {
        send(self.request("POST", path).json(body)).await
    }

    /// GET by nobody.
    pub async fn get_public(&self, path: &str) -> Answer {
        send(self.request("GET", path)).await
    }
}

impl Drop for TestService {
    fn drop(&mut self) {
        self.stop.cancel();
    }
}

/// Sends a request and reads the answer.
pub async fn send(request: reqwest::RequestBuilder) -> Answer {
    let response = request.send().await.expect("an answer");
    let status = response.status().as_u16();
    let headers = response
        .headers()
        .iter()
        .map(|(name, value)| (name.to_string(), value.to_str().unwrap_or_default().to_owned()))
        .collect();
    let text = response.text().await.expect("a body");
    Answer {
        status,
        body: serde_json::from_str(&text).unwrap_or(Value::Null),
        headers,
    }
}
