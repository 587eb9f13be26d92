//! Log-in through other issuers, real ones in small.

mod describe;
mod link;
mod login;

use gateway::config::{Config, OidcSettings};
use platform::test_support::{Answer, send};
use serde_json::{Value, json};
use testkit::oidc::{CLIENT_ID, Issuer};

use crate::support::{Edge, Tokens, new_client};

const SECRET: &str = "s3cret & more";
/// As the gateway writes it: form-encoded.
const SECRET_AS_SENT: &str = "s3cret+%26+more";
const OIDC: &str = "/api/identity/v1/oidc";
const ACCOUNTS: &str = "/api/identity/v1/accounts";

/// A gateway that trusts two issuers, and one that is down.
struct Place {
    edge: Edge,
    /// `province`, whose names are believed.
    issuer: Issuer,
    /// `other`, whose names are not.
    other: Issuer,
    admin: Tokens,
}

/// What the issuer sent a browser back with.
#[derive(Clone)]
struct Back {
    code: String,
    state: String,
    cookie: String,
    address: String,
}

fn settings(issuer: &str) -> OidcSettings {
    OidcSettings {
        title: "省统一身份认证".to_owned(),
        issuer: issuer.to_owned(),
        client_id: CLIENT_ID.to_owned(),
        client_secret: Some(SECRET.into()),
        scopes: "profile".to_owned(),
        username_claim: Some("preferred_username".to_owned()),
    }
}

impl Place {
    async fn new() -> Self {
        let (issuer, other) = (Issuer::start(SECRET_AS_SENT).unwrap(), Issuer::start(SECRET_AS_SENT).unwrap());
        let (province, believed_less) = (settings(issuer.url()), settings(other.url()));
        let edge = Edge::start_with(move |config| {
            let others = OidcSettings {
                username_claim: None,
                ..believed_less
            };
            let down = settings("http://127.0.0.1:1");
            config.service.oidc.extend([
                ("province".to_owned(), province),
                ("other".to_owned(), others),
                ("down".to_owned(), down),
            ]);
        })
        .await;
        let admin = edge.login("admin").await;
        Self {
            edge,
            issuer,
            other,
            admin,
        }
    }

    /// The gateway after a restart with other settings.
    fn restart_with(&mut self, tweak: impl FnOnce(&mut Config)) {
        self.edge.url = self.edge.start_replica_with(tweak);
    }

    /// The issuer that is asked at that address.
    fn issuer_at(&self, url: &str) -> &Issuer {
        if url.starts_with(self.other.url()) {
            &self.other
        } else {
            &self.issuer
        }
    }

    async fn begin(&self, issuer: &str) -> Answer {
        self.edge.post(&format!("{OIDC}/{issuer}/authorization"), &Value::Null).await
    }

    /// Goes to the issuer as a browser does, and comes back.
    async fn go_there(&self, issuer: &str, person: Value) -> Back {
        let begun = self.begin(issuer).await;
        assert_eq!(begun.status, 200, "{begun:?}");
        let url = begun.body["authorization_url"].as_str().unwrap();
        self.issuer_at(url).log_in(person);
        let sent = new_client().get(url).send().await.unwrap();
        let address = sent.headers()["location"].to_str().unwrap().to_owned();
        let part = |name: &str| {
            let url = reqwest::Url::parse(&address).unwrap();
            let found = url.query_pairs().find(|(key, _)| key == name).map(|(_, value)| value.into_owned());
            found.unwrap()
        };
        Back {
            code: part("code"),
            state: part("state"),
            cookie: begun.headers["set-cookie"].split(';').next().unwrap().to_owned(),
            address,
        }
    }

    async fn come_back(&self, issuer: &str, back: &Back) -> Answer {
        let body = json!({ "code": back.code, "state": back.state });
        let request = self.edge.request("POST", &format!("{OIDC}/{issuer}/login")).json(&body);
        send(request.header("cookie", &back.cookie)).await
    }

    async fn log_in(&self, issuer: &str, person: Value) -> Answer {
        let back = self.go_there(issuer, person).await;
        self.come_back(issuer, &back).await
    }

    async fn link(&self, username: &str, subject: &str) -> Answer {
        self.link_at("province", username, subject).await
    }

    async fn link_at(&self, issuer: &str, username: &str, subject: &str) -> Answer {
        let body = json!({ "issuer": issuer, "subject": subject });
        self.edge.post_as(&self.admin, &format!("{ACCOUNTS}/{username}/links"), &body).await
    }
}
