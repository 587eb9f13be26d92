//! Meters and their verifications.

use std::collections::{BTreeSet, HashMap};

use chrono::{DateTime, NaiveDate, Utc};
use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use platform::{
    database::Pg,
    http::{
        page::Page,
        sort::{Paging, SortColumn, SortKind, Sorting},
    },
};
use serde::Serialize;
use uuid::Uuid;

use super::{
    INSERT_ROWS, decode, reading,
    schema::{meter_verifications, meters, readings, water_users},
    unsigned,
};
use crate::domain::{
    meter::{Meter, Verification},
    period::Period,
    usage::MeterHistory,
};

/// A meter.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable, Insertable, AsChangeset, Serialize)]
#[diesel(table_name = meters, treat_none_as_null = true)]
pub struct MeterRow {
    /// Identity.
    pub id: Uuid,
    /// User.
    pub user_id: Uuid,
    /// The master meter that counts its water too, where it is a sub-meter.
    pub master_meter_id: Option<Uuid>,
    /// Number on the meter, unique in the county.
    pub number: String,
    /// Calibre DN, mm.
    pub calibre_dn: i32,
    /// Digits of the counter before the point.
    pub digits: i32,
    /// Kind, in words.
    pub kind: String,
    /// [`crate::domain::meter::Place`].
    pub place: String,
    /// Day of installation.
    pub installed_on: NaiveDate,
    /// Day of removal.
    pub removed_on: Option<NaiveDate>,
    /// Number of the verification seal.
    pub seal_number: Option<String>,
    /// Since when it has been sealed by law.
    pub sealed_from: Option<NaiveDate>,
    /// Since when its kind may not be used.
    pub obsolete_from: Option<NaiveDate>,
    /// Version.
    pub version: i32,
    /// Registered at.
    pub created_at: DateTime<Utc>,
}

/// A verification or calibration.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable, Insertable, Serialize)]
#[diesel(table_name = meter_verifications)]
pub struct VerificationRow {
    /// Identity.
    pub id: Uuid,
    /// Meter.
    pub meter_id: Uuid,
    /// Number of the certificate or of the notice of failure.
    pub certificate: String,
    /// Day of it.
    pub verified_on: NaiveDate,
    /// [`crate::domain::meter::VerificationOutcome`].
    pub outcome: String,
    /// Last day on which the certificate is valid.
    pub valid_until: NaiveDate,
    /// Who recorded it.
    pub recorded_by: String,
    /// When.
    pub recorded_at: DateTime<Utc>,
}

/// A meter as the rules see it.
pub fn to_domain(row: &MeterRow, verifications: &[VerificationRow]) -> QueryResult<Meter> {
    let verifications = verifications.iter().map(|found| {
        Ok(Verification {
            certificate: found.certificate.clone(),
            on: found.verified_on,
            outcome: decode(&found.outcome)?,
            valid_until: found.valid_until,
        })
    });
    Ok(Meter {
        id: row.id,
        number: row.number.clone(),
        calibre_dn: unsigned(row.calibre_dn)?,
        digits: unsigned(row.digits)?,
        place: decode(&row.place)?,
        installed_on: row.installed_on,
        verifications: verifications.collect::<QueryResult<_>>()?,
        sealed_from: row.sealed_from,
        obsolete_from: row.obsolete_from,
    })
}

/// Stores a new meter.
pub async fn insert(conn: &mut Pg, row: &MeterRow) -> QueryResult<()> {
    diesel::insert_into(meters::table).values(row).execute(conn).await.map(drop)
}

/// Stores new meters.
pub async fn insert_many(conn: &mut Pg, rows: &[&MeterRow]) -> QueryResult<()> {
    for chunk in rows.chunks(INSERT_ROWS) {
        diesel::insert_into(meters::table).values(chunk.to_vec()).execute(conn).await?;
    }
    Ok(())
}

