//! Readings. The table is append-only: a correction is a row that replaces another.

use std::collections::HashMap;

use chrono::{DateTime, NaiveDate, Utc};
use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use platform::{
    database::Pg,
    http::{
        page::Page,
        sort::{Mark, Paging, SortColumn, SortKind, Sorting},
    },
};
use rules::Exact;
use serde::Serialize;
use uuid::Uuid;

use super::{
    INSERT_ROWS, corrupt,
    schema::{meters, readings, water_users},
};
use crate::domain::{
    quantity::VOLUME_DECIMALS,
    reading::{Purpose, Reading},
};

/// A reading.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable, Insertable, Serialize)]
#[diesel(table_name = readings)]
pub struct ReadingRow {
    /// Identity.
    pub id: Uuid,
    /// Meter.
    pub meter_id: Uuid,
    /// `install`, `periodic` or `removal`.
    pub purpose: String,
    /// Measuring period of a periodic reading.
    pub period: Option<String>,
    /// Day of reading.
    pub read_on: NaiveDate,
    /// What the counter showed, litres.
    pub value_milli: i64,
    /// [`crate::domain::reading::Method`].
    pub method: String,
    /// Whether the counter passed its capacity.
    pub rolled_over: bool,
    /// The reading that this one replaces.
    pub replaces: Option<Uuid>,
    /// Whether it was recorded late, for a period that was missed.
    pub supplement: bool,
    /// Why it replaces another or comes late.
    pub reason: Option<String>,
    /// Who recorded it.
    pub recorded_by: String,
    /// When.
    pub recorded_at: DateTime<Utc>,
}

/// What a list of readings is narrowed by; absent: all.
#[derive(Debug, Clone, Default)]
pub struct ReadingFilter {
    /// Meter.
    pub meter_id: Option<Uuid>,
    /// User.
    pub user_id: Option<Uuid>,
    /// Number on the meter.
    pub meter_number: Option<String>,
    /// Code of the user.
    pub user_code: Option<String>,
    /// Measuring period.
    pub period: Option<String>,
    /// Purpose.
    pub purpose: Option<String>,
    /// Code of the supply company.
    pub supplier: Option<String>,
}

/// Purpose and period as stored.
pub fn encode_purpose(purpose: Purpose) -> (&'static str, Option<String>) {
    match purpose {
        Purpose::Installation => ("install", None),
        Purpose::Period(period) => ("periodic", Some(period.to_string())),
        Purpose::Removal => ("removal", None),
    }
}

/// Purpose from what is stored.
pub fn decode_purpose(purpose: &str, period: Option<&str>) -> QueryResult<Purpose> {
    match (purpose, period) {
        ("install", None) => Ok(Purpose::Installation),
        ("removal", None) => Ok(Purpose::Removal),
        ("periodic", Some(period)) => period.parse().map(Purpose::Period).map_err(|error| corrupt(format!("{error}"))),
        _ => Err(corrupt(format!("reading purpose {purpose} with period {period:?}"))),
    }
}

impl ReadingRow {
    /// The reading as the rules see it.
    pub fn to_domain(&self) -> QueryResult<Reading> {
        Ok(Reading {
            id: self.id,
            purpose: decode_purpose(&self.purpose, self.period.as_deref())?,
            read_on: self.read_on,
            value: Exact::scaled(self.value_milli, VOLUME_DECIMALS),
            rolled_over: self.rolled_over,
        })
    }
}

/// Stores readings.
pub async fn insert(conn: &mut Pg, rows: &[ReadingRow]) -> QueryResult<()> {
    for chunk in rows.chunks(INSERT_ROWS) {
        diesel::insert_into(readings::table).values(chunk).execute(conn).await?;
    }
    Ok(())
}

/// One reading, if in scope.
pub async fn find(conn: &mut Pg, id: Uuid) -> QueryResult<Option<ReadingRow>> {
    readings::table
        .find(id)
        .select(ReadingRow::as_select())
        .first(conn)
        .await
        .optional()
}

/// The readings that count: those of these meters that no other has replaced.
pub async fn counting_of_meters(conn: &mut Pg, meter_ids: &[Uuid]) -> QueryResult<HashMap<Uuid, Vec<Reading>>> {
    use diesel::dsl::{exists, not};

    let later = diesel::alias!(readings as later);
    let rows: Vec<ReadingRow> = readings::table
        .filter(readings::meter_id.eq_any(meter_ids))
        .filter(not(exists(
            later.filter(later.field(readings::replaces).eq(readings::id.nullable())),
        )))
        .select(ReadingRow::as_select())
        .load(conn)
        .await?;
    let mut by_meter: HashMap<Uuid, Vec<Reading>> = HashMap::new();
    for row in rows {
        by_meter.entry(row.meter_id).or_default().push(row.to_domain()?);
    }
    Ok(by_meter)
}

/// Which of these readings have been replaced, and by which.
pub async fn replaced_by(conn: &mut Pg, ids: &[Uuid]) -> QueryResult<HashMap<Uuid, Uuid>> {
    let rows: Vec<(Option<Uuid>, Uuid)> = readings::table
        .filter(readings::replaces.eq_any(ids))
        .select((readings::replaces, readings::id))
        .load(conn)
        .await?;
    Ok(rows
        .into_iter()
        .filter_map(|(replaced, by)| replaced.map(|replaced| (replaced, by)))
        .collect())
}

/// A reading with the number of its meter and the code and name of the user.
pub type ReadingOfUser = (ReadingRow, String, String, String);

/// How a list of readings can be sorted.
pub const SORTING: Sorting = Sorting {
    columns: &[
        SortColumn::new("read_on", "readings.read_on", SortKind::Day),
        SortColumn::new("meter_number", "meters.number", SortKind::Text),
        SortColumn::new("user_code", "water_users.code", SortKind::Text),
        SortColumn::new("value", "readings.value_milli", SortKind::Whole),
        SortColumn::new("recorded_at", "readings.recorded_at", SortKind::Moment),
    ],
    unique: SortColumn::new("id", "readings.id", SortKind::Id),
    default: "-read_on",
};

/// A page of readings.
pub async fn list(conn: &mut Pg, filter: &ReadingFilter, paging: &Paging) -> QueryResult<Page<ReadingOfUser>> {
    let mut query = readings::table
        .inner_join(meters::table.inner_join(water_users::table))
        .select((
            ReadingRow::as_select(),
            meters::number,
            water_users::code,
            water_users::name,
            paging.marks(),
        ))
        .filter(paging.after())
        .order(paging.order())
        .limit(paging.limit())
        .into_boxed();
    if let Some(meter_id) = filter.meter_id {
        query = query.filter(readings::meter_id.eq(meter_id));
    }
    if let Some(user_id) = filter.user_id {
        query = query.filter(meters::user_id.eq(user_id));
    }
    if let Some(meter_number) = &filter.meter_number {
        query = query.filter(meters::number.eq(meter_number));
    }
    if let Some(user_code) = &filter.user_code {
        query = query.filter(water_users::code.eq(user_code));
    }
    if let Some(period) = &filter.period {
        query = query.filter(readings::period.eq(period));
    }
    if let Some(purpose) = &filter.purpose {
        query = query.filter(readings::purpose.eq(purpose));
    }
    if let Some(supplier) = &filter.supplier {
        query = query.filter(water_users::supplier.eq(supplier));
    }
    let rows: Vec<(ReadingRow, String, String, String, Mark)> = query.load(conn).await?;
    let of_user = |(row, meter, code, name, mark)| ((row, meter, code, name), mark);
    Ok(paging.page(rows.into_iter().map(of_user).collect()))
}
