//! The columns of a file, and its rows as values. Columns go by their titles, in any order.

use rules::InvalidInput;

use super::{Cells, Table, unreadable};

/// Title of the column that answers carry; ignored in a file that is sent back corrected.
pub const ERROR_TITLE: &str = "错误";

/// A column of a file.
#[derive(Debug)]
pub struct Column {
    /// Stable code; the JSON pointer of a fault in it is `/` and the code.
    pub code: &'static str,
    /// Title for people.
    pub title: &'static str,
    /// Whether every file must have it.
    pub needed: bool,
    /// What is to be filled in, for whoever fills it in.
    pub note: &'static str,
    /// What may be chosen, where that is a closed list.
    pub choices: Option<fn() -> Vec<&'static str>>,
}

impl Column {
    /// A column that every file must have.
    pub const fn needed(code: &'static str, title: &'static str, note: &'static str) -> Self {
        Self {
            code,
            title,
            needed: true,
            note,
            choices: None,
        }
    }

    /// A column that may be left out.
    pub const fn optional(code: &'static str, title: &'static str, note: &'static str) -> Self {
        Self {
            needed: false,
            ..Self::needed(code, title, note)
        }
    }

    /// Names what may be chosen.
    #[must_use]
    pub const fn of(mut self, choices: fn() -> Vec<&'static str>) -> Self {
        self.choices = Some(choices);
        self
    }
}

/// The columns of a kind of file.
#[derive(Debug)]
pub struct Layout {
    /// Name of the sheet.
    pub sheet: &'static str,
    /// Its columns, in the order of the template.
    pub columns: &'static [Column],
}

/// A row of a file that cannot be stored.
#[derive(Debug, Clone)]
pub struct RowFault {
    /// Number of the row in the file, from 1.
    pub line: usize,
    /// Column, where one is to blame.
    pub column: Option<&'static Column>,
    /// Stable code.
    pub code: String,
    /// What is wrong and what would be right.
    pub message: String,
}

/// A row that could be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row<T> {
    /// Number of the row in the file, from 1.
    pub line: usize,
    /// What it says.
    pub value: T,
}

/// What was read of a file.
#[derive(Debug)]
pub struct Parsed<T> {
    /// The rows that could be read.
    pub rows: Vec<Row<T>>,
    /// The others.
    pub faults: Vec<RowFault>,
}

