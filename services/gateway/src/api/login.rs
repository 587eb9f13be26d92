//! Log-in, refresh, log-out, change of password.

use actix_web::{HttpRequest, HttpResponse, http::header::USER_AGENT, web};
use chrono::Utc;
use platform::{
    Problem,
    http::{access::Principal, extract::Json, limit::AddressLimit, problem::ProblemBody},
};
use secrecy::SecretString;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::{
    domain::lockout::network_of,
    service::{self, Client, Identity, issue_token::Login},
};

/// Limit of requests that prove who asks by a secret.
pub struct LoginLimit(pub AddressLimit);

impl LoginLimit {
    /// Refuses an address that tries too often; else says where the request comes from.
    fn admit(&self, request: &HttpRequest) -> Result<Client, Problem> {
        self.0.check(request)?;
        let user_agent = request.headers().get(USER_AGENT).and_then(|value| value.to_str().ok());
        let address = self.0.address(request);
        Ok(Client {
            address: address.to_string(),
            network: network_of(address),
            user_agent: user_agent.unwrap_or_default().to_owned(),
        })
    }
}

/// Name and password.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct LoginRequest {
    /// Log-in name.
    #[schema(example = "water_clerk")]
    username: String,
    /// Password.
    #[schema(value_type = String, format = Password)]
    password: SecretString,
}

/// A refresh token.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct RefreshRequest {
    /// As it was given; each is good for one use.
    #[schema(value_type = String)]
    refresh_token: SecretString,
}

/// Current and new password.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct PasswordRequest {
    /// The password as it is.
    #[schema(value_type = String, format = Password)]
    current_password: SecretString,
    /// The password as it shall be: at least 10 characters of at least two kinds, not a common one.
    #[schema(value_type = String, format = Password)]
    new_password: SecretString,
}

/// Tokens.
#[derive(Serialize, ToSchema)]
pub struct LoginView {
    /// Goes into `Authorization: Bearer …` of every request.
    access_token: String,
    /// `Bearer`.
    token_type: &'static str,
    /// Seconds that the access token is good for.
    expires_in: i64,
    /// Gets the next pair of tokens, once.
    refresh_token: String,
    /// The password has to be changed before anything else is possible.
    must_change_password: bool,
    /// Who logged in.
    account: LoginAccountView,
}

/// Who logged in.
#[derive(Serialize, ToSchema)]
pub struct LoginAccountView {
    /// Log-in name.
    username: String,
    /// Name for people.
    name: String,
    /// Codes of the roles given and of those that the posts bring along.
    roles: Vec<String>,
    /// Code of the unit.
    unit: String,
}

impl From<Login> for LoginView {
    fn from(login: Login) -> Self {
        Self {
            access_token: login.access_token,
            token_type: "Bearer",
            expires_in: login.expires_in,
            refresh_token: login.refresh_token,
            must_change_password: login.account.must_change_password,
            account: LoginAccountView {
                username: login.account.username,
                name: login.account.name,
                roles: login.account.effective_roles,
                unit: login.account.unit,
            },
        }
    }
}

/// 登录：换取访问令牌。
///
/// A wrong name and a wrong password get the same answer.
#[utoipa::path(
    post, path = "/api/identity/v1/login", tag = "login", request_body = LoginRequest,
    responses(
        (status = 200, body = LoginView),
        (status = 401, body = ProblemBody, description = "Name or password is wrong"),
        (status = 429, body = ProblemBody, description = "Too many tries from this address, or under this name"),
    )
)]
pub async fn log_in(
    identity: web::Data<Identity>,
    limit: web::Data<LoginLimit>,
    request: HttpRequest,
    Json(body): Json<LoginRequest>,
) -> Result<HttpResponse, Problem> {
    let client = limit.admit(&request)?;
    let login = service::log_in::log_in(&identity, &body.username, body.password, &client, Utc::now()).await?;
    Ok(HttpResponse::Ok().json(LoginView::from(login)))
}

/// 续期：用续期令牌换取下一对令牌。
///
/// A refresh token that comes a second time ends the session.
#[utoipa::path(
    post, path = "/api/identity/v1/refresh", tag = "login", request_body = RefreshRequest,
    responses((status = 200, body = LoginView), (status = 401, body = ProblemBody), (status = 429, body = ProblemBody))
)]
pub async fn refresh(
    identity: web::Data<Identity>,
    limit: web::Data<LoginLimit>,
    request: HttpRequest,
    Json(body): Json<RefreshRequest>,
) -> Result<HttpResponse, Problem> {
    use secrecy::ExposeSecret;
    limit.admit(&request)?;
    let login = service::refresh_session::refresh_session(&identity, body.refresh_token.expose_secret(), Utc::now()).await?;
    Ok(HttpResponse::Ok().json(LoginView::from(login)))
}

/// 退出登录：结束续期令牌所在的会话。
#[utoipa::path(
    post, path = "/api/identity/v1/logout", tag = "login", request_body = RefreshRequest,
    responses((status = 204, description = "Logged out, or was already"))
)]
pub async fn log_out(identity: web::Data<Identity>, Json(body): Json<RefreshRequest>) -> Result<HttpResponse, Problem> {
    use secrecy::ExposeSecret;
    service::log_out::log_out(&identity, body.refresh_token.expose_secret(), Utc::now()).await?;
    Ok(HttpResponse::NoContent().finish())
}

/// 修改自己的密码：其他会话全部结束，返回新的令牌。
#[utoipa::path(
    post, path = "/api/identity/v1/password", tag = "login", request_body = PasswordRequest, security(("bearer" = [])),
    responses(
        (status = 200, body = LoginView),
        (status = 400, body = ProblemBody, description = "The new password is not good enough"),
        (status = 422, body = ProblemBody, description = "The current password is wrong"),
        (status = 429, body = ProblemBody),
    )
)]
pub async fn change_password(
    identity: web::Data<Identity>,
    limit: web::Data<LoginLimit>,
    request: HttpRequest,
    principal: Principal,
    Json(body): Json<PasswordRequest>,
) -> Result<HttpResponse, Problem> {
    let client = limit.admit(&request)?;
    let login =
        service::change_password::change_password(&identity, &principal, body.current_password, body.new_password, &client, Utc::now())
            .await?;
    Ok(HttpResponse::Ok().json(LoginView::from(login)))
}
