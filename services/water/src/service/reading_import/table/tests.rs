use std::{collections::BTreeMap, io::Write};

use rust_xlsxwriter::{ExcelDateTime, Format, Workbook};

use super::*;
use crate::service::reading_import::{template, write_answer};

const LIMITS: Limits = Limits { bytes: 1_000_000, rows: 3 };

fn code(result: Result<Table, UseCaseError>) -> String {
    match result.unwrap_err() {
        UseCaseError::Input(invalid) => invalid.errors[0].code.clone(),
        other => panic!("{other}"),
    }
}

fn csv(text: &str) -> Result<Table, UseCaseError> {
    read_table(FileFormat::Csv, text.as_bytes(), LIMITS)
}

#[test]
fn a_csv_file_is_read_with_or_without_its_mark() {
    let expected = Table {
        header: vec!["水表编号".to_owned(), "读数".to_owned()],
        rows: vec![(2, vec!["M1".to_owned(), "12.5".to_owned()]), (4, vec!["M2".to_owned()])],
    };
    assert_eq!(csv("水表编号,读数\nM1, 12.5 \n\nM2,\n").unwrap(), expected);
    assert_eq!(csv("\u{feff}水表编号,读数\r\nM1,12.5\r\n,\r\nM2\r\n").unwrap(), expected);
}

#[test]
fn other_encodings_and_empty_files_are_refused_with_advice() {
    // 水表 in GBK.
    assert_eq!(
        code(read_table(FileFormat::Csv, &[0xcb, 0xae, 0xb1, 0xed, b'\n', b'1'], LIMITS)),
        "file_not_utf8"
    );
    assert_eq!(code(csv("")), "file_empty");
    assert_eq!(code(csv("水表编号,读数\n")), "file_empty");
    assert_eq!(code(read_table(FileFormat::Xlsx, b"PK not really", LIMITS)), "file_not_xlsx");
}

#[test]
fn rows_and_columns_beyond_the_limits_are_refused() {
    assert!(csv("h\n1\n2\n3\n").is_ok());
    assert_eq!(code(csv("h\n1\n2\n3\n4\n")), "file_too_many_rows");
    let wide = "x,".repeat(COLUMN_LIMIT) + "x";
    assert_eq!(code(csv(&format!("{wide}\n1\n"))), "file_too_many_columns");
}

#[test]
fn cells_of_a_workbook_are_read_as_people_see_them() {
    let mut workbook = Workbook::new();
    let date = Format::new().set_num_format("yyyy-mm-dd");
    let sheet = workbook.add_worksheet();
    sheet.write_string(0, 0, "水表编号").unwrap();
    sheet.write_number(2, 0, 1_234_567.0).unwrap();
    sheet.write_number(2, 1, 1_033.333).unwrap();
    sheet
        .write_datetime_with_format(2, 2, ExcelDateTime::from_ymd(2026, 9, 30).unwrap(), &date)
        .unwrap();
    sheet.write_boolean(2, 3, true).unwrap();
    let bytes = workbook.save_to_buffer().unwrap();
    let table = read_table(FileFormat::Xlsx, &bytes, LIMITS).unwrap();
    let cells = ["1234567", "1033.333", "2026-09-30", "是"].map(str::to_owned).to_vec();
    assert_eq!(table.rows, vec![(3, cells)]);
}

#[test]
fn a_workbook_that_unpacks_to_far_more_than_it_weighs_is_refused() {
    let mut archive = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let options = zip::write::SimpleFileOptions::default().compression_method(zip::CompressionMethod::Deflated);
    archive.start_file("xl/sharedStrings.xml", options).unwrap();
    archive.write_all(&vec![b' '; 8 * 1024 * 1024]).unwrap();
    let bytes = archive.finish().unwrap().into_inner();
    assert!(bytes.len() < 100_000);
    assert_eq!(code(read_table(FileFormat::Xlsx, &bytes, LIMITS)), "file_expands_too_much");
}

#[test]
fn an_answer_is_the_same_file_with_an_error_column_and_can_be_sent_again() {
    let table = csv("水表编号,读数\nM1,1\n=M2,2\n").unwrap();
    for format in [FileFormat::Csv, FileFormat::Xlsx] {
        let messages = BTreeMap::from([(3, "没有这块水表")]);
        let bytes = write_answer(format, &table, &messages).unwrap();
        let answer = read_table(format, &bytes, LIMITS).unwrap();
        assert_eq!(answer.header, ["水表编号", "读数", "错误"]);
        assert_eq!(answer.rows[0].1, ["M1", "1"]);
        let shown = if format == FileFormat::Csv { "'=M2" } else { "=M2" };
        assert_eq!(answer.rows[1].1, [shown, "2", "没有这块水表"]);
        let again = write_answer(format, &answer, &BTreeMap::new()).unwrap();
        assert_eq!(read_table(format, &again, LIMITS).unwrap().header, ["水表编号", "读数", "错误"]);
    }
}

#[test]
fn the_template_has_every_column() {
    for format in [FileFormat::Csv, FileFormat::Xlsx] {
        let bytes = template(format).unwrap();
        // A template holds no readings yet.
        assert_eq!(code(read_table(format, &bytes, LIMITS)), "file_empty");
    }
    let text = String::from_utf8(template(FileFormat::Csv).unwrap()).unwrap();
    assert_eq!(
        text.trim_start_matches('\u{feff}').trim(),
        "水表编号,计量周期,抄表日期,读数,抄表方式,转满"
    );
}