/// The place of each column in a file.
#[derive(Debug)]
pub(super) struct Places(Vec<(&'static str, usize)>);

impl Places {
    pub(super) fn cell<'a>(&self, cells: &'a [String], code: &str) -> &'a str {
        let place = self.0.iter().find(|(known, _)| *known == code).map(|(_, index)| *index);
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

impl Layout {
    /// The column that a field with this JSON pointer stands in.
    pub fn of_pointer(&self, pointer: &str) -> Option<&'static Column> {
        let code = pointer.trim_start_matches('/');
        self.columns.iter().find(|column| column.code == code)
    }

    /// A fault of a row, in the column that the pointer names.
    pub fn fault(&self, line: usize, pointer: &str, code: impl Into<String>, message: impl Into<String>) -> RowFault {
        RowFault {
            line,
            column: self.of_pointer(pointer),
            code: code.into(),
            message: message.into(),
        }
    }

    /// Reads every row with `read`; those that cannot be read are told with all that is wrong. A fault is to be noted in the cells
    /// wherever `read` gives none.
    pub fn parse_rows<T>(&self, table: &Table, read: impl Fn(&mut Cells<'_>) -> Option<T>) -> Result<Parsed<T>, InvalidInput> {
        let places = self.places(&table.header)?;
        let (mut rows, mut faults) = (Vec::new(), Vec::new());
        for (line, cells) in &table.rows {
            let mut cells = Cells::new(&places, cells);
            let value = read(&mut cells);
            match (cells.finish(), value) {
                (Ok(()), Some(value)) => rows.push(Row { line: *line, value }),
                (Ok(()), None) => {}
                (Err(invalid), _) => faults.push(self.fault_of(*line, &invalid)),
            }
        }
        Ok(Parsed { rows, faults })
    }

    /// A row's faults as one: all that is wrong, by the titles of the columns.
    pub fn fault_of(&self, line: usize, invalid: &InvalidInput) -> RowFault {
        let told = invalid.errors.iter().map(|error| match self.of_pointer(&error.pointer) {
            Some(column) => format!("{}：{}", column.title, error.message),
            None => error.message.clone(),
        });
        let message = told.collect::<Vec<_>>().join("；");
        let first = invalid.errors.first();
        let pointer = first.map_or("", |error| error.pointer.as_str());
        self.fault(line, pointer, first.map(|error| error.code.clone()).unwrap_or_default(), message)
    }

    fn places(&self, header: &[String]) -> Result<Places, InvalidInput> {
        let mut places: Vec<(&'static str, usize)> = Vec::new();
        let titles = header.iter().enumerate();
        for (index, title) in titles.filter(|(_, title)| !title.is_empty() && title.as_str() != ERROR_TITLE) {
            let column = self.columns.iter().find(|column| column.title == title || column.code == title);
            let Some(column) = column else {
                let known = self.columns.iter().map(|column| column.title).collect::<Vec<_>>().join("、");
                return Err(unreadable("unknown_column", format!("不认识的列「{title}」：可用的列是{known}")));
            };
            if places.iter().any(|(known, _)| *known == column.code) {
                return Err(unreadable("duplicate_column", format!("列「{}」出现了两次", column.title)));
            }
            places.push((column.code, index));
        }
        let is_there = |wanted: &&Column| places.iter().any(|(code, _)| *code == wanted.code);
        let wanted = self.columns.iter().filter(|column| column.needed);
        let missing: Vec<_> = wanted.filter(|column| !is_there(column)).map(|column| column.title).collect();
        if missing.is_empty() {
            Ok(Places(places))
        } else {
            let message = format!("缺少列：{}；表头应在第一行，请使用模板", missing.join("、"));
            Err(unreadable("columns_missing", message))
        }
    }
}

#[cfg(test)]
mod tests {
    use rules::input::Sign;

    use super::*;
    use crate::sheet::{FileFormat, Limits, read_table};

    const LAYOUT: Layout = Layout {
        sheet: "样例",
        columns: &[
            Column::needed("code", "编号", ""),
            Column::needed("day", "日期", ""),
            Column::optional("amount", "数量", ""),
            Column::optional("open", "开放", ""),
            Column::optional("kind", "类别", "").of(|| vec!["甲类", "乙类"]),
        ],
    };

    fn table(text: &str) -> Table {
        let limits = Limits { bytes: 10_000, rows: 10 };
        read_table(FileFormat::Csv, text.as_bytes(), limits).unwrap()
    }

    type Sample = (String, String, Option<String>, bool, Option<&'static str>);

    fn parse(text: &str) -> Parsed<Sample> {
        LAYOUT
            .parse_rows(&table(text), |cells| {
                let code = cells.text("code", 4);
                let day = cells.day("day");
                let amount = cells.optional_decimal("amount", 2, Sign::NonNegative);
                let open = cells.flag("open");
                let kind = cells.optional_choice("kind", &["a", "b"], |code| (*code, if *code == "a" { "甲类" } else { "乙类" }));
                Some((code, day?.to_string(), amount.map(|value| value.to_string()), open, kind))
            })
            .unwrap()
    }

    #[test]
    fn cells_become_values_whatever_the_order_of_the_columns() {
        let parsed = parse("日期,编号,数量,开放,类别,错误\n2026/9/3,A1,1.50,是,乙类,上次的错误\n2026-09-30,'=A2,,,a,\n");
        assert!(parsed.faults.is_empty(), "{:?}", parsed.faults);
        let first = ("A1".to_owned(), "2026-09-03".to_owned(), Some("1.5".to_owned()), true, Some("b"));
        assert_eq!((parsed.rows[0].line, &parsed.rows[0].value), (2, &first));
        let second = ("=A2".to_owned(), "2026-09-30".to_owned(), None, false, Some("a"));
        assert_eq!((parsed.rows[1].line, &parsed.rows[1].value), (3, &second));
    }

    #[test]
    fn everything_that_is_wrong_with_a_row_is_told_by_the_titles_of_its_columns() {
        let parsed = parse("编号,日期,数量,开放,类别\nA1,2026-09-30,1,,\nA12345,三月,-1,也许,丙\n");
        assert_eq!((parsed.rows.len(), parsed.faults.len()), (1, 1));
        let fault = &parsed.faults[0];
        assert_eq!(
            (fault.line, fault.column.map(|column| column.title), fault.code.as_str()),
            (3, Some("编号"), "too_long")
        );
        assert_eq!(
            fault.message,
            "编号：最多4个字；日期：「三月」不是日期，应写作 2026-09-30；数量：不能小于0；开放：「也许」应为：是、否；类别：「丙」应为：甲类、乙类"
        );
    }

    #[test]
    fn a_header_that_does_not_fit_is_refused() {
        let code = |text: &str| LAYOUT.places(&table(text).header).unwrap_err().errors[0].code.clone();
        assert_eq!(code("编号,日期,颜色\nx,y,z\n"), "unknown_column");
        assert_eq!(code("编号,日期,编号\nx,y,z\n"), "duplicate_column");
        assert_eq!(code("编号\nx\n"), "columns_missing");
    }
}
