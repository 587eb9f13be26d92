use platform::{
    database::Database,
    http::{
        access::{Access, Role},
        route::Routes,
    },
    service::{Blueprint, Config, NoOwnSettings, Service, StartError},
    test_support::{TestService, TestUrls},
};
use actix_web::HttpResponse;
use contracts::Department;
use diesel_migrations::{EmbeddedMigrations, embed_migrations};
use testkit::TestDatabase;

pub const DEFAULTS: &str = "[server]\nbind = \"127.0.0.1:0\"\n[service]\n";
pub const CLERK: Role = Role { code: "clerk", title: "计费员" };

pub fn migrations() -> EmbeddedMigrations {
    const MIGRATIONS: EmbeddedMigrations = embed_migrations!("tests/it/migrations");
    MIGRATIONS
}

pub struct Fixture {
    pub urls: TestUrls,
    pub db: TestDatabase,
}

impl Fixture {
    pub async fn new() -> Self {
        let db = testkit::servers().create_test_database("platform").await.unwrap();
        Self { urls: TestUrls { owner: db.owner_url.clone(), login: db.app_url.clone() }, db }
    }
}

fn routes() -> Routes {
    Routes::new()
        .get("/v1/public", Access::Public, ok)
        .get("/v1/clerks", Access::Roles(&[CLERK]), ok)
}

async fn ok() -> HttpResponse {
    HttpResponse::Ok().json(1)
}

#[derive(utoipa::OpenApi)]
struct Doc;

pub async fn start(fixture: &Fixture) -> TestService {
    TestService::start(DEFAULTS, migrations, &fixture.urls, |_: &mut Config<NoOwnSettings>| {}, build).await
}

async fn build(config: Config<NoOwnSettings>) -> Result<Service, StartError> {
    Service::start(&config, Database::new(&config.database)?, Blueprint {
        department: Department::Finance, migrations: migrations(), routes, openapi: <Doc as utoipa::OpenApi>::openapi(), handler: None, jobs: vec![], state: |_: &mut actix_web::web::ServiceConfig| {},
    })
}
