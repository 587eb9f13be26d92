//! The walk: every route of a service is called by people to whom the rows it is about do not belong. What is not in
//! their scope is not there: details and changes answer 404, lists and exports are silent about it, nothing is changed.
//!
//! Table-driven: a route without a [`Visit`] fails, unless it stands in the list of exemptions with a reason.

use std::{collections::BTreeSet, fmt::Write, io::Read};

use chrono::Utc;
use diesel::{QueryableByName, sql_types::Text};
use diesel_async::{AsyncConnection, AsyncPgConnection, RunQueryDsl};
use serde_json::{Value, json};
use uuid::Uuid;

use crate::{
    clock::local_date,
    http::{
        access::{Access, Role},
        route::{Declared, Routes},
    },
    test_support::{Answer, TestPerson, TestService},
};

/// Stands for the person of a route that anybody with an account may call.
const ANYBODY: Role = Role {
    code: "anybody",
    title: "任何人",
};
const TODOS: &str = "what is addressed to the caller's own roles and lies in the scope; the platform's tests of to-dos walk them";
const RULES: &str = "rules hold for the whole county and belong to no unit; only their keepers get in";
const OWN: &str = "one's own only, by the caller's name and not by the data scope; the platform's tests of exports walk them";
/// The routes of exports that show only what the caller has asked for.
pub const EXPORTS: &[(&str, &str)] = &[
    ("GET /v1/exports", OWN),
    ("GET /v1/exports/{export_id}", OWN),
    ("GET /v1/exports/{export_id}/file", OWN),
];
/// The routes of a notice board that show no notice.
pub const NOTICES: &[(&str, &str)] = &[("GET /v1/notice-kinds", "the rules of the kinds of notices are public")];
/// Tables that move by themselves while the walk goes on: jobs write them.
const MOVING: [&str; 3] = ["job_runs", "todos", "outgoing_deliveries"];

/// The platform's routes in every department that show no rows of units, or have tests of their own for it.
pub const OPERATIONS: &[(&str, &str)] = &[
    ("GET /v1/operations/state", "how the service stands: numbers only"),
    ("GET /v1/operations/outbox", "how many messages wait: numbers only"),
    (
        "GET /v1/operations/dead-letters",
        "operators look after the messages of every unit; without what they say",
    ),
    (
        "GET /v1/operations/dead-letters/{dead_letter_id}",
        "operators look after the messages of every unit; noted in the audit log",
    ),
    (
        "POST /v1/operations/dead-letters/{dead_letter_id}/replay",
        "operators look after the messages of every unit; noted in the audit log",
    ),
    (
        "GET /v1/operations/audit/verification",
        "over the whole chain; tells numbers of entries, nothing of what they say",
    ),
    ("GET /v1/todos", TODOS),
    ("GET /v1/todos/count", TODOS),
    ("POST /v1/todos/read", TODOS),
    ("GET /v1/rule-expiries", RULES),
    ("GET /v1/rule-changes", RULES),
    ("POST /v1/rule-changes", RULES),
    ("GET /v1/rule-changes/{change_id}", RULES),
    ("PUT /v1/rule-changes/{change_id}", RULES),
    ("POST /v1/rule-changes/{change_id}/impact", RULES),
    ("POST /v1/rule-changes/{change_id}/submission", RULES),
    ("POST /v1/rule-changes/{change_id}/approval", RULES),
    ("POST /v1/rule-changes/{change_id}/return", RULES),
    ("POST /v1/rule-changes/{change_id}/withdrawal", RULES),
];

/// What an answer to a stranger must be like.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Expected {
    /// 404: the row is not there.
    NotFound,
    /// 2xx without a trace of a foreign row.
    Silent,
    /// Refused: what would be stored lies outside the scope. The statuses that may say so.
    Refused(&'static [u16]),
}

/// One call.
#[derive(Debug, Clone)]
pub struct Visit {
    route: &'static str,
    path: String,
    body: Body,
    expected: Expected,
    showing: Option<&'static str>,
    may_write: &'static [&'static str],
}

