//! Which tokens are good.

use std::sync::{
    Arc, Mutex,
    atomic::{AtomicUsize, Ordering},
};

use actix_web::{App, HttpResponse, HttpServer, dev::ServerHandle, web};
use aws_lc_rs::{
    encoding::{AsDer, Pkcs8V1Der},
    rsa::{KeyPair as RsaKeyPair, KeySize},
    signature::{ECDSA_P256_SHA256_FIXED_SIGNING, EcdsaKeyPair},
};
use base64::{
    Engine,
    engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD},
};
use chrono::Utc;
use contracts::Department;
use jsonwebtoken::{Algorithm, EncodingKey, Header};
use platform::{
    http::token::{ServiceIdentity, Signer, TokenVerifier},
    settings::{AuthSettings, ClaimNames, IssuerSettings},
    test_support::fresh_key_pem,
};
use serde_json::{Value, json};

use crate::support::eventually;

const ISSUER: &str = "https://jiangzhou/gateway";

/// Publishes keys that a test can change, on a port of its own.
struct Issuer {
    keys: Arc<Mutex<Value>>,
    asked: Arc<AtomicUsize>,
    url: String,
    server: ServerHandle,
}

impl Issuer {
    fn start(keys: Value) -> Self {
        let keys = Arc::new(Mutex::new(keys));
        let asked = Arc::new(AtomicUsize::new(0));
        let (published, counted) = (Arc::clone(&keys), Arc::clone(&asked));
        let server = HttpServer::new(move || {
            let (published, counted) = (Arc::clone(&published), Arc::clone(&counted));
            let show = move || {
                counted.fetch_add(1, Ordering::SeqCst);
                std::future::ready(HttpResponse::Ok().json(&*published.lock().unwrap()))
            };
            App::new().route("/keys", web::get().to(show))
        })
        .workers(1)
        .disable_signals()
        .bind("127.0.0.1:0")
        .unwrap();
        let url = format!("http://{}/keys", server.addrs()[0]);
        let server = server.run();
        let handle = server.handle();
        tokio::spawn(server);
        Self {
            keys,
            asked,
            url,
            server: handle,
        }
    }

    fn asked(&self) -> usize {
        self.asked.load(Ordering::SeqCst)
    }
}

fn verifier(issuers: &[(&str, &str)]) -> TokenVerifier {
    let names = ["gateway", "county_oidc", "third"].map(str::to_owned);
    let settings = issuers.iter().map(|(issuer, url)| issuer_settings(issuer, url));
    TokenVerifier::new(&AuthSettings {
        issuers: names.into_iter().zip(settings).collect(),
    })
    .unwrap()
}

fn issuer_settings(issuer: &str, jwks_url: &str) -> IssuerSettings {
    IssuerSettings {
        issuer: issuer.to_owned(),
        jwks_url: jwks_url.to_owned(),
        audience: "jiangzhou".to_owned(),
        claims: ClaimNames::default(),
    }
}

fn signer() -> Signer {
    Signer::from_pem(&fresh_key_pem()).unwrap()
}

fn claims() -> Value {
    let now = Utc::now().timestamp();
    json!({
        "iss": ISSUER, "sub": "zhang", "aud": "jiangzhou", "iat": now, "exp": now + 300, "roles": ["clerk"],
        "scope": { "kind": "units", "units": ["longxing"] },
    })
}

/// The claims with other values; null takes one away.
fn with(changes: Value) -> Value {
    let mut claims = claims();
    for (name, value) in changes.as_object().unwrap() {
        claims[name] = value.clone();
    }
    claims.as_object_mut().unwrap().retain(|_, value| !value.is_null());
    claims
}

async fn status(verifier: &TokenVerifier, token: &str) -> u16 {
    verifier
        .verify(token)
        .await
        .map_or_else(|problem| problem.status().as_u16(), |_| 200)
}

