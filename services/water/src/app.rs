//! How the service is put together.

use std::sync::Arc;

use actix_web::web;
use contracts::Department;
use platform::{
    Database,
    notice::{self, Board},
    rule_book::RuleBook,
    service::{Blueprint, Service, StartError},
};

use rules::{Calendar, LoadError, RuleSet};

use crate::{
    api::{self, role::NOTICE_STAFF},
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
    jobs.push(todo::job(database.clone(), Arc::clone(&rules), settings.todo_seconds));
    let board = board(&config, &rules)?;
    jobs.push(notice::job(database.clone(), board.clone()));
    let handler = events::handler(&rules);
    let (book, signal) = (web::Data::new(RuleBook::new(&rules)), web::Data::new(signal));
    let board = web::Data::new(board);
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
                app.app_data(board.clone());
                app.app_data(rules.clone());
                app.app_data(settings.clone());
                app.app_data(signal.clone());
            },
        },
    )
}

/// The department's notice board.
pub fn board(config: &Config, rules: &Arc<RuleSet>) -> Result<Board, LoadError> {
    let (calendar, rules) = (Calendar::published()?, Arc::clone(rules));
    let rule = move |key: &str, day| rules.at(key, day);
    Ok(Board::new(
        Department::Water,
        &config.server,
        ruleset::NOTICE_KINDS,
        NOTICE_STAFF,
        calendar,
        rule,
    ))
}