/// Stores verifications.
pub async fn insert_verifications(conn: &mut Pg, rows: &[&VerificationRow]) -> QueryResult<()> {
    for chunk in rows.chunks(INSERT_ROWS) {
        diesel::insert_into(meter_verifications::table)
            .values(chunk.to_vec())
            .execute(conn)
            .await?;
    }
    Ok(())
}

/// Of these numbers those that are taken, also by meters out of scope.
pub async fn taken_numbers(conn: &mut Pg, numbers: &[&str]) -> QueryResult<BTreeSet<String>> {
    let rows = diesel::select(taken_meter_numbers(numbers)).load(conn).await?;
    Ok(rows.into_iter().collect())
}

diesel::define_sql_function! {
    /// See the migration.
    #[sql_name = "taken_meter_numbers"]
    fn taken_meter_numbers(numbers: diesel::sql_types::Array<diesel::sql_types::Text>) -> diesel::sql_types::Text;
}

/// Stores a changed meter.
pub async fn update(conn: &mut Pg, row: &MeterRow) -> QueryResult<()> {
    diesel::update(meters::table.find(row.id)).set(row).execute(conn).await.map(drop)
}

/// Stores a verification.
pub async fn insert_verification(conn: &mut Pg, row: &VerificationRow) -> QueryResult<()> {
    diesel::insert_into(meter_verifications::table)
        .values(row)
        .execute(conn)
        .await
        .map(drop)
}

/// One meter, if in scope.
pub async fn find(conn: &mut Pg, id: Uuid) -> QueryResult<Option<MeterRow>> {
    meters::table.find(id).select(MeterRow::as_select()).first(conn).await.optional()
}

/// One meter, locked until the transaction ends: readings of a meter are recorded one after the other. Rows that refer
/// to it can be added meanwhile.
pub async fn lock(conn: &mut Pg, id: Uuid) -> QueryResult<Option<MeterRow>> {
    meters::table
        .find(id)
        .select(MeterRow::as_select())
        .for_no_key_update()
        .first(conn)
        .await
        .optional()
}

/// The meters with these numbers that are in scope, locked in a fixed order.
pub async fn lock_numbers(conn: &mut Pg, numbers: &[String]) -> QueryResult<Vec<MeterRow>> {
    meters::table
        .filter(meters::number.eq_any(numbers))
        .order(meters::id)
        .select(MeterRow::as_select())
        .for_no_key_update()
        .load(conn)
        .await
}

/// A meter with its sub-meters, and another one, locked in a fixed order.
pub async fn lock_family(conn: &mut Pg, id: Uuid, other: Option<Uuid>) -> QueryResult<Vec<MeterRow>> {
    let mut ids = vec![id];
    ids.extend(other);
    meters::table
        .filter(meters::id.eq_any(ids).or(meters::master_meter_id.assume_not_null().eq(id)))
        .order(meters::id)
        .select(MeterRow::as_select())
        .for_no_key_update()
        .load(conn)
        .await
}

/// The sub-meters in use behind a meter, by number.
pub async fn sub_meters_in_use(conn: &mut Pg, master_meter_id: Uuid) -> QueryResult<Vec<MeterRow>> {
    meters::table
        .filter(meters::master_meter_id.eq(master_meter_id).and(meters::removed_on.is_null()))
        .order(meters::number)
        .select(MeterRow::as_select())
        .load(conn)
        .await
}

/// A user's meters, by day of installation.
pub async fn of_user(conn: &mut Pg, user_id: Uuid) -> QueryResult<Vec<MeterRow>> {
    meters::table
        .filter(meters::user_id.eq(user_id))
        .order((meters::installed_on, meters::number))
        .select(MeterRow::as_select())
        .load(conn)
        .await
}

/// What a list of meters is narrowed by; absent: all.
#[derive(Debug, Clone, Default)]
pub struct MeterFilter {
    /// Part of the number.
    pub text: Option<String>,
    /// [`crate::domain::meter::Place`].
    pub place: Option<String>,
    /// Only those in use, or only those taken out.
    pub in_use: Option<bool>,
}

