//! How the service is put together.

use std::sync::Arc;

use actix_web::web::{Data, ServiceConfig};
use contracts::Department;
use platform::{
    Database,
    notice::{self, Board},
    rule_book::RuleBook,
    service::{Blueprint, Service, StartError},
};

use rules::Calendar;

use crate::{
    api::{self, role::NOTICE_STAFF},
    config::Config,
    domain::ruleset,
    migrations,
};

/// Loads the rules and binds the service; it runs once [`Service::run`] is awaited.
#[expect(clippy::unused_async, reason = "the platform starts every department the same way")]
pub async fn build(config: Config) -> Result<Service, StartError> {
    let rules = ruleset::load(config.rules.files()?)?;
    let book = Data::new(RuleBook::new(&rules));
    let rules = Arc::new(rules);
    let board = {
        let rules = Arc::clone(&rules);
        Board::new(
            Department::Housing,
            &config.server,
            ruleset::NOTICE_KINDS,
            NOTICE_STAFF,
            Calendar::published()?,
            move |key, day| rules.at(key, day),
        )
    };
    let database = Database::background(&config.database)?;
    let jobs = vec![notice::job(database.clone(), board.clone())];
    let (rules, board) = (Data::from(rules), Data::new(board));
    let blueprint = Blueprint {
        department: Department::Housing,
        migrations: migrations(),
        routes: api::routes,
        openapi: api::openapi(),
        handler: None,
        jobs,
        state: move |app: &mut ServiceConfig| {
            app.app_data(book.clone()).app_data(rules.clone()).app_data(board.clone());
        },
    };
    Service::start(&config, database, blueprint)
}
