//! Rows of cases, their steps and attachments.

use chrono::{DateTime, NaiveDate, Utc};
use diesel::{
    dsl::{count_star, max},
    prelude::*,
};
use diesel_async::RunQueryDsl;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use uuid::Uuid;

use super::domain::{Action, Case, Holder, State};
use crate::{
    attachment::AttachmentRow,
    database::Pg,
    http::{
        page::Page,
        sort::{Paging, SortColumn, SortKind, Sorting},
    },
    schema::{case_attachments as attachments, case_steps as steps, cases},
};

/// Rows of one statement: PostgreSQL takes no more than 65,535 parameters.
const INSERT_ROWS: usize = 1_000;

/// A case.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable, Insertable, AsChangeset, Serialize)]
#[diesel(table_name = cases, treat_none_as_null = true)]
pub struct CaseRow {
    /// Identity.
    pub id: Uuid,
    /// Kind.
    pub kind: String,
    /// Kind of the thing it is about.
    pub entity: String,
    /// The thing's id.
    pub entity_id: String,
    /// Title for people.
    pub title: String,
    /// Path of the thing's page.
    pub link: String,
    /// Units that it belongs to.
    pub units: Vec<String>,
    /// [`State`].
    pub state: String,
    /// The drafter's words.
    pub statement: Option<String>,
    /// Who wrote it last.
    pub drafter: String,
    /// Everybody who has written or submitted it.
    pub authors: Vec<String>,
    /// Whose turn it is: the role.
    pub holder_role: String,
    /// The person, if one alone.
    pub holder_person: Option<String>,
    /// When it was opened.
    pub opened_at: DateTime<Utc>,
    /// When it was first submitted.
    pub submitted_at: Option<DateTime<Utc>>,
    /// Last day for the next step.
    pub due_on: Option<NaiveDate>,
    /// How often it was urged.
    pub urges: i32,
    /// When it was closed.
    pub closed_at: Option<DateTime<Utc>>,
    /// By whom.
    pub decided_by: Option<String>,
    /// Version, for `If-Match`.
    pub version: i32,
}

impl CaseRow {
    /// The case as the workflow sees it.
    pub fn to_domain(&self) -> QueryResult<Case> {
        let state = State::of(&self.state).ok_or_else(|| corrupt(format!("unknown state {}", self.state)))?;
        Ok(Case {
            state,
            drafter: self.drafter.clone(),
            authors: self.authors.iter().cloned().collect(),
            holder: Holder {
                role: self.holder_role.clone(),
                person: self.holder_person.clone(),
            },
            statement: self.statement.clone(),
            urges: u32::try_from(self.urges).map_err(|_| corrupt("negative urges"))?,
        })
    }

    /// The same row with what the workflow has made of it.
    #[must_use]
    pub fn with(mut self, case: Case) -> Self {
        case.state.code().clone_into(&mut self.state);
        self.drafter = case.drafter;
        self.authors = case.authors.into_iter().collect();
        self.holder_role = case.holder.role;
        self.holder_person = case.holder.person;
        self.statement = case.statement;
        self.urges = i32::try_from(case.urges).unwrap_or(i32::MAX);
        self
    }
}

fn corrupt(what: impl Into<String>) -> diesel::result::Error {
    diesel::result::Error::DeserializationError(what.into().into())
}

/// A field that a step changed, for people.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct FieldChange {
    /// Field.
    pub field: String,
    /// Its name for people.
    pub label: String,
    /// What it was.
    pub before: Option<String>,
    /// What it is.
    pub after: Option<String>,
}

/// A step of a timeline.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable, Insertable)]
#[diesel(table_name = steps)]
pub struct StepRow {
    /// Case.
    pub case_id: Uuid,
    /// Number within the case, from 1.
    pub seq: i32,
    /// What was done.
    pub action: String,
    /// By whom.
    pub actor: String,
    /// When.
    pub at: DateTime<Utc>,
    /// The county's day.
    pub day: NaiveDate,
    /// What was said.
    pub comment: Option<String>,
    /// State before; none when it was opened.
    pub state_before: Option<String>,
    /// State after.
    pub state_after: String,
    /// List of [`FieldChange`].
    pub changes: Value,
    /// The request, as in the audit log.
    pub request_id: String,
}

/// What a list of cases is narrowed by; absent: all.
#[derive(Debug, Clone, Default)]
pub struct CaseFilter {
    /// Kind.
    pub kind: Option<String>,
    /// State.
    pub state: Option<State>,
    /// Whether it is open.
    pub open: Option<bool>,
    /// Due before this day, and open.
    pub due_before: Option<NaiveDate>,
    /// About this kind of thing.
    pub entity: Option<String>,
    /// About this thing.
    pub entity_id: Option<String>,
    /// Written by.
    pub drafter: Option<String>,
    /// Whose turn is a person's: the account and its roles.
    pub held_by: Option<(String, Vec<String>)>,
}

