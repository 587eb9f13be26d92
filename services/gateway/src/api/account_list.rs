//! The list of accounts, for administrators, and its export.

use actix_web::{HttpResponse, web};
use chrono::Utc;
use platform::{
    Problem,
    database::Pg,
    export::{Cell, Column, List, Reader, flag, moment, text},
    http::{access::Principal, extract::Query, page::Page, sort::Ask},
};
use serde::Deserialize;
use utoipa::IntoParams;

use super::account::AccountView;
use crate::{
    service::{Identity, SCOPE, authorize},
    store::{
        self,
        account::{Filter, SORTING},
        login_failure,
    },
};

/// Filters of the list.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub struct AccountQuery {
    /// Of this unit.
    unit: Option<String>,
    /// With this role, given or of a post.
    role: Option<String>,
    /// In this post.
    post: Option<String>,
    /// Active or not.
    active: Option<bool>,
    /// `username` (when left out), `name`, `unit`, `last_login_at`, `created_at`; the largest first with `-` in front.
    sort: Option<String>,
    limit: Option<i64>,
    cursor: Option<String>,
}

/// 账号列表。
#[utoipa::path(get, path = "/api/identity/v1/accounts", tag = "accounts", params(AccountQuery), security(("bearer" = [])), responses((status = 200, body = Page<AccountView>)))]
pub async fn list_accounts(
    identity: web::Data<Identity>,
    principal: Principal,
    Query(query): Query<AccountQuery>,
) -> Result<HttpResponse, Problem> {
    let ask = Ask::page(query.limit, query.cursor.as_deref())?;
    let mut conn = identity.database.connection(&SCOPE).await?;
    authorize::require_administrator(&mut conn, &principal).await?;
    let page = Accounts.page(&mut conn, &Accounts.reader(&principal), &query, &ask).await?;
    Ok(HttpResponse::Ok().json(page))
}

/// The list of accounts. It holds everybody's: nobody's data scope narrows it.
pub struct Accounts;

fn codes(codes: &[String]) -> Cell {
    text(codes.join("、"))
}

fn scope(account: &AccountView) -> Cell {
    let kind = match account.scope.kind.as_str() {
        "nothing" => "不看业务数据",
        "own_unit" => "本单位",
        "with_sub_units" => "本单位及下级",
        "units" => "指定单位",
        "department" => "本部门",
        "all" => "全县各部门",
        other => other,
    };
    if account.scope.units.is_empty() {
        text(kind)
    } else {
        text(format!("{kind}：{}", account.scope.units.join("、")))
    }
}

impl List for Accounts {
    type Query = AccountQuery;
    type Item = AccountView;
    const NAME: &'static str = "accounts";
    const TITLE: &'static str = "账号";
    const COLUMNS: &'static [Column<AccountView>] = &[
        Column::new("账号", 18, |account| text(&account.username)),
        Column::new("姓名", 16, |account| text(&account.name)),
        Column::new("单位", 18, |account| text(&account.unit)),
        Column::new("岗位", 24, |account| codes(&account.posts)),
        Column::new("授予的角色", 30, |account| codes(&account.roles)),
        Column::new("现有角色", 30, |account| codes(&account.effective_roles)),
        Column::new("数据范围", 24, scope),
        Column::new("启用", 8, |account| flag(account.active)),
        Column::new("须改密码", 10, |account| flag(account.must_change_password)),
        Column::new("锁定至", 20, |account| moment(account.locked_until)),
        Column::new("最近登录", 20, |account| moment(account.last_login_at)),
        Column::new("建立时间", 20, |account| moment(account.created_at)),
        Column::new("最近修改", 20, |account| moment(account.updated_at)),
    ];

    async fn page(&self, conn: &mut Pg, _: &Reader, query: &AccountQuery, ask: &Ask) -> Result<Page<AccountView>, Problem> {
        let now = Utc::now();
        let paging = SORTING.read(query.sort.as_deref(), ask)?;
        let filter = Filter {
            unit: query.unit.clone(),
            role: query.role.clone(),
            post: query.post.clone(),
            active: query.active,
        };
        let page = store::account::list(conn, &filter, &paging).await?;
        let usernames: Vec<_> = page.items.iter().map(|account| account.username.as_str()).collect();
        let mut locked = login_failure::locked_until(conn, &usernames, now).await?.into_iter();
        Ok(page.map(|account| AccountView::of(account, locked.next().flatten())))
    }
}
