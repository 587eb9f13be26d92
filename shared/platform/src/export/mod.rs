//! Lists as workbooks: what a list shows, all of it, under the caller's own data scope and masked as in the list.
//!
//! A service registers its [`List`]s in [`Exports`]; those that services share stand beside their endpoints
//! ([`crate::case::lists`] and the like). Short ones are written while the caller waits ([`api`]); longer ones are jobs in the
//! table `export_jobs` that any replica takes, with progress, into the file store. Rows are fetched in batches and written as they
//! come ([`write`]): memory does not grow with the list.

pub mod api;
mod run;
mod store;
mod write;

use std::{collections::BTreeMap, sync::Arc};

use futures_util::future::BoxFuture;
use serde::de::DeserializeOwned;

pub use api::{ApiDoc, routes};

pub use crate::list::{Cell, Column, List, Reader, day, flag, moment, number, optional, text};
use crate::{
    Problem,
    blob::BlobStore,
    database::Pg,
    http::{
        access::{Access, Principal},
        sort::Ask,
    },
    settings::ExportSettings,
};

/// What a list is narrowed and sorted by: the parameters of its address.
pub type Filter = BTreeMap<String, String>;

/// Rows of a batch, and where the next one begins.
type Batch = (Vec<Vec<Cell>>, Option<String>);

/// A [`List`] whatever its types.
trait AnyList: Send + Sync {
    fn title(&self) -> &'static str;
    fn headings(&self) -> Vec<(&'static str, u8)>;
    fn check(&self, filter: &Filter) -> Result<(), Problem>;
    fn reader_of(&self, principal: &Principal) -> Reader;
    fn total<'a>(&'a self, conn: &'a mut Pg, asked: &'a Asked) -> BoxFuture<'a, Result<i64, Problem>>;
    fn batch<'a>(&'a self, conn: &'a mut Pg, asked: &'a Asked, ask: Ask) -> BoxFuture<'a, Result<Batch, Problem>>;
}

/// What is to be exported of a list, and for whom.
#[derive(Debug, Clone)]
struct Asked {
    reader: Reader,
    filter: Filter,
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

    fn reader_of(&self, principal: &Principal) -> Reader {
        self.reader(principal)
    }

    fn total<'a>(&'a self, conn: &'a mut Pg, asked: &'a Asked) -> BoxFuture<'a, Result<i64, Problem>> {
        Box::pin(async move {
            let query = parse::<L::Query>(&asked.filter)?;
            let page = self.page(conn, &asked.reader, &query, &Ask::total()).await?;
            page.total.ok_or_else(|| Problem::internal("a list did not count its rows"))
        })
    }

    fn batch<'a>(&'a self, conn: &'a mut Pg, asked: &'a Asked, ask: Ask) -> BoxFuture<'a, Result<Batch, Problem>> {
        Box::pin(async move {
            let query = parse::<L::Query>(&asked.filter)?;
            let page = self.page(conn, &asked.reader, &query, &ask).await?;
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

    /// Adds the lists of another collection.
    #[must_use]
    pub fn merge(mut self, other: Self) -> Self {
        self.0.extend(other.0);
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