/// Stores a new case.
pub async fn insert(conn: &mut Pg, row: &CaseRow) -> QueryResult<()> {
    diesel::insert_into(cases::table).values(row).execute(conn).await.map(drop)
}

/// Stores new cases, each with its first step.
pub async fn insert_many(conn: &mut Pg, rows: &[(CaseRow, StepRow)]) -> QueryResult<()> {
    for chunk in rows.chunks(INSERT_ROWS) {
        let cases: Vec<&CaseRow> = chunk.iter().map(|(case, _)| case).collect();
        diesel::insert_into(cases::table).values(cases).execute(conn).await?;
        let steps: Vec<&StepRow> = chunk.iter().map(|(_, step)| step).collect();
        diesel::insert_into(steps::table).values(steps).execute(conn).await?;
    }
    Ok(())
}

/// The cases about these things are in these units' scopes from now on.
pub async fn set_units(conn: &mut Pg, entity: &str, entity_ids: &[String], units: &[String]) -> QueryResult<Vec<CaseRow>> {
    let about = cases::table.filter(cases::entity.eq(entity).and(cases::entity_id.eq_any(entity_ids)));
    let moved = diesel::update(about).set(cases::units.eq(units)).returning(CaseRow::as_returning());
    moved.get_results(conn).await
}

/// Stores a changed case.
pub async fn update(conn: &mut Pg, row: &CaseRow) -> QueryResult<()> {
    diesel::update(cases::table.find(row.id)).set(row).execute(conn).await.map(drop)
}

/// A case, if in scope.
pub async fn find(conn: &mut Pg, id: Uuid) -> QueryResult<Option<CaseRow>> {
    cases::table.find(id).select(CaseRow::as_select()).first(conn).await.optional()
}

/// A case, locked.
pub async fn lock(conn: &mut Pg, id: Uuid) -> QueryResult<Option<CaseRow>> {
    let query = cases::table.find(id).select(CaseRow::as_select()).for_update();
    query.first(conn).await.optional()
}

/// The latest case about each of these things.
pub async fn of_things(conn: &mut Pg, entity: &str, ids: &[String]) -> QueryResult<Vec<CaseRow>> {
    cases::table
        .filter(cases::entity.eq(entity).and(cases::entity_id.eq_any(ids)))
        .distinct_on(cases::entity_id)
        .order((cases::entity_id, cases::opened_at.desc(), cases::id.desc()))
        .select(CaseRow::as_select())
        .load(conn)
        .await
}

/// The open cases about things of a kind whose ids begin with `prefix`, which holds no wildcard, locked in their order.
pub async fn lock_open_about(conn: &mut Pg, entity: &str, prefix: &str) -> QueryResult<Vec<CaseRow>> {
    cases::table
        .filter(cases::entity.eq(entity).and(cases::entity_id.like(format!("{prefix}%"))))
        .filter(cases::closed_at.is_null())
        .order((cases::entity_id, cases::id))
        .select(CaseRow::as_select())
        .for_update()
        .load(conn)
        .await
}

/// The open cases about these things, locked.
pub async fn lock_of_things(conn: &mut Pg, entity: &str, ids: &[String]) -> QueryResult<Vec<CaseRow>> {
    cases::table
        .filter(cases::entity.eq(entity).and(cases::entity_id.eq_any(ids)))
        .filter(cases::closed_at.is_null())
        .order((cases::entity_id, cases::id))
        .select(CaseRow::as_select())
        .for_update()
        .load(conn)
        .await
}

/// How a list of cases can be sorted.
pub const SORTING: Sorting = Sorting {
    columns: &[
        SortColumn::new("title", "cases.title", SortKind::Text),
        SortColumn::new("opened_at", "cases.opened_at", SortKind::Moment),
        SortColumn::new("due_on", "coalesce(cases.due_on, 'infinity')", SortKind::Day),
        SortColumn::new("urges", "cases.urges", SortKind::Whole),
    ],
    unique: SortColumn::new("id", "cases.id", SortKind::Id),
    default: "-opened_at",
};

