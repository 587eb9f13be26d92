//! Files of readings.

use std::collections::HashMap;

use platform::{
    database::Pg,
    sheet::{Cells, Column, Layout, Row, RowFault},
};
use rules::input::Sign;
use uuid::Uuid;

use super::{ImportFile, ImportKind, Imported, Outcome, conclude, refused};
use crate::{
    domain::{
        code::Coded,
        meter::{Meter, MeteringRules},
        period::Period,
        quantity::VOLUME_DECIMALS,
        reading::{Method, NewReading, Purpose, Reading, check_reading},
    },
    service::{
        Act,
        error::UseCaseError,
        reading::{new_row, refuse_after_removal},
    },
    store::{
        meter::{self, MeterRow},
        reading::{self, ReadingRow},
    },
};

/// Most characters of a number on a meter.
const NUMBER_LENGTH: usize = 40;
/// How a reading may have come about; an estimate is refused by the rules, with their article.
const METHODS: [Method; 2] = [Method::Manual, Method::Remote];

/// The columns.
pub static READING_LAYOUT: Layout = Layout {
    sheet: "读数",
    columns: &[
        Column::needed("meter_number", "水表编号", "水表上的编号，须已登记。"),
        Column::needed("purpose", "计量周期", "读数结束的计量周期：季写作 2026Q3，月写作 2026-09。"),
        Column::needed("read_on", "抄表日期", "实际抄表的日期，写作 2026-09-30。"),
        Column::needed("value", "读数", "水表示数，立方米，最多3位小数；不接受估算。"),
        Column::optional("method", "抄表方式", "不填为人工抄表。").of(|| METHODS.iter().map(|method| method.label()).collect()),
        Column::optional("rolled_over", "转满", "计数器自上次抄表后转满一圈的填「是」。").of(|| vec!["是", "否"]),
    ],
};

/// A row of a file of readings. A fault is noted in the cells wherever this is none.
pub fn read_reading(cells: &mut Cells<'_>) -> Option<ReadingLine> {
    let meter_number = cells.text("meter_number", NUMBER_LENGTH);
    let period = cells.parse("purpose", "not_a_period", str::parse::<Period>);
    let read_on = cells.day("read_on");
    let value = cells.decimal("value", VOLUME_DECIMALS, Sign::NonNegative);
    let method = match cells.given("method") {
        None => Some(Method::Manual),
        Some(text) if text == Method::Estimate.label() || text == Method::Estimate.code() => Some(Method::Estimate),
        Some(_) => cells.choice("method", &METHODS, |method| (method.code(), method.label())),
    };
    let rolled_over = cells.flag("rolled_over");
    Some(ReadingLine {
        meter_number,
        reading: NewReading {
            purpose: Purpose::Period(period?),
            read_on: read_on?,
            value,
            method: method?,
            rolled_over,
            correction: None,
            supplement: None,
        },
    })
}

/// A row of a file of readings.
#[derive(Debug)]
pub struct ReadingLine {
    /// Number on the meter.
    pub meter_number: String,
    /// The reading.
    pub reading: NewReading,
}

/// A meter with the readings that count, those of the file's earlier rows included.
struct Known {
    row: MeterRow,
    meter: Meter,
    readings: Vec<Reading>,
}

/// Checks every row as a single reading would be checked, stores what the mode allows, and keeps the answer file.
pub async fn import_readings(
    conn: &mut Pg,
    rules: &MeteringRules,
    act: &Act,
    mut file: ImportFile<ReadingLine>,
) -> Result<Imported, UseCaseError> {
    let mut known = known_meters(conn, &file.parsed.rows).await?;
    let (mut accepted, mut faults) = (Vec::new(), Vec::new());
    for row in &file.parsed.rows {
        match check_row(file.layout, rules, act, &mut known, row) {
            Ok(checked) => accepted.push(checked),
            Err(fault) => faults.push(fault),
        }
    }
    let outcome = Outcome::of(&mut file, accepted.len(), faults);
    if outcome.store {
        reading::insert(conn, &accepted).await?;
    }
    conclude(conn, act, ImportKind::Readings, &file, outcome).await
}

/// The meters of the file that are in scope, locked, by number.
async fn known_meters(conn: &mut Pg, rows: &[Row<ReadingLine>]) -> Result<HashMap<String, Known>, UseCaseError> {
    let mut numbers: Vec<String> = rows.iter().map(|row| row.value.meter_number.clone()).collect();
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
    layout: &Layout,
    rules: &MeteringRules,
    act: &Act,
    known: &mut HashMap<String, Known>,
    row: &Row<ReadingLine>,
) -> Result<ReadingRow, RowFault> {
    let ReadingLine { meter_number, reading } = &row.value;
    let Some(known) = known.get_mut(meter_number) else {
        let message = format!("没有编号为「{meter_number}」的水表，或它不在您的数据范围内：请核对表号");
        return Err(layout.fault(row.line, "/meter_number", "unknown_meter", message));
    };
    refuse_after_removal(&known.row, reading)
        .and_then(|()| check_reading(rules, &known.meter, &known.readings, reading, act.today))
        .map_err(|refusal| refused(layout, row.line, "", &refusal))?;
    let stored =
        new_row(act, known.row.id, reading).map_err(|error| layout.fault(row.line, "/value", "reading_out_of_range", error.to_string()))?;
    known.readings.push(Reading {
        id: stored.id,
        purpose: reading.purpose,
        read_on: reading.read_on,
        value: reading.value.clone(),
        rolled_over: reading.rolled_over,
    });
    Ok(stored)
}
