//! Construction projects and what hangs on them.

use chrono::{DateTime, NaiveDate, Utc};
use diesel::{prelude::*, sql_types::BigInt};
use diesel_async::RunQueryDsl;
use platform::{
    database::Pg,
    http::{
        page::Page,
        sort::{Paging, SortColumn, SortKind, Sorting},
    },
};
use rules::Exact;
use serde::Serialize;
use uuid::Uuid;

use super::{
    decode,
    schema::{number_counters, project_documents, project_evidence, project_findings, projects},
};
use crate::domain::{
    project::{Facts, SQUARE_METRE_DECIMALS},
    quantity::VOLUME_DECIMALS,
};

/// A project.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable, Insertable, AsChangeset, Serialize)]
#[diesel(table_name = projects, treat_none_as_null = true)]
pub struct ProjectRow {
    /// Identity.
    pub id: Uuid,
    /// The code that all departments know it by.
    pub project_code: String,
    /// Name.
    pub name: String,
    /// Who builds it.
    pub builder: String,
    /// Unified social credit code of the builder.
    pub builder_credit_code: String,
    /// Code of the town.
    pub town: String,
    /// Where.
    pub place: String,
    /// [`crate::domain::project::Nature`].
    pub nature: String,
    /// [`crate::domain::project::Standing`].
    pub standing: String,
    /// Daily use of auxiliary facilities, litres.
    pub auxiliary_use_milli: i64,
    /// Construction land area, 1/100 m².
    pub land_area_e2: i64,
    /// Construction area, 1/100 m².
    pub construction_area_e2: i64,
    /// [`crate::domain::project::Feature`].
    pub features: Vec<String>,
    /// [`crate::domain::project::Greening`].
    pub greening: String,
    /// Last day of the retrofit.
    pub retrofit_by: Option<NaiveDate>,
    /// Who set it.
    pub retrofit_approver: Option<String>,
    /// By which document.
    pub retrofit_document: Option<String>,
    /// [`crate::domain::project::Stage`].
    pub stage: String,
    /// Who asked for acceptance.
    pub requested_by: Option<String>,
    /// When.
    pub requested_at: Option<DateTime<Utc>>,
    /// Number of the acceptance.
    pub acceptance_number: Option<String>,
    /// Who accepted.
    pub accepted_by: Option<String>,
    /// When.
    pub accepted_on: Option<NaiveDate>,
    /// Why it was last not accepted.
    pub refused_reason: Option<String>,
    /// Since when it is in use.
    pub in_use_on: Option<NaiveDate>,
    /// Whether it belongs to the demonstration county.
    pub demonstration: bool,
    /// Who registered it.
    pub created_by: String,
    /// When.
    pub created_at: DateTime<Utc>,
    /// For `If-Match`.
    pub version: i32,
}

impl ProjectRow {
    /// What decides which requirements apply.
    pub fn facts(&self) -> QueryResult<Facts> {
        Ok(Facts {
            features: self.features.iter().map(|code| decode(code)).collect::<QueryResult<_>>()?,
            greening: decode(&self.greening)?,
            auxiliary_use: Exact::scaled(self.auxiliary_use_milli, VOLUME_DECIMALS),
            land_area: Exact::scaled(self.land_area_e2, SQUARE_METRE_DECIMALS),
        })
    }
}

/// A document that was filed.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable, Insertable, Serialize)]
#[diesel(table_name = project_documents)]
pub struct DocumentRow {
    /// Identity.
    pub id: Uuid,
    /// Project.
    pub project_id: Uuid,
    /// [`crate::domain::project::DocumentKind`].
    pub kind: String,
    /// Who reviewed it.
    pub reviewer: String,
    /// Number of the review.
    pub review_number: String,
    /// Day of the review.
    pub reviewed_on: NaiveDate,
    /// Codes of its parts.
    pub contents: Vec<String>,
    /// Who filed it.
    pub filed_by: String,
    /// When.
    pub filed_at: DateTime<Utc>,
}

