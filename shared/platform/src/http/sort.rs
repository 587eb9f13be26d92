//! The order of a list, one mechanism for all: `sort=field` or `sort=-field`, then a unique column, so that the order is total, and
//! positions in it (keysets) that hold whatever is added or removed meanwhile.
//!
//! A list declares its [`Sorting`]; [`Sorting::read`] makes a [`Paging`] of what is asked. The query selects its rows together with
//! [`Paging::marks`], orders by [`Paging::order`], narrows by [`Paging::after`] and takes [`Paging::limit`] rows.

use std::marker::PhantomData;

use chrono::{DateTime, NaiveDate};
use diesel::{
    QueryResult,
    expression::{AppearsOnTable, Expression, SelectableExpression, ValidGrouping, is_aggregate},
    pg::Pg,
    query_builder::{AstPass, QueryFragment, QueryId},
    sql_types::{BigInt, Bool, Text, Untyped},
};
use rules::Fields;
use serde::{Serialize, de::DeserializeOwned};
use uuid::Uuid;

use super::{
    page::{self, Page},
    problem::Problem,
};

/// What kind of value a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SortKind {
    /// Text.
    Text,
    /// Whole number.
    Whole,
    /// Day.
    Day,
    /// Moment.
    Moment,
    /// Identity.
    Id,
}

impl SortKind {
    /// The type in PostgreSQL.
    fn cast(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Whole => "bigint",
            Self::Day => "date",
            Self::Moment => "timestamptz",
            Self::Id => "uuid",
        }
    }

    /// Whether PostgreSQL reads this text as a value: somebody may have made up a cursor.
    fn accepts(self, text: &str) -> bool {
        match self {
            Self::Text => true,
            Self::Whole => text.parse::<i64>().is_ok(),
            Self::Day => text == "infinity" || text == "-infinity" || text.parse::<NaiveDate>().is_ok(),
            Self::Moment => text == "infinity" || text == "-infinity" || DateTime::parse_from_str(text, "%Y-%m-%d %H:%M:%S%.f%#z").is_ok(),
            Self::Id => text.parse::<Uuid>().is_ok(),
        }
    }
}

/// A column that a list can be sorted by.
#[derive(Debug, Clone, Copy)]
pub struct SortColumn {
    /// Name of the field in the list's answers.
    pub name: &'static str,
    /// The column in SQL, or an expression that is never null.
    pub sql: &'static str,
    /// What it holds.
    pub kind: SortKind,
}

impl SortColumn {
    /// A column.
    pub const fn new(name: &'static str, sql: &'static str, kind: SortKind) -> Self {
        Self { name, sql, kind }
    }
}

/// How a list can be sorted.
#[derive(Debug)]
pub struct Sorting {
    /// The columns.
    pub columns: &'static [SortColumn],
    /// A column that no two rows have the same value in: it decides between rows that are otherwise equal.
    pub unique: SortColumn,
    /// The order when none is asked for.
    pub default: &'static str,
}

/// What is asked of a list: a page as people see it, a batch of an export, or how many rows there are.
#[derive(Debug, Clone)]
pub struct Ask {
    limit: i64,
    cursor: Option<String>,
    total: bool,
}

impl Ask {
    /// A page of at most [`page::MAX_LIMIT`] rows.
    pub fn page(limit: Option<i64>, cursor: Option<&str>) -> Result<Self, Problem> {
        Ok(Self {
            limit: page::limit(limit)?,
            cursor: cursor.map(str::to_owned),
            total: false,
        })
    }

    /// A batch of as many rows as it takes.
    pub fn batch(limit: i64, cursor: Option<String>) -> Self {
        Self {
            limit,
            cursor,
            total: false,
        }
    }

    /// How many rows there are, in [`Page::total`].
    pub fn total() -> Self {
        Self {
            limit: 1,
            cursor: None,
            total: true,
        }
    }

    /// Most rows of the page.
    pub fn limit(&self) -> i64 {
        self.limit
    }

    /// Whether it is asked how many rows there are.
    pub fn wants_total(&self) -> bool {
        self.total
    }

    /// Where the page before ended.
    pub fn cursor(&self) -> Option<&str> {
        self.cursor.as_deref()
    }

    /// For a list that has one order only: the position behind which it is read, and how many rows to fetch. All of them where they
    /// are to be counted, so that this is for short lists.
    pub fn behind<K: DeserializeOwned>(&self) -> Result<(Option<K>, i64), Problem> {
        let limit = if self.total { i64::MAX } else { self.limit.saturating_add(1) };
        Ok((page::position(self.cursor())?, limit))
    }

    /// The page from the rows fetched as [`Ask::behind`] says; `key`: a row's position.
    pub fn page_of<T, K: Serialize>(&self, rows: Vec<T>, key: impl Fn(&T) -> K) -> Page<T> {
        let total = self.total.then(|| i64::try_from(rows.len()).unwrap_or(i64::MAX));
        let mut page = Page::of(rows, self.limit, key);
        page.total = total;
        page
    }
}

