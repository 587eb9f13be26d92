//! The notices as a feed (RSS 2.0), for readers and other sites.

use actix_web::{HttpResponse, web};
use rss::{Category, Channel, Enclosure, Guid, Item};
use uuid::Uuid;

use super::{
    attachment_store,
    board::Board,
    desk::Act,
    public::{NoticeState, PUBLIC},
    store::{self, NoticeFilter, NoticeRow},
};
use crate::{
    Problem,
    attachment::AttachmentRow,
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
    let ids: Vec<Uuid> = rows.iter().map(|row| row.id).collect();
    let files = attachment_store::kept_of(&mut conn, &ids).await?;
    Ok(HttpResponse::Ok()
        .content_type("application/rss+xml; charset=utf-8")
        .body(feed(&board, rows, &files)?.to_string()))
}

fn feed(board: &Board, rows: Vec<NoticeRow>, files: &[AttachmentRow]) -> Result<Channel, Problem> {
    let items: Result<Vec<Item>, Problem> = rows.into_iter().map(|row| item(board, row, files)).collect();
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

/// A notice. Readers know one enclosure of an item: its first file; the text names all of them.
fn item(board: &Board, row: NoticeRow, files: &[AttachmentRow]) -> Result<Item, Problem> {
    let today = Act::now(PUBLIC).today;
    let (state, _) = board.as_of(&row, today)?;
    let kind = board.rule(&row, today).map_or_else(|_| row.kind.clone(), |rule| rule.title);
    let own = || files.iter().filter(|file| file.owner == row.id);
    let names: Vec<&str> = own().map(|file| file.file_name.as_str()).collect();
    let department = board.department().name();
    let facts = [
        Some(format!("状态：{}", NoticeState::label_of(&state))),
        Some(format!("公示对象：{}", row.audience)),
        row.last_day.map(|day| format!("截止：{day}")),
        row.withdrawn_reason.map(|reason| format!("撤回原因：{reason}")),
        (!names.is_empty()).then(|| format!("附件：{}", names.join("、"))),
    ];
    let facts: Vec<String> = facts.into_iter().flatten().collect();
    Ok(Item {
        title: Some(printable(&row.title)),
        link: Some(board.address(&format!("/notices/{department}/{}", row.id))),
        description: Some(html_of(&format!("{}\n\n{}", facts.join("\n"), row.body))),
        categories: vec![Category { name: kind, domain: None }],
        guid: Some(Guid {
            value: row.id.urn().to_string(),
            permalink: false,
        }),
        enclosure: own().next().map(|file| Enclosure {
            url: board.address(&format!("/api/{department}/v1/notices/{}/attachments/{}", row.id, file.id)),
            length: file.size_bytes.to_string(),
            mime_type: file.media_type.clone(),
        }),
        pub_date: row.posted_at.map(|moment| moment.to_rfc2822()),
        ..Item::default()
    })
}

/// Without the characters that XML 1.0 does not know: one of them would make the whole feed unreadable.
fn printable(text: &str) -> String {
    let is_known = |letter: &char| matches!(letter, '\t' | '\n' | '\r') || (*letter >= ' ' && !matches!(letter, '\u{fffe}' | '\u{ffff}'));
    text.chars().filter(is_known).collect()
}

/// Plain text as readers want it: they take descriptions for HTML.
fn html_of(text: &str) -> String {
    let escaped = printable(text).replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
    escaped.replace('\n', "<br/>")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_xml_does_not_know_is_left_out_and_what_html_would_take_for_a_tag_is_not_one() {
        assert_eq!(printable("定额\u{b}\u{0}表"), "定额表");
        assert_eq!(html_of("定额 <30 立方米\n& 其他"), "定额 &lt;30 立方米<br/>&amp; 其他");
    }
}
