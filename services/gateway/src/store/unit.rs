//! Units and their tree.

use contracts::Department;
use diesel::{prelude::*, sql_types::Text};
use diesel_async::RunQueryDsl;
use platform::{
    database::Pg,
    http::{
        page::Page,
        sort::{Paging, SortColumn, SortKind, Sorting},
    },
};

use super::schema::units;
use crate::domain::unit::{Unit, UnitKind};

type Columns = (String, String, String, Option<String>, Option<String>, i32);

const COLUMNS: (
    units::code,
    units::name,
    units::kind,
    units::parent_code,
    units::service,
    units::version,
) = (
    units::code,
    units::name,
    units::kind,
    units::parent_code,
    units::service,
    units::version,
);

fn unit_of((code, name, kind, parent, service, version): Columns) -> Unit {
    Unit {
        code,
        name,
        // The table's check allows only known kinds.
        kind: UnitKind::parse(&kind).unwrap_or(UnitKind::Department),
        parent,
        service: service.as_deref().and_then(department_named),
        version,
    }
}

/// The department of that name.
pub(super) fn department_named(name: &str) -> Option<Department> {
    Department::ALL.into_iter().find(|department| department.name() == name)
}

/// How a list of units can be sorted.
pub const SORTING: Sorting = Sorting {
    columns: &[
        SortColumn::new("name", "units.name", SortKind::Text),
        SortColumn::new("kind", "units.kind", SortKind::Text),
        SortColumn::new("parent", "coalesce(units.parent_code, '')", SortKind::Text),
    ],
    unique: SortColumn::new("code", "units.code", SortKind::Text),
    default: "code",
};

/// A page of units; of a parent or a kind if one is given.
pub async fn list(conn: &mut Pg, parent: Option<&str>, kind: Option<UnitKind>, paging: &Paging) -> QueryResult<Page<Unit>> {
    let mut query = units::table
        .select((COLUMNS, paging.marks()))
        .filter(paging.after())
        .order(paging.order())
        .limit(paging.limit())
        .into_boxed();
    if let Some(parent) = parent {
        query = query.filter(units::parent_code.eq(parent.to_owned()));
    }
    if let Some(kind) = kind {
        query = query.filter(units::kind.eq(kind.code()));
    }
    let page: Page<Columns> = paging.page(query.load(conn).await?);
    Ok(page.map(unit_of))
}

/// A unit, locked until the end of the transaction.
pub async fn lock(conn: &mut Pg, code: &str) -> QueryResult<Option<Unit>> {
    let found = units::table.find(code).for_update().select(COLUMNS).first::<Columns>(conn).await;
    Ok(found.optional()?.map(unit_of))
}

/// Those of these codes that no unit has.
pub async fn unknown(conn: &mut Pg, codes: &[String]) -> QueryResult<Vec<String>> {
    let known: Vec<String> = units::table
        .filter(units::code.eq_any(codes))
        .select(units::code)
        .load(conn)
        .await?;
    Ok(codes.iter().filter(|code| !known.contains(code)).cloned().collect())
}

/// The unit and everything below it.
pub async fn with_sub_units(conn: &mut Pg, code: &str) -> QueryResult<Vec<String>> {
    #[derive(QueryableByName)]
    struct Found {
        #[diesel(sql_type = Text)]
        code: String,
    }
    let query = "WITH RECURSIVE below AS (
            SELECT code FROM units WHERE code = $1
            UNION SELECT units.code FROM units JOIN below ON units.parent_code = below.code
        ) SELECT code FROM below ORDER BY code";
    let found: Vec<Found> = diesel::sql_query(query).bind::<Text, _>(code).load(conn).await?;
    Ok(found.into_iter().map(|row| row.code).collect())
}

/// The department that a unit belongs to: its own service's, or that of the nearest unit above it, as long as these are
/// parts of a department. A company below a bureau is not the bureau.
pub async fn department_of(conn: &mut Pg, code: &str) -> QueryResult<Option<Department>> {
    #[derive(QueryableByName)]
    struct Found {
        #[diesel(sql_type = Text)]
        service: String,
    }
    let query = "WITH RECURSIVE above AS (
            SELECT parent_code, service, kind, 0 AS distance FROM units WHERE code = $1
            UNION ALL SELECT units.parent_code, units.service, units.kind, distance + 1 FROM units JOIN above ON units.code = above.parent_code
            WHERE above.kind IN ('department', 'station') AND above.service IS NULL
        ) SELECT service FROM above WHERE service IS NOT NULL ORDER BY distance LIMIT 1";
    let found: Option<Found> = diesel::sql_query(query).bind::<Text, _>(code).get_result(conn).await.optional()?;
    Ok(found.and_then(|row| department_named(&row.service)))
}

/// Adds a unit; false when its code or its service is taken, or its name below the same parent.
pub async fn insert(conn: &mut Pg, unit: &Unit) -> QueryResult<bool> {
    let added = diesel::insert_into(units::table)
        .values((
            units::code.eq(&unit.code),
            units::name.eq(&unit.name),
            units::kind.eq(unit.kind.code()),
            units::parent_code.eq(&unit.parent),
            units::service.eq(unit.service.map(Department::name)),
        ))
        .on_conflict_do_nothing()
        .execute(conn)
        .await?;
    Ok(added == 1)
}

/// Stores a unit's name and service.
pub async fn update(conn: &mut Pg, unit: &Unit) -> QueryResult<()> {
    diesel::update(units::table.find(&unit.code))
        .set((
            units::name.eq(&unit.name),
            units::service.eq(unit.service.map(Department::name)),
            units::version.eq(unit.version),
        ))
        .execute(conn)
        .await?;
    Ok(())
}
