//! Sessions: one's own, and for administrators everybody's.

use actix_web::{HttpResponse, web};
use chrono::{DateTime, Utc};
use platform::{
    Problem,
    database::Pg,
    http::{
        access::Principal,
        extract::{Path, Query},
        page::{self, Page},
        problem::ProblemBody,
    },
};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

use crate::{
    domain::{IdentityError, session::Session},
    oidc::OidcIssuers,
    service::{Identity, SCOPE, authorize, end_session},
    store,
};

/// An open session.
#[derive(Debug, Serialize, ToSchema)]
pub struct SessionView {
    /// Its id.
    id: Uuid,
    /// The log-in.
    created_at: DateTime<Utc>,
    /// The last refresh.
    last_used_at: DateTime<Utc>,
    /// When a new log-in is needed at the latest.
    expires_at: DateTime<Utc>,
    /// What the browser says it is.
    user_agent: String,
    /// From where.
    address: String,
    /// Short name of the issuer through whom the person logged in; none is the password here.
    issuer: Option<String>,
    /// Whether it is the session that asks.
    current: bool,
}

/// How many sessions were ended.
#[derive(Debug, Serialize, ToSchema)]
pub struct EndedSessionsView {
    /// Their number.
    ended: usize,
}

impl SessionView {
    fn of(session: Session, issuers: &OidcIssuers, asking: Option<Uuid>) -> Self {
        let label = |name: String| issuers.label(session.issuer_url.as_deref(), &name).to_owned();
        Self {
            issuer: session.issuer.map(label),
            current: asking == Some(session.id),
            id: session.id,
            created_at: session.created_at,
            last_used_at: session.last_used_at,
            expires_at: session.expires_at,
            user_agent: session.user_agent,
            address: session.address,
        }
    }
}

/// Position in the list.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub struct SessionQuery {
    limit: Option<i64>,
    cursor: Option<String>,
}

/// 自己的登录会话。
#[utoipa::path(get, path = "/api/identity/v1/sessions", tag = "login", params(SessionQuery), security(("bearer" = [])), responses((status = 200, body = Page<SessionView>)))]
pub async fn list_own_sessions(
    identity: web::Data<Identity>,
    issuers: web::Data<OidcIssuers>,
    principal: Principal,
    Query(query): Query<SessionQuery>,
) -> Result<HttpResponse, Problem> {
    let mut conn = identity.database.connection(&SCOPE).await?;
    let account = authorize::require_settled_account(&mut conn, &principal).await?;
    list(&mut conn, &issuers, &account.username, &query, principal.session).await
}

/// 结束自己的一个登录会话（例如遗忘在别处的设备）。
#[utoipa::path(
    delete, path = "/api/identity/v1/sessions/{session_id}", tag = "login", params(("session_id" = Uuid, Path)), security(("bearer" = [])),
    responses((status = 204), (status = 404, body = ProblemBody))
)]
pub async fn end_own_session(
    identity: web::Data<Identity>,
    principal: Principal,
    Path(session_id): Path<Uuid>,
) -> Result<HttpResponse, Problem> {
    end_session::end_own_session(&identity, &principal, session_id, Utc::now()).await?;
    Ok(HttpResponse::NoContent().finish())
}

/// 结束自己的其他登录会话，只留正在用的这一个。
#[utoipa::path(delete, path = "/api/identity/v1/sessions", tag = "login", security(("bearer" = [])), responses((status = 200, body = EndedSessionsView)))]
pub async fn end_other_sessions(identity: web::Data<Identity>, principal: Principal) -> Result<HttpResponse, Problem> {
    let ended = end_session::end_other_sessions(&identity, &principal, Utc::now()).await?;
    Ok(HttpResponse::Ok().json(EndedSessionsView { ended }))
}

/// 某账号的登录会话。
#[utoipa::path(
    get, path = "/api/identity/v1/accounts/{username}/sessions", tag = "accounts", params(("username" = String, Path), SessionQuery), security(("bearer" = [])),
    responses((status = 200, body = Page<SessionView>), (status = 404, body = ProblemBody))
)]
pub async fn list_sessions_of(
    identity: web::Data<Identity>,
    issuers: web::Data<OidcIssuers>,
    principal: Principal,
    Path(username): Path<String>,
    Query(query): Query<SessionQuery>,
) -> Result<HttpResponse, Problem> {
    let mut conn = identity.database.connection(&SCOPE).await?;
    authorize::require_administrator(&mut conn, &principal).await?;
    if store::account::find(&mut conn, &username).await?.is_none() {
        return Err(IdentityError::UnknownAccount(username).into());
    }
    list(&mut conn, &issuers, &username, &query, principal.session).await
}

/// 结束某账号的一个登录会话。
#[utoipa::path(
    delete, path = "/api/identity/v1/accounts/{username}/sessions/{session_id}", tag = "accounts",
    params(("username" = String, Path), ("session_id" = Uuid, Path)), security(("bearer" = [])),
    responses((status = 204), (status = 404, body = ProblemBody))
)]
pub async fn end_session_of(
    identity: web::Data<Identity>,
    principal: Principal,
    Path((username, session_id)): Path<(String, Uuid)>,
) -> Result<HttpResponse, Problem> {
    end_session::end_session_of(&identity, &principal, &username, session_id, Utc::now()).await?;
    Ok(HttpResponse::NoContent().finish())
}

async fn list(
    conn: &mut Pg,
    issuers: &OidcIssuers,
    username: &str,
    query: &SessionQuery,
    asking: Option<Uuid>,
) -> Result<HttpResponse, Problem> {
    let limit = page::limit(query.limit)?;
    let after = page::position(query.cursor.as_deref())?;
    let sessions = store::session::list_open(conn, username, after, limit + 1, Utc::now()).await?;
    let page = Page::of(sessions, limit, |session| (session.created_at, session.id));
    Ok(HttpResponse::Ok().json(page.map(|session| SessionView::of(session, issuers, asking))))
}
