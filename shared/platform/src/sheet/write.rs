//! What is given to people: the template, and their own file with an error column.

use std::collections::BTreeMap;

use rust_xlsxwriter::{Color, DataValidation, Format, Workbook, Worksheet, XlsxError};

use super::{Column, ERROR_TITLE, FileFormat, Layout, Table};

/// Width of a column, in characters.
const WIDTH: f64 = 18.0;
/// Width of the error column.
const ERROR_WIDTH: f64 = 60.0;
/// Rows of the template that offer the choices.
const OFFERED_ROWS: u32 = 50_000;
/// Most characters that a list of choices may have in a workbook.
const CHOICES_LENGTH: usize = 255;

/// Why a file could not be written.
#[derive(Debug, thiserror::Error)]
pub enum WriteError {
    /// A workbook.
    #[error("a workbook could not be written")]
    Xlsx(#[from] XlsxError),
    /// Comma-separated values.
    #[error("comma-separated values could not be written")]
    Csv(#[from] csv::Error),
    /// The disk.
    #[error("a file could not be written")]
    Io(#[from] std::io::Error),
}

/// An empty file with the columns, and for workbooks the choices of each and a sheet that explains them.
pub fn template(format: FileFormat, layout: &Layout) -> Result<Vec<u8>, WriteError> {
    match format {
        FileFormat::Csv => {
            let titles: Vec<String> = layout.columns.iter().map(|column| column.title.to_owned()).collect();
            write_csv([titles.as_slice()].into_iter())
        }
        FileFormat::Xlsx => Ok(template_workbook(layout)?),
    }
}

/// The sender's own rows with the column 「错误」 at the end. `messages`: by number of the row in the file.
pub fn write_answer(format: FileFormat, layout: &Layout, table: &Table, messages: &BTreeMap<usize, &str>) -> Result<Vec<u8>, WriteError> {
    // A file that was itself an answer does not get the column twice.
    let kept: Vec<usize> = (0..table.header.len())
        .filter(|index| table.header[*index] != ERROR_TITLE)
        .collect();
    let row = |cells: &[String], error: &str| {
        let mut row: Vec<String> = kept.iter().map(|index| cells.get(*index).cloned().unwrap_or_default()).collect();
        row.push(error.to_owned());
        row
    };
    let header = row(&table.header, ERROR_TITLE);
    let rows = table
        .rows
        .iter()
        .map(|(line, cells)| row(cells, messages.get(line).copied().unwrap_or_default()));
    match format {
        FileFormat::Csv => {
            let rows: Vec<Vec<String>> = std::iter::once(header).chain(rows).collect();
            write_csv(rows.iter().map(Vec::as_slice))
        }
        FileFormat::Xlsx => Ok(answer_workbook(layout, &header, rows)?),
    }
}

/// A text that a spreadsheet does not take for a formula when it opens a CSV file.
pub fn inert(text: &str) -> String {
    if text.starts_with(['=', '+', '-', '@', '\t', '\r']) {
        format!("'{text}")
    } else {
        text.to_owned()
    }
}

fn write_csv<'a>(rows: impl Iterator<Item = &'a [String]>) -> Result<Vec<u8>, WriteError> {
    // Spreadsheet programs take the file for UTF-8 only with this in front.
    let mut writer = csv::Writer::from_writer("\u{feff}".as_bytes().to_vec());
    for row in rows {
        writer.write_record(row.iter().map(|cell| inert(cell)))?;
    }
    Ok(writer.into_inner().map_err(csv::IntoInnerError::into_error)?)
}

/// Cells of a workbook are written as texts, never as formulas. Rows with an error stand out, and can be filtered by it.
fn answer_workbook(layout: &Layout, header: &[String], rows: impl Iterator<Item = Vec<String>>) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    let bold = Format::new().set_bold();
    let wrong = Format::new().set_background_color(Color::RGB(0xFD_E9_E7));
    let told = wrong.clone().set_font_color(Color::RGB(0xC0_00_00));
    let sheet = workbook.add_worksheet().set_name(layout.sheet)?;
    sheet.set_freeze_panes(1, 0)?;
    let error_column = u16::try_from(header.len().saturating_sub(1)).unwrap_or(u16::MAX);
    for (column, title) in (0_u16..).zip(header) {
        sheet.set_column_width(column, if column == error_column { ERROR_WIDTH } else { WIDTH })?;
        sheet.write_string_with_format(0, column, title, &bold)?;
    }
    let mut last = 0;
    for (line, row) in (1_u32..).zip(rows) {
        let has_error = row.last().is_some_and(|error| !error.is_empty());
        for (column, cell) in (0_u16..).zip(&row) {
            match (has_error, column == error_column) {
                (true, true) => sheet.write_string_with_format(line, column, cell, &told)?,
                (true, false) => sheet.write_string_with_format(line, column, cell, &wrong)?,
                (false, _) => sheet.write_string(line, column, cell)?,
            };
        }
        last = line;
    }
    sheet.autofilter(0, 0, last, error_column)?;
    workbook.save_to_buffer()
}

fn template_workbook(layout: &Layout) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    let bold = Format::new().set_bold();
    let needed = Format::new().set_bold().set_font_color(Color::RGB(0xC0_00_00));
    // Typed numbers and dates stay as typed.
    let text = Format::new().set_num_format("@");
    let sheet = workbook.add_worksheet().set_name(layout.sheet)?;
    sheet.set_freeze_panes(1, 0)?;
    for (place, column) in (0_u16..).zip(layout.columns) {
        sheet.set_column_width(place, WIDTH)?;
        sheet.set_column_format(place, &text)?;
        sheet.write_string_with_format(0, place, column.title, if column.needed { &needed } else { &bold })?;
        offer(sheet, place, column)?;
    }
    let notes = workbook.add_worksheet().set_name("填表说明")?;
    notes.set_column_width(0, WIDTH)?;
    notes.set_column_width(1, ERROR_WIDTH)?;
    for (line, column) in (0_u32..).zip(layout.columns) {
        notes.write_string_with_format(line, 0, column.title, &bold)?;
        notes.write_string(line, 1, explain(column))?;
    }
    workbook.save_to_buffer()
}