/// What a query selects with each row: its position in the order, and how many rows there are.
pub type Mark = (String, String, i64);

/// Marks in SQL.
pub type Marks = (Snippet<Text>, Snippet<Text>, Snippet<BigInt>);

/// A page asked for, in an order.
#[derive(Debug, Clone)]
pub struct Paging {
    column: SortColumn,
    unique: SortColumn,
    is_descending: bool,
    after: Option<(String, String)>,
    limit: i64,
    total: bool,
}

impl Sorting {
    /// All rows, in the order of the unique column: for what is not a person's.
    pub fn all(&self) -> Paging {
        Paging {
            column: self.unique,
            unique: self.unique,
            is_descending: false,
            after: None,
            limit: i64::MAX,
            total: false,
        }
    }

    /// The page that is asked for. A cursor of another order is refused.
    pub fn read(&self, sort: Option<&str>, ask: &Ask) -> Result<Paging, Problem> {
        let sort = sort.unwrap_or(self.default);
        let (name, is_descending) = sort.strip_prefix('-').map_or((sort, false), |name| (name, true));
        let all = || self.columns.iter().chain(std::iter::once(&self.unique));
        let Some(column) = all().find(|column| column.name == name).copied() else {
            let names: Vec<_> = all().map(|column| column.name).collect();
            let mut fields = Fields::new();
            let message = format!("不能按「{sort}」排序：可用 {}，前面加 - 为从大到小", names.join("、"));
            fields.fault("/sort", "unknown_value", message);
            fields.finish()?;
            return Err(Problem::internal("a fault was noted and not found"));
        };
        let after = page::position::<(String, String, String)>(ask.cursor())?;
        let after = after.map(|(of, key, tie)| {
            if of != sort || !column.kind.accepts(&key) || !self.unique.kind.accepts(&tie) {
                let detail = "cursor 属于另一种排序：换了 sort 要从第一页查起";
                return Err(Problem::bad_request("invalid_cursor", detail));
            }
            Ok((key, tie))
        });
        Ok(Paging {
            column,
            unique: self.unique,
            is_descending,
            after: after.transpose()?,
            limit: ask.limit,
            total: ask.total,
        })
    }
}

impl Paging {
    fn is_by_unique(&self) -> bool {
        self.column.name == self.unique.name
    }

    /// The order.
    pub fn order(&self) -> Snippet<Untyped> {
        let direction = if self.is_descending { "DESC" } else { "ASC" };
        let mut sql = format!("{} {direction}", self.column.sql);
        if !self.is_by_unique() {
            sql.push_str(&format!(", {} {direction}", self.unique.sql));
        }
        Snippet::of(vec![Piece::Sql(sql)])
    }

    /// The rows behind the position.
    pub fn after(&self) -> Snippet<Bool> {
        let Some((key, tie)) = &self.after else {
            return Snippet::of(vec![Piece::Sql("TRUE".to_owned())]);
        };
        let (column, unique) = (self.column, self.unique);
        let compare = if self.is_descending { "<" } else { ">" };
        let pieces = if self.is_by_unique() {
            vec![
                Piece::Sql(format!("{} {compare} ", unique.sql)),
                Piece::Bind(tie.clone()),
                Piece::Sql(format!("::{}", unique.kind.cast())),
            ]
        } else {
            vec![
                Piece::Sql(format!("({}, {}) {compare} (", column.sql, unique.sql)),
                Piece::Bind(key.clone()),
                Piece::Sql(format!("::{}, ", column.kind.cast())),
                Piece::Bind(tie.clone()),
                Piece::Sql(format!("::{})", unique.kind.cast())),
            ]
        };
        Snippet::of(pieces)
    }

    /// What to select with each row.
    pub fn marks(&self) -> Marks {
        let text = |column: SortColumn| Snippet::of(vec![Piece::Sql(format!("({})::text", column.sql))]);
        let total = if self.total { "count(*) OVER ()" } else { "0::bigint" };
        (
            text(self.column),
            text(self.unique),
            Snippet::of(vec![Piece::Sql(total.to_owned())]),
        )
    }

    /// Rows to fetch: one more than asked for tells that there is a next page.
    pub fn limit(&self) -> i64 {
        self.limit.saturating_add(1)
    }

    /// The page from the rows that were fetched.
    pub fn page<T>(&self, rows: Vec<(T, Mark)>) -> Page<T> {
        let total = self.total.then(|| rows.first().map_or(0, |(_, mark)| mark.2));
        let sign = if self.is_descending { "-" } else { "" };
        let sort = format!("{sign}{}", self.column.name);
        let page = Page::of(rows, self.limit, |(_, (key, tie, _))| (sort.clone(), key.clone(), tie.clone()));
        let mut page = page.map(|(row, _)| row);
        page.total = total;
        page
    }
}

#[derive(Debug, Clone)]
enum Piece {
    Sql(String),
    Bind(String),
}

/// A part of a query made of our own words and of bound texts. Unlike [`diesel::dsl::sql`] it lets the statement be prepared once.
#[derive(Debug, Clone)]
pub struct Snippet<ST> {
    pieces: Vec<Piece>,
    kind: PhantomData<ST>,
}

