//! How the service is put together.

use std::sync::Arc;

use actix_web::web::{Data, ServiceConfig};
use contracts::Department;
use platform::{
    Database, attachment,
    blob::BlobStore,
    notice::{self, Board},
    rule::{LiveRules, NoStoredResults, RuleSource},
    service::{Blueprint, Service, StartError},
};
use rules::Calendar;

use crate::{
    api::{self, role},
    config::Config,
    domain::ruleset,
    events::HousingHandler,
    migrations,
};

/// Loads the rules and binds the service; it runs once [`Service::run`] is awaited.
pub async fn build(config: Config) -> Result<Service, StartError> {
    let files = config.rules.files()?.unwrap_or_else(ruleset::compiled_in);
    let database = Database::background(&config.database)?;
    let source = RuleSource {
        declared: ruleset::declared(),
        load: ruleset::load_amended,
        files,
    };
    let rules = LiveRules::start(source, &database).await?;
    let rule_state = rules.state(role::RULE_KEEPERS, NoStoredResults);
    let board = {
        let rules = rules.clone();
        Board::new(
            Department::Housing,
            &config.server,
            ruleset::NOTICE_KINDS,
            role::NOTICE_STAFF,
            Calendar::published()?,
            move |key, day| Ok(rules.snapshot()?.at(key, day)?),
        )
    };
    let jobs = vec![
        rules.job(database.clone(), &config.database, &config.rules),
        notice::job(database.clone(), board.clone()),
        attachment::sweep_job(database.clone(), BlobStore::new(&config.storage)?),
    ];
    let board = Data::new(board);
    let blueprint = Blueprint {
        department: Department::Housing,
        migrations: migrations(),
        routes: api::routes,
        openapi: api::openapi,
        handler: Some(Arc::new(HousingHandler)),
        jobs,
        state: move |app: &mut ServiceConfig| {
            rule_state(app);
            app.app_data(board.clone());
        },
    };
    Service::start(&config, database, blueprint)
}
