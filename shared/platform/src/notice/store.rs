//! Notices with their objections and proofs.

use chrono::{DateTime, Datelike, NaiveDate, Utc};
use diesel::{prelude::*, sql_types::Integer};
use diesel_async::RunQueryDsl;
use serde::Serialize;
use serde_json::Value;
use uuid::Uuid;

use super::{
    clock::Clock,
    rule::KindRule,
    standing::{Standing, State, Terms},
};
use crate::{
    database::Pg,
    http::{
        page::Page,
        sort::{Paging, SortColumn, SortKind, Sorting},
    },
    schema::{notice_objections, notice_objectors, notice_proofs, notices},
};

/// A notice as it is stored.
#[derive(Debug, Clone, PartialEq, Queryable, Selectable, Insertable, AsChangeset, Serialize)]
#[diesel(table_name = notices, treat_none_as_null = true)]
pub struct NoticeRow {
    /// Identity.
    pub id: Uuid,
    /// Code of the kind.
    pub kind: String,
    /// Title.
    pub title: String,
    /// Text.
    pub body: String,
    /// Whom it concerns.
    pub audience: String,
    /// Unit of the data scope.
    pub unit: String,
    /// State.
    pub state: String,
    /// Whoever wrote it last.
    pub drafted_by: String,
    /// Number.
    pub number: Option<String>,
    /// Whoever posted it.
    pub posted_by: Option<String>,
    /// When.
    pub posted_at: Option<DateTime<Utc>>,
    /// On which day in the county.
    pub posted_on: Option<NaiveDate>,
    /// The rule of its kind on that day.
    pub terms: Option<Value>,
    /// Document behind the rule.
    pub document: Option<String>,
    /// Its article.
    pub article: Option<String>,
    /// Why it is read so.
    pub interpretation: Option<String>,
    /// Digest of what was posted.
    pub content_sha256: Option<String>,
    /// Day after which the clock counts, or on which it was stopped.
    pub clock_since: Option<NaiveDate>,
    /// Days left then.
    pub clock_left: Option<i32>,
    /// Last day.
    pub last_day: Option<NaiveDate>,
    /// When its end was noted.
    pub ended_at: Option<DateTime<Utc>>,
    /// Whoever took it back.
    pub withdrawn_by: Option<String>,
    /// Why.
    pub withdrawn_reason: Option<String>,
    /// Objections so far.
    pub objections: i32,
    /// Whether it belongs to the demonstration.
    pub demonstration: bool,
    /// Version.
    pub version: i32,
    /// When the draft was made.
    pub created_at: DateTime<Utc>,
}

fn corrupt(row: &NoticeRow) -> diesel::result::Error {
    diesel::result::Error::DeserializationError(format!("notice {} is {} without its clock", row.id, row.state).into())
}

impl NoticeRow {
    /// The rule that was fixed when it was posted.
    pub fn fixed_rule(&self) -> QueryResult<Option<KindRule>> {
        let terms = self.terms.clone().map(serde_json::from_value).transpose();
        terms.map_err(|error| diesel::result::Error::DeserializationError(Box::new(error)))
    }

    /// As its life goes, under a rule: the one fixed for it, or that of the day for a draft.
    pub fn standing(&self, rule: &KindRule) -> QueryResult<Standing> {
        let clock = || {
            let since = self.clock_since.ok_or_else(|| corrupt(self))?;
            let left = self
                .clock_left
                .and_then(|left| u32::try_from(left).ok())
                .ok_or_else(|| corrupt(self))?;
            Ok::<_, diesel::result::Error>((since, left))
        };
        let state = match self.state.as_str() {
            "draft" => State::Draft,
            "posted" => {
                let (since, left) = clock()?;
                let last_day = self.last_day.ok_or_else(|| corrupt(self))?;
                State::Posted(Clock::Running { since, left, last_day })
            }
            "stopped" => {
                let (on, left) = clock()?;
                State::Posted(Clock::Stopped { on, left })
            }
            "ended" => State::Ended,
            _ => State::Withdrawn,
        };
        Ok(Standing {
            state,
            drafted_by: self.drafted_by.clone(),
            terms: Terms {
                days: rule.days.get(),
                counting: rule.counting,
                poster: rule.poster,
                objection: rule.objection,
            },
        })
    }

    /// Takes over where its life has come to.
    pub fn set(&mut self, state: State) {
        state.code().clone_into(&mut self.state);
        if let State::Posted(clock) = state {
            let (since, left) = match clock {
                Clock::Running { since, left, .. } => (since, left),
                Clock::Stopped { on, left } => (on, left),
            };
            self.clock_since = Some(since);
            self.clock_left = i32::try_from(left).ok();
            self.last_day = clock.last_day();
        }
        self.version += 1;
    }
}