/// What shows that a requirement is met.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable, Insertable, Serialize)]
#[diesel(table_name = project_evidence)]
pub struct EvidenceRow {
    /// Identity.
    pub id: Uuid,
    /// Project.
    pub project_id: Uuid,
    /// [`crate::domain::project::ItemCode`].
    pub item: String,
    /// Number or name of the document.
    pub document: String,
    /// Its day.
    pub dated_on: NaiveDate,
    /// What it shows.
    pub description: String,
    /// Who recorded it.
    pub recorded_by: String,
    /// When.
    pub recorded_at: DateTime<Utc>,
}

/// Facilities that were found stopped or removed, or in use without acceptance.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable, Insertable, AsChangeset, Serialize)]
#[diesel(table_name = project_findings, treat_none_as_null = true)]
pub struct FindingRow {
    /// Identity.
    pub id: Uuid,
    /// Project.
    pub project_id: Uuid,
    /// [`crate::domain::project::FindingKind`].
    pub kind: String,
    /// When it was found.
    pub found_on: NaiveDate,
    /// What was found.
    pub detail: String,
    /// By when it is to be put right.
    pub correct_by: NaiveDate,
    /// Who recorded it.
    pub recorded_by: String,
    /// When.
    pub recorded_at: DateTime<Utc>,
    /// When it was put right.
    pub corrected_on: Option<NaiveDate>,
    /// How.
    pub correction: Option<String>,
    /// Who recorded that.
    pub corrected_by: Option<String>,
    /// For `If-Match`.
    pub version: i32,
}

/// Stores a project.
pub async fn insert(conn: &mut Pg, row: &ProjectRow) -> QueryResult<()> {
    diesel::insert_into(projects::table).values(row).execute(conn).await.map(drop)
}

/// Stores a changed project.
pub async fn update(conn: &mut Pg, row: &ProjectRow) -> QueryResult<()> {
    diesel::update(projects::table.find(row.id)).set(row).execute(conn).await.map(drop)
}

/// A project, if in scope.
pub async fn find(conn: &mut Pg, id: Uuid) -> QueryResult<Option<ProjectRow>> {
    projects::table
        .find(id)
        .select(ProjectRow::as_select())
        .first(conn)
        .await
        .optional()
}

/// A project, held until the transaction ends.
pub async fn lock(conn: &mut Pg, id: Uuid) -> QueryResult<Option<ProjectRow>> {
    projects::table
        .find(id)
        .select(ProjectRow::as_select())
        .for_no_key_update()
        .first(conn)
        .await
        .optional()
}

/// The project with a code, if in scope.
pub async fn find_by_code(conn: &mut Pg, code: &str) -> QueryResult<Option<ProjectRow>> {
    projects::table
        .filter(projects::project_code.eq(code))
        .select(ProjectRow::as_select())
        .first(conn)
        .await
        .optional()
}

/// Files a document.
pub async fn insert_document(conn: &mut Pg, row: &DocumentRow) -> QueryResult<()> {
    diesel::insert_into(project_documents::table)
        .values(row)
        .execute(conn)
        .await
        .map(drop)
}

/// The documents of these projects, in order of filing.
pub async fn documents_of(conn: &mut Pg, ids: &[Uuid]) -> QueryResult<Vec<DocumentRow>> {
    project_documents::table
        .filter(project_documents::project_id.eq_any(ids))
        .order(project_documents::id)
        .select(DocumentRow::as_select())
        .load(conn)
        .await
}

/// Records evidence.
pub async fn insert_evidence(conn: &mut Pg, row: &EvidenceRow) -> QueryResult<()> {
    diesel::insert_into(project_evidence::table)
        .values(row)
        .execute(conn)
        .await
        .map(drop)
}

/// The evidence of these projects, in order of recording.
pub async fn evidence_of(conn: &mut Pg, ids: &[Uuid]) -> QueryResult<Vec<EvidenceRow>> {
    project_evidence::table
        .filter(project_evidence::project_id.eq_any(ids))
        .order(project_evidence::id)
        .select(EvidenceRow::as_select())
        .load(conn)
        .await
}

