//! Accounts: one's own, and for administrators everybody's. The list is in [`super::account_list`].

use actix_web::{HttpResponse, web};
use chrono::{DateTime, Utc};
use platform::{
    Problem,
    database::Pg,
    http::{
        access::Principal,
        extract::{IfMatch, Json, Path},
        problem::ProblemBody,
    },
};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::{
    domain::{
        IdentityError,
        account::{Account, DataScope},
    },
    service::{self, Identity, SCOPE, authorize, create_account::Draft},
    store::{self, login_failure},
};

/// An account.
#[derive(Debug, Serialize, ToSchema)]
pub struct AccountView {
    /// Log-in name.
    pub(super) username: String,
    /// Name for people.
    pub(super) name: String,
    /// Codes of the roles given to the person.
    pub(super) roles: Vec<String>,
    /// Codes of the posts.
    pub(super) posts: Vec<String>,
    /// Codes of the roles that the person has: those given and those of the posts.
    pub(super) effective_roles: Vec<String>,
    /// Code of the unit.
    pub(super) unit: String,
    /// Rows that the person may see.
    pub(super) scope: ScopeBody,
    /// Whether the person may log in.
    pub(super) active: bool,
    /// The password has to be changed before anything else is possible.
    pub(super) must_change_password: bool,
    /// Log-ins under this name are suspended until then, from some network or from everywhere.
    pub(super) locked_until: Option<DateTime<Utc>>,
    /// Last log-in.
    pub(super) last_login_at: Option<DateTime<Utc>>,
    /// Since when.
    pub(super) created_at: DateTime<Utc>,
    /// Last change by an administrator.
    pub(super) updated_at: DateTime<Utc>,
    /// For `If-Match`.
    pub(super) version: i32,
}

/// A data scope.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ScopeBody {
    /// `nothing`, `own_unit`, `with_sub_units`, `units`, `department` or `all`.
    #[schema(example = "own_unit")]
    pub(super) kind: String,
    /// The units, with `units`.
    #[serde(default)]
    pub(super) units: Vec<String>,
}

impl From<&DataScope> for ScopeBody {
    fn from(scope: &DataScope) -> Self {
        Self {
            kind: scope.kind().to_owned(),
            units: scope.units().to_vec(),
        }
    }
}

impl AccountView {
    pub(super) fn of(account: Account, locked_until: Option<DateTime<Utc>>) -> Self {
        Self {
            scope: ScopeBody::from(&account.scope),
            username: account.username,
            name: account.name,
            roles: account.roles,
            posts: account.posts,
            effective_roles: account.effective_roles,
            unit: account.unit,
            active: account.active,
            must_change_password: account.must_change_password,
            locked_until,
            last_login_at: account.last_login_at,
            created_at: account.created_at,
            updated_at: account.updated_at,
            version: account.version,
        }
    }
}

/// The account with what is known of its lockout.
async fn view(conn: &mut Pg, account: Account) -> Result<AccountView, Problem> {
    let locked = login_failure::locked_until(conn, &[&account.username], Utc::now()).await?;
    Ok(AccountView::of(account, locked.into_iter().flatten().next()))
}

/// A new account.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct CreateAccountRequest {
    /// Log-in name; cannot be changed later.
    #[schema(example = "zhang.san")]
    username: String,
    /// Name for people.
    name: String,
    /// Codes of the roles given to the person.
    roles: Vec<String>,
    /// Codes of the posts.
    #[serde(default)]
    posts: Vec<String>,
    /// Code of the unit.
    unit: String,
    /// Rows that the person may see.
    scope: ScopeBody,
}

/// What can be changed.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct UpdateAccountRequest {
    /// Name for people.
    name: String,
    /// Codes of the roles given to the person.
    roles: Vec<String>,
    /// Codes of the posts.
    #[serde(default)]
    posts: Vec<String>,
    /// Code of the unit.
    unit: String,
    /// Rows that the person may see.
    scope: ScopeBody,
}

/// An account with a password that is shown this once.
#[derive(Serialize, ToSchema)]
pub struct IssuedPasswordView {
    /// The account.
    account: AccountView,
    /// Has to be changed at the next log-in; cannot be shown again.
    password: String,
}

/// 当前登录的账号。
#[utoipa::path(get, path = "/api/identity/v1/me", tag = "login", security(("bearer" = [])), responses((status = 200, body = AccountView), (status = 401, body = ProblemBody)))]
pub async fn show_me(identity: web::Data<Identity>, principal: Principal) -> Result<HttpResponse, Problem> {
    let mut conn = identity.database.connection(&SCOPE).await?;
    let (account, _) = authorize::require_account(&mut conn, &principal).await?;
    Ok(HttpResponse::Ok().json(AccountView::of(account, None)))
}

/// 新建账号：返回只显示一次的初始密码，首次登录须修改。
#[utoipa::path(
    post, path = "/api/identity/v1/accounts", tag = "accounts", request_body = CreateAccountRequest, security(("bearer" = [])),
    responses((status = 201, body = IssuedPasswordView), (status = 400, body = ProblemBody), (status = 409, body = ProblemBody, description = "The name is taken"))
)]
pub async fn create_account(
    identity: web::Data<Identity>,
    principal: Principal,
    Json(body): Json<CreateAccountRequest>,
) -> Result<HttpResponse, Problem> {
    let draft = Draft {
        name: body.name,
        roles: body.roles,
        posts: body.posts,
        unit: body.unit,
        scope_kind: body.scope.kind,
        scope_units: body.scope.units,
    };
    let (account, password) = service::create_account::create_account(&identity, &principal, &body.username, draft, Utc::now()).await?;
    Ok(HttpResponse::Created().json(IssuedPasswordView {
        account: AccountView::of(account, None),
        password,
    }))
}

