//! The list of notices for those who work on them, and its export.

use std::sync::Arc;

use actix_web::{HttpResponse, web};
use serde::Deserialize;

use super::{
    board::Board,
    desk::Act,
    public::{NoticeItem, NoticeState},
    store::{self, NoticeFilter},
};
use crate::{
    Problem,
    database::{Database, Pg, Scope},
    http::{access::Principal, extract::Query, page::Page, problem::ProblemBody, sort::Ask},
    list::{Cell, Column, List, Reader, day, flag, optional, text},
};

#[derive(Debug, Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub(super) struct ManagedNoticeQuery {
    /// Only those of this kind.
    kind: Option<String>,
    /// Only those in this state.
    #[param(inline)]
    state: Option<NoticeState>,
    /// `title`, `posted_on`, `last_day`, `objections`; the largest first with `-` in front. The newest first when left out.
    sort: Option<String>,
    /// At most so many, 1 to 200; 50 when left out.
    limit: Option<i64>,
    /// `next_cursor` of the page before.
    cursor: Option<String>,
}

/// Notices of the units in the data scope, drafts included, the newest first.
#[utoipa::path(get, path = "/v1/managed-notices", tag = "notices", params(ManagedNoticeQuery), responses((status = 200, body = Page<NoticeItem>), (status = 400, body = ProblemBody)))]
pub(super) async fn list_managed_notices(
    database: web::Data<Database>,
    board: web::Data<Board>,
    principal: Principal,
    Query(query): Query<ManagedNoticeQuery>,
) -> Result<HttpResponse, Problem> {
    let ask = Ask::page(query.limit, query.cursor.as_deref())?;
    let list = ManagedNotices::new(board.into_inner());
    let mut conn = database.connection(&principal.scope).await?;
    Ok(HttpResponse::Ok().json(list.page(&mut conn, &list.reader(&principal), &query, &ask).await?))
}

/// The list of the staff's notices, for its readers to export.
#[cfg(feature = "export")]
pub fn lists(readers: &'static [crate::http::access::Role], board: Arc<Board>) -> crate::export::Lists {
    crate::export::Lists::new().add(crate::http::access::Access::Roles(readers), ManagedNotices::new(board))
}

/// The list of the staff's notices.
struct ManagedNotices {
    board: Arc<Board>,
}

impl ManagedNotices {
    /// Of a department's board.
    fn new(board: Arc<Board>) -> Self {
        Self { board }
    }
}

fn days_left(notice: &NoticeItem) -> Cell {
    notice.days_left.map_or(Cell::Empty, |days| Cell::Whole(days.into()))
}

impl List for ManagedNotices {
    type Query = ManagedNoticeQuery;
    type Item = NoticeItem;
    const NAME: &'static str = "managed-notices";
    const TITLE: &'static str = "公示";
    const COLUMNS: &'static [Column<NoticeItem>] = &[
        Column::new("编号", 18, |notice| optional(notice.number.as_deref())),
        Column::new("标题", 40, |notice| text(&notice.title)),
        Column::new("种类", 20, |notice| text(&notice.kind_title)),
        Column::new("状态", 16, |notice| text(NoticeState::label_of(&notice.state))),
        Column::new("公示对象", 30, |notice| text(&notice.audience)),
        Column::new("单位", 16, |notice| text(&notice.unit)),
        Column::new("发布", 12, |notice| day(notice.posted_on)),
        Column::new("截止", 12, |notice| day(notice.last_day)),
        Column::new("剩余天数", 10, days_left),
        Column::new("异议", 8, |notice| Cell::Whole(notice.objections.into())),
        Column::new("演示数据", 10, |notice| flag(notice.demonstration)),
    ];

    async fn page(&self, conn: &mut Pg, reader: &Reader, query: &ManagedNoticeQuery, ask: &Ask) -> Result<Page<NoticeItem>, Problem> {
        let paging = store::SORTING.read(query.sort.as_deref(), ask)?;
        // Other units' notices are public, but not this person's to work on.
        let units = match &reader.scope {
            Scope::All => None,
            Scope::Units(units) => Some(units.iter().cloned().collect()),
            Scope::Nothing => Some(Vec::new()),
        };
        let filter = NoticeFilter {
            state: query.state.map(|state| state.code().to_owned()),
            kind: query.kind.clone(),
        };
        let today = Act::now(&reader.subject).today;
        let page = store::list_own(conn, units, &filter, &paging).await?;
        page.try_map(|row| NoticeItem::of(&self.board, row, today))
    }
}
