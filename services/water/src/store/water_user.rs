//! Water users.

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
use serde::{Serialize, Serializer};
use uuid::Uuid;

use super::{INSERT_ROWS, schema::water_users};

/// A water user. Serialises for the audit trail, where the telephone number is masked.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable, Insertable, AsChangeset, Serialize)]
#[diesel(table_name = water_users, treat_none_as_null = true)]
pub struct WaterUserRow {
    /// Identity.
    pub id: Uuid,
    /// Code, unique in the county.
    pub code: String,
    /// Name.
    pub name: String,
    /// Unified social credit code of an enterprise.
    pub credit_code: Option<String>,
    /// [`crate::domain::user::Category`].
    pub category: String,
    /// [`crate::domain::user::Supply`].
    pub supply: String,
    /// [`crate::domain::user::IndustryClass`].
    pub industry_class: String,
    /// Department that recognised a restricted or eliminated class.
    pub recognition_department: Option<String>,
    /// Its notice.
    pub recognition_notice: Option<String>,
    /// Day of the notice.
    pub recognition_on: Option<NaiveDate>,
    /// [`crate::domain::user::UseClass`].
    pub use_class: String,
    /// Code of the town.
    pub town: String,
    /// Code of the supply company; none for a source of one's own.
    pub supplier: Option<String>,
    /// Telephone number.
    #[serde(serialize_with = "serialize_masked")]
    pub phone: Option<String>,
    /// Whether it belongs to the demonstration county.
    pub demonstration: bool,
    /// Version.
    pub version: i32,
    /// Registered at.
    pub created_at: DateTime<Utc>,
    /// Last changed at.
    pub updated_at: DateTime<Utc>,
}

impl WaterUserRow {
    /// A row of which nothing is known yet but who it is.
    pub fn new(id: Uuid, code: String, demonstration: bool, now: DateTime<Utc>) -> Self {
        Self {
            id,
            code,
            name: String::new(),
            credit_code: None,
            category: String::new(),
            supply: String::new(),
            industry_class: String::new(),
            recognition_department: None,
            recognition_notice: None,
            recognition_on: None,
            use_class: String::new(),
            town: String::new(),
            supplier: None,
            phone: None,
            demonstration,
            version: 1,
            created_at: now,
            updated_at: now,
        }
    }
}

/// What a list of water users is narrowed by; absent: all.
#[derive(Debug, Clone, Default)]
pub struct WaterUserFilter {
    /// Category code.
    pub category: Option<String>,
    /// Town code.
    pub town: Option<String>,
    /// Code of the supply company.
    pub supplier: Option<String>,
    /// Supply code.
    pub supply: Option<String>,
    /// Use class code.
    pub use_class: Option<String>,
    /// Industry class code.
    pub industry_class: Option<String>,
    /// Part of the name or the code.
    pub text: Option<String>,
}

pub use platform::mask::phone as masked_phone;

#[expect(clippy::ref_option, reason = "serde passes the field by reference")]
fn serialize_masked<S: Serializer>(phone: &Option<String>, serializer: S) -> Result<S::Ok, S::Error> {
    phone.as_deref().map(masked_phone).serialize(serializer)
}

/// Stores a new user.
pub async fn insert(conn: &mut Pg, row: &WaterUserRow) -> QueryResult<()> {
    diesel::insert_into(water_users::table).values(row).execute(conn).await.map(drop)
}

/// Stores new users.
pub async fn insert_many(conn: &mut Pg, rows: &[&WaterUserRow]) -> QueryResult<()> {
    for chunk in rows.chunks(INSERT_ROWS) {
        let chunk = chunk.to_vec();
        diesel::insert_into(water_users::table).values(chunk).execute(conn).await?;
    }
    Ok(())
}

/// Of these codes those that are taken, also by users out of scope.
pub async fn taken_codes(conn: &mut Pg, codes: &[&str]) -> QueryResult<BTreeSet<String>> {
    let rows = diesel::select(taken_user_codes(codes)).load(conn).await?;
    Ok(rows.into_iter().collect())
}

