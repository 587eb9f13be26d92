//! A small issuer of OpenID Connect: description, keys, authorization code with PKCE, ID tokens with real signatures. Whoever
//! is told to log in does so at once. A [`Twist`] makes it lie, in one way at a time, a [`Silence`] makes it hang.

use std::{
    collections::HashMap,
    sync::{Mutex, MutexGuard, PoisonError},
    time::{Duration, SystemTime, UNIX_EPOCH},
};

use actix_web::{App, HttpRequest, HttpResponse, HttpServer, dev::ServerHandle, http::header, web};
use anyhow::{Context, Result, anyhow};
use aws_lc_rs::signature::{ECDSA_P256_SHA256_FIXED_SIGNING, EcdsaKeyPair};
use base64::{
    Engine,
    engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD},
};
use jsonwebtoken::{Algorithm, EncodingKey, Header, jwk::Jwk};
use serde::Deserialize;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

/// Who the relying party is here.
pub const CLIENT_ID: &str = "jiangzhou";
/// Id of the published key.
const KID: &str = "issuer-1";
/// How long its ID tokens are good, seconds.
const GOOD_FOR: i64 = 300;

/// In which way the issuer lies.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Twist {
    /// Not at all.
    #[default]
    None,
    /// The ID token is for another log-in.
    WrongNonce,
    /// The ID token is for somebody else.
    WrongAudience,
    /// The ID token names us among others, but somebody else asked.
    WrongParty,
    /// The ID token names several audiences and does not say which of them asked.
    NoParty,
    /// The ID token says that another issuer made it.
    WrongIssuer,
    /// The ID token was good until a while ago.
    Expired,
    /// The ID token is signed with a key that nobody has published.
    UnknownKey,
    /// The ID token is signed with another key under the published one's id.
    ForgedSignature,
    /// The ID token is not signed.
    Unsigned,
    /// The description is another issuer's.
    WrongDescription,
    /// The description sends people to a script.
    ScriptAsAddress,
}

/// What the issuer leaves unanswered: the connection stands, and nothing comes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Silence {
    /// Nothing.
    #[default]
    None,
    /// Questions for its description.
    Description,
    /// Questions for its keys.
    Keys,
}

/// How often a question that hangs looks whether it may be answered.
const LOOKS_EVERY: Duration = Duration::from_millis(20);

/// A running issuer.
pub struct Issuer {
    shared: web::Data<Shared>,
    handle: ServerHandle,
}

struct Shared {
    url: String,
    secret: String,
    key: Key,
    other_key: Key,
    inner: Mutex<Inner>,
}

struct Inner {
    person: Value,
    twist: Twist,
    silence: Silence,
    questions: usize,
    codes: HashMap<String, Grant>,
}

/// What a code stands for.
struct Grant {
    redirect_uri: String,
    challenge: String,
    nonce: String,
    person: Value,
}

struct Key {
    signs: EncodingKey,
    published: Value,
}

impl Key {
    fn new() -> Result<Self> {
        let der = EcdsaKeyPair::generate(&ECDSA_P256_SHA256_FIXED_SIGNING).and_then(|pair| pair.to_pkcs8v1());
        let der = der.map_err(|_| anyhow!("no key can be made"))?;
        let pem = format!(
            "-----BEGIN PRIVATE KEY-----\n{}\n-----END PRIVATE KEY-----\n",
            STANDARD.encode(der.as_ref())
        );
        let signs = EncodingKey::from_ec_pem(pem.as_bytes())?;
        let mut published = serde_json::to_value(Jwk::from_encoding_key(&signs, Algorithm::ES256)?)?;
        published["kid"] = json!(KID);
        published["use"] = json!("sig");
        Ok(Self { signs, published })
    }
}