/// How a list of meters can be sorted.
pub const SORTING: Sorting = Sorting {
    columns: &[
        SortColumn::new("calibre_dn", "meters.calibre_dn", SortKind::Whole),
        SortColumn::new("installed_on", "meters.installed_on", SortKind::Day),
        SortColumn::new("place", "meters.place", SortKind::Text),
    ],
    unique: SortColumn::new("number", "meters.number", SortKind::Text),
    default: "number",
};

/// A page of meters.
pub async fn list(conn: &mut Pg, filter: &MeterFilter, paging: &Paging) -> QueryResult<Page<MeterRow>> {
    let mut query = meters::table
        .select((MeterRow::as_select(), paging.marks()))
        .filter(paging.after())
        .order(paging.order())
        .limit(paging.limit())
        .into_boxed();
    if let Some(text) = &filter.text {
        query = query.filter(meters::number.ilike(super::containing(text)));
    }
    if let Some(place) = &filter.place {
        query = query.filter(meters::place.eq(place));
    }
    query = match filter.in_use {
        Some(true) => query.filter(meters::removed_on.is_null()),
        Some(false) => query.filter(meters::removed_on.is_not_null()),
        None => query,
    };
    Ok(paging.page(query.load(conn).await?))
}

/// Verifications of these meters, in order.
pub async fn verifications_of(conn: &mut Pg, meter_ids: &[Uuid]) -> QueryResult<Vec<VerificationRow>> {
    meter_verifications::table
        .filter(meter_verifications::meter_id.eq_any(meter_ids))
        .order((meter_verifications::verified_on, meter_verifications::id))
        .select(VerificationRow::as_select())
        .load(conn)
        .await
}

/// These meters as the rules see them, in the order given.
pub async fn to_domain_many(conn: &mut Pg, rows: &[MeterRow]) -> QueryResult<Vec<Meter>> {
    let ids: Vec<Uuid> = rows.iter().map(|row| row.id).collect();
    let mut by_meter: HashMap<Uuid, Vec<VerificationRow>> = HashMap::new();
    for found in verifications_of(conn, &ids).await? {
        by_meter.entry(found.meter_id).or_default().push(found);
    }
    rows.iter()
        .map(|row| to_domain(row, by_meter.get(&row.id).map(Vec::as_slice).unwrap_or_default()))
        .collect()
}

/// What is on record of the meters of these users: for billing a period. Users without a meter are absent, and so are
/// sub-meters, whose water their master meter has counted. A meter that
/// could not be read when it was taken out, because it was not to be used any more, counts nothing in the period in
/// which it was taken out, nor later.
pub async fn histories_of_users(conn: &mut Pg, period: Period, user_ids: &[Uuid]) -> QueryResult<HashMap<Uuid, Vec<MeterHistory>>> {
    use diesel::dsl::exists;

    let last_reading = readings::table.filter(readings::meter_id.eq(meters::id).and(readings::purpose.eq("removal")));
    let gone_unread = meters::removed_on
        .le(period.last_day())
        .assume_not_null()
        .and(diesel::dsl::not(exists(last_reading)));
    let rows: Vec<MeterRow> = meters::table
        .filter(meters::user_id.eq_any(user_ids))
        .filter(meters::master_meter_id.is_null())
        .filter(meters::removed_on.is_null().or(diesel::dsl::not(gone_unread)))
        .order((meters::user_id, meters::installed_on, meters::number))
        .select(MeterRow::as_select())
        .load(conn)
        .await?;
    let ids: Vec<Uuid> = rows.iter().map(|row| row.id).collect();
    let mut counting = reading::counting_of_meters(conn, &ids).await?;
    let domain = to_domain_many(conn, &rows).await?;
    let mut histories: HashMap<Uuid, Vec<MeterHistory>> = HashMap::new();
    for (row, meter) in rows.iter().zip(domain) {
        let readings = counting.remove(&row.id).unwrap_or_default();
        histories.entry(row.user_id).or_default().push(MeterHistory { meter, readings });
    }
    Ok(histories)
}

