//! The baseline of reads: actix-web and diesel, one row by its key, nothing else.

use actix_web::{App, HttpResponse, HttpServer, web};
use anyhow::Result;
use chrono::{DateTime, NaiveDate, Utc};
use diesel::{
    deserialize::{self, FromSql, FromSqlRow},
    pg::{Pg, PgValue},
    prelude::*,
    sql_types::Json,
};
use diesel_async::{
    AsyncPgConnection, RunQueryDsl,
    pooled_connection::{AsyncDieselConnectionManager, ManagerConfig, RecyclingMethod, deadpool::Pool},
};
use serde::Serialize;
use serde_json::value::RawValue;
use uuid::Uuid;

diesel::table! {
    bills (id) {
        id -> Uuid,
        number -> Text,
        run_id -> Uuid,
        user_id -> Uuid,
        user_code -> Text,
        user_name -> Text,
        supplier -> Text,
        town -> Text,
        category -> Text,
        industry_class -> Text,
        period -> Text,
        period_to -> Date,
        usage_milli -> BigInt,
        plan_milli -> BigInt,
        adjusted_base_milli -> BigInt,
        overage_milli -> BigInt,
        days_late -> Integer,
        days_early -> Integer,
        base_price_e4 -> BigInt,
        basic_fen -> BigInt,
        surcharge_fen -> BigInt,
        total_fen -> BigInt,
        bands -> Json,
        trace -> Json,
        rules_digest -> Text,
        state -> Text,
        issued_on -> Date,
        due_on -> Nullable<Date>,
        notified_at -> Nullable<Timestamptz>,
        entry_number -> Nullable<Text>,
        settled_at -> Nullable<Timestamptz>,
        version -> Integer,
    }
}

/// JSON as it is stored; not taken apart.
#[derive(Debug, FromSqlRow, Serialize)]
#[diesel(sql_type = Json)]
struct Raw(Box<RawValue>);

impl FromSql<Json, Pg> for Raw {
    fn from_sql(value: PgValue<'_>) -> deserialize::Result<Self> {
        Ok(Self(RawValue::from_string(String::from_utf8(value.as_bytes().to_vec())?)?))
    }
}

#[derive(Queryable, Selectable, Serialize)]
struct Bill {
    id: Uuid,
    number: String,
    run_id: Uuid,
    user_id: Uuid,
    user_code: String,
    user_name: String,
    supplier: String,
    town: String,
    category: String,
    industry_class: String,
    period: String,
    period_to: NaiveDate,
    usage_milli: i64,
    plan_milli: i64,
    adjusted_base_milli: i64,
    overage_milli: i64,
    days_late: i32,
    days_early: i32,
    base_price_e4: i64,
    basic_fen: i64,
    surcharge_fen: i64,
    total_fen: i64,
    bands: Raw,
    trace: Raw,
    rules_digest: String,
    state: String,
    issued_on: NaiveDate,
    due_on: Option<NaiveDate>,
    notified_at: Option<DateTime<Utc>>,
    entry_number: Option<String>,
    settled_at: Option<DateTime<Utc>>,
    version: i32,
}

type Connections = Pool<AsyncPgConnection>;

async fn show(pool: web::Data<Connections>, id: web::Path<Uuid>) -> HttpResponse {
    let Ok(mut conn) = pool.get().await else {
        return HttpResponse::InternalServerError().finish();
    };
    match bills::table.find(*id).select(Bill::as_select()).first(&mut conn).await {
        Ok(bill) => HttpResponse::Ok().json(bill),
        Err(_) => HttpResponse::NotFound().finish(),
    }
}

/// Serves until it is told to stop.
pub fn serve(database: &str, port: &str) -> Result<()> {
    let address = format!("127.0.0.1:{port}");
    // Row-level security is not part of a bare read: this session sees every row.
    let database = format!("{database}?options=-c%20jiangzhou.scope%3Dall");
    actix_web::rt::System::new().block_on(async move {
        let mut config = ManagerConfig::default();
        config.recycling_method = RecyclingMethod::Fast;
        let manager = AsyncDieselConnectionManager::<AsyncPgConnection>::new_with_config(database, config);
        let pool: Connections = Pool::builder(manager).max_size(8).build()?;
        let pool = web::Data::new(pool);
        HttpServer::new(move || App::new().app_data(pool.clone()).route("/bills/{id}", web::get().to(show)))
            .workers(2)
            .bind(address)?
            .run()
            .await?;
        Ok(())
    })
}