/// An objection, without who made it.
#[derive(Debug, Clone, PartialEq, Queryable, Selectable, Insertable, AsChangeset, Serialize)]
#[diesel(table_name = notice_objections)]
pub struct ObjectionRow {
    /// Identity.
    pub id: Uuid,
    /// Notice.
    pub notice_id: Uuid,
    /// Number within the notice.
    pub number: i32,
    /// When it came.
    pub received_at: DateTime<Utc>,
    /// Whether it came after the period.
    pub late: bool,
    /// What it is about, as published.
    pub subject: Option<String>,
    /// What came of it.
    pub outcome: Option<String>,
    /// The answer.
    pub answer: Option<String>,
    /// Whoever answered.
    pub answered_by: Option<String>,
    /// When.
    pub answered_at: Option<DateTime<Utc>>,
}

/// Who objected, and in which words.
#[derive(Debug, Clone, PartialEq, Queryable, Selectable, Insertable)]
#[diesel(table_name = notice_objectors)]
pub struct ObjectorRow {
    /// Objection.
    pub objection_id: Uuid,
    /// Name.
    pub name: String,
    /// Telephone number.
    pub phone: String,
    /// The objection as it was written.
    pub text: String,
}

/// That a notice hung somewhere.
#[derive(Debug, Clone, PartialEq, Queryable, Selectable, Insertable, Serialize, utoipa::ToSchema)]
#[diesel(table_name = notice_proofs)]
#[schema(as = NoticeProofView)]
pub struct ProofRow {
    /// Identity.
    pub id: Uuid,
    /// Notice.
    #[serde(skip)]
    #[schema(ignore)]
    pub notice_id: Uuid,
    /// Where.
    pub place: String,
    /// Day on which it was seen there.
    pub seen_on: NaiveDate,
    /// Where the photograph or record is kept.
    pub record: String,
    /// Who says so.
    #[serde(skip)]
    #[schema(ignore)]
    pub recorded_by: String,
    /// When.
    pub recorded_at: DateTime<Utc>,
}

/// Which notices are wanted.
#[derive(Debug, Clone, Default)]
pub struct NoticeFilter {
    /// In this state.
    pub state: Option<String>,
    /// Of this kind.
    pub kind: Option<String>,
}

/// Stores a new draft.
pub async fn insert(conn: &mut Pg, row: &NoticeRow) -> QueryResult<()> {
    diesel::insert_into(notices::table).values(row).execute(conn).await.map(drop)
}

/// Stores a changed notice.
pub async fn update(conn: &mut Pg, row: &NoticeRow) -> QueryResult<()> {
    diesel::update(notices::table.find(row.id)).set(row).execute(conn).await.map(drop)
}

/// Whether there are invented notices.
pub async fn has_demonstration(conn: &mut Pg) -> QueryResult<bool> {
    diesel::select(diesel::dsl::exists(notices::table.filter(notices::demonstration)))
        .get_result(conn)
        .await
}

/// One notice that the session may see.
pub async fn find(conn: &mut Pg, id: Uuid) -> QueryResult<Option<NoticeRow>> {
    notices::table.find(id).select(NoticeRow::as_select()).first(conn).await.optional()
}

/// One notice within the data scope, held until the transaction ends.
pub async fn lock(conn: &mut Pg, id: Uuid) -> QueryResult<Option<NoticeRow>> {
    notices::table
        .find(id)
        .select(NoticeRow::as_select())
        .for_no_key_update()
        .first(conn)
        .await
        .optional()
}

/// Published notices, the newest first.
pub async fn list_public(
    conn: &mut Pg,
    filter: &NoticeFilter,
    before: Option<(NaiveDate, Uuid)>,
    limit: i64,
) -> QueryResult<Vec<NoticeRow>> {
    let mut query = notices::table
        .filter(notices::state.ne("draft"))
        .order((notices::posted_on.desc(), notices::id.desc()))
        .limit(limit)
        .select(NoticeRow::as_select())
        .into_boxed();
    if let Some(state) = &filter.state {
        query = query.filter(notices::state.eq(state));
    }
    if let Some(kind) = &filter.kind {
        query = query.filter(notices::kind.eq(kind));
    }
    if let Some((day, id)) = before {
        query = query.filter(notices::posted_on.lt(day).or(notices::posted_on.eq(day).and(notices::id.lt(id))));
    }
    query.load(conn).await
}

/// How a list of the staff's notices can be sorted. Ids are UUIDs of version 7: they order by time.
pub const SORTING: Sorting = Sorting {
    columns: &[
        SortColumn::new("title", "notices.title", SortKind::Text),
        SortColumn::new("posted_on", "coalesce(notices.posted_on, 'infinity')", SortKind::Day),
        SortColumn::new("last_day", "coalesce(notices.last_day, 'infinity')", SortKind::Day),
        SortColumn::new("objections", "notices.objections", SortKind::Whole),
    ],
    unique: SortColumn::new("id", "notices.id", SortKind::Id),
    default: "-id",
};