/// Number of a meter whose water is charged to a user and that is in use on one of these days; without a last day, from the first on.
pub async fn charged_between(conn: &mut Pg, user_id: Uuid, from: NaiveDate, to: Option<NaiveDate>) -> QueryResult<Option<String>> {
    let mut query = meters::table
        .filter(meters::user_id.eq(user_id))
        .filter(meters::place.eq("supply_point"))
        .filter(meters::removed_on.is_null().or(meters::removed_on.assume_not_null().gt(from)))
        .order(meters::number)
        .select(meters::number)
        .into_boxed();
    if let Some(to) = to {
        query = query.filter(meters::installed_on.le(to));
    }
    query.first(conn).await.optional()
}

/// Of the meters in use, by number: those that were never verified, and those whose calibre lies in one of the classes
/// with a verification not later than the class's day. The rules then decide exactly.
pub async fn perhaps_due(conn: &mut Pg, classes: &[DueClass], after: Option<&str>, limit: i64) -> QueryResult<Vec<MeterRow>> {
    use diesel::dsl::{exists, not};

    let passed = meter_verifications::table.filter(
        meter_verifications::meter_id
            .eq(meters::id)
            .and(meter_verifications::outcome.ne("failed")),
    );
    let mut query = meters::table
        .filter(meters::removed_on.is_null())
        .order(meters::number)
        .limit(limit)
        .select(MeterRow::as_select())
        .into_boxed();
    if let Some(after) = after {
        query = query.filter(meters::number.gt(after));
    }
    let mut wanted: Box<dyn BoxableExpression<meters::table, diesel::pg::Pg, SqlType = diesel::sql_types::Bool>> =
        Box::new(not(exists(passed)));
    for class in classes {
        let verified_by = passed.filter(meter_verifications::verified_on.le(class.verified_by));
        let above = meters::calibre_dn.gt(class.above_dn);
        wanted = match class.to_dn {
            Some(to_dn) => Box::new(wanted.or(above.and(meters::calibre_dn.le(to_dn)).and(exists(verified_by)))),
            None => Box::new(wanted.or(above.and(exists(verified_by)))),
        };
    }
    query.filter(wanted).load(conn).await
}

/// A class of calibres, and the latest day of verification that may be due.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DueClass {
    /// Exclusive lower bound, DN.
    pub above_dn: i32,
    /// Inclusive upper bound, DN; none for all larger ones.
    pub to_dn: Option<i32>,
    /// Verified on this day or before.
    pub verified_by: NaiveDate,
}

/// Code and name of the user of each meter.
pub async fn users_of(conn: &mut Pg, meter_ids: &[Uuid]) -> QueryResult<HashMap<Uuid, (String, String)>> {
    let rows: Vec<(Uuid, String, String)> = meters::table
        .inner_join(water_users::table)
        .filter(meters::id.eq_any(meter_ids))
        .select((meters::id, water_users::code, water_users::name))
        .load(conn)
        .await?;
    Ok(rows.into_iter().map(|(id, code, name)| (id, (code, name))).collect())
}

/// Supply company of the users of these meters; none for a source of one's own.
pub async fn suppliers_of(conn: &mut Pg, meter_ids: &[Uuid]) -> QueryResult<HashMap<Uuid, Option<String>>> {
    let rows: Vec<(Uuid, Option<String>)> = meters::table
        .inner_join(water_users::table)
        .filter(meters::id.eq_any(meter_ids))
        .select((meters::id, water_users::supplier))
        .load(conn)
        .await?;
    Ok(rows.into_iter().collect())
}
