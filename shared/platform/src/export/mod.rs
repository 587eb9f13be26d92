//! Lists as workbooks: what a list shows, all of it, under the caller's own data scope and masked as in the list.
//!
//! A department registers its [`List`]s in [`Exports`]: columns with Chinese headings, and the page function that its list endpoint
//! uses too, so that an export can show nothing else than the list. Short ones are written while the caller waits ([`api`]); longer
//! ones are jobs in the table `export_jobs` that any replica takes, with progress, into the file store. Rows are fetched in
//! batches and written as they come ([`write`]): memory does not grow with the list.

pub mod api;
mod run;
mod store;
mod write;

use std::{collections::BTreeMap, future::Future, sync::Arc};

use chrono::{DateTime, NaiveDate, Utc};
use futures_util::future::BoxFuture;
use serde::de::DeserializeOwned;

pub use api::{ApiDoc, routes};
pub use write::Cell;

use crate::{
    Problem,
    blob::BlobStore,
    database::Pg,
    http::{access::Access, page::Page, sort::Ask},
    settings::ExportSettings,
};

/// What a list is narrowed and sorted by: the parameters of its address.
pub type Filter = BTreeMap<String, String>;

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

    /// A page of it, as its list endpoint gives; the rows that the connection's data scope lets through.
    fn page(&self, conn: &mut Pg, query: &Self::Query, ask: &Ask) -> impl Future<Output = Result<Page<Self::Item>, Problem>> + Send;
}

/// Rows of a batch, and where the next one begins.
type Batch = (Vec<Vec<Cell>>, Option<String>);

/// A [`List`] whatever its types.
trait AnyList: Send + Sync {
    fn title(&self) -> &'static str;
    fn headings(&self) -> Vec<(&'static str, u8)>;
    fn check(&self, filter: &Filter) -> Result<(), Problem>;
    fn total<'a>(&'a self, conn: &'a mut Pg, filter: &'a Filter) -> BoxFuture<'a, Result<i64, Problem>>;
    fn batch<'a>(&'a self, conn: &'a mut Pg, filter: &'a Filter, ask: Ask) -> BoxFuture<'a, Result<Batch, Problem>>;
}

fn parse<Query: DeserializeOwned>(filter: &Filter) -> Result<Query, Problem> {
    let wrong = |error: String| Problem::bad_request("invalid_query", format!("查询条件有误：{error}"));
    let text = serde_urlencoded::to_string(filter).map_err(|error| wrong(error.to_string()))?;
    serde_urlencoded::from_str(&text).map_err(|error| wrong(error.to_string()))
}

impl<L: List> AnyList for L {
    fn title(&self) -> &'static str {
        L::TITLE
    }

    fn headings(&self) -> Vec<(&'static str, u8)> {
        L::COLUMNS.iter().map(|column| (column.title, column.width)).collect()
    }

    fn check(&self, filter: &Filter) -> Result<(), Problem> {
        parse::<L::Query>(filter).map(drop)
    }

    fn total<'a>(&'a self, conn: &'a mut Pg, filter: &'a Filter) -> BoxFuture<'a, Result<i64, Problem>> {
        Box::pin(async move {
            let query = parse::<L::Query>(filter)?;
            let page = self.page(conn, &query, &Ask::total()).await?;
            page.total.ok_or_else(|| Problem::internal("a list did not count its rows"))
        })
    }

    fn batch<'a>(&'a self, conn: &'a mut Pg, filter: &'a Filter, ask: Ask) -> BoxFuture<'a, Result<Batch, Problem>> {
        Box::pin(async move {
            let query = parse::<L::Query>(filter)?;
            let page = self.page(conn, &query, &ask).await?;
            let row = |item: &L::Item| L::COLUMNS.iter().map(|column| (column.cell)(item)).collect();
            Ok((page.items.iter().map(row).collect(), page.next_cursor))
        })
    }
}

/// A registered list: who may export it is who may read it.
#[derive(Clone)]
struct Entry {
    list: Arc<dyn AnyList>,
    access: Access,
}

/// The lists of a service that can be exported. Cheap to clone.
#[derive(Clone)]
pub struct Exports {
    lists: Arc<BTreeMap<&'static str, Entry>>,
    blobs: BlobStore,
    settings: ExportSettings,
    wake: Arc<tokio::sync::Notify>,
}

/// The lists of a service that can be exported.
#[derive(Clone, Default)]
pub struct Lists(BTreeMap<&'static str, Entry>);

impl Lists {
    /// None yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a list, with the access rule of its list endpoint.
    #[must_use]
    pub fn add<L: List>(mut self, access: Access, list: L) -> Self {
        let list = Arc::new(list);
        self.0.insert(L::NAME, Entry { list, access });
        self
    }

    /// Names of the lists.
    pub fn names(&self) -> Vec<&'static str> {
        self.0.keys().copied().collect()
    }
}

impl Exports {
    /// These lists, the files of long ones in a store.
    pub fn new(lists: Lists, blobs: BlobStore, settings: ExportSettings) -> Self {
        Self {
            lists: Arc::new(lists.0),
            blobs,
            settings,
            wake: Arc::default(),
        }
    }

    fn find(&self, name: &str) -> Result<&Entry, Problem> {
        self.lists.get(name).ok_or_else(|| {
            let known = self.lists.keys().copied().collect::<Vec<_>>().join("、");
            Problem::bad_request("unknown_list", format!("没有可导出的清单「{name}」，可用：{known}"))
        })
    }
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