diesel::define_sql_function! {
    /// See the migration.
    #[sql_name = "taken_user_codes"]
    fn taken_user_codes(codes: diesel::sql_types::Array<diesel::sql_types::Text>) -> diesel::sql_types::Text;
}

/// Of these codes those that are users' in scope, with the users, locked in a fixed order until the transaction ends, as
/// [`lock`] does.
pub async fn lock_codes(conn: &mut Pg, codes: &[&str]) -> QueryResult<HashMap<String, Uuid>> {
    let rows = water_users::table
        .filter(water_users::code.eq_any(codes))
        .order(water_users::id)
        .select((water_users::code, water_users::id))
        .for_no_key_update();
    Ok(rows.load(conn).await?.into_iter().collect())
}

/// Stores a changed user.
pub async fn update(conn: &mut Pg, row: &WaterUserRow) -> QueryResult<()> {
    diesel::update(water_users::table.find(row.id))
        .set(row)
        .execute(conn)
        .await
        .map(drop)
}

/// One user, if in scope.
pub async fn find(conn: &mut Pg, id: Uuid) -> QueryResult<Option<WaterUserRow>> {
    water_users::table
        .find(id)
        .select(WaterUserRow::as_select())
        .first(conn)
        .await
        .optional()
}

/// One user, locked against changes until the transaction ends. Not against rows that refer to the user: whoever adds
/// one may hold the audit trail's lock, which the holder of this lock takes later.
pub async fn lock(conn: &mut Pg, id: Uuid) -> QueryResult<Option<WaterUserRow>> {
    water_users::table
        .find(id)
        .select(WaterUserRow::as_select())
        .for_no_key_update()
        .first(conn)
        .await
        .optional()
}

/// The user with a code, if in scope.
pub async fn find_by_code(conn: &mut Pg, code: &str) -> QueryResult<Option<WaterUserRow>> {
    water_users::table
        .filter(water_users::code.eq(code))
        .select(WaterUserRow::as_select())
        .first(conn)
        .await
        .optional()
}

/// These users, by id.
pub async fn of_ids(conn: &mut Pg, ids: &[Uuid]) -> QueryResult<Vec<WaterUserRow>> {
    water_users::table
        .filter(water_users::id.eq_any(ids))
        .select(WaterUserRow::as_select())
        .load(conn)
        .await
}

/// How a list of users can be sorted.
pub const SORTING: Sorting = Sorting {
    columns: &[
        SortColumn::new("name", "water_users.name", SortKind::Text),
        SortColumn::new("town", "water_users.town", SortKind::Text),
        SortColumn::new("category", "water_users.category", SortKind::Text),
        SortColumn::new("created_at", "water_users.created_at", SortKind::Moment),
        SortColumn::new("updated_at", "water_users.updated_at", SortKind::Moment),
    ],
    unique: SortColumn::new("code", "water_users.code", SortKind::Text),
    default: "code",
};

/// A page of users.
pub async fn list(conn: &mut Pg, filter: &WaterUserFilter, paging: &Paging) -> QueryResult<Page<WaterUserRow>> {
    let mut query = water_users::table
        .select((WaterUserRow::as_select(), paging.marks()))
        .filter(paging.after())
        .order(paging.order())
        .limit(paging.limit())
        .into_boxed();
    if let Some(category) = &filter.category {
        query = query.filter(water_users::category.eq(category));
    }
    if let Some(town) = &filter.town {
        query = query.filter(water_users::town.eq(town));
    }
    if let Some(supplier) = &filter.supplier {
        query = query.filter(water_users::supplier.eq(supplier));
    }
    if let Some(supply) = &filter.supply {
        query = query.filter(water_users::supply.eq(supply));
    }
    if let Some(use_class) = &filter.use_class {
        query = query.filter(water_users::use_class.eq(use_class));
    }
    if let Some(industry_class) = &filter.industry_class {
        query = query.filter(water_users::industry_class.eq(industry_class));
    }
    if let Some(text) = &filter.text {
        let pattern = super::containing(text);
        query = query.filter(water_users::name.ilike(pattern.clone()).or(water_users::code.ilike(pattern)));
    }
    Ok(paging.page(query.load(conn).await?))
}
