//! Files of rows that people fill in (XLSX or CSV): read safely, cell by cell into typed values, given back with an error column.
//!
//! A [`Layout`] names the columns. [`template`] makes the empty file with notes and choices; [`read_table`] reads what comes in, with
//! a limit for everything that a file may claim; [`Layout::parse_rows`] turns rows into values and collects what is wrong with each;
//! [`write_answer`] gives the sender's own rows back with the column 「错误」. [`upload`] is the HTTP side of it.

mod cells;
mod layout;
mod table;
pub mod upload;
mod write;

use rules::{FieldError, InvalidInput};
use serde::{Deserialize, Serialize};

pub use self::{
    cells::{Cells, parse_day},
    layout::{Column, ERROR_TITLE, Layout, Parsed, Row, RowFault},
    table::{Limits, Table, read_table},
    write::{WriteError, inert, template, write_answer},
};

/// Format of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum FileFormat {
    /// Comma-separated, UTF-8 or GB18030.
    Csv,
    /// Office Open XML workbook.
    Xlsx,
}

impl FileFormat {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Csv, Self::Xlsx];

    /// Code, which is the extension of the file's name as well.
    pub fn code(self) -> &'static str {
        match self {
            Self::Csv => "csv",
            Self::Xlsx => "xlsx",
        }
    }

    /// The format with this code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|format| format.code() == code)
    }

    /// Media type.
    pub fn media_type(self) -> &'static str {
        match self {
            Self::Csv => "text/csv",
            Self::Xlsx => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        }
    }
}

/// What is stored when some rows have faults.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum ImportMode {
    /// Nothing.
    #[default]
    AllOrNothing,
    /// The rows without fault.
    ValidRows,
}

impl ImportMode {
    /// Code.
    pub fn code(self) -> &'static str {
        match self {
            Self::AllOrNothing => "all_or_nothing",
            Self::ValidRows => "valid_rows",
        }
    }
}

/// A file that cannot be read at all: nothing of it was checked.
pub fn unreadable(code: &str, message: impl Into<String>) -> InvalidInput {
    let error = FieldError {
        pointer: "/file".to_owned(),
        code: code.to_owned(),
        message: message.into(),
    };
    InvalidInput { errors: vec![error] }
}
