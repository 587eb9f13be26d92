//! Rows of a file as readings. Columns go by their titles, in any order.

use chrono::NaiveDate;
use rules::{Exact, Fields, input::Sign};

use super::{Table, unreadable};
use crate::{
    domain::{
        code::{Coded, coded},
        period::Period,
        quantity::VOLUME_DECIMALS,
        reading::{Method, NewReading, Purpose},
    },
    service::error::UseCaseError,
};

coded! {
    /// A column of a file of readings.
    pub enum Column {
        /// Number on the meter.
        MeterNumber = "meter_number", "水表编号";
        /// Measuring period that the reading closes.
        Period = "period", "计量周期";
        /// Day of reading.
        ReadOn = "read_on", "抄表日期";
        /// What the counter showed.
        Value = "value", "读数";
        /// How it was read; by hand when empty.
        Method = "method", "抄表方式";
        /// Whether the counter passed its capacity; no when empty.
        RolledOver = "rolled_over", "转满";
    }
}

/// Columns that every file must have.
pub const COLUMNS: [Column; 4] = [Column::MeterNumber, Column::Period, Column::ReadOn, Column::Value];
/// Title of the column that answers carry; ignored in a file that is sent back corrected.
pub const ERROR_TITLE: &str = "错误";

impl Column {
    /// The column that a field of a single reading stands in.
    pub fn of_pointer(pointer: &str) -> Option<Self> {
        match pointer {
            "/purpose" => Some(Self::Period),
            _ => Self::from_code(pointer.trim_start_matches('/')),
        }
    }
}

/// A row of a file that cannot be stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RowFault {
    /// Number of the row in the file, from 1.
    pub line: usize,
    /// Column, where one is to blame.
    pub column: Option<Column>,
    /// Stable code.
    pub code: String,
    /// What is wrong and what would be right.
    pub message: String,
}

/// A row that could be read.
#[derive(Debug)]
pub struct ParsedRow {
    /// Number of the row in the file.
    pub line: usize,
    /// Number on the meter.
    pub meter_number: String,
    /// The reading.
    pub reading: NewReading,
}

/// The place of each column in the file.
struct Places(Vec<(Column, usize)>);

impl Places {
    fn of(header: &[String]) -> Result<Self, UseCaseError> {
        let mut places: Vec<(Column, usize)> = Vec::new();
        for (index, title) in header
            .iter()
            .enumerate()
            .filter(|(_, title)| !title.is_empty() && title.as_str() != ERROR_TITLE)
        {
            let column = Column::ALL.iter().find(|column| column.label() == title || column.code() == title);
            let Some(column) = column else {
                let known = Column::ALL.iter().map(|column| column.label()).collect::<Vec<_>>().join("、");
                return Err(unreadable("unknown_column", format!("不认识的列「{title}」：可用的列是{known}")));
            };
            if places.iter().any(|(known, _)| known == column) {
                return Err(unreadable("duplicate_column", format!("列「{}」出现了两次", column.label())));
            }
            places.push((*column, index));
        }
        let missing: Vec<_> = COLUMNS
            .iter()
            .filter(|wanted| !places.iter().any(|(column, _)| column == *wanted))
            .map(|column| column.label())
            .collect();
        if missing.is_empty() {
            Ok(Self(places))
        } else {
            Err(unreadable(
                "columns_missing",
                format!("缺少列：{}；表头应在第一行，请使用模板", missing.join("、")),
            ))
        }
    }

    fn cell<'a>(&self, cells: &'a [String], column: Column) -> &'a str {
        let place = self.0.iter().find(|(known, _)| *known == column).map(|(_, index)| *index);
        let text = place.and_then(|index| cells.get(index)).map_or("", String::as_str);
        unquoted(text)
    }
}

/// A text from an answer file: without the apostrophe that kept a spreadsheet from taking it for a formula.
fn unquoted(text: &str) -> &str {
    text.strip_prefix('\'')
        .filter(|rest| rest.starts_with(['=', '+', '-', '@']))
        .unwrap_or(text)
}

