//! How services verify the gateway's tokens.

use actix_web::{HttpResponse, http::header, web};
use serde_json::json;

use crate::service::Identity;

/// How long the keys may be kept: a new key comes with a restart and a new key id, for which everybody asks anew.
const CACHE: (header::HeaderName, &str) = (header::CACHE_CONTROL, "public, max-age=300");

/// Public address of the gateway, for the configuration document.
pub struct PublicUrl(pub String);

/// 验证访问令牌用的公钥（JWKS）。
#[utoipa::path(get, path = "/.well-known/jwks.json", tag = "login", responses((status = 200, description = "JSON Web Key Set")))]
pub async fn show_key_set(identity: web::Data<Identity>) -> HttpResponse {
    HttpResponse::Ok().insert_header(CACHE).json(identity.issuer.key_set())
}

/// 令牌签发者的说明（OpenID Connect Discovery）。
#[utoipa::path(get, path = "/.well-known/openid-configuration", tag = "login", responses((status = 200, description = "Issuer, keys, algorithms")))]
pub async fn show_openid_configuration(identity: web::Data<Identity>, public_url: web::Data<PublicUrl>) -> HttpResponse {
    let base = public_url.0.trim_end_matches('/');
    HttpResponse::Ok().insert_header(CACHE).json(json!({
        "issuer": identity.issuer.name(),
        "jwks_uri": format!("{base}/.well-known/jwks.json"),
        "token_endpoint": format!("{base}/api/identity/v1/login"),
        "response_types_supported": [],
        "subject_types_supported": ["public"],
        "id_token_signing_alg_values_supported": ["EdDSA"],
        "claims_supported": ["iss", "sub", "aud", "iat", "exp", "name", "roles", "unit", "scope"],
    }))
}
