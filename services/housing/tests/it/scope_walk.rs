//! Every table has its policy, and nobody gets by any route what is on another unit's notice board.

use actix_web::HttpResponse;
use contracts::Department;
use housing::api::{self, role};
use platform::{
    http::{
        access::{Access, Role},
        route::Routes,
    },
    operations::OPERATOR,
    test_support::{
        TestPerson,
        conformance::{self, ANYBODY, OthersNotices, Visit, Walk},
    },
};

use crate::service::Running;

/// Routes that anybody may call, besides the platform's.
const OPEN_ROUTES: &[conformance::Exemption] = &[(
    "POST /v1/calculators/vote",
    "computes from what the caller says, reads no rows and keeps nothing",
)];

/// Somebody in a role; a clerk where anybody may call.
fn person(group: &str, role: Role) -> TestPerson {
    let held = if role == ANYBODY { role::HOUSING_CLERK } else { role };
    TestPerson::with(&format!("{group}-{}", role.code), &[held])
}

/// Sees all rows, as people of the department do.
fn insider(role: Role) -> TestPerson {
    person("insider", role).of_department(Department::Housing)
}

/// Looks after another unit.
fn of_another_unit(role: Role) -> TestPerson {
    person("stranger", role).of_units(&["sanquan"])
}

/// Has the role, and a scope of another department. Operators see in every department that something was done, so theirs is
/// another unit.
fn of_another_department(role: Role) -> TestPerson {
    if role == OPERATOR {
        return of_another_unit(role);
    }
    person("stranger", role).of_department(Department::Water)
}

/// A notice board on which everything is Longxing's.
struct Theirs {
    running: Running,
    notices: OthersNotices,
    entry: String,
    todo: String,
    incident: String,
}

impl Theirs {
    async fn make() -> Self {
        let running = Running::start().await;
        let clerk = person("their", role::HOUSING_CLERK);
        let head = person("their", role::HOUSING_HEAD);
        let notices = OthersNotices::make(&running, (&clerk, &head), "maintenance_fund", "longxing").await;
        let incident = crate::incident_report::kept(&running).await;
        Self {
            incident,
            entry: conformance::last_entry_of(&running, &clerk).await,
            todo: conformance::todo_of(&running, &insider(ANYBODY)).await,
            notices,
            running,
        }
    }

    fn visits(&self) -> Vec<Visit> {
        [
            Visit::of_notices(&self.notices),
            Visit::of_audit("notice", &self.entry),
            Visit::of_todos(&self.todo),
            vec![Visit::lists("GET /v1/reclaimed-incident-reports", &[], "")],
        ]
        .concat()
    }

    async fn walk(&self, routes: Routes, stranger: fn(Role) -> TestPerson) -> conformance::Walked {
        let issuer = &self.running.issuer;
        let walk = Walk {
            url: &self.running.url,
            admin_url: &self.running.database.admin_url,
            routes,
            stranger: &|role| issuer.token(&stranger(role)),
            insider: &|role| issuer.token(&insider(role)),
            marks: [self.notices.marks().to_vec(), vec![self.incident.clone()]].concat(),
            personal: vec![OthersNotices::PHONE.to_owned()],
            visits: self.visits(),
            exempt: [&conformance::operations_but_todos(), conformance::NOTICES].concat(),
        };
        walk.go().await
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn every_table_has_its_policy() {
    let theirs = Theirs::make().await;
    conformance::assert_tables_guarded(&theirs.running.service.database, &[], &[]).await;
}

#[test]
fn what_anybody_may_call_is_open_for_a_reason() {
    conformance::assert_open(&api::routes(), &[conformance::OPEN_RULES, conformance::OPEN_NOTICES, OPEN_ROUTES]);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_anybody_reads_shows_no_draft_and_not_who_objected() {
    let theirs = Theirs::make().await;
    theirs.notices.assert_public_part(&theirs.running).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn no_route_shows_or_changes_what_belongs_to_another_unit() {
    let theirs = Theirs::make().await;
    assert!(theirs.walk(api::routes(), of_another_unit).await.assert_nothing_leaked() > 15);
}

#[tokio::test(flavor = "multi_thread")]
async fn no_route_shows_or_changes_anything_to_people_of_another_department() {
    let theirs = Theirs::make().await;
    assert!(theirs.walk(api::routes(), of_another_department).await.assert_nothing_leaked() > 15);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_walk_finds_a_policy_that_is_switched_off() {
    let theirs = Theirs::make().await;
    conformance::switch_policies_off(&theirs.running.database.owner_url, "notices").await;
    let walked = theirs.walk(api::routes(), of_another_unit).await;
    walked.assert_leaked(&[
        "POST /v1/managed-notices",
        "GET /v1/managed-notices/{notice_id}",
        "PUT /v1/managed-notices/{notice_id}",
        "POST /v1/managed-notices/{notice_id}/attachments",
        "POST /v1/managed-notices/{notice_id}/posting",
        "POST /v1/managed-notices/{notice_id}/withdrawal",
    ]);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_walk_finds_a_route_that_was_opened_and_one_that_nobody_thought_of() {
    let theirs = Theirs::make().await;
    let nothing = || std::future::ready(HttpResponse::Ok().finish());
    let clerks = Access::Roles(&[role::HOUSING_CLERK]);
    let routes = Routes::new()
        .get("/v1/managed-notices", Access::Public, nothing)
        .merge(api::routes())
        .get("/v1/votes", clerks, nothing);
    let leaks = theirs.walk(routes, of_another_unit).await.leaks;
    assert_eq!(
        leaks,
        [
            "GET /v1/managed-notices: visited, but nobody is a stranger to it: Public",
            "GET /v1/votes: neither visited nor exempt with a reason",
        ]
    );
}