#[derive(Debug, Clone)]
enum Body {
    None,
    Json(Value),
    Other(&'static str, Vec<u8>),
}

impl Visit {
    /// A list, report or export, with a query such as `?period=2026Q3`, or nothing. Ids in the path come from `ids`.
    pub fn lists(route: &'static str, ids: &[&str], query: &str) -> Self {
        Self {
            path: format!("{}{query}", filled(route, ids)),
            route,
            body: Body::None,
            expected: Expected::Silent,
            showing: None,
            may_write: &[],
        }
    }

    /// An order that a stranger may give, and that tells nothing of foreign rows.
    pub fn tells_nothing(route: &'static str, query: &str) -> Self {
        Self::lists(route, &[], query)
    }

    /// A detail or a change of one row, whose ids stand in the path.
    pub fn hides(route: &'static str, ids: &[&str], query: &str) -> Self {
        Self {
            expected: Expected::NotFound,
            ..Self::lists(route, ids, query)
        }
    }

    /// Something new that would belong to others: refused with one of these statuses.
    pub fn refuses(route: &'static str, body: Value, statuses: &'static [u16]) -> Self {
        Self {
            expected: Expected::Refused(statuses),
            ..Self::lists(route, &[], "")
        }
        .with(body)
    }

    /// Every route of a case with an attachment, the same in every department that has cases.
    pub fn of_case(case: &str, attachment: &str, holder_role: &str) -> Vec<Self> {
        let reason = || json!({ "reason": "x" });
        let step = |route, body| Self::hides(route, &[case], "").with(body);
        let upload = "--part\r\nContent-Disposition: form-data; name=\"file\"; filename=\"x.pdf\"\r\n\r\n%PDF-1.7\r\n--part--\r\n";
        vec![
            Self::lists("GET /v1/cases", &[], ""),
            Self::lists("GET /v1/cases", &[], "?open=true"),
            Self::hides("GET /v1/cases/{case_id}", &[case], ""),
            step("PUT /v1/cases/{case_id}/statement", json!({ "statement": "x" })),
            step("POST /v1/cases/{case_id}/submission", json!({})),
            step("POST /v1/cases/{case_id}/acceptance", json!({})),
            step("POST /v1/cases/{case_id}/return", reason()),
            step("POST /v1/cases/{case_id}/rejection", reason()),
            step("POST /v1/cases/{case_id}/approval", json!({})),
            step("POST /v1/cases/{case_id}/transfer", json!({ "role": holder_role, "reason": "x" })),
            step("POST /v1/cases/{case_id}/withdrawal", json!({})),
            step("POST /v1/cases/{case_id}/urging", json!({})),
            step("POST /v1/cases/{case_id}/comments", json!({ "comment": "x" })),
            Self::hides("POST /v1/cases/{case_id}/attachments", &[case], "").with_bytes("multipart/form-data; boundary=part", upload),
            Self::hides("GET /v1/cases/{case_id}/attachments/{attachment_id}", &[case, attachment], ""),
            Self::hides(
                "POST /v1/cases/{case_id}/attachments/{attachment_id}/withdrawal",
                &[case, attachment],
                "",
            )
            .with(reason()),
        ]
    }

    /// Exports of lists, each narrowed to what only others have.
    pub fn of_exports(lists: &[(&str, Value)]) -> Vec<Self> {
        let ask = |(list, filter): &(&str, Value)| {
            Self::tells_nothing("POST /v1/exports", "")
                .with(json!({ "list": list, "filter": filter }))
                .may_write(&["audit_entries", "audit_head"])
        };
        lists.iter().map(ask).collect()
    }

