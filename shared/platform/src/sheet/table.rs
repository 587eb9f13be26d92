//! A file as a table of texts. What it expands to in memory is bounded whatever the file claims of itself.

use std::{
    borrow::Cow,
    collections::BTreeMap,
    io::{Cursor, Read},
};

use calamine::{DataRef, Reader, Xlsx};
use rules::InvalidInput;
use zip::ZipArchive;

use super::{FileFormat, unreadable};

/// Most columns.
const COLUMN_LIMIT: usize = 32;
/// How many times its size a workbook may unpack to.
const EXPANSION: u64 = 12;
/// A workbook of a few rows may unpack to this much in any case, bytes.
const SMALL: u64 = 4 * 1024 * 1024;
/// Bytes of a cell that are kept: more than any column takes, so that the row of a longer one is refused by its column.
const CELL_BYTES: usize = 2_000;
/// How many times the largest file the texts of all cells may weigh together: cells of a workbook may share a long one.
const TEXTS: usize = 4;
/// The part that holds a workbook's texts, and its attribute by which readers set memory aside.
const SHARED_TEXTS: (&str, &[u8]) = ("sharedstrings.xml", b"uniqueCount");
/// What spreadsheet programs write in front of UTF-8 text.
const BOM: &[u8] = "\u{feff}".as_bytes();

/// What a file may hold, and so what reading it may cost.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Bytes of the file.
    pub bytes: usize,
    /// Rows below the header.
    pub rows: usize,
}

impl Limits {
    /// Most texts that a workbook may say it shares among its cells: one for each.
    fn shared_texts(self) -> u64 {
        let cells = self.rows.saturating_add(1).saturating_mul(COLUMN_LIMIT);
        u64::try_from(cells).unwrap_or(u64::MAX)
    }
}

/// A table of trimmed texts.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Table {
    /// The first row that is not empty.
    pub header: Vec<String>,
    /// The rows that are not empty, with their numbers in the file, from 1.
    pub rows: Vec<(usize, Vec<String>)>,
}

/// Reads the first sheet of a workbook, or a CSV file.
pub fn read_table(format: FileFormat, bytes: &[u8], limits: Limits) -> Result<Table, InvalidInput> {
    let lines = match format {
        FileFormat::Csv => read_csv(bytes, limits)?,
        FileFormat::Xlsx => read_xlsx(bytes, limits)?,
    };
    let mut lines = lines.into_iter();
    let Some((_, header)) = lines.next() else {
        return Err(unreadable("file_empty", "文件是空的：请使用模板填写"));
    };
    let rows: Vec<_> = lines.collect();
    if rows.is_empty() {
        return Err(unreadable("file_empty", "文件只有表头，没有数据行：请填写后再导入"));
    }
    Ok(Table { header, rows })
}

/// Lines that are not empty, by number. Refuses more than the limits allow while it collects.
struct Lines {
    lines: BTreeMap<usize, Vec<String>>,
    limits: Limits,
    /// Bytes that the cells may still have together.
    left: usize,
}

impl Lines {
    fn new(limits: Limits) -> Self {
        Self {
            lines: BTreeMap::new(),
            limits,
            left: limits.bytes.saturating_mul(TEXTS),
        }
    }

    fn put(&mut self, line: usize, column: usize, text: &str) -> Result<(), InvalidInput> {
        let text = text.trim();
        if text.is_empty() {
            return Ok(());
        }
        if column >= COLUMN_LIMIT {
            return Err(unreadable(
                "file_too_many_columns",
                format!("第{line}行超过{COLUMN_LIMIT}列：请使用模板，多余的列请删除"),
            ));
        }
        let known = self.lines.contains_key(&line);
        if !known && self.lines.len() > self.limits.rows {
            return Err(unreadable(
                "file_too_many_rows",
                format!("文件超过{}行：请分成几个文件导入", self.limits.rows),
            ));
        }
        let text = kept(text);
        self.left = self.left.checked_sub(text.len()).ok_or_else(too_much)?;
        let cells = self.lines.entry(line).or_default();
        if cells.len() <= column {
            cells.resize(column + 1, String::new());
        }
        cells[column] = text;
        Ok(())
    }
}

/// A text as it is kept: cut where it is too long, with a visible sign in place of the NUL that no database stores.
fn kept(text: &str) -> String {
    let end = text.floor_char_boundary(CELL_BYTES);
    let mut kept = text[..end].replace('\0', "\u{fffd}");
    if end < text.len() {
        kept.push('…');
    }
    kept
}

fn read_csv(bytes: &[u8], limits: Limits) -> Result<BTreeMap<usize, Vec<String>>, InvalidInput> {
    let text = decode(bytes)?;
    let text = text.as_ref();
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .from_reader(text.as_bytes());
    let mut lines = Lines::new(limits);
    let mut record = csv::StringRecord::new();
    loop {
        match reader.read_record(&mut record) {
            Ok(true) => {}
            Ok(false) => return Ok(lines.lines),
            Err(error) => return Err(unreadable("file_not_csv", format!("不是可读的 CSV 文件：{error}"))),
        }
        let line = line_of(text, &record);
        for (column, cell) in record.iter().enumerate() {
            lines.put(line, column, cell)?;
        }
    }
}

