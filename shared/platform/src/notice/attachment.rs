//! Files with a notice: added and withdrawn while it is a draft, by whoever may rewrite it, and as a rewriting of it: whoever
//! did it last counts as its drafter, and whoever posts what they saw before is told that it is not all. From the posting
//! on they stay as people read them; the digest of what was posted covers them.

use serde_json::{Value, json};
use uuid::Uuid;

use super::{
    attachment_store,
    board::Board,
    desk::{Act, hold_draft, record, wait_for_posting},
    store::{self, NoticeRow},
};
use crate::{
    Problem,
    attachment::{AttachmentRow, StoredFile},
    database::Pg,
};

pub(super) fn no_such_attachment() -> Problem {
    Problem::not_found("没有找到这个附件，或它不在您的数据范围内")
}

/// Adds a stored file to a draft.
pub(super) async fn attach(conn: &mut Pg, board: &Board, act: &Act<'_>, notice: Uuid, file: &StoredFile) -> Result<AttachmentRow, Problem> {
    let before = hold_draft(conn, notice, None).await?;
    let row = AttachmentRow::new(file, act.actor, act.now);
    attachment_store::insert(conn, &row).await?;
    rewritten(conn, board, act, before, "notice.attach", &row).await?;
    Ok(row)
}

/// Withdraws an attachment of a draft: it is not posted, and stays on record.
pub(super) async fn withdraw(
    conn: &mut Pg,
    board: &Board,
    act: &Act<'_>,
    (notice, id): (Uuid, Uuid),
    reason: &str,
) -> Result<AttachmentRow, Problem> {
    let before = hold_draft(conn, notice, None).await?;
    let row = attachment_store::find(conn, notice, id).await?.ok_or_else(no_such_attachment)?;
    if row.withdrawn_at.is_some() {
        return Err(Problem::conflict("attachment_withdrawn", "这个附件已经撤回"));
    }
    attachment_store::withdraw(conn, id, act.actor, reason, act.now).await?;
    let row = row.withdrawn(act.actor, reason, act.now);
    rewritten(conn, board, act, before, "notice.withdraw_attachment", &row).await?;
    Ok(row)
}

async fn rewritten(
    conn: &mut Pg,
    board: &Board,
    act: &Act<'_>,
    before: NoticeRow,
    action: &str,
    attachment: &AttachmentRow,
) -> Result<(), Problem> {
    let row = NoticeRow {
        drafted_by: act.actor.to_owned(),
        version: before.version + 1,
        ..before.clone()
    };
    store::update(conn, &row).await?;
    wait_for_posting(conn, board, act, &row).await?;
    let stood = |row: &NoticeRow| json!({ "drafted_by": row.drafted_by, "version": row.version });
    let mut after = stood(&row);
    after["attachment"] = serde_json::to_value(attachment).map_err(Problem::internal)?;
    record(conn, act, action, row.id, Some::<&Value>(&stood(&before)), Some(&after)).await
}
