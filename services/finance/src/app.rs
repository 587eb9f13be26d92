//! Puts the service together.

use std::sync::Arc;

use actix_web::web;
use contracts::Department;
use diesel::result::{DatabaseErrorKind, Error as DieselError};
use platform::{
    Database,
    blob::BlobStore,
    database::DatabaseError,
    export::Exports,
    http::token::ServiceIdentity,
    peer::Peer,
    rule_book::RuleBook,
    service::{self, Blueprint, Service, StartError},
};

use crate::{
    api,
    config::Config,
    domain::ruleset,
    events::FinanceHandler,
    job,
    service::{reconcile_surcharge::Reconciler, sync_funds::sync_funds},
};

/// The service's own identity towards other services; none where no key is configured.
#[derive(Clone)]
pub struct OwnIdentity(pub Option<ServiceIdentity>);

/// Loads the rules, brings the funds to their state, binds, and starts relay, consumer and jobs.
pub async fn build(config: Config) -> Result<Service, StartError> {
    let rules = Arc::new(ruleset::load(config.rules.files()?)?);
    let database = Database::background(&config.database)?;
    let mut jobs = Vec::new();
    if let Err(error) = sync_funds(&database, rules.funds()).await {
        if is_refused(&error) {
            // The rule files would change what is printed on entries: somebody has to decide, waiting does not help.
            return Err(error.into());
        }
        tracing::warn!(error = %platform::telemetry::chain(&error), "funds and accounts could not be written at the start; it is tried again");
        jobs.push(job::sync_funds::job(database.clone(), Arc::clone(&rules)));
    }
    let identity = service::identity(&config.identity, &config.auth, Department::Finance)?;
    let water = match (config.peers.get(Department::Water.name()), identity.clone()) {
        (Some(settings), Some(identity)) => Some(Peer::new("县水利局", settings, identity)?),
        _ => None,
    };
    let reconciler = Reconciler::new(database.clone(), water, config.service.reconciliation.window_days);
    jobs.extend(job::reconcile_daily::job(reconciler.clone(), &config.service.reconciliation));
    let exports = Exports::new(api::lists(), BlobStore::new(&config.storage)?, config.export.clone());
    jobs.push(exports.job(database.clone()));
    let handler = Arc::new(FinanceHandler::new(Arc::clone(&rules)));
    let own_identity = OwnIdentity(identity);
    let book = web::Data::new(RuleBook::new(rules.rules()));
    let blueprint = Blueprint {
        department: Department::Finance,
        migrations: crate::migrations(),
        routes: api::routes,
        openapi: api::openapi(),
        handler: Some(handler),
        jobs,
        state: move |app: &mut web::ServiceConfig| {
            app.app_data(book.clone());
            app.app_data(web::Data::from(Arc::clone(&rules)));
            app.app_data(web::Data::new(exports.clone()));
            app.app_data(web::Data::new(reconciler.clone()));
            app.app_data(web::Data::new(own_identity.clone()));
        },
    };
    Service::start(&config, database, blueprint)
}

/// Whether the database refuses the rule files, rather than being unavailable.
fn is_refused(error: &DatabaseError) -> bool {
    let DatabaseError::Query(DieselError::DatabaseError(kind, _)) = error else {
        return false;
    };
    matches!(
        kind,
        DatabaseErrorKind::RestrictViolation | DatabaseErrorKind::CheckViolation | DatabaseErrorKind::UniqueViolation
    )
}
