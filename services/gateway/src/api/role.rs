//! Roles.

use actix_web::{HttpResponse, web};
use chrono::Utc;
use platform::{
    Problem,
    http::{access::Principal, extract::Json, page::Page, problem::ProblemBody},
};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::{
    domain::unit::KnownRole,
    service::{Identity, SCOPE, add_role, authorize},
    store,
};

/// A role.
#[derive(Debug, Serialize, ToSchema)]
pub struct RoleView {
    /// Its code in tokens.
    code: String,
    /// Chinese title.
    title: String,
}

impl From<KnownRole> for RoleView {
    fn from(role: KnownRole) -> Self {
        Self {
            code: role.code,
            title: role.title,
        }
    }
}

/// A new role.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct CreateRoleRequest {
    /// Its code, as the department's service knows it.
    code: String,
    /// Chinese title.
    title: String,
}

/// 岗位列表（一页列全）。
#[utoipa::path(get, path = "/api/identity/v1/roles", tag = "units", security(("bearer" = [])), responses((status = 200, body = Page<RoleView>)))]
pub async fn list_roles(identity: web::Data<Identity>, principal: Principal) -> Result<HttpResponse, Problem> {
    let mut conn = identity.database.connection(&SCOPE).await?;
    authorize::require_settled_account(&mut conn, &principal).await?;
    let items = store::role::list(&mut conn).await?.into_iter().map(RoleView::from).collect();
    Ok(HttpResponse::Ok().json(Page { items, next_cursor: None }))
}

/// 登记岗位。
#[utoipa::path(
    post, path = "/api/identity/v1/roles", tag = "units", request_body = CreateRoleRequest, security(("bearer" = [])),
    responses((status = 201, body = RoleView), (status = 400, body = ProblemBody), (status = 409, body = ProblemBody))
)]
pub async fn create_role(
    identity: web::Data<Identity>,
    principal: Principal,
    Json(body): Json<CreateRoleRequest>,
) -> Result<HttpResponse, Problem> {
    let role = add_role::add_role(&identity, &principal, &body.code, &body.title, Utc::now()).await?;
    Ok(HttpResponse::Created().json(RoleView::from(role)))
}
