//! The public key of the service's own identity, by which other services know its questions.

use actix_web::{HttpResponse, web};
use platform::Problem;

use crate::app::OwnIdentity;

/// `GET /.well-known/jwks.json`.
pub async fn show_keys(identity: web::Data<OwnIdentity>) -> Result<HttpResponse, Problem> {
    match &identity.0 {
        Some(identity) => Ok(HttpResponse::Ok().json(identity.key_set())),
        None => Err(Problem::not_found("本服务没有配置自己的身份密钥（identity.key_file）")),
    }
}