/// A page of cases.
pub async fn list(conn: &mut Pg, filter: &CaseFilter, paging: &Paging) -> QueryResult<Page<CaseRow>> {
    let mut query = cases::table
        .select((CaseRow::as_select(), paging.marks()))
        .filter(paging.after())
        .order(paging.order())
        .limit(paging.limit())
        .into_boxed();
    if let Some(kind) = &filter.kind {
        query = query.filter(cases::kind.eq(kind));
    }
    if let Some(state) = filter.state {
        query = query.filter(cases::state.eq(state.code()));
    }
    match filter.open {
        Some(true) => query = query.filter(cases::closed_at.is_null()),
        Some(false) => query = query.filter(cases::closed_at.is_not_null()),
        None => {}
    }
    if let Some(day) = filter.due_before {
        query = query.filter(cases::closed_at.is_null().and(cases::due_on.lt(day)));
    }
    if let Some(entity) = &filter.entity {
        query = query.filter(cases::entity.eq(entity));
    }
    if let Some(entity_id) = &filter.entity_id {
        query = query.filter(cases::entity_id.eq(entity_id));
    }
    if let Some(drafter) = &filter.drafter {
        query = query.filter(cases::drafter.eq(drafter));
    }
    if let Some((person, roles)) = &filter.held_by {
        let is_role = cases::holder_person.is_null().and(cases::holder_role.eq_any(roles));
        query = query
            .filter(cases::closed_at.is_null())
            .filter(cases::holder_person.eq(person).or(is_role));
    }
    Ok(paging.page(query.load(conn).await?))
}

/// Number of a case's next step; the case must be locked.
pub async fn next_seq(conn: &mut Pg, case_id: Uuid) -> QueryResult<i32> {
    let last: Option<i32> = steps::table
        .filter(steps::case_id.eq(case_id))
        .select(max(steps::seq))
        .first(conn)
        .await?;
    Ok(last.unwrap_or(0) + 1)
}

/// Stores a step.
pub async fn insert_step(conn: &mut Pg, row: &StepRow) -> QueryResult<()> {
    diesel::insert_into(steps::table).values(row).execute(conn).await.map(drop)
}

/// A case's steps, the first first.
pub async fn steps_of(conn: &mut Pg, case_id: Uuid) -> QueryResult<Vec<StepRow>> {
    steps::table
        .filter(steps::case_id.eq(case_id))
        .order(steps::seq)
        .select(StepRow::as_select())
        .load(conn)
        .await
}

/// The day on which a person urged last.
pub async fn last_urged(conn: &mut Pg, case_id: Uuid, actor: &str) -> QueryResult<Option<NaiveDate>> {
    steps::table
        .filter(steps::case_id.eq(case_id).and(steps::actor.eq(actor)))
        .filter(steps::action.eq(Action::Urge.code()))
        .select(max(steps::day))
        .first(conn)
        .await
}

/// Stores an attachment.
pub async fn insert_attachment(conn: &mut Pg, row: &AttachmentRow) -> QueryResult<()> {
    let values = (
        attachments::id.eq(row.id),
        attachments::case_id.eq(row.owner),
        attachments::file_name.eq(&row.file_name),
        attachments::media_type.eq(&row.media_type),
        attachments::size_bytes.eq(row.size_bytes),
        attachments::sha256.eq(&row.sha256),
        attachments::blob_key.eq(&row.blob_key),
        attachments::uploaded_by.eq(&row.uploaded_by),
        attachments::uploaded_at.eq(row.uploaded_at),
    );
    diesel::insert_into(attachments::table).values(values).execute(conn).await.map(drop)
}

/// An attachment of a case, if in scope.
pub async fn find_attachment(conn: &mut Pg, case_id: Uuid, id: Uuid) -> QueryResult<Option<AttachmentRow>> {
    attachments::table
        .find(id)
        .filter(attachments::case_id.eq(case_id))
        .first(conn)
        .await
        .optional()
}

/// A case's attachments, the first first.
pub async fn attachments_of(conn: &mut Pg, case_id: Uuid) -> QueryResult<Vec<AttachmentRow>> {
    attachments::table
        .filter(attachments::case_id.eq(case_id))
        .order((attachments::uploaded_at, attachments::id))
        .load(conn)
        .await
}

/// How many attachments of a case have not been withdrawn.
pub async fn count_attachments(conn: &mut Pg, case_id: Uuid) -> QueryResult<usize> {
    let count: i64 = attachments::table
        .filter(attachments::case_id.eq(case_id).and(attachments::withdrawn_at.is_null()))
        .select(count_star())
        .first(conn)
        .await?;
    Ok(usize::try_from(count).unwrap_or(0))
}

/// Withdraws an attachment; it stays on record.
pub async fn withdraw_attachment(conn: &mut Pg, id: Uuid, by: &str, reason: &str, now: DateTime<Utc>) -> QueryResult<()> {
    diesel::update(attachments::table.find(id))
        .set((
            attachments::withdrawn_by.eq(by),
            attachments::withdrawn_at.eq(now),
            attachments::withdrawn_reason.eq(reason),
        ))
        .execute(conn)
        .await
        .map(drop)
}