impl<ST> Snippet<ST> {
    fn of(pieces: Vec<Piece>) -> Self {
        Self { pieces, kind: PhantomData }
    }
}

impl<ST: diesel::expression::TypedExpressionType> Expression for Snippet<ST> {
    type SqlType = ST;
}

impl<ST> ValidGrouping<()> for Snippet<ST> {
    type IsAggregate = is_aggregate::No;
}

impl<QS: ?Sized, ST> AppearsOnTable<QS> for Snippet<ST> where Self: Expression {}

impl<QS: ?Sized, ST> SelectableExpression<QS> for Snippet<ST> where Self: AppearsOnTable<QS> {}

impl<ST> QueryId for Snippet<ST> {
    type QueryId = ();
    const HAS_STATIC_QUERY_ID: bool = false;
}

impl<ST> QueryFragment<Pg> for Snippet<ST> {
    fn walk_ast<'b>(&'b self, mut out: AstPass<'_, 'b, Pg>) -> QueryResult<()> {
        for piece in &self.pieces {
            match piece {
                Piece::Sql(sql) => out.push_sql(sql),
                Piece::Bind(text) => out.push_bind_param::<Text, String>(text)?,
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SORTING: Sorting = Sorting {
        columns: &[
            SortColumn::new("surcharge", "bills.surcharge_fen", SortKind::Whole),
            SortColumn::new("due_on", "coalesce(bills.due_on, 'infinity')", SortKind::Day),
        ],
        unique: SortColumn::new("number", "bills.number", SortKind::Text),
        default: "-number",
    };

    fn sql<ST>(snippet: &Snippet<ST>) -> String {
        let text = |piece: &Piece| match piece {
            Piece::Sql(sql) => sql.clone(),
            Piece::Bind(value) => format!("«{value}»"),
        };
        snippet.pieces.iter().map(text).collect()
    }

    fn read(sort: Option<&str>, cursor: Option<&str>) -> Result<Paging, Problem> {
        SORTING.read(sort, &Ask::page(Some(2), cursor).unwrap())
    }

    #[test]
    fn a_page_ends_where_the_next_one_begins() {
        let first = read(Some("-surcharge"), None).unwrap();
        assert_eq!(sql(&first.order()), "bills.surcharge_fen DESC, bills.number DESC");
        assert_eq!((sql(&first.after()).as_str(), first.limit()), ("TRUE", 3));
        let mark = |key: &str, tie: &str| (key.to_owned(), tie.to_owned(), 0);
        let rows = vec![(1, mark("900", "B2")), (2, mark("900", "B1")), (3, mark("10", "B9"))];
        let page = first.page(rows);
        assert_eq!((page.items, page.total), (vec![1, 2], None));
        let next = read(Some("-surcharge"), page.next_cursor.as_deref()).unwrap();
        assert_eq!(
            sql(&next.after()),
            "(bills.surcharge_fen, bills.number) < («900»::bigint, «B1»::text)"
        );
    }

    #[test]
    fn the_unique_column_needs_no_other() {
        let first = read(None, None).unwrap();
        assert_eq!(sql(&first.order()), "bills.number DESC");
        let mark = |key: &str| (key.to_owned(), key.to_owned(), 0);
        let page = first.page(vec![(1, mark("B3")), (2, mark("B2")), (3, mark("B1"))]);
        let next = read(None, page.next_cursor.as_deref()).unwrap();
        assert_eq!(sql(&next.after()), "bills.number < «B2»::text");
    }

    #[test]
    fn an_unknown_column_and_a_foreign_cursor_are_refused() {
        assert_eq!(read(Some("colour"), None).unwrap_err().code(), "invalid_input");
        let page = read(Some("number"), None).unwrap().page(vec![
            (1, ("B1".to_owned(), "B1".to_owned(), 0)),
            (2, ("B2".to_owned(), "B2".to_owned(), 0)),
            (3, ("B3".to_owned(), "B3".to_owned(), 0)),
        ]);
        let cursor = page.next_cursor.unwrap();
        for sort in ["-number", "surcharge"] {
            assert_eq!(read(Some(sort), Some(&cursor)).unwrap_err().code(), "invalid_cursor");
        }
    }

    #[test]
    fn a_cursor_that_somebody_made_up_never_reaches_the_database() {
        for (kind, good, bad) in [
            (SortKind::Whole, "-12", "1; DROP"),
            (SortKind::Day, "2026-09-30", "2026-13-01"),
            (SortKind::Moment, "2026-11-27 09:41:46.123456+00", "now"),
            (SortKind::Id, "0192f0c1-2f00-7000-8000-000000000000", "x"),
        ] {
            assert!(kind.accepts(good) && !kind.accepts(bad), "{kind:?}");
        }
        let total = SORTING.read(None, &Ask::total()).unwrap();
        assert_eq!(sql(&total.marks().2), "count(*) OVER ()");
    }
}
