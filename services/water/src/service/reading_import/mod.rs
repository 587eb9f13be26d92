//! Files of readings (XLSX or CSV): read, checked row by row by the rules of single readings, stored whole or in part,
//! and given back with an error column.
//!
//! Memory is bounded: the file, what it expands to, its rows and its columns all have a limit.

mod answer;
mod row;
mod table;

use std::collections::{BTreeMap, HashMap};

use platform::database::Pg;
use rules::{FieldError, InvalidInput};
use uuid::Uuid;

use self::row::ParsedRow;
pub use self::{
    answer::{template, write_answer},
    row::{COLUMNS, Column, RowFault},
    table::{Limits, Table, read_table},
};
use super::{
    Act,
    error::UseCaseError,
    reading::{new_row, refuse_after_removal},
};
use crate::{
    domain::{
        code::coded,
        meter::{Meter, MeteringRules},
        reading::{Reading, check_reading},
    },
    store::{
        meter::{self, MeterRow},
        reading,
        reading_import::{self, ReadingImportRow},
    },
};

coded! {
    /// Format of a file.
    pub enum FileFormat {
        /// Comma-separated, UTF-8.
        Csv = "csv", "CSV";
        /// Office Open XML workbook.
        Xlsx = "xlsx", "XLSX";
    }
}

coded! {
    /// What is stored when some rows have faults.
    pub enum ImportMode {
        /// Nothing.
        AllOrNothing = "all_or_nothing", "有一行出错就全部不导入";
        /// The rows without fault.
        ValidRows = "valid_rows", "只导入正确的行";
    }
}

/// A file to be imported, already read.
#[derive(Debug)]
pub struct ReadingFile {
    /// Its format; the answer has the same.
    pub format: FileFormat,
    /// Its name.
    pub name: String,
    /// Its rows.
    pub table: Table,
    /// What is stored when some rows have faults.
    pub mode: ImportMode,
    /// Whether nothing is to be stored at all.
    pub dry_run: bool,
}

/// What became of a file.
#[derive(Debug)]
pub struct Imported {
    /// The import.
    pub row: ReadingImportRow,
    /// Rows stored.
    pub stored: usize,
    /// Rows with a fault.
    pub faults: Vec<RowFault>,
}

/// A file that cannot be read at all: nothing of it was checked.
fn unreadable(code: &str, message: impl Into<String>) -> UseCaseError {
    let error = FieldError {
        pointer: "/file".to_owned(),
        code: code.to_owned(),
        message: message.into(),
    };
    InvalidInput { errors: vec![error] }.into()
}

/// A meter with the readings that count, those of the file's earlier rows included.
struct Known {
    row: MeterRow,
    meter: Meter,
    readings: Vec<Reading>,
}

/// Checks every row as a single reading would be checked, stores what the mode allows, and keeps the answer file.
pub async fn import_readings(conn: &mut Pg, rules: &MeteringRules, act: &Act, file: ReadingFile) -> Result<Imported, UseCaseError> {
    let (parsed, mut faults) = row::parse_rows(&file.table)?;
    let mut known = known_meters(conn, &parsed).await?;
    let mut accepted = Vec::new();
    for row in parsed {
        match check_row(rules, act, &mut known, &row) {
            Ok(checked) => accepted.push(checked),
            Err(fault) => faults.push(fault),
        }
    }
    faults.sort_by_key(|fault| fault.line);
    let store = !file.dry_run && (file.mode == ImportMode::ValidRows || faults.is_empty());
    let stored = if store { accepted.len() } else { 0 };
    if store {
        reading::insert(conn, &accepted).await?;
    }
    let row = store_import(conn, act, &file, accepted.len(), &faults).await?;
    let told = serde_json::json!({
        "file_name": row.file_name, "mode": row.mode, "dry_run": row.dry_run, "rows": row.row_count,
        "accepted": row.accepted, "rejected": row.rejected, "stored": stored,
    });
    act.audit(conn, "reading.import", "reading_import", row.id, None::<&()>, Some(&told))
        .await?;
    Ok(Imported { row, stored, faults })
}

async fn store_import(
    conn: &mut Pg,
    act: &Act,
    file: &ReadingFile,
    accepted: usize,
    faults: &[RowFault],
) -> Result<ReadingImportRow, UseCaseError> {
    use crate::domain::code::Coded;

    let count = |rows: usize| i32::try_from(rows).unwrap_or(i32::MAX);
    let row = ReadingImportRow {
        id: Uuid::now_v7(),
        unit: act.unit.clone(),
        format: file.format.code().to_owned(),
        file_name: file.name.clone(),
        mode: file.mode.code().to_owned(),
        dry_run: file.dry_run,
        row_count: count(file.table.rows.len()),
        accepted: count(accepted),
        rejected: count(faults.len()),
        created_by: act.actor.clone(),
        created_at: act.now,
    };
    let messages: BTreeMap<usize, &str> = faults.iter().map(|fault| (fault.line, fault.message.as_str())).collect();
    let answer = write_answer(file.format, &file.table, &messages)?;
    reading_import::insert(conn, &row, &answer).await?;
    Ok(row)
}

/// The meters of the file that are in scope, locked, by number.
async fn known_meters(conn: &mut Pg, parsed: &[ParsedRow]) -> Result<HashMap<String, Known>, UseCaseError> {
    let mut numbers: Vec<String> = parsed.iter().map(|row| row.meter_number.clone()).collect();
    numbers.sort_unstable();
    numbers.dedup();
    let rows = meter::lock_numbers(conn, &numbers).await?;
    let ids: Vec<Uuid> = rows.iter().map(|row| row.id).collect();
    let meters = meter::to_domain_many(conn, &rows).await?;
    let mut readings = reading::counting_of_meters(conn, &ids).await?;
    let known = rows.into_iter().zip(meters).map(|(row, meter)| {
        let readings = readings.remove(&row.id).unwrap_or_default();
        (row.number.clone(), Known { row, meter, readings })
    });
    Ok(known.collect())
}

fn check_row(
    rules: &MeteringRules,
    act: &Act,
    known: &mut HashMap<String, Known>,
    row: &ParsedRow,
) -> Result<reading::ReadingRow, RowFault> {
    let fault = |code: &str, message: String, column: Option<Column>| RowFault {
        line: row.line,
        column,
        code: code.to_owned(),
        message,
    };
    let Some(known) = known.get_mut(&row.meter_number) else {
        let message = format!("没有编号为「{}」的水表，或它不在您的数据范围内：请核对表号", row.meter_number);
        return Err(fault("unknown_meter", message, Some(Column::MeterNumber)));
    };
    let checked = refuse_after_removal(&known.row, &row.reading)
        .and_then(|()| check_reading(rules, &known.meter, &known.readings, &row.reading, act.today));
    checked.map_err(|refusal| {
        let citation = refusal
            .citation
            .as_ref()
            .map(|citation| format!("（{citation}）"))
            .unwrap_or_default();
        let column = refusal.errors.first().and_then(|error| Column::of_pointer(&error.pointer));
        fault(refusal.code, format!("{}{citation}", refusal.detail), column)
    })?;
    let stored =
        new_row(act, known.row.id, &row.reading).map_err(|error| fault("reading_out_of_range", error.to_string(), Some(Column::Value)))?;
    known.readings.push(Reading {
        id: stored.id,
        purpose: row.reading.purpose,
        read_on: row.reading.read_on,
        value: row.reading.value.clone(),
        rolled_over: row.reading.rolled_over,
    });
    Ok(stored)
}