#[tokio::test(flavor = "multi_thread")]
async fn a_token_is_good_only_as_its_issuer_made_it_and_for_us() {
    let signer = signer();
    let issuer = Issuer::start(signer.key_set());
    let verifier = verifier(&[(ISSUER, &issuer.url)]);
    let now = Utc::now().timestamp();
    let good = signer.sign(&claims()).unwrap();
    assert_eq!(verifier.verify(&good).await.unwrap().sub, "zhang");
    for (changes, expected) in [
        (json!({ "aud": ["other", "jiangzhou"] }), 200),
        (json!({ "exp": now - 5 }), 200),
        (json!({ "exp": now - 60 }), 401),
        (json!({ "nbf": now + 60 }), 401),
        (json!({ "aud": "elsewhere" }), 401),
        (json!({ "aud": ["elsewhere"] }), 401),
        (json!({ "aud": null }), 401),
        (json!({ "iss": "https://elsewhere" }), 401),
        (json!({ "iss": null }), 401),
        (json!({ "exp": null }), 401),
        (json!({ "sub": null }), 401),
    ] {
        let token = signer.sign(&with(changes.clone())).unwrap();
        assert_eq!(status(&verifier, &token).await, expected, "{changes}");
    }

    // Every character of a token counts, also once it has been seen.
    let [header, payload, signature] = good.split('.').collect::<Vec<_>>()[..] else {
        unreachable!()
    };
    let other_payload = URL_SAFE_NO_PAD.encode(with(json!({ "sub": "li" })).to_string());
    let other_signature = signer.sign(&with(json!({ "sub": "li" }))).unwrap();
    let other_signature = other_signature.rsplit('.').next().unwrap();
    for token in [
        format!("{header}.{other_payload}.{signature}"),
        format!("{header}.{payload}.{other_signature}"),
        format!("{header}.{payload}."),
        format!("{header}.{payload}"),
        format!("{good}."),
        format!("{good}x"),
        String::new(),
        "..".to_owned(),
    ] {
        assert_eq!(status(&verifier, &token).await, 401, "{token}");
    }
    assert_eq!(status(&verifier, &good).await, 200);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_algorithm_is_the_keys_and_not_the_tokens() {
    let signer = signer();
    let issuer = Issuer::start(signer.key_set());
    let verifier = verifier(&[(ISSUER, &issuer.url)]);
    let key = &signer.key_set()["keys"][0];
    let (kid, public) = (key["kid"].as_str().unwrap(), key["x"].as_str().unwrap());
    let mut header = Header::new(Algorithm::HS256);
    header.kid = Some(kid.to_owned());
    // Signed with what everybody knows: the public key, as text and as bytes.
    for secret in [public.as_bytes().to_vec(), URL_SAFE_NO_PAD.decode(public).unwrap(), Vec::new()] {
        let token = jsonwebtoken::encode(&header, &claims(), &EncodingKey::from_secret(&secret)).unwrap();
        assert_eq!(status(&verifier, &token).await, 401);
    }
    for algorithm in ["none", "None", "EdDSA"] {
        let header = URL_SAFE_NO_PAD.encode(json!({ "alg": algorithm, "typ": "JWT", "kid": kid }).to_string());
        let token = format!("{header}.{}.", URL_SAFE_NO_PAD.encode(claims().to_string()));
        assert_eq!(status(&verifier, &token).await, 401, "{algorithm}");
    }
    // Another's signature under our key's id.
    let forged = EncodingKey::from_ed_pem(fresh_key_pem().as_bytes()).unwrap();
    let mut header = Header::new(Algorithm::EdDSA);
    header.kid = Some(kid.to_owned());
    assert_eq!(
        status(&verifier, &jsonwebtoken::encode(&header, &claims(), &forged).unwrap()).await,
        401
    );
    // A secret key that an issuer publishes by mistake opens nothing.
    let secret = URL_SAFE_NO_PAD.encode("everybody knows it");
    let mut keys = signer.key_set();
    keys["keys"]
        .as_array_mut()
        .unwrap()
        .push(json!({ "kty": "oct", "kid": "shared", "k": secret, "alg": "HS256" }));
    let issuer = Issuer::start(keys);
    let verifier = self::verifier(&[(ISSUER, &issuer.url)]);
    let mut header = Header::new(Algorithm::HS256);
    header.kid = Some("shared".to_owned());
    let token = jsonwebtoken::encode(&header, &claims(), &EncodingKey::from_secret(b"everybody knows it")).unwrap();
    assert_eq!(status(&verifier, &token).await, 401);
    assert_eq!(status(&verifier, &signer.sign(&claims()).unwrap()).await, 200);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_service_signs_for_itself_and_for_nobody_else() {
    let (gateway, finance) = (signer(), signer());
    let (of_gateway, of_finance) = (Issuer::start(gateway.key_set()), Issuer::start(finance.key_set()));
    let finance_name = ServiceIdentity::issuer("finance");
    let verifier = verifier(&[(ISSUER, &of_gateway.url), (&finance_name, &of_finance.url)]);

    let own = ServiceIdentity::new("finance", finance.clone(), "jiangzhou").token().unwrap();
    assert_eq!(verifier.verify(&own).await.unwrap().sub, "finance");
    for changes in [
        // A person, another service, both at once.
        json!({ "iss": finance_name, "sub": "zhang", "roles": ["clerk"] }),
        json!({ "iss": finance_name, "sub": "finance", "roles": [] }),
        json!({ "iss": finance_name, "sub": "water", "roles": ["service"] }),
        json!({ "iss": finance_name, "sub": "finance", "roles": ["service", "clerk"] }),
    ] {
        let token = finance.sign(&with(changes.clone())).unwrap();
        assert_eq!(status(&verifier, &token).await, 401, "{changes}");
    }
    // Whoever makes accounts makes no services.
    let token = gateway.sign(&with(json!({ "sub": "finance", "roles": ["service"] }))).unwrap();
    assert_eq!(status(&verifier, &token).await, 401);
    // One issuer's key is not good for another's name.
    let token = finance.sign(&claims()).unwrap();
    assert_eq!(status(&verifier, &token).await, 401);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_new_key_is_fetched_once_and_invented_ones_do_not_flood_the_issuer() {
    let (old, new) = (signer(), signer());
    let issuer = Issuer::start(old.key_set());
    let verifier = verifier(&[(ISSUER, &issuer.url)]);
    let token = old.sign(&claims()).unwrap();
    let all = futures_util::future::join_all((0..20).map(|_| status(&verifier, &token))).await;
    assert_eq!((all, issuer.asked()), (vec![200; 20], 1));

    for _ in 0..20 {
        assert_eq!(status(&verifier, &signer().sign(&claims()).unwrap()).await, 401);
    }
    assert_eq!(issuer.asked(), 1);

    *issuer.keys.lock().unwrap() = new.key_set();
    let token = new.sign(&claims()).unwrap();
    eventually("the new key is known", async || {
        (status(&verifier, &token).await == 200).then_some(())
    })
    .await;
    assert_eq!(issuer.asked(), 2);
    // The old one was withdrawn.
    assert_eq!(status(&verifier, &old.sign(&with(json!({ "sub": "li" }))).unwrap()).await, 401);
}

#[tokio::test(flavor = "multi_thread")]
async fn while_the_issuer_is_down_nobody_is_called_a_liar() {
    let signer = signer();
    let address = format!("127.0.0.1:{}", testkit::free_port().unwrap());
    let url = format!("http://{address}/keys");
    let verifier = verifier(&[(ISSUER, &url)]);
    let token = signer.sign(&claims()).unwrap();
    let problem = verifier.verify(&token).await.unwrap_err();
    assert_eq!((problem.status().as_u16(), problem.code()), (503, "issuer_unavailable"));

    let issuer = Issuer::start(signer.key_set());
    let target = issuer
        .url
        .strip_prefix("http://")
        .and_then(|url| url.strip_suffix("/keys"))
        .unwrap();
    let listener = tokio::net::TcpListener::bind(&address).await.unwrap();
    let target = target.to_owned();
    tokio::spawn(async move {
        while let Ok((mut client, _)) = listener.accept().await {
            let mut server = tokio::net::TcpStream::connect(&target).await.unwrap();
            tokio::spawn(async move { tokio::io::copy_bidirectional(&mut client, &mut server).await.ok() });
        }
    });
    eventually("the keys are known", async || {
        (status(&verifier, &token).await == 200).then_some(())
    })
    .await;
    // From now on it may be away.
    issuer.server.stop(false).await;
    assert_eq!(status(&verifier, &signer.sign(&with(json!({ "sub": "li" }))).unwrap()).await, 200);
}

#[tokio::test(flavor = "multi_thread")]
async fn another_issuers_rsa_and_p256_keys_are_good_too() {
    let pem = |der: &[u8]| format!("-----BEGIN PRIVATE KEY-----\n{}\n-----END PRIVATE KEY-----\n", STANDARD.encode(der));
    let p256 = EcdsaKeyPair::generate(&ECDSA_P256_SHA256_FIXED_SIGNING)
        .unwrap()
        .to_pkcs8v1()
        .unwrap();
    let rsa = RsaKeyPair::generate(KeySize::Rsa2048).unwrap();
    let rsa: Pkcs8V1Der<'_> = rsa.as_der().unwrap();
    for (algorithm, key) in [
        (Algorithm::ES256, EncodingKey::from_ec_pem(pem(p256.as_ref()).as_bytes()).unwrap()),
        (Algorithm::RS256, EncodingKey::from_rsa_pem(pem(rsa.as_ref()).as_bytes()).unwrap()),
    ] {
        let mut published = serde_json::to_value(jsonwebtoken::jwk::Jwk::from_encoding_key(&key, algorithm).unwrap()).unwrap();
        published["kid"] = json!("theirs");
        published["use"] = json!("sig");
        let issuer = Issuer::start(json!({ "keys": [{ "kty": "unheard-of", "kid": "x" }, published] }));
        let verifier = verifier(&[("https://login.county", &issuer.url)]);
        let mut header = Header::new(algorithm);
        header.kid = Some("theirs".to_owned());
        let token = jsonwebtoken::encode(&header, &with(json!({ "iss": "https://login.county" })), &key).unwrap();
        assert_eq!(status(&verifier, &token).await, 200, "{algorithm:?}");
        assert_eq!(status(&verifier, &token[..token.len() - 4]).await, 401, "{algorithm:?}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn keys_change_without_a_logout() {
    let folder = tempfile::tempdir().unwrap();
    let file = |name: &str| {
        let path = folder.path().join(name);
        std::fs::write(&path, platform::test_support::fresh_key_pem()).unwrap();
        path
    };
    let (old, new) = (file("old.pem"), file("new.pem"));
    let before = Signer::from_file(&old).unwrap().sign(&claims()).unwrap();
    let settings = platform::settings::IdentitySettings {
        key_file: Some(new),
        further_key_files: vec![old],
    };
    let signer = Signer::from_settings(&settings).unwrap().unwrap();
    assert_eq!(signer.key_set()["keys"].as_array().unwrap().len(), 2);
    let issuer = Issuer::start(signer.key_set());
    let fetched = verifier(&[(ISSUER, &issuer.url)]);
    let own = TokenVerifier::own(&issuer_settings(ISSUER, &issuer.url), &signer).unwrap();
    let after = signer.sign(&claims()).unwrap();
    for token in [&before, &after] {
        assert_eq!((status(&fetched, token).await, status(&own, token).await), (200, 200));
    }
    // The key that signs is the new one.
    let stranger = Signer::from_pem(&platform::test_support::fresh_key_pem()).unwrap();
    assert_eq!(status(&own, &stranger.sign(&claims()).unwrap()).await, 401);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_same_name_at_two_issuers_is_two_people() {
    let (of_gateway, of_county) = (signer(), signer());
    let issuers = [Issuer::start(of_gateway.key_set()), Issuer::start(of_county.key_set())];
    let verifier = verifier(&[(ISSUER, &issuers[0].url), ("https://oidc.county", &issuers[1].url)]);
    let own = of_gateway.sign(&claims()).unwrap();
    let other = of_county.sign(&with(json!({ "iss": "https://oidc.county" }))).unwrap();
    assert_eq!(verifier.verify(&own).await.unwrap().sub, "zhang");
    assert_eq!(verifier.verify(&other).await.unwrap().sub, "county_oidc:zhang");
}

#[tokio::test(flavor = "multi_thread")]
async fn another_issuer_says_it_in_its_own_words() {
    let signer = signer();
    let issuer = Issuer::start(signer.key_set());
    let settings = IssuerSettings {
        claims: ClaimNames {
            name: "display_name".to_owned(),
            roles: "realm_access.roles".to_owned(),
            unit: "https://county/unit".to_owned(),
            scope: "towns".to_owned(),
        },
        ..issuer_settings("https://login.county", &issuer.url)
    };
    let verifier = TokenVerifier::new(&AuthSettings {
        issuers: [("county_oidc".to_owned(), settings)].into(),
    })
    .unwrap();
    let token = signer
        .sign(&with(json!({
            "iss": "https://login.county", "roles": null, "iat": null, "scope": "openid profile", "sid": "no uuid", "display_name": "张三",
            "realm_access": { "roles": ["town_clerk"] }, "https://county/unit": "longxing", "towns": ["longxing", "sanquan"],
        })))
        .unwrap();
    let person = verifier.identify(&token).await.unwrap();
    assert_eq!((person.subject.as_str(), person.name.as_str()), ("county_oidc:zhang", "张三"));
    assert_eq!(
        (person.roles.as_slice(), person.unit.as_str()),
        (["town_clerk".to_owned()].as_slice(), "longxing")
    );
    let towns = ["longxing", "sanquan"].map(str::to_owned);
    assert_eq!((person.scope, person.session), (platform::Scope::Units(towns.into()), None));

    let of_none = signer
        .sign(&with(json!({ "iss": "https://login.county", "scope": "openid", "towns": "all" })))
        .unwrap();
    assert_eq!(verifier.identify(&of_none).await.unwrap().scope, platform::Scope::Nothing);
    // A service is nobody's to make, whatever its roles are called.
    let service = json!({ "iss": "https://login.county", "sub": "finance", "realm_access": { "roles": ["service"] } });
    assert_eq!(status(&verifier, &signer.sign(&with(service)).unwrap()).await, 401);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_department_scope_opens_its_own_service_only() {
    let signer = signer();
    let issuer = Issuer::start(signer.key_set());
    let verifier = verifier(&[(ISSUER, &issuer.url)]);
    let token = signer
        .sign(&with(json!({ "scope": { "kind": "department", "department": "water" } })))
        .unwrap();
    let at = async |verifier: TokenVerifier| verifier.identify(&token).await.unwrap().scope;
    assert_eq!(at(verifier.clone().at(Department::Water)).await, platform::Scope::All);
    assert_eq!(at(verifier.clone().at(Department::Finance)).await, platform::Scope::Nothing);
    assert_eq!(at(verifier).await, platform::Scope::Nothing);
}