/// 一个账号。
#[utoipa::path(
    get, path = "/api/identity/v1/accounts/{username}", tag = "accounts", params(("username" = String, Path)), security(("bearer" = [])),
    responses((status = 200, body = AccountView), (status = 404, body = ProblemBody))
)]
pub async fn show_account(
    identity: web::Data<Identity>,
    principal: Principal,
    Path(username): Path<String>,
) -> Result<HttpResponse, Problem> {
    let mut conn = identity.database.connection(&SCOPE).await?;
    authorize::require_administrator(&mut conn, &principal).await?;
    let found = store::account::find(&mut conn, &username).await?;
    let (account, _) = found.ok_or_else(|| IdentityError::UnknownAccount(username.clone()))?;
    Ok(HttpResponse::Ok().json(view(&mut conn, account).await?))
}

/// 修改账号的姓名、角色、岗位、单位和数据范围，从下一个请求起生效。
#[utoipa::path(
    put, path = "/api/identity/v1/accounts/{username}", tag = "accounts", request_body = UpdateAccountRequest, security(("bearer" = [])),
    params(("username" = String, Path), ("If-Match" = String, Header, description = "The version that was seen")),
    responses((status = 200, body = AccountView), (status = 400, body = ProblemBody), (status = 404, body = ProblemBody), (status = 409, body = ProblemBody), (status = 412, body = ProblemBody))
)]
pub async fn update_account(
    identity: web::Data<Identity>,
    principal: Principal,
    Path(username): Path<String>,
    version: IfMatch,
    Json(body): Json<UpdateAccountRequest>,
) -> Result<HttpResponse, Problem> {
    let draft = Draft {
        name: body.name,
        roles: body.roles,
        posts: body.posts,
        unit: body.unit,
        scope_kind: body.scope.kind,
        scope_units: body.scope.units,
    };
    let account = service::update_account::update_account(&identity, &principal, &username, version, draft, Utc::now()).await?;
    let mut conn = identity.database.connection(&SCOPE).await?;
    Ok(HttpResponse::Ok().json(view(&mut conn, account).await?))
}

/// 停用账号：其会话全部结束。
#[utoipa::path(
    post, path = "/api/identity/v1/accounts/{username}/deactivate", tag = "accounts", params(("username" = String, Path)), security(("bearer" = [])),
    responses((status = 200, body = AccountView), (status = 404, body = ProblemBody), (status = 409, body = ProblemBody))
)]
pub async fn deactivate_account(
    identity: web::Data<Identity>,
    principal: Principal,
    Path(username): Path<String>,
) -> Result<HttpResponse, Problem> {
    let account = service::set_active::set_active(&identity, &principal, &username, false, Utc::now()).await?;
    let mut conn = identity.database.connection(&SCOPE).await?;
    Ok(HttpResponse::Ok().json(view(&mut conn, account).await?))
}

/// 重新启用账号。
#[utoipa::path(
    post, path = "/api/identity/v1/accounts/{username}/activate", tag = "accounts", params(("username" = String, Path)), security(("bearer" = [])),
    responses((status = 200, body = AccountView), (status = 404, body = ProblemBody), (status = 409, body = ProblemBody))
)]
pub async fn activate_account(
    identity: web::Data<Identity>,
    principal: Principal,
    Path(username): Path<String>,
) -> Result<HttpResponse, Problem> {
    let account = service::set_active::set_active(&identity, &principal, &username, true, Utc::now()).await?;
    let mut conn = identity.database.connection(&SCOPE).await?;
    Ok(HttpResponse::Ok().json(view(&mut conn, account).await?))
}

/// 解除登录锁定。
#[utoipa::path(
    post, path = "/api/identity/v1/accounts/{username}/unlock", tag = "accounts", params(("username" = String, Path)), security(("bearer" = [])),
    responses((status = 200, body = AccountView), (status = 404, body = ProblemBody))
)]
pub async fn unlock_account(
    identity: web::Data<Identity>,
    principal: Principal,
    Path(username): Path<String>,
) -> Result<HttpResponse, Problem> {
    let account = service::unlock_account::unlock_account(&identity, &principal, &username, Utc::now()).await?;
    Ok(HttpResponse::Ok().json(AccountView::of(account, None)))
}

/// 重置密码：返回只显示一次的新密码，下次登录须修改；其会话全部结束。
#[utoipa::path(
    post, path = "/api/identity/v1/accounts/{username}/password-reset", tag = "accounts", params(("username" = String, Path)), security(("bearer" = [])),
    responses((status = 200, body = IssuedPasswordView), (status = 404, body = ProblemBody))
)]
pub async fn reset_password(
    identity: web::Data<Identity>,
    principal: Principal,
    Path(username): Path<String>,
) -> Result<HttpResponse, Problem> {
    let (account, password) = service::reset_password::reset_password(&identity, &principal, &username, Utc::now()).await?;
    Ok(HttpResponse::Ok().json(IssuedPasswordView {
        account: AccountView::of(account, None),
        password,
    }))
}