impl Issuer {
    /// Starts an issuer on a free port. `client_secret` is what the relying party has to show. Needs a tokio runtime.
    pub fn start(client_secret: &str) -> Result<Self> {
        let listener = std::net::TcpListener::bind("127.0.0.1:0")?;
        let shared = web::Data::new(Shared {
            url: format!("http://{}", listener.local_addr()?),
            secret: client_secret.to_owned(),
            key: Key::new()?,
            other_key: Key::new()?,
            inner: Mutex::new(Inner {
                person: Value::Null,
                twist: Twist::None,
                silence: Silence::None,
                questions: 0,
                codes: HashMap::new(),
            }),
        });
        let state = shared.clone();
        let server = HttpServer::new(move || {
            App::new()
                .app_data(state.clone())
                .route("/.well-known/openid-configuration", web::get().to(describe))
                .route("/keys", web::get().to(show_keys))
                .route("/authorize", web::get().to(authorize))
                .route("/token", web::post().to(issue))
        })
        .workers(1)
        .disable_signals()
        .listen(listener)?;
        let server = server.run();
        let handle = server.handle();
        tokio::spawn(server);
        Ok(Self { shared, handle })
    }

    /// Its name, which is its address as well.
    pub fn url(&self) -> &str {
        &self.shared.url
    }

    /// Who is logged in in the browser that comes next: the claims of the ID token, `sub` at least.
    pub fn log_in(&self, person: Value) {
        self.shared.lock().person = person;
    }

    /// How it lies from now on.
    pub fn lie(&self, twist: Twist) {
        self.shared.lock().twist = twist;
    }

    /// What it leaves unanswered from now on; what hangs is answered as soon as it may be.
    pub fn fall_silent(&self, silence: Silence) {
        self.shared.lock().silence = silence;
    }

    /// How often it has been asked for its description or its keys, answered or not.
    pub fn questions(&self) -> usize {
        self.shared.lock().questions
    }
}

impl Drop for Issuer {
    fn drop(&mut self) {
        // Stopping sends a message at once; what it returns only waits for the end.
        drop(self.handle.stop(false));
    }
}

impl Shared {
    fn lock(&self) -> MutexGuard<'_, Inner> {
        self.inner.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Counts a question, and hangs as long as it is one of those that are not answered.
    async fn hear(&self, unanswered: Silence) {
        self.lock().questions += 1;
        while self.lock().silence == unanswered {
            tokio::time::sleep(LOOKS_EVERY).await;
        }
    }

    fn id_token(&self, grant: &Grant, twist: Twist) -> Result<String> {
        let now = i64::try_from(SystemTime::now().duration_since(UNIX_EPOCH)?.as_secs())?;
        let mut claims = grant.person.clone();
        claims["iss"] = json!(self.url);
        claims["aud"] = json!(CLIENT_ID);
        claims["iat"] = json!(now);
        claims["exp"] = json!(now + GOOD_FOR);
        claims["nonce"] = json!(grant.nonce);
        match twist {
            Twist::WrongNonce => claims["nonce"] = json!("another"),
            Twist::WrongAudience => claims["aud"] = json!("somebody-else"),
            Twist::WrongParty => {
                claims["aud"] = json!([CLIENT_ID, "somebody-else"]);
                claims["azp"] = json!("somebody-else");
            }
            Twist::NoParty => claims["aud"] = json!([CLIENT_ID, "somebody-else"]),
            Twist::WrongIssuer => claims["iss"] = json!("https://elsewhere.example"),
            Twist::Expired => claims["exp"] = json!(now - GOOD_FOR),
            Twist::None
            | Twist::UnknownKey
            | Twist::ForgedSignature
            | Twist::Unsigned
            | Twist::WrongDescription
            | Twist::ScriptAsAddress => {}
        }
        if twist == Twist::Unsigned {
            let header = URL_SAFE_NO_PAD.encode(json!({ "alg": "none", "kid": KID }).to_string());
            return Ok(format!("{header}.{}.", URL_SAFE_NO_PAD.encode(claims.to_string())));
        }
        let mut header = Header::new(Algorithm::ES256);
        header.kid = Some(if twist == Twist::UnknownKey { "issuer-2" } else { KID }.to_owned());
        let key = match twist {
            Twist::UnknownKey | Twist::ForgedSignature => &self.other_key,
            _ => &self.key,
        };
        Ok(jsonwebtoken::encode(&header, &claims, &key.signs)?)
    }
}

