//! Log-in through other issuers (OpenID Connect), and which accounts belong to whom there.

use actix_web::{
    HttpRequest, HttpResponse,
    http::header::{COOKIE, SET_COOKIE},
    web,
};
use chrono::{DateTime, Utc};
use platform::{
    Problem,
    http::{
        access::Principal,
        extract::{Json, Path},
        page::Page,
        problem::ProblemBody,
    },
};
use secrecy::{ExposeSecret, SecretString};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{
    login::{LoginLimit, LoginView},
    well_known::PublicUrl,
};
use crate::{
    domain::IdentityError,
    oidc::OidcIssuers,
    service::{Identity, SCOPE, authorize, link_account, oidc_login},
    store::{self, account_link::AccountLink},
};

/// Proves that whoever comes back is whoever was sent away. Not readable by scripts, and sent to these addresses only.
const COOKIE_NAME: &str = "jiangzhou_oidc";
/// The same over TLS, where a browser takes such a name from nobody but this host: a neighbour under the same domain could
/// otherwise set its own and make people go on in an account that is not theirs. That costs the path; the proxy passes no cookies on.
const HOST_COOKIE_NAME: &str = "__Host-jiangzhou_oidc";

/// Another issuer, for the log-in page.
#[derive(Serialize, ToSchema)]
pub struct OidcIssuerView {
    /// Short name.
    name: String,
    /// Name for people.
    title: String,
}

/// Where to log in.
#[derive(Serialize, ToSchema)]
pub struct OidcAuthorizationView {
    /// The browser goes there, and comes back to `/login/oidc/<issuer>` with `code` and `state`.
    authorization_url: String,
}

/// What the issuer gave along.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct OidcLoginRequest {
    /// Parameter `code`.
    #[schema(value_type = String)]
    code: SecretString,
    /// Parameter `state`.
    #[schema(value_type = String)]
    state: SecretString,
}

/// A link of an account to somebody at an issuer.
#[derive(Serialize, ToSchema)]
pub struct AccountLinkView {
    /// Short name of the issuer; of one that is not in the settings any more, its former name, or its URL if another issuer is called so now.
    issuer: String,
    /// Who it is there.
    subject: String,
    /// Who linked them.
    linked_by: String,
    /// When.
    linked_at: DateTime<Utc>,
}

impl AccountLinkView {
    fn of(link: AccountLink, issuers: &OidcIssuers) -> Self {
        Self {
            issuer: issuers.label(link.issuer_url.as_deref(), &link.issuer).to_owned(),
            subject: link.subject,
            linked_by: link.linked_by,
            linked_at: link.linked_at,
        }
    }
}

/// Whom an account belongs to.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct LinkAccountRequest {
    /// Short name of the issuer.
    issuer: String,
    /// Who it is there: the claim `sub`.
    subject: String,
}

/// 可用于登录的统一身份认证。
#[utoipa::path(get, path = "/api/identity/v1/oidc", tag = "login", responses((status = 200, body = Page<OidcIssuerView>)))]
pub async fn list_issuers(issuers: web::Data<OidcIssuers>) -> HttpResponse {
    let view = |(name, title): (&str, &str)| OidcIssuerView {
        name: name.to_owned(),
        title: title.to_owned(),
    };
    let items = issuers.titles().map(view).collect();
    HttpResponse::Ok().json(Page::whole(items))
}

/// 开始通过统一身份认证登录：返回要去的地址，并在这个浏览器里留一个凭据。
#[utoipa::path(
    post, path = "/api/identity/v1/oidc/{issuer}/authorization", tag = "login", params(("issuer" = String, Path)),
    responses(
        (status = 200, body = OidcAuthorizationView),
        (status = 404, body = ProblemBody),
        (status = 429, body = ProblemBody),
        (status = 503, body = ProblemBody, description = "The issuer does not answer"),
    )
)]
pub async fn begin_login(
    identity: web::Data<Identity>,
    issuers: web::Data<OidcIssuers>,
    limit: web::Data<LoginLimit>,
    public_url: web::Data<PublicUrl>,
    request: HttpRequest,
    Path(issuer): Path<String>,
) -> Result<HttpResponse, Problem> {
    limit.admit(&request)?;
    let begun = oidc_login::begin(&identity, issuers.find(&issuer)?, Utc::now()).await?;
    Ok(HttpResponse::Ok()
        .insert_header((SET_COOKIE, cookie(&begun.browser, 600, &public_url.0)))
        .json(OidcAuthorizationView {
            authorization_url: begun.authorization_url,
        }))
}

/// 完成通过统一身份认证的登录：换取访问令牌。
#[utoipa::path(
    post, path = "/api/identity/v1/oidc/{issuer}/login", tag = "login", params(("issuer" = String, Path)), request_body = OidcLoginRequest,
    responses(
        (status = 200, body = LoginView),
        (status = 400, body = ProblemBody, description = "Nothing was begun in this browser that this could be the end of"),
        (status = 401, body = ProblemBody, description = "The issuer did not confirm it"),
        (status = 403, body = ProblemBody, description = "Nobody here, or not active"),
        (status = 429, body = ProblemBody),
        (status = 503, body = ProblemBody, description = "The issuer does not answer"),
    )
)]
pub async fn finish_login(
    identity: web::Data<Identity>,
    issuers: web::Data<OidcIssuers>,
    limit: web::Data<LoginLimit>,
    public_url: web::Data<PublicUrl>,
    request: HttpRequest,
    Path(issuer): Path<String>,
    Json(body): Json<OidcLoginRequest>,
) -> Result<HttpResponse, Problem> {
    let client = limit.admit(&request)?;
    let brought = (body.state.expose_secret(), browser_of(&request, &public_url.0));
    let issuer = issuers.find(&issuer)?;
    let login = oidc_login::finish(&identity, issuer, brought, body.code.expose_secret(), &client, Utc::now()).await?;
    Ok(HttpResponse::Ok()
        .insert_header((SET_COOKIE, cookie("", 0, &public_url.0)))
        .json(LoginView::from(login)))
}

