//! What operators and auditors see of the gateway itself.

use actix_web::{HttpResponse, web};
use platform::{
    Problem,
    audit::{self, Verdict},
};
use serde::Serialize;
use utoipa::ToSchema;

use crate::service::Identity;

/// What a verification of the audit log found.
#[derive(Debug, Serialize, ToSchema)]
pub struct VerificationView {
    /// Whether every entry is as it was written.
    intact: bool,
    /// Entries read, when intact.
    #[serde(skip_serializing_if = "Option::is_none")]
    entries: Option<i64>,
    /// The first entry that is wrong or missing.
    #[serde(skip_serializing_if = "Option::is_none")]
    broken_at: Option<i64>,
    /// What is wrong with it.
    #[serde(skip_serializing_if = "Option::is_none")]
    reason: Option<String>,
}

/// 核对网关的操作日志（登录、账号变更）未被改动。
#[utoipa::path(
    get, path = "/api/identity/v1/operations/audit/verification", tag = "operations", security(("bearer" = [])),
    responses((status = 200, body = VerificationView))
)]
pub async fn verify_audit(identity: web::Data<Identity>) -> Result<HttpResponse, Problem> {
    let view = match audit::verify(&identity.database).await? {
        Verdict::Intact { entries } => VerificationView {
            intact: true,
            entries: Some(entries),
            broken_at: None,
            reason: None,
        },
        Verdict::Broken { seq, reason } => VerificationView {
            intact: false,
            entries: None,
            broken_at: Some(seq),
            reason: Some(reason),
        },
    };
    Ok(HttpResponse::Ok().json(view))
}