    /// Everything that the staff of a notice board can ask about the notices of another unit: a draft, and a posted one with
    /// an objection.
    pub fn of_notices(others: &OthersNotices) -> Vec<Self> {
        let OthersNotices { kind, unit, draft, posted } = others;
        let text = json!({ "kind": kind, "title": "x", "body": "x", "audience": "x", "unit": unit });
        let answer = json!({ "subject": "x", "outcome": "rejected", "answer": "x" });
        vec![
            Self::lists("GET /v1/managed-notices", &[], ""),
            Self::refuses("POST /v1/managed-notices", text.clone(), &[403]),
            Self::hides("GET /v1/managed-notices/{notice_id}", &[posted], ""),
            Self::hides("PUT /v1/managed-notices/{notice_id}", &[draft], "").with(text),
            Self::hides("POST /v1/managed-notices/{notice_id}/posting", &[draft], ""),
            Self::hides(
                "POST /v1/managed-notices/{notice_id}/objections/{number}/answer",
                &[posted, "1"],
                "",
            )
            .with(answer),
            Self::hides(
                "GET /v1/managed-notices/{notice_id}/objections/{number}/contact",
                &[posted, "1"],
                "",
            ),
            Self::hides("POST /v1/managed-notices/{notice_id}/proofs", &[posted], "")
                .with(json!({ "place": "x", "seen_on": local_date(Utc::now()), "record": "x" })),
            Self::hides("POST /v1/managed-notices/{notice_id}/withdrawal", &[posted], "").with(json!({ "reason": "x" })),
        ]
    }

    /// With a JSON body.
    #[must_use]
    pub fn with(mut self, body: Value) -> Self {
        self.body = Body::Json(body);
        self
    }

    /// With a body of another type.
    #[must_use]
    pub fn with_bytes(mut self, content_type: &'static str, body: impl Into<Vec<u8>>) -> Self {
        self.body = Body::Other(content_type, body.into());
        self
    }

    /// What the answer shows of foreign rows besides the marks of the walk.
    #[must_use]
    pub fn showing(mut self, mark: &'static str) -> Self {
        self.showing = Some(mark);
        self
    }

    /// Tables in which the call leaves rows of the caller's own.
    #[must_use]
    pub fn may_write(mut self, tables: &'static [&'static str]) -> Self {
        self.may_write = tables;
        self
    }

    /// What the caller says; it may come back in the answer.
    fn said(&self) -> String {
        match &self.body {
            Body::None => self.path.clone(),
            Body::Json(body) => format!("{} {body}", self.path),
            Body::Other(_, body) => format!("{} {}", self.path, String::from_utf8_lossy(body)),
        }
    }

    fn changes(&self) -> bool {
        !self.route.starts_with("GET ")
    }
}

/// Notices of a unit that the stranger has nothing to do with.
#[derive(Debug, Clone)]
pub struct OthersNotices {
    kind: String,
    unit: String,
    draft: String,
    posted: String,
}

impl OthersNotices {
    /// Drafts one notice; posts another and objects to it.
    pub async fn make(service: &TestService, (clerk, head): (&TestPerson, &TestPerson), kind: &str, unit: &str) -> Self {
        let text = json!({ "kind": kind, "title": "公示", "body": "正文", "audience": "村民", "unit": unit });
        let id_of = |answer: Answer| {
            assert!((200..300).contains(&answer.status), "{}", answer.body);
            answer.body["id"].as_str().expect("an id").to_owned()
        };
        let draft = id_of(service.post(clerk, "/v1/managed-notices", &text).await);
        let posted = id_of(service.post(clerk, "/v1/managed-notices", &text).await);
        let path = format!("/v1/managed-notices/{posted}/posting");
        id_of(service.post_if_match(head, &path, 1, &json!({})).await);
        let objection = json!({ "id": Uuid::new_v4(), "name": "王五", "phone": "13700001111", "text": "有异议" });
        let path = format!("/v1/notices/{posted}/objections");
        assert_eq!(service.post_public(&path, &objection).await.status, 201);
        Self {
            kind: kind.to_owned(),
            unit: unit.to_owned(),
            draft,
            posted,
        }
    }

