//! Files with a case: who may add and withdraw them. How they come, go and are kept says [`crate::attachment`].

use uuid::Uuid;

use super::{
    By,
    domain::{Action, CaseError, Policy},
    fault::CaseFault,
    service::{Said, field, lock, note, require_part},
    store::{self, CaseRow},
};
use crate::{
    attachment::{AttachmentRow, StoredFile},
    database::Pg,
};

/// Adds a stored file to an open case.
pub async fn attach(conn: &mut Pg, policy: &Policy, case_id: Uuid, by: &By<'_>, file: &StoredFile) -> Result<AttachmentRow, CaseFault> {
    let before = lock_open(conn, policy, case_id, by).await?;
    let row = AttachmentRow::new(file, by.actor.name(), by.now);
    store::insert_attachment(conn, &row).await?;
    let said = Said {
        action: "attach",
        comment: None,
        changes: vec![field("attachment", "附件", None, Some(row.file_name.clone()))],
    };
    touch(conn, by, before, said).await?;
    Ok(row)
}

/// Withdraws an attachment: only who added it, while the case is open, and not one that the case was submitted upon and
/// needs. It stays on record and can be read.
pub async fn withdraw(
    conn: &mut Pg,
    policy: &Policy,
    (case_id, id): (Uuid, Uuid),
    by: &By<'_>,
    reason: &str,
) -> Result<AttachmentRow, CaseFault> {
    let before = lock_open(conn, policy, case_id, by).await?;
    let row = store::find_attachment(conn, case_id, id).await?.ok_or(CaseFault::NotFound)?;
    if row.uploaded_by != by.actor.name() {
        return Err(CaseFault::Refused(CaseError::NotThisPerson {
            action: Action::Withdraw,
            who_may: vec!["上传这个附件的人".to_owned()],
        }));
    }
    if row.withdrawn_at.is_some() {
        return Err(CaseFault::AlreadyWithdrawn);
    }
    let is_needed = store::count_attachments(conn, case_id).await? <= policy.attachments_needed;
    let state = before.to_domain()?.state;
    if is_needed && !state.is_drafting() {
        let action = Action::Revise;
        return Err(CaseFault::Refused(CaseError::WrongState { state, action }));
    }
    store::withdraw_attachment(conn, id, by.actor.name(), reason, by.now).await?;
    let said = Said {
        action: "withdraw_attachment",
        comment: Some(reason.to_owned()),
        changes: vec![field("attachment", "附件", Some(row.file_name.clone()), None)],
    };
    touch(conn, by, before, said).await?;
    Ok(row.withdrawn(by.actor.name(), reason, by.now))
}

async fn lock_open(conn: &mut Pg, policy: &Policy, case_id: Uuid, by: &By<'_>) -> Result<CaseRow, CaseFault> {
    let row = lock(conn, case_id, None).await?;
    let state = row.to_domain()?.state;
    if state.is_closed() {
        let action = Action::Revise;
        return Err(CaseFault::Refused(CaseError::WrongState { state, action }));
    }
    require_part(policy, by.actor)?;
    Ok(row)
}

/// Whoever decides on what they saw before is told that it is not all.
async fn touch(conn: &mut Pg, by: &By<'_>, before: CaseRow, said: Said<'_>) -> Result<(), CaseFault> {
    let after = CaseRow {
        version: before.version + 1,
        ..before.clone()
    };
    store::update(conn, &after).await?;
    note(conn, by, Some(&before), &after, said).await
}
