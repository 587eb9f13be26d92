//! How the service is put together.

use std::sync::Arc;

use actix_web::web::ServiceConfig;
use contracts::Department;
use platform::{
    Database,
    rule::{LiveRules, NoStoredResults, RuleSource, Ruled},
    service::{Blueprint, Service, StartError},
};
use rules::RuleSet;

use crate::{
    api::{self, role},
    config::Config,
    domain::ruleset::{self, EmergencyRules},
    events::EmergencyHandler,
    migrations,
};

/// Loads the rules and binds the service; it runs once [`Service::run`] is awaited.
pub async fn build(config: Config) -> Result<Service, StartError> {
    let files = config.rules.files()?.unwrap_or_else(ruleset::compiled_in);
    let database = Database::new(&config.database)?;
    let source = RuleSource {
        declared: ruleset::declared_in(&files),
        load: ruleset::load_amended,
        files,
    };
    let rules = LiveRules::start(source, &database).await?;
    let rule_state = rules.state(role::RULE_KEEPERS, NoStoredResults);
    let blueprint = Blueprint {
        department: Department::Emergency,
        migrations: migrations(),
        routes: api::routes,
        openapi: api::openapi,
        handler: Some(Arc::new(EmergencyHandler)),
        jobs: vec![rules.job(database.clone(), &config.database, &config.rules)],
        state: move |app: &mut ServiceConfig| {
            rule_state(app);
        },
    };
    Service::start(&config, database, blueprint)
}

impl Ruled for EmergencyRules {
    fn rule_set(&self) -> &RuleSet {
        self.rules()
    }
}
