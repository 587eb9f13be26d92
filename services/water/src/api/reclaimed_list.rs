//! The list of reclaimed-water systems, and its export.

use actix_web::{HttpResponse, web};
use platform::{
    Database, Problem,
    database::Pg,
    export::{Cell, Column, List, Reader, day, text},
    http::{access::Principal, extract::Query, page::Page, sort::Ask},
    rule::{LiveRules, Rules},
};
use rules::{Fields, RuleSet};
use serde::Deserialize;
use utoipa::IntoParams;
use uuid::Uuid;

use super::{
    export::label,
    reclaimed::{SystemView, view},
};
use crate::{
    domain::{
        code::{Coded, parse_code},
        reclaimed::{Source, SystemKind, SystemState, Use},
        town::Town,
    },
    service::{Act, reclaimed::with_parts},
    store::reclaimed,
};

/// Which systems are wanted.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub struct SystemQuery {
    /// Whether it gives water.
    #[param(value_type = Option<SystemState>, inline)]
    state: Option<String>,
    /// At most so many, 1 to 200; 50 when left out.
    limit: Option<i64>,
    /// `next_cursor` of the page before.
    cursor: Option<String>,
}

/// Reclaimed-water systems in the caller's scope, the newest first.
#[utoipa::path(get, path = "/v1/reclaimed-systems", tag = "reclaimed water", params(SystemQuery), responses((status = 200, body = Page<SystemView>)))]
pub async fn list_reclaimed_systems(
    database: web::Data<Database>,
    rules: Rules<RuleSet>,
    principal: Principal,
    Query(query): Query<SystemQuery>,
) -> Result<HttpResponse, Problem> {
    let ask = Ask::page(query.limit, query.cursor.as_deref())?;
    let mut conn = database.connection(&principal.scope).await?;
    Ok(HttpResponse::Ok().json(page(&mut conn, &rules, &query, &ask).await?))
}

async fn page(conn: &mut Pg, rules: &RuleSet, query: &SystemQuery, ask: &Ask) -> Result<Page<SystemView>, Problem> {
    let (before, limit) = ask.behind::<Uuid>()?;
    let mut fields = Fields::new();
    let state = query.state.as_deref();
    state.and_then(|code| parse_code::<SystemState>(&mut fields, "/state", "供水状态", code));
    fields.finish()?;
    let rows = reclaimed::list_systems(conn, state, before, limit).await?;
    let mut page = ask.page_of(rows, |row| row.id);
    let records = with_parts(conn, std::mem::take(&mut page.items)).await?;
    let today = Act::job("list").today;
    let views = records.into_iter().map(|record| view(rules, today, record));
    Ok(Page {
        items: views.collect::<Result<_, _>>()?,
        next_cursor: page.next_cursor,
        total: page.total,
    })
}

/// The list of systems.
pub struct ReclaimedSystems {
    rules: LiveRules<RuleSet>,
}

impl ReclaimedSystems {
    /// By the department's rules.
    pub fn new(rules: LiveRules<RuleSet>) -> Self {
        Self { rules }
    }
}

/// What the water is used for, in words.
pub(super) fn uses_in_words(codes: &[String]) -> Cell {
    let words: Vec<&str> = codes
        .iter()
        .map(|code| Use::from_code(code).map_or(code.as_str(), |one| one.label()))
        .collect();
    text(words.join("、"))
}

impl List for ReclaimedSystems {
    type Query = SystemQuery;
    type Item = SystemView;
    const NAME: &'static str = "reclaimed-systems";
    const TITLE: &'static str = "再生水系统";
    const COLUMNS: &'static [Column<SystemView>] = &[
        Column::new("系统名称", 30, |one| text(&one.name)),
        Column::new("系统类型", 12, |one| label::<SystemKind>(&one.kind)),
        Column::new("管理单位", 28, |one| text(&one.manager)),
        Column::new("镇", 10, |one| label::<Town>(&one.town)),
        Column::new("水源", 24, |one| label::<Source>(&one.source)),
        Column::new("用途", 40, |one| uses_in_words(&one.uses)),
        Column::new("供水状态", 12, |one| label::<SystemState>(&one.state)),
        Column::new("用户数", 8, |one| {
            Cell::Whole(i64::try_from(one.users.len()).unwrap_or(i64::MAX))
        }),
        Column::new("最近检测", 12, |one| day(one.tests.first().map(|test| test.taken_on))),
        Column::new("下次检测", 12, |one| day(Some(one.test_due))),
    ];

    async fn page(&self, conn: &mut Pg, _: &Reader, query: &SystemQuery, ask: &Ask) -> Result<Page<SystemView>, Problem> {
        let rules = self.rules.snapshot()?;
        page(conn, &rules, query, ask).await
    }
}
