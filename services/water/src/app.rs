//! How the service is put together.

use std::sync::Arc;

use actix_web::web;
use contracts::Department;
use platform::{
    Database,
    blob::BlobStore,
    export::Exports,
    rule_book::RuleBook,
    service::{Blueprint, Service, StartError},
};

use crate::{
    api,
    config::{Config, OwnSettings},
    domain::ruleset,
    events, migrations,
    service::{
        billing::{self, RunSignal},
        plan, todo,
    },
};

/// Loads the rules, binds HTTP, starts relay, consumer and jobs.
#[expect(clippy::unused_async, reason = "the platform awaits every department's build")]
pub async fn build(config: Config) -> Result<Service, StartError> {
    let rules = Arc::new(ruleset::load(config.rules.files()?)?);
    let settings: Arc<OwnSettings> = Arc::new(config.service.clone());
    let database = Database::background(&config.database)?;
    let signal = RunSignal::default();
    let mut jobs = billing::jobs(&database, &rules, &settings, &signal);
    jobs.push(plan::job(database.clone(), Arc::clone(&rules), settings.plan_check_seconds));
    let exports = Exports::new(api::export::lists(&rules), BlobStore::new(&config.storage)?, config.export.clone());
    jobs.push(exports.job(database.clone()));
    jobs.push(todo::job(database.clone(), Arc::clone(&rules), settings.todo_seconds));
    let handler = events::handler(&rules);
    let (book, signal) = (web::Data::new(RuleBook::new(&rules)), web::Data::new(signal));
    let exports = web::Data::new(exports);
    let (rules, settings) = (web::Data::from(rules), web::Data::from(settings));
    Service::start(
        &config,
        database,
        Blueprint {
            department: Department::Water,
            migrations: migrations(),
            routes: api::routes,
            openapi: api::openapi(),
            handler,
            jobs,
            state: move |app: &mut web::ServiceConfig| {
                app.app_data(book.clone());
                app.app_data(rules.clone());
                app.app_data(settings.clone());
                app.app_data(signal.clone());
                app.app_data(exports.clone());
            },
        },
    )
}
