//! What a department's own use cases do with a notice about one of their things: they draft it, and look where it stands.
//! Posting, objections, answers and proofs go the way of every notice.

use chrono::{DateTime, NaiveDate, Utc};
use uuid::Uuid;

use super::{
    board::Board,
    desk::{self, Act, Draft},
    rule::Counting,
    store,
};
use crate::{Problem, database::Pg};

/// What a notice is to say.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Notice {
    /// Code of the kind.
    pub kind: &'static str,
    /// Title.
    pub title: String,
    /// Text.
    pub body: String,
    /// Whom it concerns.
    pub audience: String,
    /// Unit whose business it is.
    pub unit: String,
}

/// Where a notice stands on a day.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct Seen {
    /// `draft`, `posted`, `stopped`, `ended` or `withdrawn`; one that has run out is `ended`, noted or not.
    pub state: String,
    /// Number under which it was posted.
    pub number: Option<String>,
    /// Day of the posting.
    pub posted_on: Option<NaiveDate>,
    /// Whoever posted it.
    pub posted_by: Option<String>,
    /// Last day of the period.
    pub last_day: Option<NaiveDate>,
    /// Working days of the county's calendar that have passed whole since the posting, or since an objection was answered and
    /// the clock ran on; those before the objection are added.
    pub working_days: u32,
    /// Objections that nobody has answered.
    pub open_objections: u32,
    /// Version of the notice.
    pub version: i32,
}

fn to_draft(notice: Notice) -> Draft {
    Draft {
        kind: notice.kind.to_owned(),
        title: notice.title,
        body: notice.body,
        audience: notice.audience,
        unit: notice.unit,
    }
}

/// Drafts a notice, in the transaction of the thing; says its id.
pub async fn draft(
    conn: &mut Pg,
    board: &Board,
    actor: &str,
    (now, today): (DateTime<Utc>, NaiveDate),
    notice: Notice,
) -> Result<Uuid, Problem> {
    let act = Act { actor, now, today };
    Ok(desk::create(conn, board, &act, to_draft(notice)).await?.id)
}

/// Rewrites a draft that the thing has outgrown.
pub async fn redraft(
    conn: &mut Pg,
    board: &Board,
    actor: &str,
    (now, today): (DateTime<Utc>, NaiveDate),
    id: Uuid,
    notice: Notice,
) -> Result<(), Problem> {
    let act = Act { actor, now, today };
    let version = store::lock(conn, id).await?.ok_or_else(desk::no_such_notice)?.version;
    desk::redraft(conn, board, &act, id, version, to_draft(notice)).await.map(drop)
}

/// Posts a draft, as on the board.
pub async fn post(conn: &mut Pg, board: &Board, actor: &str, (now, today): (DateTime<Utc>, NaiveDate), id: Uuid) -> Result<(), Problem> {
    let act = Act { actor, now, today };
    let version = store::lock(conn, id).await?.ok_or_else(desk::no_such_notice)?.version;
    desk::post(conn, board, &act, id, version).await.map(drop)
}

/// Where a notice stands; held until the transaction ends, so that no objection comes between.
pub async fn look(conn: &mut Pg, board: &Board, id: Uuid, today: NaiveDate) -> Result<Seen, Problem> {
    let row = store::lock(conn, id).await?.ok_or_else(desk::no_such_notice)?;
    let (state, _) = board.as_of(&row, today)?;
    let objections = store::objections_of(conn, id).await?;
    let open = objections.iter().filter(|objection| objection.answered_at.is_none()).count();
    Ok(Seen {
        state,
        working_days: working_days(board, &row, today)?,
        number: row.number,
        posted_on: row.posted_on,
        posted_by: row.posted_by,
        last_day: row.last_day,
        open_objections: u32::try_from(open).unwrap_or(u32::MAX),
        version: row.version,
    })
}

/// Counted by the calendar and not by the notice's own rule, which a county may have changed: whole working days after
/// `clock_since`, up to yesterday or the last day. Those used up before an objection are the period's length less what was left.
fn working_days(board: &Board, row: &store::NoticeRow, today: NaiveDate) -> Result<u32, Problem> {
    let (Some(since), Some(left), Some(rule)) = (row.clock_since, row.clock_left, row.fixed_rule()?) else {
        return Ok(0);
    };
    let used_before = rule.days.get().saturating_sub(u32::try_from(left).unwrap_or(0));
    let used_before = if rule.counting == Counting::WorkingDays { used_before } else { 0 };
    let Some(yesterday) = today.pred_opt().filter(|_| row.state != "stopped") else {
        return Ok(used_before);
    };
    let through = row.last_day.map_or(yesterday, |last| last.min(yesterday));
    let since_then = Counting::WorkingDays
        .count(board.calendar(), since, through)
        .map_err(super::standing::StandingError::from)?;
    Ok(used_before + since_then)
}
