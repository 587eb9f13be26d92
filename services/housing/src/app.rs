//! How the service is put together.

use actix_web::web::ServiceConfig;
use contracts::Department;
use platform::{
    Database,
    rule::{LiveRules, NoStoredResults, RuleSource},
    service::{Blueprint, Service, StartError},
};

use crate::{
    api::{self, role},
    config::Config,
    domain::ruleset,
    migrations,
};

/// Loads the rules and binds the service; it runs once [`Service::run`] is awaited.
pub async fn build(config: Config) -> Result<Service, StartError> {
    let files = config.rules.files()?.unwrap_or_else(ruleset::compiled_in);
    let database = Database::new(&config.database)?;
    let source = RuleSource {
        declared: ruleset::declared(),
        load: ruleset::load_amended,
        files,
    };
    let rules = LiveRules::start(source, &database).await?;
    let rule_state = rules.state(role::RULE_KEEPERS, NoStoredResults);
    let blueprint = Blueprint {
        department: Department::Housing,
        migrations: migrations(),
        routes: api::routes,
        openapi: api::openapi(),
        handler: None,
        jobs: vec![rules.job(database.clone(), &config.database, &config.rules)],
        state: move |app: &mut ServiceConfig| {
            rule_state(app);
        },
    };
    Service::start(&config, database, blueprint)
}