/// A page of the notices of the units that the person works for, drafts included.
pub async fn list_own(conn: &mut Pg, units: Option<Vec<String>>, filter: &NoticeFilter, paging: &Paging) -> QueryResult<Page<NoticeRow>> {
    let mut query = notices::table
        .select((NoticeRow::as_select(), paging.marks()))
        .filter(paging.after())
        .order(paging.order())
        .limit(paging.limit())
        .into_boxed();
    if let Some(units) = units {
        query = query.filter(notices::unit.eq_any(units));
    }
    if let Some(state) = &filter.state {
        query = query.filter(notices::state.eq(state));
    }
    if let Some(kind) = &filter.kind {
        query = query.filter(notices::kind.eq(kind));
    }
    Ok(paging.page(query.load(conn).await?))
}

/// Notices whose last day has passed, that nobody else holds.
pub async fn lock_over(conn: &mut Pg, today: NaiveDate, limit: i64) -> QueryResult<Vec<NoticeRow>> {
    notices::table
        .filter(notices::state.eq("posted").and(notices::last_day.lt(today)))
        .order(notices::last_day)
        .limit(limit)
        .select(NoticeRow::as_select())
        .for_no_key_update()
        .skip_locked()
        .load(conn)
        .await
}

/// The next number of a year, e.g. `公示〔2026〕3号`.
pub async fn take_number(conn: &mut Pg, on: NaiveDate) -> QueryResult<String> {
    #[derive(QueryableByName)]
    struct Taken {
        #[diesel(sql_type = Integer)]
        last: i32,
    }
    let taken: Taken = diesel::sql_query(
        "INSERT INTO notice_numbers (year, last) VALUES ($1, 1) ON CONFLICT (year) DO UPDATE SET last = notice_numbers.last + 1 RETURNING last",
    )
    .bind::<Integer, _>(on.year())
    .get_result(conn)
    .await?;
    Ok(format!("公示〔{}〕{}号", on.year(), taken.last))
}

/// Stores an objection with who made it; false when it is there already.
pub async fn insert_objection(conn: &mut Pg, row: &ObjectionRow, objector: &ObjectorRow) -> QueryResult<()> {
    diesel::insert_into(notice_objections::table).values(row).execute(conn).await?;
    diesel::insert_into(notice_objectors::table)
        .values(objector)
        .execute(conn)
        .await
        .map(drop)
}

/// An objection with who made it, if the session may see that.
pub async fn find_objection(conn: &mut Pg, id: Uuid) -> QueryResult<Option<(ObjectionRow, ObjectorRow)>> {
    notice_objections::table
        .inner_join(notice_objectors::table)
        .filter(notice_objections::id.eq(id))
        .select((ObjectionRow::as_select(), ObjectorRow::as_select()))
        .first(conn)
        .await
        .optional()
}

/// Objections of a notice by number.
pub async fn objections_of(conn: &mut Pg, notice: Uuid) -> QueryResult<Vec<ObjectionRow>> {
    notice_objections::table
        .filter(notice_objections::notice_id.eq(notice))
        .order(notice_objections::number)
        .select(ObjectionRow::as_select())
        .load(conn)
        .await
}

/// The same with who made them.
pub async fn objectors_of(conn: &mut Pg, notice: Uuid) -> QueryResult<Vec<(ObjectionRow, ObjectorRow)>> {
    notice_objections::table
        .inner_join(notice_objectors::table)
        .filter(notice_objections::notice_id.eq(notice))
        .order(notice_objections::number)
        .select((ObjectionRow::as_select(), ObjectorRow::as_select()))
        .load(conn)
        .await
}

/// Stores an answer.
pub async fn update_objection(conn: &mut Pg, row: &ObjectionRow) -> QueryResult<()> {
    diesel::update(notice_objections::table.find(row.id))
        .set(row)
        .execute(conn)
        .await
        .map(drop)
}

/// Stores a proof.
pub async fn insert_proof(conn: &mut Pg, row: &ProofRow) -> QueryResult<()> {
    diesel::insert_into(notice_proofs::table).values(row).execute(conn).await.map(drop)
}

/// Proofs of a notice.
pub async fn proofs_of(conn: &mut Pg, notice: Uuid) -> QueryResult<Vec<ProofRow>> {
    notice_proofs::table
        .filter(notice_proofs::notice_id.eq(notice))
        .order((notice_proofs::seen_on, notice_proofs::id))
        .select(ProofRow::as_select())
        .load(conn)
        .await
}
