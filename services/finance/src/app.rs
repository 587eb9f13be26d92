//! Puts the service together.

use std::sync::Arc;

use actix_web::web;
use contracts::Department;
use diesel::result::{DatabaseErrorKind, Error as DieselError};
use platform::{
    Database, attachment,
    blob::BlobStore,
    case::CaseKinds,
    database::DatabaseError,
    export::Exports,
    http::token::ServiceIdentity,
    notice::{self, Board},
    peer::Peer,
    rule::LiveRules,
    service::{self, Blueprint, Service, StartError},
};

use rules::Calendar;

use crate::{
    api::{self, role},
    config::Config,
    domain::ruleset,
    events::FinanceHandler,
    job,
    service::{
        difference_case::{self, DifferenceCases},
        reconcile_surcharge::Reconciler,
        rule_use::{FinanceRuleUse, rule_source},
        sync_funds::sync_funds,
    },
};

/// The service's own identity towards other services; none where no key is configured.
#[derive(Clone)]
pub struct OwnIdentity(pub Option<ServiceIdentity>);

/// Loads the rules, brings the funds to their state, binds, and starts relay, consumer and jobs.
pub async fn build(config: Config) -> Result<Service, StartError> {
    let database = Database::background(&config.database)?;
    let live = LiveRules::start(rule_source(config.rules.files()?), &database).await?;
    // Funds, accounts and bookings do not change at run time: see `ruleset::fixed`.
    let rules = live.current();
    let mut jobs = vec![live.job(database.clone(), &config.database, &config.rules)];
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
    let reconciler = Reconciler::new(
        database.clone(),
        water,
        config.service.reconciliation.window_days,
        Arc::clone(&rules),
    );
    jobs.extend(job::reconcile_daily::job(reconciler.clone(), &config.service.reconciliation));
    jobs.push(attachment::sweep_job(database.clone(), BlobStore::new(&config.storage)?));
    let cases = DifferenceCases { rules: live.clone() };
    let cases = web::Data::new(CaseKinds::default().with(difference_case::KIND, cases));
    let board = {
        let live = live.clone();
        Board::new(
            Department::Finance,
            &config.server,
            ruleset::NOTICE_KINDS,
            role::NOTICE_STAFF,
            Calendar::published()?,
            move |key, day| Ok(live.snapshot()?.rules().at(key, day)?),
        )
    };
    jobs.push(notice::job(database.clone(), board.clone()));
    let board = web::Data::new(board);
    let exports = Exports::new(
        api::lists(&live, cases.clone().into_inner(), board.clone().into_inner()),
        BlobStore::new(&config.storage)?,
        config.export.clone(),
    );
    jobs.push(exports.job(database.clone()));
    let handler = Arc::new(FinanceHandler::new(Arc::clone(&rules)));
    let own_identity = OwnIdentity(identity);
    let rule_state = live.state(role::RULE_KEEPERS, FinanceRuleUse);
    let blueprint = Blueprint {
        department: Department::Finance,
        migrations: crate::migrations(),
        routes: api::routes,
        openapi: api::openapi,
        handler: Some(handler),
        jobs,
        state: move |app: &mut web::ServiceConfig| {
            rule_state(app);
            app.app_data(cases.clone());
            app.app_data(board.clone());
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
