use std::io::Write;

use rust_xlsxwriter::{ExcelDateTime, Format, Workbook};

use super::*;

const LIMITS: Limits = Limits { bytes: 1_000_000, rows: 3 };

fn code(result: Result<Table, InvalidInput>) -> String {
    result.unwrap_err().errors[0].code.clone()
}

fn csv(text: &str) -> Result<Table, InvalidInput> {
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
fn a_csv_file_in_gb18030_is_read() {
    // 水表\n绛州1
    let bytes = [0xcb, 0xae, 0xb1, 0xed, b'\n', 0xe7, 0xad, 0xd6, 0xdd, b'1'];
    let table = read_table(FileFormat::Csv, &bytes, LIMITS).unwrap();
    assert_eq!(
        (table.header, table.rows),
        (vec!["水表".to_owned()], vec![(2, vec!["绛州1".to_owned()])])
    );
}

#[test]
fn other_encodings_and_empty_files_are_refused_with_advice() {
    assert_eq!(
        code(read_table(FileFormat::Csv, &[0xff, 0xfe, b'\n', b'1'], LIMITS)),
        "file_encoding_unknown"
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

/// A workbook with one text, which so many cells of a row share, and with what it claims of its number of texts.
fn sharing(text: &str, cells: usize, claim: &str) -> Vec<u8> {
    let mut archive = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let options = zip::write::SimpleFileOptions::default().compression_method(zip::CompressionMethod::Deflated);
    let columns = ('A'..='Z').take(cells);
    let cells: Vec<String> = columns.map(|column| format!(r#"<c r="{column}2" t="s"><v>1</v></c>"#)).collect();
    let cells = cells.concat();
    let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    let office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let package = "http://schemas.openxmlformats.org/package/2006";
    for (name, content) in [
        (
            "[Content_Types].xml",
            format!(r#"<Types xmlns="{package}/content-types"><Default Extension="xml" ContentType="application/xml"/></Types>"#),
        ),
        (
            "_rels/.rels",
            format!(
                r#"<Relationships xmlns="{package}/relationships"><Relationship Id="r1" Type="{office}/officeDocument" Target="xl/workbook.xml"/></Relationships>"#
            ),
        ),
        (
            "xl/workbook.xml",
            format!(r#"<workbook xmlns="{main}" xmlns:r="{office}"><sheets><sheet name="S" sheetId="1" r:id="r1"/></sheets></workbook>"#),
        ),
        (
            "xl/_rels/workbook.xml.rels",
            format!(
                r#"<Relationships xmlns="{package}/relationships"><Relationship Id="r1" Type="{office}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>"#
            ),
        ),
        (
            "xl/worksheets/sheet1.xml",
            format!(
                r#"<worksheet xmlns="{main}"><sheetData><row r="1"><c r="A1" t="s"><v>0</v></c></row><row r="2">{cells}</row></sheetData></worksheet>"#
            ),
        ),
        (
            "xl/sharedStrings.xml",
            format!(r#"<!-- <si --><sst xmlns="{main}" a='>' {claim}><si><t>h</t></si><si><t>{text}</t></si></sst>"#),
        ),
    ] {
        archive.start_file(name, options).unwrap();
        archive.write_all(content.as_bytes()).unwrap();
    }
    archive.finish().unwrap().into_inner()
}

#[test]
fn a_workbook_that_claims_more_texts_than_cells_is_refused_before_memory_is_set_aside() {
    let read = |claim: &str| read_table(FileFormat::Xlsx, &sharing("x", 1, claim), LIMITS);
    assert_eq!(read("count='2' uniqueCount='2'").unwrap().rows, [(2, vec!["x".to_owned()])]);
    // As many as a header and three rows have cells, and one more.
    assert!(read("uniqueCount='128'").is_ok());
    for claim in [
        "uniqueCount='129'",
        "uniqueCount=\"10000000000000\"",
        "uniqueCount = '0010000000000000'",
        "uniqueCount='99999999999999999999999999'",
    ] {
        assert_eq!(code(read(claim)), "file_expands_too_much", "{claim}");
    }
}

#[test]
fn a_long_text_is_not_kept_in_every_cell_that_shares_it() {
    let bytes = sharing(&"长".repeat(300_000), 20, "");
    let table = read_table(FileFormat::Xlsx, &bytes, LIMITS).unwrap();
    assert_eq!(table.rows[0].1.len(), 20);
    for cell in &table.rows[0].1 {
        assert!(cell.len() <= CELL_BYTES + '…'.len_utf8() && cell.ends_with('…'), "{}", cell.len());
    }
    // What fits is kept whole.
    let fits = "x".repeat(CELL_BYTES);
    assert_eq!(csv(&format!("h\n{fits}\n")).unwrap().rows[0].1, [fits.as_str()]);
    assert_eq!(csv(&format!("h\n{fits}y\n")).unwrap().rows[0].1, [format!("{fits}…")]);
}

#[test]
fn a_nul_in_a_cell_is_shown_as_a_sign_that_no_column_takes() {
    assert_eq!(csv("h\nM\0A1\n").unwrap().rows[0].1, ["M\u{fffd}A1"]);
}

#[test]
fn texts_that_cells_share_count_once_for_each_cell() {
    let limits = Limits { bytes: 5_000, rows: 3 };
    let long = "x".repeat(3_000);
    let read = |cells| read_table(FileFormat::Xlsx, &sharing(&long, cells, ""), limits);
    assert!(read(9).is_ok());
    assert_eq!(code(read(11)), "file_expands_too_much");
}
