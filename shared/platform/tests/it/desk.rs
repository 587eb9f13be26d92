//! A small department that exists for these tests: one table of meters, and a door that can be held shut.

use std::sync::Arc;

use actix_web::{
    HttpResponse,
    http::StatusCode,
    web::{self, ServiceConfig},
};
use contracts::Department;
use diesel::sql_types::{BigInt, Text};
use diesel_async::RunQueryDsl;
use platform::{
    Database, Problem, RequestContext, Scope,
    broker::Handle,
    database::Pg,
    http::{
        access::{Access, Principal, Role},
        extract::{Idempotent, IfMatch, Json, Path, Query},
        route::Routes,
    },
    idempotency,
    notice::{self, Board, Staff, rule::KindRule},
    operations, outgoing,
    service::{Blueprint, Config, NoOwnSettings, Service, StartError},
    test_support::{TestPerson, TestService},
    todo,
};
use rules::{Calendar, Citation, Cited, RuleRef, Source};
use serde::{Deserialize, Serialize};
use serde_json::json;
use tokio::sync::Semaphore;
use utoipa::OpenApi;

use crate::support::{Fixture, MIGRATIONS};

pub const DEFAULTS: &str = "[server]\nbind = \"127.0.0.1:0\"\n[service]\n";
pub const CLERK: Role = Role {
    code: "clerk",
    title: "水利局计费员",
};
pub const REVIEWER: Role = Role {
    code: "reviewer",
    title: "水利局复核员",
};

pub type DeskConfig = Config<NoOwnSettings>;

/// What a test may watch and hold.
#[derive(Clone)]
pub struct Desk {
    /// How many requests have come to the door.
    pub arrived: Arc<Semaphore>,
    /// How many may pass it.
    pub open: Arc<Semaphore>,
}

impl Default for Desk {
    fn default() -> Self {
        Self {
            arrived: Arc::new(Semaphore::new(0)),
            open: Arc::new(Semaphore::new(0)),
        }
    }
}

pub fn clerk() -> TestPerson {
    TestPerson::with("zhang", &[CLERK])
}

