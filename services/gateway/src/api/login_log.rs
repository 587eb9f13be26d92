//! The log of log-ins: one's own for everybody, all of them for account administrators and auditors.

use actix_web::{HttpResponse, web};
use chrono::{DateTime, Utc};
use platform::{
    Problem,
    database::Pg,
    export::{Cell, Column, List, Reader, moment, optional, text},
    http::{access::Principal, extract::Query, page::Page, sort::Ask},
    operations::AUDITOR,
};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use crate::{
    service::{ADMINISTRATOR, Identity, SCOPE, authorize},
    store::login_log::{self, LoginFilter, LoginRow},
};

/// What happened.
#[derive(Debug, Clone, Copy, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum LoginKind {
    /// A log-in.
    LoggedIn,
    /// Name or password was wrong. Tries while a name is suspended are not looked at and not written down.
    Refused,
    /// The name was suspended after too many failures.
    Locked,
    /// An administrator ended the suspension.
    Unlocked,
    /// The person logged out.
    LoggedOut,
    /// The session was ended from elsewhere.
    Revoked,
    /// A refresh token was used a second time: the session ended.
    TokenReused,
    /// The person changed the password.
    PasswordChanged,
    /// An administrator set a new password.
    PasswordReset,
}

impl LoginKind {
    fn code(self) -> &'static str {
        match self {
            Self::LoggedIn => "logged_in",
            Self::Refused => "refused",
            Self::Locked => "locked",
            Self::Unlocked => "unlocked",
            Self::LoggedOut => "logged_out",
            Self::Revoked => "revoked",
            Self::TokenReused => "token_reused",
            Self::PasswordChanged => "password_changed",
            Self::PasswordReset => "password_reset",
        }
    }
}

/// One line of the log.
#[derive(Debug, Serialize, ToSchema)]
pub struct LoginEventView {
    /// Number of its audit entry.
    seq: i64,
    /// When.
    occurred_at: DateTime<Utc>,
    /// The account concerned; `unknown` where the name that was typed is no account's: such names are not kept, people
    /// type passwords into the wrong field.
    username: String,
    /// What happened.
    #[schema(value_type = LoginKind)]
    kind: String,
    /// Who did it: the account itself, or an administrator.
    actor: String,
    /// From where.
    address: Option<String>,
    /// What the browser said it was.
    agent: Option<String>,
    /// The request in which it happened.
    request_id: String,
}

impl From<LoginRow> for LoginEventView {
    fn from(row: LoginRow) -> Self {
        Self {
            seq: row.seq,
            occurred_at: row.occurred_at,
            username: row.username,
            kind: row.kind,
            actor: row.actor,
            address: row.address,
            agent: row.agent,
            request_id: row.request_id,
        }
    }
}

/// Which lines are wanted; all that is given must fit.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub struct LoginLogQuery {
    /// The account concerned.
    username: Option<String>,
    /// What happened.
    kind: Option<LoginKind>,
    /// From where.
    address: Option<String>,
    /// From this moment.
    from: Option<DateTime<Utc>>,
    /// Up to before this moment.
    until: Option<DateTime<Utc>>,
    /// `seq`, `username`; the largest first with `-` in front. The newest first when left out.
    sort: Option<String>,
    limit: Option<i64>,
    cursor: Option<String>,
}

/// Position in one's own log.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub struct OwnLoginLogQuery {
    limit: Option<i64>,
    cursor: Option<String>,
}

/// 登录日志，新的在前。
#[utoipa::path(get, path = "/api/identity/v1/login-log", tag = "operations", params(LoginLogQuery), security(("bearer" = [])), responses((status = 200, body = Page<LoginEventView>)))]
pub async fn list_logins(
    identity: web::Data<Identity>,
    principal: Principal,
    Query(query): Query<LoginLogQuery>,
) -> Result<HttpResponse, Problem> {
    let ask = Ask::page(query.limit, query.cursor.as_deref())?;
    let mut conn = identity.database.connection(&SCOPE).await?;
    authorize::require_one_of(&mut conn, &principal, &[ADMINISTRATOR, AUDITOR.code]).await?;
    let page = Logins.page(&mut conn, &Logins.reader(&principal), &query, &ask).await?;
    Ok(HttpResponse::Ok().json(page))
}

/// 自己的登录日志，新的在前。
#[utoipa::path(get, path = "/api/identity/v1/login-log/own", tag = "login", params(OwnLoginLogQuery), security(("bearer" = [])), responses((status = 200, body = Page<LoginEventView>)))]
pub async fn list_own_logins(
    identity: web::Data<Identity>,
    principal: Principal,
    Query(query): Query<OwnLoginLogQuery>,
) -> Result<HttpResponse, Problem> {
    let ask = Ask::page(query.limit, query.cursor.as_deref())?;
    let mut conn = identity.database.connection(&SCOPE).await?;
    let account = authorize::require_settled_account(&mut conn, &principal).await?;
    let filter = LoginFilter {
        username: Some(account.username),
        ..LoginFilter::default()
    };
    let page = login_log::list(&mut conn, &filter, &login_log::SORTING.read(None, &ask)?).await?;
    Ok(HttpResponse::Ok().json(page.map(LoginEventView::from)))
}

/// The list of everybody's log-ins.
pub struct Logins;

fn kind(event: &LoginEventView) -> Cell {
    text(match event.kind.as_str() {
        "logged_in" => "登录",
        "refused" => "登录失败",
        "locked" => "登录失败并锁定",
        "unlocked" => "解除锁定",
        "logged_out" => "退出",
        "revoked" => "被结束登录",
        "token_reused" => "续期令牌被重复使用，已结束登录",
        "password_changed" => "修改密码",
        "password_reset" => "重置密码",
        other => other,
    })
}

impl List for Logins {
    type Query = LoginLogQuery;
    type Item = LoginEventView;
    const NAME: &'static str = "login-log";
    const TITLE: &'static str = "登录日志";
    const COLUMNS: &'static [Column<LoginEventView>] = &[
        Column::new("序号", 10, |event| Cell::Whole(event.seq)),
        Column::new("时间", 20, |event| moment(event.occurred_at)),
        Column::new("账号", 18, |event| text(&event.username)),
        Column::new("事项", 20, kind),
        Column::new("办理人", 18, |event| text(&event.actor)),
        Column::new("来源地址", 18, |event| optional(event.address.as_deref())),
        Column::new("浏览器", 40, |event| optional(event.agent.as_deref())),
        Column::new("请求编号", 38, |event| text(&event.request_id)),
    ];

    async fn page(&self, conn: &mut Pg, _: &Reader, query: &LoginLogQuery, ask: &Ask) -> Result<Page<LoginEventView>, Problem> {
        let paging = login_log::SORTING.read(query.sort.as_deref(), ask)?;
        let filter = LoginFilter {
            username: query.username.clone(),
            kind: query.kind.map(|kind| kind.code().to_owned()),
            address: query.address.clone(),
            from: query.from,
            until: query.until,
        };
        Ok(login_log::list(conn, &filter, &paging).await?.map(LoginEventView::from))
    }
}