/// Records a finding.
pub async fn insert_finding(conn: &mut Pg, row: &FindingRow) -> QueryResult<()> {
    diesel::insert_into(project_findings::table)
        .values(row)
        .execute(conn)
        .await
        .map(drop)
}

/// Stores that a finding was put right.
pub async fn update_finding(conn: &mut Pg, row: &FindingRow) -> QueryResult<()> {
    diesel::update(project_findings::table.find(row.id))
        .set(row)
        .execute(conn)
        .await
        .map(drop)
}

/// A finding, held until the transaction ends.
pub async fn lock_finding(conn: &mut Pg, id: Uuid) -> QueryResult<Option<FindingRow>> {
    project_findings::table
        .find(id)
        .select(FindingRow::as_select())
        .for_update()
        .first(conn)
        .await
        .optional()
}

/// The findings at these projects, in order of recording.
pub async fn findings_of(conn: &mut Pg, ids: &[Uuid]) -> QueryResult<Vec<FindingRow>> {
    project_findings::table
        .filter(project_findings::project_id.eq_any(ids))
        .order(project_findings::id)
        .select(FindingRow::as_select())
        .load(conn)
        .await
}

/// The next number of a kind of decision in a year, e.g. `JSYS-2026-0001`; it goes back if the transaction does.
pub async fn take_number(conn: &mut Pg, prefix: &str, year: i32) -> QueryResult<String> {
    let last: i64 = diesel::insert_into(number_counters::table)
        .values((
            number_counters::kind.eq(prefix),
            number_counters::period.eq(year.to_string()),
            number_counters::last.eq(1_i64),
        ))
        .on_conflict((number_counters::kind, number_counters::period))
        .do_update()
        .set(number_counters::last.eq(number_counters::last + 1_i64.into_sql::<BigInt>()))
        .returning(number_counters::last)
        .get_result(conn)
        .await?;
    Ok(format!("{prefix}-{year}-{last:04}"))
}

/// What a list of projects is narrowed by; absent: all.
#[derive(Debug, Clone, Default)]
pub struct ProjectFilter {
    /// Stage code.
    pub stage: Option<String>,
    /// Town code.
    pub town: Option<String>,
    /// Project code.
    pub project_code: Option<String>,
    /// Part of the name or of the builder's.
    pub text: Option<String>,
}

/// How a list of projects can be sorted. Ids are UUIDs of version 7: they order by time.
pub const SORTING: Sorting = Sorting {
    columns: &[
        SortColumn::new("project_code", "projects.project_code", SortKind::Text),
        SortColumn::new("name", "projects.name", SortKind::Text),
        SortColumn::new("town", "projects.town", SortKind::Text),
        SortColumn::new("stage", "projects.stage", SortKind::Text),
        SortColumn::new("created_at", "projects.created_at", SortKind::Moment),
    ],
    unique: SortColumn::new("id", "projects.id", SortKind::Id),
    default: "-created_at",
};

/// A page of projects.
pub async fn list(conn: &mut Pg, filter: &ProjectFilter, paging: &Paging) -> QueryResult<Page<ProjectRow>> {
    let mut query = projects::table
        .select((ProjectRow::as_select(), paging.marks()))
        .filter(paging.after())
        .order(paging.order())
        .limit(paging.limit())
        .into_boxed();
    if let Some(stage) = &filter.stage {
        query = query.filter(projects::stage.eq(stage));
    }
    if let Some(town) = &filter.town {
        query = query.filter(projects::town.eq(town));
    }
    if let Some(code) = &filter.project_code {
        query = query.filter(projects::project_code.eq(code));
    }
    if let Some(text) = &filter.text {
        let pattern = super::containing(text);
        query = query.filter(projects::name.ilike(pattern.clone()).or(projects::builder.ilike(pattern)));
    }
    Ok(paging.page(query.load(conn).await?))
}
