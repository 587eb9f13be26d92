//! Every table has its policy, and nobody gets by any route what others have done or have to do. What is
//! anybody's own are incident reports, audit entries and to-dos.

use contracts::Department;
use emergency::api::{self, role};
use platform::{
    http::access::Role,
    operations::OPERATOR,
    test_support::{
        TestPerson,
        conformance::{self, ANYBODY, Visit, Walk},
    },
};
use serde_json::json;

use crate::service::Running;

const COMPUTES: &str = "computes from what the caller says, reads no rows and keeps nothing";
const PLANS: &str = "the county's plans are published";
/// Routes that anybody may call, besides the platform's.
const OPEN_ROUTES: &[conformance::Exemption] = &[
    ("POST /v1/calculators/supply-grade", COMPUTES),
    ("POST /v1/calculators/construction-grade", COMPUTES),
    ("GET /v1/plans", PLANS),
    ("GET /v1/plans/{plan}", PLANS),
];

/// Somebody in a role, or in another one where anybody may call.
fn person(group: &str, role: Role, or: Role) -> TestPerson {
    let held = if role == ANYBODY { or } else { role };
    TestPerson::with(&format!("{group}-{}", role.code), &[held])
}

/// Sees all rows, as people of the department do; the commander has something to approve.
fn insider(role: Role) -> TestPerson {
    person("insider", role, role::COMMANDER).of_department(Department::Emergency)
}

/// Works for another unit; the office has nothing to approve.
fn of_another_unit(role: Role) -> TestPerson {
    person("stranger", role, role::OFFICE_HEAD).of_units(&["sanquan"])
}

/// Has the role, and a scope of another department. Operators see in every department that something was done, so theirs is
/// another unit.
fn of_another_department(role: Role) -> TestPerson {
    if role == OPERATOR {
        return of_another_unit(role);
    }
    person("stranger", role, role::OFFICE_HEAD).of_department(Department::Water)
}

/// A change of a plan that the office has drafted and the commander is asked to approve.
struct Theirs {
    running: Running,
    change: String,
    entry: String,
    todo: String,
    incident: String,
}

impl Theirs {
    async fn make() -> Self {
        let running = Running::start().await;
        let office = person("their", role::OFFICE_HEAD, role::OFFICE_HEAD);
        let conditions = json!([{ "code": "supply_restored", "text": "供水已经恢复" }]);
        let draft = json!({ "reason": "修订预案", "new_version": {
            "key": "supply.end_conditions", "effective_from": "2027-01-01", "document": "新政办发〔2023〕27号", "article": "5.3.6", "value": conditions,
        }});
        let change = running.post(&office, "/v1/rule-changes", &draft).await.id();
        let submission = format!("/v1/rule-changes/{change}/submission");
        running.post_if_match(&office, &submission, 1, &json!({})).await.id();
        let incident = crate::incident_report::kept(&running).await;
        Self {
            incident,
            entry: conformance::last_entry_of(&running, &office).await,
            todo: conformance::todo_of(&running, &insider(ANYBODY)).await,
            change,
            running,
        }
    }

    async fn walk(&self, stranger: fn(Role) -> TestPerson) -> conformance::Walked {
        let issuer = &self.running.issuer;
        let walk = Walk {
            url: &self.running.url,
            admin_url: &self.running.database.admin_url,
            routes: api::routes(),
            stranger: &|role| issuer.token(&stranger(role)),
            insider: &|role| issuer.token(&insider(role)),
            marks: vec![self.change.clone(), self.incident.clone()],
            personal: Vec::new(),
            visits: [
                Visit::of_audit("rule_change", &self.entry),
                Visit::of_todos(&self.todo),
                vec![Visit::lists("GET /v1/incident-reports", &[], "")],
            ]
            .concat(),
            exempt: conformance::operations_but_todos(),
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
    conformance::assert_open(&api::routes(), &[conformance::OPEN_RULES, OPEN_ROUTES]);
}

#[tokio::test(flavor = "multi_thread")]
async fn no_route_shows_or_changes_what_is_another_units() {
    let theirs = Theirs::make().await;
    assert_eq!(theirs.walk(of_another_unit).await.assert_nothing_leaked(), 11);
}

#[tokio::test(flavor = "multi_thread")]
async fn no_route_shows_or_changes_anything_to_people_of_another_department() {
    let theirs = Theirs::make().await;
    assert_eq!(theirs.walk(of_another_department).await.assert_nothing_leaked(), 11);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_walk_finds_a_policy_that_is_switched_off() {
    let theirs = Theirs::make().await;
    conformance::switch_policies_off(&theirs.running.database.owner_url, "todos").await;
    let walked = theirs.walk(of_another_unit).await;
    walked.assert_leaked(&["GET /v1/todos", "GET /v1/todos/count", "POST /v1/todos/read"]);
}
