//! A list as its endpoint answers it and as an export writes it: columns with Chinese headings, and one page function for both, so
//! that an export can show nothing else than the list. `export` writes them, in services that have that.

use std::future::Future;

use chrono::{DateTime, NaiveDate, Utc};
use serde::de::DeserializeOwned;

use crate::{
    Problem,
    database::{Pg, Scope},
    http::{
        access::{Principal, Role},
        page::Page,
        sort::Ask,
    },
};

/// What stands in a cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Cell {
    /// Text: never a formula, whatever it begins with.
    Text(String),
    /// A decimal as it is printed. A number in the workbook where one holds it exactly, else text.
    Number(String),
    /// A whole number.
    Whole(i64),
    /// A day.
    Day(NaiveDate),
    /// A moment, shown by the county's clocks.
    Moment(DateTime<Utc>),
    /// Nothing.
    Empty,
}

/// A column of an export.
#[derive(Debug)]
pub struct Column<Item> {
    /// Heading.
    pub title: &'static str,
    /// Width in characters.
    pub width: u8,
    /// What stands in it.
    pub cell: fn(&Item) -> Cell,
}

impl<Item> Column<Item> {
    /// A column.
    pub const fn new(title: &'static str, width: u8, cell: fn(&Item) -> Cell) -> Self {
        Self { title, width, cell }
    }
}

/// Who reads a list, as far as that decides what it shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reader {
    /// Account.
    pub subject: String,
    /// Role codes.
    pub roles: Vec<String>,
    /// Rows that are shown.
    pub scope: Scope,
}

impl Reader {
    /// Whether the person has a role.
    pub fn has(&self, role: Role) -> bool {
        self.roles.iter().any(|code| code == role.code)
    }
}

impl From<&Principal> for Reader {
    fn from(principal: &Principal) -> Self {
        Self {
            subject: principal.subject.clone(),
            roles: principal.roles.clone(),
            scope: principal.scope.clone(),
        }
    }
}

/// A list that can be exported.
pub trait List: Send + Sync + 'static {
    /// The parameters of its address.
    type Query: DeserializeOwned + Send + Sync + 'static;
    /// A row as the list shows it.
    type Item: Send + 'static;
    /// Stable name, e.g. `bills`.
    const NAME: &'static str;
    /// Title for people, e.g. `账单`.
    const TITLE: &'static str;
    /// Its columns.
    const COLUMNS: &'static [Column<Self::Item>];

    /// Which rows somebody sees of it: those in the data scope, where the list does not say otherwise.
    fn scope(&self, reader: &Reader) -> Scope {
        reader.scope.clone()
    }

    /// Whoever asks, as a reader of this list.
    fn reader(&self, principal: &Principal) -> Reader {
        let reader = Reader::from(principal);
        Reader {
            scope: self.scope(&reader),
            ..reader
        }
    }

    /// A page of it, as its list endpoint gives; the rows that the reader's scope lets through, which is the connection's too.
    fn page(
        &self,
        conn: &mut Pg,
        reader: &Reader,
        query: &Self::Query,
        ask: &Ask,
    ) -> impl Future<Output = Result<Page<Self::Item>, Problem>> + Send;
}

/// Text in a cell, or nothing.
pub fn text(value: impl Into<String>) -> Cell {
    Cell::Text(value.into())
}

/// Text in a cell, or an empty cell.
pub fn optional(value: Option<&str>) -> Cell {
    value.map_or(Cell::Empty, text)
}

/// A day in a cell, or an empty cell.
pub fn day(value: impl Into<Option<NaiveDate>>) -> Cell {
    value.into().map_or(Cell::Empty, Cell::Day)
}

/// A moment in a cell, by the county's clocks.
pub fn moment(value: impl Into<Option<DateTime<Utc>>>) -> Cell {
    value.into().map_or(Cell::Empty, Cell::Moment)
}

/// A decimal number in a cell: an amount, a volume.
pub fn number(value: impl ToString) -> Cell {
    Cell::Number(value.to_string())
}

/// 是 or 否.
pub fn flag(value: bool) -> Cell {
    text(if value { "是" } else { "否" })
}