/// Reads every row; those that cannot be read are told with all that is wrong.
pub fn parse_rows(table: &Table) -> Result<(Vec<ParsedRow>, Vec<RowFault>), UseCaseError> {
    let places = Places::of(&table.header)?;
    let (mut parsed, mut faults) = (Vec::new(), Vec::new());
    for (line, cells) in &table.rows {
        let mut fields = Fields::new();
        let row = parse_row(&mut fields, &places, *line, cells);
        match (fields.finish(), row) {
            (Ok(()), Some(row)) => parsed.push(row),
            (Ok(()), None) => {}
            (Err(invalid), _) => {
                let titled = |pointer: &str| Column::of_pointer(pointer).map_or("", |column| column.label());
                let message = invalid
                    .errors
                    .iter()
                    .map(|error| format!("{}：{}", titled(&error.pointer), error.message))
                    .collect::<Vec<_>>()
                    .join("；");
                let first = invalid.errors.first();
                faults.push(RowFault {
                    line: *line,
                    column: first.and_then(|error| Column::of_pointer(&error.pointer)),
                    code: first.map(|error| error.code.clone()).unwrap_or_default(),
                    message,
                });
            }
        }
    }
    Ok((parsed, faults))
}

/// A fault is noted in `fields` wherever this is none.
fn parse_row(fields: &mut Fields, places: &Places, line: usize, cells: &[String]) -> Option<ParsedRow> {
    let cell = |column| places.cell(cells, column);
    let pointer = |column: Column| format!("/{}", column.code());
    let meter_number = fields.text(&pointer(Column::MeterNumber), cell(Column::MeterNumber), 40);
    let period = parse_period(fields, &pointer(Column::Period), cell(Column::Period));
    let read_on = parse_day(fields, &pointer(Column::ReadOn), cell(Column::ReadOn));
    let value = parse_value(fields, &pointer(Column::Value), cell(Column::Value));
    let method = parse_method(fields, &pointer(Column::Method), cell(Column::Method));
    let rolled_over = parse_flag(fields, &pointer(Column::RolledOver), cell(Column::RolledOver));
    Some(ParsedRow {
        line,
        meter_number,
        reading: NewReading {
            purpose: Purpose::Period(period?),
            read_on: read_on?,
            value,
            method: method?,
            rolled_over: rolled_over?,
            correction: None,
            supplement: None,
        },
    })
}

fn parse_period(fields: &mut Fields, pointer: &str, text: &str) -> Option<Period> {
    text.parse()
        .map_err(|error: crate::domain::period::PeriodError| fields.fault(pointer, "not_a_period", error.to_string()))
        .ok()
}

/// `2026-09-30` or `2026/9/30`, as spreadsheets write days.
fn parse_day(fields: &mut Fields, pointer: &str, text: &str) -> Option<NaiveDate> {
    let digits = |part: &str, lengths: std::ops::RangeInclusive<usize>| {
        let plain = lengths.contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit());
        plain.then(|| part.parse::<u32>().ok()).flatten()
    };
    let separator = if text.contains('/') { '/' } else { '-' };
    let parts: Vec<&str> = text.split(separator).collect();
    let day = match parts.as_slice() {
        [year, month, day] => digits(year, 4..=4)
            .zip(digits(month, 1..=2))
            .zip(digits(day, 1..=2))
            .and_then(|((year, month), day)| NaiveDate::from_ymd_opt(i32::try_from(year).ok()?, month, day)),
        _ => None,
    };
    if day.is_none() {
        fields.fault(pointer, "not_a_date", format!("「{text}」不是日期，应写作 2026-09-30"));
    }
    day
}

fn parse_value(fields: &mut Fields, pointer: &str, text: &str) -> Exact {
    fields.decimal(pointer, text, VOLUME_DECIMALS, Sign::NonNegative)
}

fn parse_method(fields: &mut Fields, pointer: &str, text: &str) -> Option<Method> {
    if text.is_empty() {
        return Some(Method::Manual);
    }
    let found = Method::ALL
        .iter()
        .copied()
        .find(|method| method.label() == text || method.code() == text);
    if found.is_none() {
        fields.fault(pointer, "unknown_value", format!("「{text}」不是抄表方式，应为：人工抄表、远传"));
    }
    found
}

fn parse_flag(fields: &mut Fields, pointer: &str, text: &str) -> Option<bool> {
    match text {
        "" | "否" | "false" | "0" => Some(false),
        "是" | "true" | "1" => Some(true),
        _ => {
            fields.fault(pointer, "unknown_value", format!("「{text}」应为：是、否"));
            None
        }
    }
}
