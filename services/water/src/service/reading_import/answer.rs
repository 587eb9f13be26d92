//! What is given to people: the template, and their own file with an error column.

use std::collections::BTreeMap;

use rust_xlsxwriter::{Format, Workbook, XlsxError};

use super::{
    Column, FileFormat, Table,
    row::{COLUMNS, ERROR_TITLE},
};
use crate::{domain::code::Coded, service::error::UseCaseError, store::corrupt};

/// Width of a column of the template, in characters.
const WIDTH: f64 = 18.0;
/// Width of the error column.
const ERROR_WIDTH: f64 = 60.0;

/// An empty file with the columns, and for workbooks a sheet that explains them.
pub fn template(format: FileFormat) -> Result<Vec<u8>, UseCaseError> {
    let titles: Vec<String> = Column::ALL.iter().map(|column| column.label().to_owned()).collect();
    match format {
        FileFormat::Csv => write_csv([titles.as_slice()].into_iter()),
        FileFormat::Xlsx => template_workbook(&titles).map_err(failed),
    }
}

/// The sender's own rows with the column 「错误」 at the end. `messages`: by number of the row in the file.
pub fn write_answer(format: FileFormat, table: &Table, messages: &BTreeMap<usize, &str>) -> Result<Vec<u8>, UseCaseError> {
    // A file that was itself an answer does not get the column twice.
    let kept: Vec<usize> = (0..table.header.len())
        .filter(|index| table.header[*index] != ERROR_TITLE)
        .collect();
    let row = |cells: &[String], error: &str| {
        let mut row: Vec<String> = kept.iter().map(|index| cells.get(*index).cloned().unwrap_or_default()).collect();
        row.push(error.to_owned());
        row
    };
    let mut rows = vec![row(&table.header, ERROR_TITLE)];
    rows.extend(
        table
            .rows
            .iter()
            .map(|(line, cells)| row(cells, messages.get(line).copied().unwrap_or_default())),
    );
    match format {
        FileFormat::Csv => write_csv(rows.iter().map(Vec::as_slice)),
        FileFormat::Xlsx => answer_workbook(&rows, kept.len()).map_err(failed),
    }
}

/// A text that a spreadsheet does not take for a formula when it opens a CSV file.
fn inert(text: &str) -> String {
    if text.starts_with(['=', '+', '-', '@', '\t', '\r']) {
        format!("'{text}")
    } else {
        text.to_owned()
    }
}

fn write_csv<'a>(rows: impl Iterator<Item = &'a [String]>) -> Result<Vec<u8>, UseCaseError> {
    // Spreadsheet programs take the file for UTF-8 only with this in front.
    let mut writer = csv::Writer::from_writer("\u{feff}".as_bytes().to_vec());
    for row in rows {
        writer.write_record(row.iter().map(|cell| inert(cell))).map_err(failed)?;
    }
    writer.into_inner().map_err(|error| failed(error.into_error()))
}

/// Cells of a workbook are written as texts, never as formulas.
fn answer_workbook(rows: &[Vec<String>], error_column: usize) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    let (bold, red) = (Format::new().set_bold(), Format::new().set_font_color("#C00000"));
    let sheet = workbook.add_worksheet().set_name("读数")?;
    for (line, row) in (0_u32..).zip(rows) {
        for (column, cell) in (0_u16..).zip(row) {
            let is_error = usize::from(column) == error_column;
            match (line, is_error) {
                (0, _) => sheet.write_string_with_format(line, column, cell, &bold)?,
                (_, true) => sheet.write_string_with_format(line, column, cell, &red)?,
                (_, false) => sheet.write_string(line, column, cell)?,
            };
        }
    }
    for column in 0..=u16::try_from(error_column).unwrap_or(u16::MAX) {
        let width = if usize::from(column) == error_column { ERROR_WIDTH } else { WIDTH };
        sheet.set_column_width(column, width)?;
    }
    workbook.save_to_buffer()
}

fn template_workbook(titles: &[String]) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    let bold = Format::new().set_bold();
    // Typed numbers and dates stay as typed.
    let text = Format::new().set_num_format("@");
    let sheet = workbook.add_worksheet().set_name("读数")?;
    for (column, title) in (0_u16..).zip(titles) {
        sheet.set_column_width(column, WIDTH)?;
        sheet.set_column_format(column, &text)?;
        sheet.write_string_with_format(0, column, title, &bold)?;
    }
    let notes = workbook.add_worksheet().set_name("填表说明")?;
    notes.set_column_width(0, WIDTH)?;
    notes.set_column_width(1, ERROR_WIDTH)?;
    for (line, column) in (0_u32..).zip(Column::ALL) {
        let needed = if COLUMNS.contains(column) { "必填。" } else { "可不填。" };
        notes.write_string_with_format(line, 0, column.label(), &bold)?;
        notes.write_string(line, 1, format!("{needed}{}", explain(*column)))?;
    }
    workbook.save_to_buffer()
}

fn explain(column: Column) -> &'static str {
    match column {
        Column::MeterNumber => "水表上的编号，须已登记。",
        Column::Period => "读数结束的计量周期：季写作 2026Q3，月写作 2026-09。",
        Column::ReadOn => "实际抄表的日期，写作 2026-09-30。",
        Column::Value => "水表示数，立方米，最多3位小数；不接受估算。",
        Column::Method => "人工抄表或远传，不填为人工抄表。",
        Column::RolledOver => "计数器自上次抄表后转满一圈的填「是」，否则不填或填「否」。",
    }
}

fn failed(error: impl std::error::Error + Send + Sync + 'static) -> UseCaseError {
    corrupt(format!("a file could not be written: {error}")).into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formulas_leave_as_texts() {
        for text in ["=1+1", "+1", "-1", "@x", "\tx"] {
            assert_eq!(inert(text), format!("'{text}"));
        }
        assert_eq!(inert("M-001"), "M-001");
    }
}