fn explain(column: &Column) -> String {
    let needed = if column.needed { "必填。" } else { "可不填。" };
    let choices = column.choices.map(|choices| format!("可选：{}。", choices().join("、")));
    format!("{needed}{}{}", column.note, choices.unwrap_or_default())
}

/// The choices of a column in its cells, and its note when one of them is entered.
fn offer(sheet: &mut Worksheet, place: u16, column: &Column) -> Result<(), XlsxError> {
    let choices = column.choices.map(|choices| choices()).unwrap_or_default();
    let length: usize = choices.iter().map(|choice| choice.chars().count() + 1).sum();
    let offered = if choices.is_empty() || length > CHOICES_LENGTH {
        DataValidation::new().allow_any_value()
    } else {
        DataValidation::new()
            .allow_list_strings(&choices)?
            .set_error_title("不在可选的值中")?
            .set_error_message("请从下拉列表中选择，或删除后留空")?
    };
    let note: String = explain(column).chars().take(CHOICES_LENGTH).collect();
    let title: String = column.title.chars().take(32).collect();
    let offered = offered.set_input_title(title)?.set_input_message(note)?;
    sheet.add_data_validation(1, place, OFFERED_ROWS, place, &offered)?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use std::io::{Cursor, Read};

    use super::*;
    use crate::sheet::{Limits, read_table};

    const LAYOUT: Layout = Layout {
        sheet: "读数",
        columns: &[
            Column::needed("meter", "水表编号", "水表上的编号。"),
            Column::needed("value", "读数", "立方米。"),
            Column::optional("method", "抄表方式", "").of(|| vec!["人工抄表", "远传"]),
        ],
    };
    const LIMITS: Limits = Limits { bytes: 1_000_000, rows: 3 };

    #[test]
    fn formulas_leave_as_texts() {
        for text in ["=1+1", "+1", "-1", "@x", "\tx"] {
            assert_eq!(inert(text), format!("'{text}"));
        }
        assert_eq!(inert("M-001"), "M-001");
    }

    #[test]
    fn an_answer_is_the_same_file_with_an_error_column_and_can_be_sent_again() {
        let table = read_table(FileFormat::Csv, "水表编号,读数\nM1,1\n=M2,2\n".as_bytes(), LIMITS).unwrap();
        for format in FileFormat::ALL {
            let messages = BTreeMap::from([(3, "没有这块水表")]);
            let bytes = write_answer(format, &LAYOUT, &table, &messages).unwrap();
            let answer = read_table(format, &bytes, LIMITS).unwrap();
            assert_eq!(answer.header, ["水表编号", "读数", "错误"]);
            assert_eq!(answer.rows[0].1, ["M1", "1"]);
            let shown = if format == FileFormat::Csv { "'=M2" } else { "=M2" };
            assert_eq!(answer.rows[1].1, [shown, "2", "没有这块水表"]);
            let again = write_answer(format, &LAYOUT, &answer, &BTreeMap::new()).unwrap();
            assert_eq!(read_table(format, &again, LIMITS).unwrap().header, ["水表编号", "读数", "错误"]);
        }
    }

    fn part(workbook: &[u8], name: &str) -> String {
        let mut archive = zip::ZipArchive::new(Cursor::new(workbook)).unwrap();
        let mut text = String::new();
        archive.by_name(name).unwrap().read_to_string(&mut text).unwrap();
        text
    }

    #[test]
    fn the_template_has_every_column_with_its_choices_and_its_note() {
        let bytes = template(FileFormat::Csv, &LAYOUT).unwrap();
        assert_eq!(String::from_utf8(bytes).unwrap(), "\u{feff}水表编号,读数,抄表方式\n");
        let bytes = template(FileFormat::Xlsx, &LAYOUT).unwrap();
        // A template holds no rows yet.
        let empty = read_table(FileFormat::Xlsx, &bytes, LIMITS).unwrap_err();
        assert_eq!(empty.errors[0].code, "file_empty");
        let sheet = part(&bytes, "xl/worksheets/sheet1.xml");
        assert!(sheet.contains("<formula1>\"人工抄表,远传\"</formula1>"), "{sheet}");
        assert!(sheet.contains("prompt=\"必填。水表上的编号。\""), "{sheet}");
        assert!(part(&bytes, "xl/sharedStrings.xml").contains("可不填。可选：人工抄表、远传。"));
    }
}