/// 某账号关联的统一身份认证（一页列全）。
#[utoipa::path(
    get, path = "/api/identity/v1/accounts/{username}/links", tag = "accounts", params(("username" = String, Path)), security(("bearer" = [])),
    responses((status = 200, body = Page<AccountLinkView>), (status = 404, body = ProblemBody))
)]
pub async fn list_links(
    identity: web::Data<Identity>,
    issuers: web::Data<OidcIssuers>,
    principal: Principal,
    Path(username): Path<String>,
) -> Result<HttpResponse, Problem> {
    let mut conn = identity.database.connection(&SCOPE).await?;
    authorize::require_administrator(&mut conn, &principal).await?;
    if store::account::find(&mut conn, &username).await?.is_none() {
        return Err(IdentityError::UnknownAccount(username).into());
    }
    let links = store::account_link::list(&mut conn, &username).await?;
    let items = links.into_iter().map(|link| AccountLinkView::of(link, &issuers)).collect();
    Ok(HttpResponse::Ok().json(Page::whole(items)))
}

/// 把账号关联到统一身份认证里的一个人。
#[utoipa::path(
    post, path = "/api/identity/v1/accounts/{username}/links", tag = "accounts", request_body = LinkAccountRequest,
    params(("username" = String, Path)), security(("bearer" = [])),
    responses((status = 201, body = AccountLinkView), (status = 400, body = ProblemBody), (status = 404, body = ProblemBody), (status = 409, body = ProblemBody))
)]
pub async fn link_account(
    identity: web::Data<Identity>,
    issuers: web::Data<OidcIssuers>,
    principal: Principal,
    Path(username): Path<String>,
    Json(body): Json<LinkAccountRequest>,
) -> Result<HttpResponse, Problem> {
    let issuer = issuers.find(&body.issuer)?;
    let link = link_account::link_account(&identity, &principal, &username, (issuer, &body.subject), Utc::now()).await?;
    Ok(HttpResponse::Created().json(AccountLinkView::of(link, &issuers)))
}

/// 解除关联：通过它登录的会话全部结束。
#[utoipa::path(
    delete, path = "/api/identity/v1/accounts/{username}/links/{issuer}", tag = "accounts",
    params(("username" = String, Path), ("issuer" = String, Path)), security(("bearer" = [])),
    responses((status = 204), (status = 404, body = ProblemBody))
)]
pub async fn unlink_account(
    identity: web::Data<Identity>,
    issuers: web::Data<OidcIssuers>,
    principal: Principal,
    Path((username, issuer)): Path<(String, String)>,
) -> Result<HttpResponse, Problem> {
    link_account::unlink_account(&identity, &principal, &issuers, (&username, &issuer), Utc::now()).await?;
    Ok(HttpResponse::NoContent().finish())
}

fn cookie(value: &str, seconds: u32, public_url: &str) -> String {
    let name = cookie_name(public_url);
    let place = if name == HOST_COOKIE_NAME {
        "Path=/; Secure"
    } else {
        "Path=/api/identity/v1/oidc"
    };
    format!("{name}={value}; {place}; Max-Age={seconds}; HttpOnly; SameSite=Lax")
}

fn cookie_name(public_url: &str) -> &'static str {
    if public_url.starts_with("https://") {
        HOST_COOKIE_NAME
    } else {
        COOKIE_NAME
    }
}

fn browser_of<'a>(request: &'a HttpRequest, public_url: &str) -> Option<&'a str> {
    let expected = cookie_name(public_url);
    let lines = request.headers().get_all(COOKIE).filter_map(|line| line.to_str().ok());
    lines
        .flat_map(|line| line.split(';'))
        .filter_map(|pair| pair.trim().split_once('='))
        .find(|(name, _)| *name == expected)
        .map(|(_, value)| value)
}

#[cfg(test)]
mod tests {
    use actix_web::test::TestRequest;

    use super::*;

    const PLAIN: &str = "http://127.0.0.1:8080";
    const TLS: &str = "https://jiangzhou.example";

    #[test]
    fn the_cookie_is_the_browsers_own_and_over_tls_this_hosts_own() {
        assert_eq!(
            cookie("abc", 600, PLAIN),
            "jiangzhou_oidc=abc; Path=/api/identity/v1/oidc; Max-Age=600; HttpOnly; SameSite=Lax"
        );
        assert_eq!(
            cookie("abc", 600, TLS),
            "__Host-jiangzhou_oidc=abc; Path=/; Secure; Max-Age=600; HttpOnly; SameSite=Lax"
        );
        let request = |cookies: &str| TestRequest::get().insert_header((COOKIE, cookies)).to_http_request();
        assert_eq!(browser_of(&request("a=b; jiangzhou_oidc=abc; c=d"), PLAIN), Some("abc"));
        // A neighbour under the same domain can set the one, and not the other.
        assert_eq!(browser_of(&request("jiangzhou_oidc=abc"), TLS), None);
        assert_eq!(
            browser_of(&request("jiangzhou_oidc=abc; __Host-jiangzhou_oidc=def"), TLS),
            Some("def")
        );
        assert_eq!(browser_of(&TestRequest::get().to_http_request(), PLAIN), None);
    }
}
