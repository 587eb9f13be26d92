//! Files of rows (XLSX or CSV): every row is checked by the rules of a single entry; the file is stored whole or in part,
//! or only checked, and given back with an error column.
//!
//! What a row needs to know of the register is looked up for the whole file at once, so that thousands of rows take seconds.

pub mod forget;
mod plan;
mod quota;
mod reading;
mod water_user;

use std::collections::BTreeMap;

use platform::{
    database::Pg,
    sheet::{FileFormat, ImportMode, Layout, Parsed, RowFault, Table, write_answer},
};
use rules::Refusal;
use sha2::{Digest, Sha256};
use uuid::Uuid;

pub use self::{
    plan::{PlanLine, import_plans},
    quota::import_quotas,
    reading::{READING_LAYOUT, ReadingLine, import_readings, read_reading},
    water_user::{METER, UserLine, import_water_users},
};
use super::{
    Act,
    error::{Conflict, UseCaseError},
};
use crate::{
    domain::code::{Coded, coded},
    store::{
        corrupt,
        file_import::{self, FileImportRow},
    },
};

coded! {
    /// What a file holds.
    pub enum ImportKind {
        /// Readings of meters.
        Readings = "readings", "读数";
        /// Water users, with a meter each where it is known.
        WaterUsers = "water_users", "用水户";
        /// The first plans of users' years.
        Plans = "plans", "用水计划";
        /// Quotas of products.
        Quotas = "quotas", "用水定额";
    }
}

/// A file to be imported, already read.
#[derive(Debug)]
pub struct ImportFile<T> {
    /// Its columns.
    pub layout: &'static Layout,
    /// Its format; the answer has the same.
    pub format: FileFormat,
    /// Its name.
    pub name: String,
    /// Its rows as they stand.
    pub table: Table,
    /// Its rows as values.
    pub parsed: Parsed<T>,
    /// What is stored when some rows have faults.
    pub mode: ImportMode,
    /// Whether nothing is to be stored at all.
    pub dry_run: bool,
}

/// What became of a file.
#[derive(Debug)]
pub struct Imported {
    /// The import.
    pub row: FileImportRow,
    /// Rows stored.
    pub stored: usize,
    /// Rows with a fault.
    pub faults: Vec<RowFault>,
}

/// What the check of a file came to.
struct Outcome {
    /// Rows without a fault.
    accepted: usize,
    /// The others, in the order of the file.
    faults: Vec<RowFault>,
    /// Whether the accepted rows are to be stored.
    store: bool,
    /// What was stored, by the names that people know, for the audit trail; none where the file is about things that are there.
    made: Vec<String>,
}

impl Outcome {
    fn of<T>(file: &mut ImportFile<T>, accepted: usize, found: Vec<RowFault>) -> Self {
        let mut faults = std::mem::take(&mut file.parsed.faults);
        faults.extend(found);
        faults.sort_by_key(|fault| fault.line);
        let store = !file.dry_run && (file.mode == ImportMode::ValidRows || faults.is_empty());
        Self {
            accepted,
            faults,
            store,
            made: Vec::new(),
        }
    }
}

/// A rule's refusal as a fault of a row; the article stands in the message. `base`: where the refused thing's fields stand in the layout.
fn refused(layout: &Layout, line: usize, base: &str, refusal: &Refusal) -> RowFault {
    let citation = refusal.citation.as_ref().map(|citation| format!("（{citation}）"));
    let message = format!("{}{}", refusal.detail, citation.unwrap_or_default());
    let pointer = refusal.errors.first().map(|error| format!("{base}{}", error.pointer));
    layout.fault(line, pointer.as_deref().unwrap_or_default(), refusal.code, message)
}

/// What a single entry would be answered, as a fault of a row; a failure of the platform is none of the row's.
fn fault_or_failure(layout: &Layout, line: usize, base: &str, error: UseCaseError) -> Result<RowFault, UseCaseError> {
    match error {
        UseCaseError::Refused(refusal) => Ok(refused(layout, line, base, &refusal)),
        UseCaseError::Conflict(Conflict { code, detail, .. }) => Ok(layout.fault(line, "", code, detail)),
        UseCaseError::Input(invalid) => Ok(layout.fault_of(line, &invalid)),
        other => Err(other),
    }
}

/// Keeps the import with its answer file, and tells the audit trail.
async fn conclude<T>(conn: &mut Pg, act: &Act, kind: ImportKind, file: &ImportFile<T>, outcome: Outcome) -> Result<Imported, UseCaseError> {
    let count = |rows: usize| i32::try_from(rows).unwrap_or(i32::MAX);
    let row = FileImportRow {
        id: Uuid::now_v7(),
        kind: kind.code().to_owned(),
        unit: act.unit.clone(),
        format: file.format.code().to_owned(),
        file_name: file.name.clone(),
        mode: file.mode.code().to_owned(),
        dry_run: file.dry_run,
        row_count: count(file.table.rows.len()),
        accepted: count(outcome.accepted),
        rejected: count(outcome.faults.len()),
        created_by: act.actor.clone(),
        created_at: act.now,
    };
    let messages: BTreeMap<usize, &str> = outcome.faults.iter().map(|fault| (fault.line, fault.message.as_str())).collect();
    let answer = write_answer(file.format, file.layout, &file.table, &messages)
        .map_err(|error| corrupt(format!("a file could not be written: {}", platform::telemetry::chain(&error))))?;
    file_import::insert(conn, &row, &answer).await?;
    let stored = if outcome.store { outcome.accepted } else { 0 };
    let told = serde_json::json!({
        "kind": row.kind, "file_name": row.file_name, "mode": row.mode, "dry_run": row.dry_run, "rows": row.row_count,
        "accepted": row.accepted, "rejected": row.rejected, "stored": stored, "made": outcome.made, "answer_sha256": hex::encode(Sha256::digest(&answer)),
    });
    act.audit(conn, "file.import", "file_import", row.id, None::<&()>, Some(&told))
        .await?;
    Ok(Imported {
        row,
        stored,
        faults: outcome.faults,
    })
}

/// Notes where a value stands that may stand in a file only once; the line on which it stood before.
fn seen_before(seen: &mut BTreeMap<String, usize>, value: &str, line: usize) -> Option<usize> {
    let first = *seen.entry(value.to_owned()).or_insert(line);
    (first != line).then_some(first)
}