async fn describe(shared: web::Data<Shared>) -> HttpResponse {
    shared.hear(Silence::Description).await;
    let (url, twist) = (&shared.url, shared.lock().twist);
    let issuer = if twist == Twist::WrongDescription {
        "https://elsewhere.example"
    } else {
        url
    };
    let authorize = match twist {
        Twist::ScriptAsAddress => "javascript:alert(1)".to_owned(),
        _ => format!("{url}/authorize"),
    };
    HttpResponse::Ok().json(json!({
        "issuer": issuer,
        "authorization_endpoint": authorize,
        "token_endpoint": format!("{url}/token"),
        "jwks_uri": format!("{url}/keys"),
        "response_types_supported": ["code"],
        "subject_types_supported": ["public"],
        "id_token_signing_alg_values_supported": ["ES256"],
        "code_challenge_methods_supported": ["S256"],
    }))
}

async fn show_keys(shared: web::Data<Shared>) -> HttpResponse {
    shared.hear(Silence::Keys).await;
    HttpResponse::Ok().json(json!({ "keys": [shared.key.published] }))
}

#[derive(Deserialize)]
struct AuthorizeQuery {
    response_type: String,
    client_id: String,
    redirect_uri: String,
    scope: String,
    state: String,
    nonce: String,
    code_challenge: String,
    code_challenge_method: String,
}

/// Whoever is logged in is sent back with a code.
async fn authorize(shared: web::Data<Shared>, query: web::Query<AuthorizeQuery>) -> HttpResponse {
    let query = query.into_inner();
    let is_good = query.response_type == "code"
        && query.client_id == CLIENT_ID
        && query.code_challenge_method == "S256"
        && query.scope.split(' ').any(|scope| scope == "openid");
    if !is_good {
        return HttpResponse::BadRequest().json(json!({ "error": "invalid_request" }));
    }
    let code = hex::encode(rand::random::<[u8; 16]>());
    let separator = if query.redirect_uri.contains('?') { '&' } else { '?' };
    let location = format!("{}{separator}code={code}&state={}", query.redirect_uri, query.state);
    let mut inner = shared.lock();
    let grant = Grant {
        redirect_uri: query.redirect_uri,
        challenge: query.code_challenge,
        nonce: query.nonce,
        person: inner.person.clone(),
    };
    inner.codes.insert(code, grant);
    HttpResponse::Found().insert_header((header::LOCATION, location)).finish()
}

#[derive(Deserialize)]
struct TokenForm {
    grant_type: String,
    code: String,
    redirect_uri: String,
    code_verifier: String,
}

/// An ID token for a code, once, for whoever has the secret and began it.
async fn issue(shared: web::Data<Shared>, request: HttpRequest, form: web::Form<TokenForm>) -> HttpResponse {
    let expected = format!("Basic {}", STANDARD.encode(format!("{CLIENT_ID}:{}", shared.secret)));
    let shown = request.headers().get(header::AUTHORIZATION).and_then(|value| value.to_str().ok());
    if shown != Some(expected.as_str()) {
        return HttpResponse::Unauthorized().json(json!({ "error": "invalid_client" }));
    }
    let (grant, twist) = {
        let mut inner = shared.lock();
        (inner.codes.remove(&form.code), inner.twist)
    };
    let challenge = URL_SAFE_NO_PAD.encode(Sha256::digest(&form.code_verifier));
    let good = grant
        .filter(|grant| form.grant_type == "authorization_code" && grant.redirect_uri == form.redirect_uri && grant.challenge == challenge);
    let Some(grant) = good else {
        return HttpResponse::BadRequest().json(json!({ "error": "invalid_grant" }));
    };
    match shared.id_token(&grant, twist).context("no ID token") {
        Ok(token) => HttpResponse::Ok().json(json!({ "access_token": "unused", "token_type": "Bearer", "id_token": token })),
        Err(error) => HttpResponse::InternalServerError().body(format!("{error:#}")),
    }
}
