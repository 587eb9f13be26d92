//! Roles.

use actix_web::{HttpResponse, web};
use chrono::Utc;
use contracts::Department;
use platform::{
    Problem,
    database::Pg,
    http::{
        access::Principal,
        extract::{IfMatch, Json, Path, Query},
        page::Page,
        problem::ProblemBody,
        sort::Ask,
    },
    list::{Column, List, Reader, optional, text},
};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use crate::{
    domain::role::KnownRole,
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
    /// Name of the department that it belongs to, e.g. `water`; none is the platform's own.
    department: Option<&'static str>,
    /// For `If-Match`.
    version: i32,
}

impl From<KnownRole> for RoleView {
    fn from(role: KnownRole) -> Self {
        Self {
            code: role.code,
            title: role.title,
            department: role.department.map(Department::name),
            version: role.version,
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
    /// Name of the department that it belongs to, e.g. `water`; none is the platform's own.
    department: Option<String>,
}

/// What can be changed.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct UpdateRoleRequest {
    /// Chinese title.
    title: String,
    /// Name of the department that it belongs to; none is the platform's own.
    department: Option<String>,
}

/// Filters of the list.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub struct RoleQuery {
    /// Of this department, e.g. `water`.
    #[param(value_type = Option<String>)]
    department: Option<Department>,
}

/// 角色列表（一页列全）。
#[utoipa::path(get, path = "/api/identity/v1/roles", tag = "units", params(RoleQuery), security(("bearer" = [])), responses((status = 200, body = Page<RoleView>)))]
pub async fn list_roles(
    identity: web::Data<Identity>,
    principal: Principal,
    Query(query): Query<RoleQuery>,
) -> Result<HttpResponse, Problem> {
    let mut conn = identity.database.connection(&SCOPE).await?;
    authorize::require_settled_account(&mut conn, &principal).await?;
    let whole = Ask::batch(i64::MAX, None);
    let page = Roles.page(&mut conn, &Roles.reader(&principal), &query, &whole).await?;
    Ok(HttpResponse::Ok().json(page))
}

/// The list of roles, always whole: a county has a few dozen.
pub struct Roles;

impl List for Roles {
    type Query = RoleQuery;
    type Item = RoleView;
    const NAME: &'static str = "roles";
    const TITLE: &'static str = "角色";
    const COLUMNS: &'static [Column<RoleView>] = &[
        Column::new("编码", 24, |role| text(&role.code)),
        Column::new("名称", 30, |role| text(&role.title)),
        Column::new("所属的服务", 14, |role| optional(role.department)),
    ];

    async fn page(&self, conn: &mut Pg, _: &Reader, query: &RoleQuery, ask: &Ask) -> Result<Page<RoleView>, Problem> {
        let roles = store::role::list(conn, query.department).await?;
        let mut page = Page::whole(roles.into_iter().map(RoleView::from).collect::<Vec<_>>());
        page.total = ask.wants_total().then(|| i64::try_from(page.items.len()).unwrap_or(i64::MAX));
        Ok(page)
    }
}

/// 登记角色。
#[utoipa::path(
    post, path = "/api/identity/v1/roles", tag = "units", request_body = CreateRoleRequest, security(("bearer" = [])),
    responses((status = 201, body = RoleView), (status = 400, body = ProblemBody), (status = 409, body = ProblemBody))
)]
pub async fn create_role(
    identity: web::Data<Identity>,
    principal: Principal,
    Json(body): Json<CreateRoleRequest>,
) -> Result<HttpResponse, Problem> {
    let role = add_role::add_role(
        &identity,
        &principal,
        &body.code,
        &body.title,
        body.department.as_deref(),
        Utc::now(),
    )
    .await?;
    Ok(HttpResponse::Created().json(RoleView::from(role)))
}

/// 修改角色的名称和所属部门。
#[utoipa::path(
    put, path = "/api/identity/v1/roles/{code}", tag = "units", request_body = UpdateRoleRequest, security(("bearer" = [])),
    params(("code" = String, Path), ("If-Match" = String, Header, description = "The version that was seen")),
    responses((status = 200, body = RoleView), (status = 400, body = ProblemBody), (status = 404, body = ProblemBody), (status = 412, body = ProblemBody))
)]
pub async fn update_role(
    identity: web::Data<Identity>,
    principal: Principal,
    Path(code): Path<String>,
    version: IfMatch,
    Json(body): Json<UpdateRoleRequest>,
) -> Result<HttpResponse, Problem> {
    let department = body.department.as_deref();
    let role = add_role::update_role(&identity, &principal, &code, version, &body.title, department, Utc::now()).await?;
    Ok(HttpResponse::Ok().json(RoleView::from(role)))
}
