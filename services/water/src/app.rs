//! How the service is put together.

use std::sync::Arc;

use actix_web::web;
use contracts::Department;
use platform::{
    Database, attachment,
    blob::BlobStore,
    case::CaseKinds,
    export::Exports,
    notice::{self, Board},
    rule::LiveRules,
    service::{Blueprint, Service, StartError},
};
use rules::{Calendar, LoadError, RuleSet};

use crate::{
    api::{self, role, violation_report::ReportLimit},
    config::{Config, OwnSettings},
    domain::ruleset,
    events, migrations,
    service::{
        billing::{self, RunSignal},
        file_import::forget,
        plan_case::{self, PlanCases},
        plan_due, project_case,
        reward::cases::{self as reward_cases, RewardCases},
        rule_use::{WaterRuleUse, rule_source},
        todo,
    },
};

/// Loads the rules, binds HTTP, starts relay, consumer and jobs.
pub async fn build(config: Config) -> Result<Service, StartError> {
    let settings: Arc<OwnSettings> = Arc::new(config.service.clone());
    let database = Database::background(&config.database)?;
    let rules = LiveRules::start(rule_source(config.rules.files()?), &database).await?;
    let signal = RunSignal::default();
    let mut jobs = billing::jobs(&database, &rules, &settings, &signal);
    jobs.push(plan_due::job(database.clone(), rules.clone(), settings.plan_check_seconds));
    jobs.push(forget::job(database.clone(), settings.import_keep_days));
    jobs.push(todo::job(database.clone(), rules.clone(), settings.todo_seconds));
    jobs.push(attachment::sweep_job(database.clone(), BlobStore::new(&config.storage)?));
    let board = board(&config, &rules)?;
    let reward = |is_summary| RewardCases {
        rules: rules.clone(),
        board: board.clone(),
        is_summary,
    };
    let kinds = CaseKinds::default()
        .with(plan_case::KIND, PlanCases { rules: rules.clone() })
        .with(reward_cases::DECLARATION, reward(false))
        .with(reward_cases::SUMMARY, reward(true));
    let cases = web::Data::new(project_case::add_kinds(kinds, &rules));
    let handler = events::handler(&rules);
    jobs.push(rules.job(database.clone(), &config.database, &config.rules));
    let rule_state = rules.state(role::RULE_KEEPERS, WaterRuleUse);
    let (settings, signal) = (web::Data::from(settings), web::Data::new(signal));
    jobs.push(notice::job(database.clone(), board.clone()));
    let board = web::Data::new(board);
    let report_limit = web::Data::new(ReportLimit::new(&config.server));
    let exports = Exports::new(
        api::export::lists(&rules, cases.clone().into_inner(), board.clone().into_inner()),
        BlobStore::new(&config.storage)?,
        config.export.clone(),
    );
    jobs.push(exports.job(database.clone()));
    let exports = web::Data::new(exports);
    Service::start(
        &config,
        database,
        Blueprint {
            department: Department::Water,
            migrations: migrations(),
            routes: api::routes,
            openapi: api::openapi,
            handler,
            jobs,
            state: move |app: &mut web::ServiceConfig| {
                rule_state(app);
                app.app_data(cases.clone());
                app.app_data(board.clone());
                app.app_data(report_limit.clone());
                app.app_data(settings.clone());
                app.app_data(signal.clone());
                app.app_data(web::Data::new(billing::PROGRESS));
                app.app_data(exports.clone());
            },
        },
    )
}

/// The department's notice board.
pub fn board(config: &Config, rules: &LiveRules<RuleSet>) -> Result<Board, LoadError> {
    let (calendar, rules) = (Calendar::published()?, rules.clone());
    let rule = move |key: &str, day| Ok(rules.snapshot()?.at(key, day)?);
    Ok(Board::new(
        Department::Water,
        &config.server,
        ruleset::NOTICE_KINDS,
        role::NOTICE_STAFF,
        calendar,
        rule,
    ))
}