#[derive(Debug, Clone, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
struct NewMeter {
    unit: String,
    name: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct MeterQuery {
    name: Option<String>,
}

#[derive(diesel::QueryableByName, Serialize)]
struct Meter {
    #[diesel(sql_type = BigInt)]
    id: i64,
    #[diesel(sql_type = Text)]
    unit: String,
    #[diesel(sql_type = Text)]
    name: String,
}

pub fn routes() -> Routes {
    Routes::new()
        .merge(operations::routes())
        .merge(todo::routes())
        .merge(notice::routes(&[CLERK], &[REVIEWER], &[CLERK, REVIEWER]))
        .merge(outgoing::routes(&[CLERK]))
        .get("/v1/context", Access::Public, show_context)
        .get("/v1/me", Access::Authenticated, show_me)
        .get("/v1/door", Access::Public, pass_door)
        .get("/v1/services", Access::Services(&["water"]), show_me)
        .get("/v1/failure", Access::Public, fail)
        .get("/v1/meters", Access::Roles(&[CLERK, REVIEWER]), list_meters)
        .post("/v1/meters", Access::Roles(&[CLERK]), create_meter)
        .put("/v1/meters/{meter_id}", Access::Roles(&[CLERK]), change_meter)
}

async fn show_context() -> HttpResponse {
    let context = RequestContext::current();
    HttpResponse::Ok().json(json!({
        "request_id": context.request_id,
        "correlation_id": context.correlation_id,
        "trace_id": context.trace.trace_id(),
    }))
}

async fn show_me(principal: Principal) -> HttpResponse {
    HttpResponse::Ok().json(json!({ "subject": principal.subject, "roles": principal.roles }))
}

async fn pass_door(desk: web::Data<Desk>) -> HttpResponse {
    desk.arrived.add_permits(1);
    desk.open.acquire().await.unwrap().forget();
    HttpResponse::Ok().json("passed")
}

async fn fail() -> Result<HttpResponse, Problem> {
    Err(Problem::internal("the password of the database is hunter2"))
}

async fn list_meters(
    database: web::Data<Database>,
    principal: Principal,
    Query(query): Query<MeterQuery>,
) -> Result<HttpResponse, Problem> {
    let mut conn = database.connection(&principal.scope).await?;
    let meters: Vec<Meter> = diesel::sql_query("SELECT id, unit, name FROM meters WHERE $1 IN ('', name) ORDER BY id")
        .bind::<Text, _>(query.name.unwrap_or_default())
        .load(&mut conn)
        .await?;
    Ok(HttpResponse::Ok().json(meters))
}

async fn create_meter(database: web::Data<Database>, principal: Principal, request: Idempotent<NewMeter>) -> Result<HttpResponse, Problem> {
    let mut tx = database.begin(&principal.scope).await?;
    if let Some(stored) = idempotency::claim(&mut tx, &request.key).await? {
        return Ok(HttpResponse::build(stored.status).json(stored.body));
    }
    let meter = insert(&mut tx, &request.body).await?;
    let body = serde_json::to_value(&meter).map_err(Problem::internal)?;
    idempotency::complete(&mut tx, &request.key, StatusCode::CREATED, &body).await?;
    tx.commit().await?;
    Ok(HttpResponse::Created().json(body))
}

async fn insert(conn: &mut Pg, meter: &NewMeter) -> Result<Meter, Problem> {
    Ok(
        diesel::sql_query("INSERT INTO meters (unit, name) VALUES ($1, $2) RETURNING id, unit, name")
            .bind::<Text, _>(&meter.unit)
            .bind::<Text, _>(&meter.name)
            .get_result(conn)
            .await?,
    )
}

async fn change_meter(version: IfMatch, Path(id): Path<i64>, Json(meter): Json<NewMeter>) -> Result<HttpResponse, Problem> {
    version.require(7)?;
    Ok(HttpResponse::Ok().json(json!({ "id": id, "name": meter.name })))
}

#[derive(OpenApi)]
struct ApiDoc;

/// The service on a database of the test's own.
pub async fn start(fixture: &Fixture) -> TestService {
    start_with(fixture, Desk::default(), None, |_| {}).await
}

/// The same, watched, with a consumer, and with other settings.
pub async fn start_with(
    fixture: &Fixture,
    desk: Desk,
    handler: Option<Arc<dyn Handle>>,
    tweak: impl FnOnce(&mut DeskConfig),
) -> TestService {
    let build = async |config: DeskConfig| build(config, desk, handler);
    TestService::start(DEFAULTS, || MIGRATIONS, &fixture.urls(), tweak, build).await
}

/// A notice board with one kind, whose rule is the same on every day.
pub fn board(config: &DeskConfig) -> Board {
    let rule: KindRule = serde_json::from_value(json!({
        "title": "村级基础数据公示", "days": 5, "counting": "natural_days", "poster": "not_the_drafter", "objection": "stops_the_clock",
        "proof": "photograph", "answer_within": 5,
    }))
    .unwrap();
    let staff = Staff {
        clerk: CLERK,
        head: REVIEWER,
    };
    let calendar = Calendar::published().unwrap();
    Board::new(
        Department::Finance,
        &config.server,
        &["village"],
        staff,
        calendar,
        move |key, day| {
            Ok(Cited {
                value: rule.clone(),
                source: Source {
                    rule: RuleRef {
                        key: key.to_owned(),
                        version: 1,
                        effective_from: day,
                    },
                    citation: Citation::new("新政办发〔2023〕24号", "附件8 第七条（二）"),
                    interpretation: None,
                },
            })
        },
    )
}

fn build(config: DeskConfig, desk: Desk, handler: Option<Arc<dyn Handle>>) -> Result<Service, StartError> {
    let board = board(&config);
    let blueprint = Blueprint {
        department: Department::Finance,
        migrations: MIGRATIONS,
        routes,
        openapi: ApiDoc::openapi,
        handler,
        jobs: Vec::new(),
        state: move |app: &mut ServiceConfig| {
            app.app_data(web::Data::new(desk.clone())).app_data(web::Data::new(board.clone()));
        },
    };
    Service::start(&config, Database::new(&config.database)?, blueprint)
}

/// What the database holds, whoever asks.
pub async fn meters(fixture: &Fixture) -> i64 {
    let mut conn = fixture.database.connection(&Scope::All).await.unwrap();
    let count = diesel::dsl::sql::<BigInt>("SELECT count(*) FROM meters");
    RunQueryDsl::get_result(count, &mut conn).await.unwrap()
}
