//! The notices as a feed (RSS 2.0), for readers and other sites.

use actix_web::{HttpResponse, web};
use rss::{Category, Channel, Guid, Item};

use super::{
    desk::{Act, Board},
    public::{NoticeState, PUBLIC},
    store::{self, NoticeFilter, NoticeRow},
};
use crate::{
    Problem,
    database::{Database, Scope},
};

/// Notices in the feed.
const LENGTH: i64 = 50;
/// Minutes after which a reader looks again.
const MINUTES: &str = "60";

/// Published notices as an RSS 2.0 feed, the newest first; each with its text and a link to its page.
#[utoipa::path(
    get,
    path = "/v1/notices.rss",
    tag = "notices",
    responses((status = 200, body = String, content_type = "application/rss+xml"))
)]
pub(super) async fn show_notice_feed(database: web::Data<Database>, board: web::Data<Board>) -> Result<HttpResponse, Problem> {
    let mut conn = database.connection(&Scope::Nothing).await?;
    let rows = store::list_public(&mut conn, &NoticeFilter::default(), None, LENGTH).await?;
    Ok(HttpResponse::Ok()
        .content_type("application/rss+xml; charset=utf-8")
        .body(feed(&board, rows)?.to_string()))
}

fn feed(board: &Board, rows: Vec<NoticeRow>) -> Result<Channel, Problem> {
    let items: Result<Vec<Item>, Problem> = rows.into_iter().map(|row| item(board, row)).collect();
    Ok(Channel {
        title: format!("{}公示", board.publisher()),
        link: board.address("/notices"),
        description: format!("{}发布的公示：正文、公示期和结果", board.publisher()),
        language: Some("zh-CN".to_owned()),
        ttl: Some(MINUTES.to_owned()),
        items: items?,
        ..Channel::default()
    })
}

fn item(board: &Board, row: NoticeRow) -> Result<Item, Problem> {
    let today = Act::now(PUBLIC).today;
    let (state, _) = board.as_of(&row, today)?;
    let kind = board.rule(&row, today).map_or_else(|_| row.kind.clone(), |rule| rule.title);
    let facts = [
        Some(format!("状态：{}", NoticeState::label_of(&state))),
        Some(format!("公示对象：{}", row.audience)),
        row.last_day.map(|day| format!("截止：{day}")),
        row.withdrawn_reason.map(|reason| format!("撤回原因：{reason}")),
    ];
    let facts: Vec<String> = facts.into_iter().flatten().collect();
    Ok(Item {
        title: Some(row.title),
        link: Some(board.address(&format!("/notices/{}/{}", board.department().name(), row.id))),
        description: Some(format!("{}\n\n{}", facts.join("\n"), row.body)),
        categories: vec![Category { name: kind, domain: None }],
        guid: Some(Guid {
            value: row.id.urn().to_string(),
            permalink: false,
        }),
        pub_date: row.posted_at.map(|moment| moment.to_rfc2822()),
        ..Item::default()
    })
}
