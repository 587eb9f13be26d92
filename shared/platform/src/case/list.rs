//! The list of cases, and its export.

use std::sync::Arc;

use actix_web::{HttpResponse, web};
use serde::Deserialize;
use utoipa::IntoParams;

use super::{
    Actor, By, CaseKinds, State,
    store::{self, CaseFilter},
    view::{CaseView, case_view},
};
use crate::{
    Database, Problem,
    database::Pg,
    http::{access::Principal, extract::Query, page::Page, sort::Ask},
    list::{Cell, Column, List, Reader, day, moment, optional, text},
};

/// What a list of cases is narrowed by.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub struct CaseQuery {
    /// Kind of case.
    kind: Option<String>,
    /// State.
    #[param(inline)]
    state: Option<State>,
    /// Whether it is open.
    open: Option<bool>,
    /// Only those whose last day has passed.
    #[serde(default)]
    overdue: bool,
    /// Only those that wait for whoever asks.
    #[serde(default)]
    mine: bool,
    /// Only those written by this account.
    drafter: Option<String>,
    /// About this kind of thing.
    entity: Option<String>,
    /// About this thing.
    entity_id: Option<String>,
    /// `title`, `opened_at`, `due_on`, `urges`; the largest first with `-` in front. The newest first when left out.
    sort: Option<String>,
    /// At most so many, 1 to 200; 50 when left out.
    limit: Option<i64>,
    /// `next_cursor` of the page before.
    cursor: Option<String>,
}

/// 事项，新的在前。
#[utoipa::path(get, path = "/v1/cases", tag = "cases", params(CaseQuery), responses((status = 200, body = Page<CaseView>)))]
pub async fn list_cases(
    database: web::Data<Database>,
    kinds: web::Data<CaseKinds>,
    principal: Principal,
    Query(query): Query<CaseQuery>,
) -> Result<HttpResponse, Problem> {
    let ask = Ask::page(query.limit, query.cursor.as_deref())?;
    let list = CaseList::new(kinds.into_inner());
    let mut conn = database.connection(&principal.scope).await?;
    Ok(HttpResponse::Ok().json(list.page(&mut conn, &list.reader(&principal), &query, &ask).await?))
}

/// The list of cases, for whoever reads it to export.
#[cfg(feature = "export")]
pub fn lists(access: super::CaseAccess, kinds: Arc<CaseKinds>) -> crate::export::Lists {
    crate::export::Lists::new().add(access.read, CaseList::new(kinds))
}

/// The list of cases.
struct CaseList {
    kinds: Arc<CaseKinds>,
}

impl CaseList {
    /// With the kinds of case that the department has.
    fn new(kinds: Arc<CaseKinds>) -> Self {
        Self { kinds }
    }
}

fn holder(case: &CaseView) -> Cell {
    case.holder.as_ref().map_or(Cell::Empty, |holder| {
        text(match &holder.person {
            Some(person) => format!("{}（{person}）", holder.role_title),
            None => holder.role_title.clone(),
        })
    })
}

impl List for CaseList {
    type Query = CaseQuery;
    type Item = CaseView;
    const NAME: &'static str = "cases";
    const TITLE: &'static str = "事项";
    const COLUMNS: &'static [Column<CaseView>] = &[
        Column::new("事项", 40, |case| text(&case.title)),
        Column::new("种类", 16, |case| text(&case.kind_title)),
        Column::new("状态", 12, |case| text(case.state.label())),
        Column::new("现由谁办理", 24, holder),
        Column::new("起草人", 16, |case| text(&case.drafter)),
        Column::new("情况说明", 40, |case| optional(case.statement.as_deref())),
        Column::new("立项时间", 20, |case| moment(case.opened_at)),
        Column::new("已历天数", 10, |case| Cell::Whole(case.open_days)),
        Column::new("首次提交", 20, |case| moment(case.submitted_at)),
        Column::new("办理期限", 12, |case| day(case.due_on)),
        Column::new("超期工作日", 10, |case| Cell::Whole(case.overdue_days)),
        Column::new("催办次数", 10, |case| Cell::Whole(case.urges.into())),
        Column::new("办结时间", 20, |case| moment(case.closed_at)),
        Column::new("办结人", 16, |case| optional(case.decided_by.as_deref())),
    ];

    async fn page(&self, conn: &mut Pg, reader: &Reader, query: &CaseQuery, ask: &Ask) -> Result<Page<CaseView>, Problem> {
        let paging = store::SORTING.read(query.sort.as_deref(), ask)?;
        let today = By::now(Actor::Person(&reader.subject, &reader.roles)).today;
        let filter = CaseFilter {
            kind: query.kind.clone(),
            state: query.state,
            open: query.open,
            due_before: query.overdue.then_some(today),
            entity: query.entity.clone(),
            entity_id: query.entity_id.clone(),
            drafter: query.drafter.clone(),
            held_by: query.mine.then(|| (reader.subject.clone(), reader.roles.clone())),
        };
        let page = store::list(conn, &filter, &paging).await?;
        page.try_map(|row| case_view(&self.kinds, row, today))
    }
}