    /// What would give them away in an answer.
    pub fn marks(&self) -> [String; 2] {
        [self.draft.clone(), self.posted.clone()]
    }
}

/// The path of a route with its parameters filled in.
fn filled(route: &str, ids: &[&str]) -> String {
    let (_, pattern) = route.split_once(' ').expect("a method and a path");
    let mut ids = ids.iter();
    let parts = pattern.split('/').map(|part| {
        if part.starts_with('{') {
            ids.next().unwrap_or_else(|| panic!("{route}: too few ids"))
        } else {
            part
        }
    });
    parts.collect::<Vec<_>>().join("/")
}

/// A walk over a service.
pub struct Walk<'a> {
    /// Base URL.
    pub url: &'a str,
    /// The database as its superuser, who sees whether something changed.
    pub admin_url: &'a str,
    /// The service's table of routes.
    pub routes: Routes,
    /// The token of somebody in a role to whom none of the rows belong.
    pub stranger: &'a dyn Fn(Role) -> String,
    /// The token of somebody in the same role to whom all rows belong: what the stranger does not get is there.
    pub insider: &'a dyn Fn(Role) -> String,
    /// Ids, numbers and names that only foreign rows hold.
    pub marks: Vec<String>,
    /// Telephone numbers and the like that these rows hold: shown in full only alone, and with an audit entry.
    pub personal: Vec<String>,
    /// The calls.
    pub visits: Vec<Visit>,
    /// Routes that are not visited, and why.
    pub exempt: Vec<(&'static str, &'static str)>,
}

/// What was walked.
#[derive(Debug, Default)]
pub struct Walked {
    /// Calls by strangers.
    pub calls: usize,
    /// What leaked, in words.
    pub leaks: Vec<String>,
}

impl Walked {
    /// Nothing leaked. Returns how many calls were made.
    pub fn assert_nothing_leaked(self) -> usize {
        assert!(self.leaks.is_empty(), "{} leaks:\n{}", self.leaks.len(), self.leaks.join("\n"));
        self.calls
    }
}

