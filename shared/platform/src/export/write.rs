//! Rows into a workbook, as they come: on a thread of its own, through a temporary file, so that memory holds one batch and not the list.

use std::io::{BufWriter, Seek, SeekFrom};

use rust_xlsxwriter::{ExcelDateTime, Format, Workbook, Worksheet, XlsxError};
use tokio::sync::mpsc::Receiver;

use crate::{clock::local_time, list::Cell, sheet::WriteError};

/// Digits that a binary number of 64 bits always holds: spreadsheets know no other numbers.
const SAFE_DIGITS: usize = 15;

/// What the workbook says of itself on its second sheet: line by line, what and which.
pub(super) type Notes = Vec<(&'static str, String)>;

/// A workbook to be written.
pub(super) struct Book {
    pub(super) title: &'static str,
    pub(super) headings: Vec<(&'static str, u8)>,
    pub(super) notes: Notes,
}

/// A finished workbook: the file goes away with it.
pub(super) struct Written {
    pub(super) file: std::fs::File,
    pub(super) bytes: u64,
    pub(super) rows: u32,
}

struct Formats {
    heading: Format,
    day: Format,
    moment: Format,
    decimals: [Format; 5],
}

impl Formats {
    fn new() -> Self {
        let decimals = ["0", "0.0", "0.00", "0.000", "0.0000"];
        Self {
            heading: Format::new().set_bold(),
            day: Format::new().set_num_format("yyyy-mm-dd"),
            moment: Format::new().set_num_format("yyyy-mm-dd hh:mm:ss"),
            decimals: decimals.map(|pattern| Format::new().set_num_format(pattern)),
        }
    }
}

/// Writes the rows until their sender is dropped.
pub(super) fn write(book: Book, mut rows: Receiver<Vec<Vec<Cell>>>) -> Result<Written, WriteError> {
    let formats = Formats::new();
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet_with_constant_memory()?;
    sheet.set_name(book.title)?;
    sheet.set_freeze_panes(1, 0)?;
    for (column, (_, width)) in (0_u16..).zip(&book.headings) {
        sheet.set_column_width(column, f64::from(*width))?;
    }
    for (column, (title, _)) in (0_u16..).zip(&book.headings) {
        sheet.write_string_with_format(0, column, *title, &formats.heading)?;
    }
    let mut line = 0_u32;
    while let Some(batch) = rows.blocking_recv() {
        for row in batch {
            line += 1;
            for (column, cell) in (0_u16..).zip(row) {
                write_cell(sheet, line, column, &cell, &formats)?;
            }
        }
    }
    let notes = workbook.add_worksheet_with_constant_memory()?;
    notes.set_name("导出说明")?;
    notes.set_column_width(0, 14)?;
    notes.set_column_width(1, 60)?;
    for (place, (what, which)) in (0_u32..).zip(&book.notes) {
        notes.write_string_with_format(place, 0, *what, &formats.heading)?;
        notes.write_string(place, 1, which)?;
    }
    let mut file = tempfile::tempfile()?;
    workbook.save_to_writer(BufWriter::new(&file))?;
    let bytes = file.seek(SeekFrom::End(0))?;
    file.rewind()?;
    Ok(Written { file, bytes, rows: line })
}

fn write_cell(sheet: &mut Worksheet, line: u32, column: u16, cell: &Cell, formats: &Formats) -> Result<(), XlsxError> {
    match cell {
        Cell::Text(text) => {
            // What a cell can hold at most; no list shows as much.
            let end = text.char_indices().nth(32_000).map_or(text.len(), |(end, _)| end);
            sheet.write_string(line, column, &text[..end])?;
        }
        Cell::Number(text) => match exact(text) {
            Some((number, decimals)) => {
                sheet.write_number_with_format(line, column, number, &formats.decimals[decimals])?;
            }
            None => {
                sheet.write_string(line, column, text)?;
            }
        },
        Cell::Whole(number) => match exact(&number.to_string()) {
            Some((number, _)) => {
                sheet.write_number(line, column, number)?;
            }
            None => {
                sheet.write_string(line, column, number.to_string())?;
            }
        },
        Cell::Day(day) => match ExcelDateTime::parse_from_str(&day.format("%Y-%m-%d").to_string()) {
            Ok(day) => {
                sheet.write_datetime_with_format(line, column, day, &formats.day)?;
            }
            Err(_) => {
                sheet.write_string(line, column, day.to_string())?;
            }
        },
        Cell::Moment(moment) => {
            let shown = local_time(*moment).format("%Y-%m-%dT%H:%M:%S").to_string();
            match ExcelDateTime::parse_from_str(&shown) {
                Ok(moment) => {
                    sheet.write_datetime_with_format(line, column, moment, &formats.moment)?;
                }
                Err(_) => {
                    sheet.write_string(line, column, shown)?;
                }
            }
        }
        Cell::Empty => {}
    }
    Ok(())
}

/// The number that a spreadsheet shows with the same digits, and its decimals; none where it has none.
fn exact(text: &str) -> Option<(f64, usize)> {
    let decimals = text.split_once('.').map_or(0, |(_, decimals)| decimals.len());
    let digits = text.bytes().filter(u8::is_ascii_digit).count();
    let is_plain = text
        .bytes()
        .enumerate()
        .all(|(index, byte)| byte.is_ascii_digit() || byte == b'.' || (index == 0 && byte == b'-'));
    (is_plain && digits > 0 && digits <= SAFE_DIGITS && decimals <= 4)
        .then(|| text.parse().ok())
        .flatten()
        .map(|number| (number, decimals))
}

#[cfg(test)]
mod tests {
    use calamine::{Data, Reader, Xlsx};

    use super::*;

    #[test]
    fn cells_come_back_as_they_were_and_no_text_is_a_formula() {
        let (send, receive) = tokio::sync::mpsc::channel(2);
        let rows = vec![
            Cell::Text("=HYPERLINK(\"http://x\")".to_owned()),
            Cell::Number("9999999999999.99".to_owned()),
            Cell::Number("12345678901234.56".to_owned()),
            Cell::Day("2026-09-30".parse().unwrap()),
            Cell::Moment("2026-09-30T16:00:01Z".parse().unwrap()),
            Cell::Whole(7),
            Cell::Empty,
        ];
        send.blocking_send(vec![rows]).unwrap();
        drop(send);
        let book = Book {
            title: "账单",
            headings: vec![("一", 10), ("二", 20)],
            notes: vec![("条件", "无".to_owned())],
        };
        let written = write(book, receive).unwrap();
        assert_eq!((written.rows, written.bytes > 1_000), (1, true));
        let mut read: Xlsx<_> = Xlsx::new(std::io::BufReader::new(written.file)).unwrap();
        let formulas = read.worksheet_formula("账单").unwrap();
        assert_eq!(formulas.used_cells().count(), 0);
        let sheet = read.worksheet_range("账单").unwrap();
        let cell = |column| sheet.get_value((1, column)).cloned().unwrap_or(Data::Empty);
        assert_eq!(cell(0), Data::String("=HYPERLINK(\"http://x\")".to_owned()));
        assert_eq!(cell(1), Data::Float(9_999_999_999_999.99));
        // Sixteen digits: a binary number would show another fen.
        assert_eq!(cell(2), Data::String("12345678901234.56".to_owned()));
        assert!(
            matches!(cell(3), Data::DateTime(day) if day.to_ymd_hms_milli().0 == 2026),
            "{:?}",
            cell(3)
        );
        assert!(
            matches!(cell(4), Data::DateTime(moment) if moment.to_ymd_hms_milli().2 == 1),
            "{:?}",
            cell(4)
        );
        assert_eq!(cell(5), Data::Float(7.0));
        assert_eq!(
            read.worksheet_range("导出说明").unwrap().get_value((0, 1)),
            Some(&Data::String("无".to_owned()))
        );
    }
}