/// The text of a file in UTF-8, or in GB18030, which spreadsheet programs in China write by default.
fn decode(bytes: &[u8]) -> Result<Cow<'_, str>, InvalidInput> {
    let bytes = bytes.strip_prefix(BOM).unwrap_or(bytes);
    if let Ok(text) = std::str::from_utf8(bytes) {
        return Ok(text.into());
    }
    let decoded = encoding_rs::GB18030.decode_without_bom_handling_and_without_replacement(bytes);
    decoded.ok_or_else(|| {
        let message =
            "看不出文件的文字编码（既不是 UTF-8，也不是 GB18030/GBK）：请在表格软件中另存为「CSV UTF-8（逗号分隔）」，或改用 XLSX 模板";
        unreadable("file_encoding_unknown", message)
    })
}

/// Number of the line on which a record starts; the reader counts from the blank lines that it skipped before.
fn line_of(text: &str, record: &csv::StringRecord) -> usize {
    let Some(position) = record.position() else { return 0 };
    let number = |count: u64| usize::try_from(count).unwrap_or(usize::MAX);
    let rest = text.as_bytes().get(number(position.byte())..).unwrap_or_default();
    let skipped = rest
        .iter()
        .take_while(|byte| matches!(byte, b'\r' | b'\n'))
        .filter(|byte| **byte == b'\n')
        .count();
    number(position.line()).saturating_add(skipped)
}

fn read_xlsx(bytes: &[u8], limits: Limits) -> Result<BTreeMap<usize, Vec<String>>, InvalidInput> {
    let not_xlsx = || {
        unreadable(
            "file_not_xlsx",
            "不是可读的 XLSX 工作簿：请用模板填写，另存为 .xlsx（不要用旧的 .xls，也不要加密码）",
        )
    };
    refuse_bomb(bytes, limits)?;
    let mut workbook: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).map_err(|_| not_xlsx())?;
    let name = workbook.sheet_names().first().cloned().ok_or_else(not_xlsx)?;
    let mut cells = workbook.worksheet_cells_reader(&name).map_err(|_| not_xlsx())?;
    let mut lines = Lines::new(limits);
    while let Some(cell) = cells.next_cell().map_err(|_| not_xlsx())? {
        let (row, column) = cell.get_position();
        let position = |index: u32| usize::try_from(index).unwrap_or(usize::MAX);
        lines.put(position(row).saturating_add(1), position(column), &text_of(cell.get_value()))?;
    }
    Ok(lines.lines)
}

/// Unpacks every part once, counting: a workbook may say nothing true of its size, nor of the number of its texts.
fn refuse_bomb(bytes: &[u8], limits: Limits) -> Result<(), InvalidInput> {
    let not_xlsx = || unreadable("file_not_xlsx", "不是可读的 XLSX 工作簿：请用模板填写，另存为 .xlsx");
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| not_xlsx())?;
    let size = u64::try_from(bytes.len().min(limits.bytes)).unwrap_or(u64::MAX);
    let mut left = size.saturating_mul(EXPANSION).max(SMALL);
    for index in 0..archive.len() {
        let part = archive.by_index(index).map_err(|_| not_xlsx())?;
        let name = part.name().map_err(|_| not_xlsx())?;
        let holds_texts = name.to_ascii_lowercase().ends_with(SHARED_TEXTS.0);
        let mut part = part.take(left.saturating_add(1));
        let unpacked = if holds_texts {
            let mut content = Vec::new();
            part.read_to_end(&mut content).map_err(|_| not_xlsx())?;
            // In UTF-16 the claim would not be found, and no program writes a workbook so.
            if content.contains(&0) {
                return Err(not_xlsx());
            }
            if claimed_texts(&content) > limits.shared_texts() {
                return Err(too_much());
            }
            u64::try_from(content.len()).unwrap_or(u64::MAX)
        } else {
            std::io::copy(&mut part, &mut std::io::sink()).map_err(|_| not_xlsx())?
        };
        left = left.checked_sub(unpacked).ok_or_else(too_much)?;
    }
    Ok(())
}

fn too_much() -> InvalidInput {
    unreadable(
        "file_expands_too_much",
        "工作簿解压后过大，或自称的内容过多：请另存为只有数据的工作簿，去掉图片和格式",
    )
}

/// The largest number of texts that the part claims to hold. Looks for the attribute wherever it stands, so that no
/// comment or odd quoting in front of the element hides it; what is no number makes no reader set memory aside.
fn claimed_texts(content: &[u8]) -> u64 {
    let name = SHARED_TEXTS.1;
    let mut most = 0;
    let mut rest = content;
    while let Some(start) = rest.windows(name.len()).position(|window| window == name) {
        rest = &rest[start + name.len()..];
        let value = rest.iter().skip_while(|byte| byte.is_ascii_whitespace() || b"=\"'+".contains(byte));
        let digits = value.map_while(|byte| char::from(*byte).to_digit(10));
        most = most.max(digits.fold(0_u64, |number, digit| number.saturating_mul(10).saturating_add(digit.into())));
    }
    most
}

/// A cell as a person sees it. Workbooks keep numbers as binary fractions; the shortest decimal that stands for one is
/// what was typed. Texts are not copied: many cells may share a long one.
fn text_of<'a>(cell: &'a DataRef<'_>) -> Cow<'a, str> {
    match cell {
        DataRef::Int(value) => value.to_string().into(),
        DataRef::Float(value) => value.to_string().into(),
        DataRef::String(text) | DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => text.as_str().into(),
        DataRef::SharedString(text) => (*text).into(),
        DataRef::Bool(value) => if *value { "是" } else { "否" }.into(),
        DataRef::DateTime(value) => {
            let (year, month, day, ..) = value.to_ymd_hms_milli();
            format!("{year:04}-{month:02}-{day:02}").into()
        }
        DataRef::Error(error) => error.to_string().into(),
        DataRef::Empty => "".into(),
    }
}

#[cfg(test)]
mod tests;
