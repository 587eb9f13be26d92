//! How the service is put together.

use actix_web::web::{Data, ServiceConfig};
use contracts::Department;
use platform::{
    Database,
    rule_book::RuleBook,
    service::{Blueprint, Service, StartError},
};

use crate::{api, config::Config, domain::ruleset, migrations};

/// Loads the rules and binds the service; it runs once [`Service::run`] is awaited.
#[expect(clippy::unused_async, reason = "the platform starts every department the same way")]
pub async fn build(config: Config) -> Result<Service, StartError> {
    let rules = ruleset::load(config.rules.files()?)?;
    let book = Data::new(RuleBook::new(rules.rules()));
    let rules = Data::new(rules);
    let blueprint = Blueprint {
        department: Department::Emergency,
        migrations: migrations(),
        routes: api::routes,
        openapi: api::openapi(),
        handler: None,
        jobs: Vec::new(),
        state: move |app: &mut ServiceConfig| {
            app.app_data(book.clone()).app_data(rules.clone());
        },
    };
    Service::start(&config, Database::new(&config.database)?, blueprint)
}