impl Walk<'_> {
    /// Goes everywhere and says what leaked.
    pub async fn go(self) -> Walked {
        let client = reqwest::Client::builder().no_proxy().build().unwrap();
        let mut database = AsyncPgConnection::establish(self.admin_url).await.unwrap();
        let mut walked = Walked {
            calls: 0,
            leaks: self.forgotten(),
        };
        // Before anything is changed, it is there for those to whom it belongs.
        for (visit, role) in self.calls().filter(|(visit, _)| !visit.changes()) {
            let entries = audit_entries(&mut database).await;
            let seen = send(&client, self.url, visit, &(self.insider)(role)).await;
            if let Err(fault) = self.is_there(visit, &seen) {
                walked.leaks.push(format!("{} as {} in scope: {fault}", visit.path, role.code));
            }
            let is_noted = visit.expected == Expected::NotFound && audit_entries(&mut database).await > entries;
            if self.shows_personal_data(&seen.text) && !is_noted {
                let fault = "shows personal data in full without a line in the audit log";
                walked.leaks.push(format!("{} as {} in scope: {fault}", visit.path, role.code));
            }
        }
        let mut before = fingerprint(&mut database).await;
        for (visit, role) in self.calls() {
            walked.calls += 1;
            let seen = send(&client, self.url, visit, &(self.stranger)(role)).await;
            if let Err(fault) = self.is_hidden(visit, &seen) {
                walked
                    .leaks
                    .push(format!("{} ({}) as {}: {fault}", visit.route, visit.path, role.code));
            }
            let after = fingerprint(&mut database).await;
            let changed: BTreeSet<&str> = after.symmetric_difference(&before).map(|(table, _)| table.as_str()).collect();
            for table in changed.iter().filter(|table| !visit.may_write.contains(table)) {
                walked
                    .leaks
                    .push(format!("{} as {}: table {table} was changed", visit.route, role.code));
            }
            before = after;
        }
        // The same calls are good ones: those to whom the rows belong get further. What one has done, the next cannot do again.
        let mut done = BTreeSet::new();
        for (visit, role) in self
            .calls()
            .filter(|(visit, _)| visit.changes() && visit.expected == Expected::NotFound)
        {
            let seen = send(&client, self.url, visit, &(self.insider)(role)).await;
            if self.shows_personal_data(&seen.text) {
                walked.leaks.push(format!(
                    "{} as {} in scope answers with personal data in full",
                    visit.route, role.code
                ));
            }
            if (200..300).contains(&seen.status) {
                done.insert(visit.route);
            }
            let is_done = seen.status == 422 && done.contains(visit.route);
            // They see the row; that it is for one person alone is another rule.
            if !matches!(seen.status, 200..300 | 409 | 412) && seen.code != "not_this_person" && !is_done {
                walked.leaks.push(format!(
                    "{} as {} in scope is no good call: {} {}",
                    visit.route, role.code, seen.status, seen.text
                ));
            }
        }
        walked
    }

    /// Every visit by every role that may call its route.
    fn calls(&self) -> impl Iterator<Item = (&Visit, Role)> {
        let declared = self.routes.declared();
        self.visits.iter().flat_map(move |visit| {
            let route = declared.iter().find(|route| name_of(route) == visit.route);
            let roles = route.map_or_else(Vec::new, callers);
            roles.into_iter().map(move |role| (visit, role))
        })
    }

    /// Routes that nobody thought of, and what was thought of that is gone.
    fn forgotten(&self) -> Vec<String> {
        let declared = self.routes.declared();
        let visited: BTreeSet<&str> = self.visits.iter().map(|visit| visit.route).collect();
        let exempt: BTreeSet<&str> = self.exempt.iter().map(|(route, _)| *route).collect();
        let mut faults = Vec::new();
        for route in declared.iter().filter(|route| !callers(route).is_empty()) {
            let name = name_of(route);
            match (visited.contains(name.as_str()), exempt.contains(name.as_str())) {
                (false, false) => faults.push(format!("{name}: neither visited nor exempt with a reason")),
                (true, true) => faults.push(format!("{name}: visited and exempt")),
                _ => {}
            }
        }
        let known: BTreeSet<String> = declared.iter().map(name_of).collect();
        for name in visited.iter().chain(&exempt).filter(|name| !known.contains(**name)) {
            faults.push(format!("{name}: there is no such route"));
        }
        faults
    }

    fn is_there(&self, visit: &Visit, seen: &Seen) -> Result<(), String> {
        match visit.expected {
            Expected::NotFound if (200..300).contains(&seen.status) => Ok(()),
            Expected::Silent if (200..300).contains(&seen.status) && self.mark_in(visit, &seen.text).is_some() => Ok(()),
            Expected::Silent if (200..300).contains(&seen.status) => {
                Err(format!("shows no foreign row, so that it could not leak one: {}", seen.text))
            }
            _ => Err(format!("{} {}", seen.status, seen.text)),
        }
    }

    fn is_hidden(&self, visit: &Visit, seen: &Seen) -> Result<(), String> {
        match visit.expected {
            Expected::NotFound if seen.status == 404 && seen.code != "no_such_path" => Ok(()),
            Expected::Silent if (200..300).contains(&seen.status) => match self.mark_in(visit, &seen.text) {
                Some(mark) => Err(format!("shows {mark}: {}", seen.text)),
                None => Ok(()),
            },
            Expected::Refused(statuses) if statuses.contains(&seen.status) => Ok(()),
            expected => Err(format!("{} {} instead of {expected:?}", seen.status, seen.text)),
        }
    }

    fn shows_personal_data(&self, text: &str) -> bool {
        self.personal.iter().any(|number| text.contains(number))
    }

    /// A mark of a foreign row in an answer; what the caller said himself is none.
    fn mark_in<'a>(&'a self, visit: &'a Visit, text: &str) -> Option<&'a str> {
        let said = visit.said();
        let marks = self.marks.iter().map(String::as_str).chain(visit.showing);
        let mut told = marks.filter(|mark| visit.showing == Some(*mark) || !said.contains(mark));
        told.find(|mark| text.contains(mark))
    }
}

fn name_of(route: &Declared) -> String {
    format!("{} {}", route.method, route.path)
}

/// The roles in which people call a route: nobody where it is public, for machines, or decided elsewhere.
fn callers(route: &Declared) -> Vec<Role> {
    match route.access {
        Access::Roles(roles) => roles.to_vec(),
        Access::Authenticated => vec![ANYBODY],
        Access::Public | Access::Infrastructure | Access::Services(_) | Access::Delegated => Vec::new(),
    }
}

struct Seen {
    status: u16,
    code: String,
    text: String,
}

async fn send(client: &reqwest::Client, url: &str, visit: &Visit, token: &str) -> Seen {
    let (method, _) = visit.route.split_once(' ').unwrap();
    let request = client
        .request(method.parse().unwrap(), format!("{url}{}", visit.path))
        .bearer_auth(token);
    let request = if visit.changes() {
        request
            .header("idempotency-key", Uuid::new_v4().to_string())
            .header("if-match", "\"1\"")
    } else {
        request
    };
    let request = match &visit.body {
        Body::None if visit.changes() => request.json(&json!({})),
        Body::None => request,
        Body::Json(body) => request.json(body),
        Body::Other(content_type, body) => request.header("content-type", *content_type).body(body.clone()),
    };
    let response = request.send().await.expect("an answer");
    let status = response.status().as_u16();
    let text = readable(&response.bytes().await.expect("a body"));
    let problem: Value = serde_json::from_str(&text).unwrap_or_default();
    Seen {
        status,
        code: problem["code"].as_str().unwrap_or_default().to_owned(),
        text,
    }
}

/// The text of an answer; of a workbook that of its parts.
fn readable(bytes: &[u8]) -> String {
    let Ok(mut archive) = zip::ZipArchive::new(std::io::Cursor::new(bytes)) else {
        return String::from_utf8_lossy(bytes).into_owned();
    };
    let mut text = String::new();
    for index in 0..archive.len() {
        let mut part = Vec::new();
        archive.by_index(index).unwrap().read_to_end(&mut part).unwrap();
        writeln!(text, "{}", String::from_utf8_lossy(&part)).unwrap();
    }
    text
}

#[derive(QueryableByName)]
struct Line {
    #[diesel(sql_type = Text)]
    text: String,
}

async fn audit_entries(conn: &mut AsyncPgConnection) -> String {
    let query = "SELECT lpad(count(*)::text, 20, '0') AS text FROM audit_entries";
    diesel::sql_query(query).get_result::<Line>(conn).await.unwrap().text
}

/// What stands in every table, so that any change of any row shows.
async fn fingerprint(conn: &mut AsyncPgConnection) -> BTreeSet<(String, String)> {
    let tables: Vec<Line> = diesel::sql_query("SELECT tablename::text AS text FROM pg_tables WHERE schemaname = 'public' ORDER BY 1")
        .load(conn)
        .await
        .unwrap();
    let queries: Vec<String> = tables
        .iter()
        .filter(|table| !MOVING.contains(&table.text.as_str()))
        .map(|Line { text }| {
            format!("SELECT '{text} ' || count(*) || ' ' || coalesce(md5(string_agg(md5(t::text), '' ORDER BY md5(t::text))), '') AS text FROM \"{text}\" t")
        })
        .collect();
    let lines: Vec<Line> = diesel::sql_query(queries.join(" UNION ALL ")).load(conn).await.unwrap();
    lines
        .into_iter()
        .map(|line| {
            let (table, state) = line.text.split_once(' ').unwrap();
            (table.to_owned(), state.to_owned())
        })
        .collect()
}
