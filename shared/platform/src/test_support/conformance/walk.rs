//! The walk: every route of a service is called by people to whom the rows it is about do not belong. What is not in
//! their scope is not there: details and changes answer 404, lists and exports are silent about it, nothing is changed.
//!
//! Table-driven: a route without a [`Visit`] fails, unless it stands in the list of exemptions with a reason.

use std::{collections::BTreeSet, fmt::Write, io::Read};

use diesel::{QueryableByName, sql_types::Text};
use diesel_async::{AsyncConnection, AsyncPgConnection, RunQueryDsl};
use serde_json::{Value, json};
use uuid::Uuid;

use super::{
    Exemption,
    visit::{Body, Expected, Visit},
};
use crate::http::{
    access::{Access, Role},
    route::{Declared, Routes},
};

/// Stands for the role of whoever calls a route that anybody with an account may call.
pub const ANYBODY: Role = Role {
    code: "anybody",
    title: "任何人",
};
/// Tables that move by themselves while the walk goes on: jobs write them.
const MOVING: [&str; 3] = ["job_runs", "todos", "outgoing_deliveries"];

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
    pub exempt: Vec<Exemption>,
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

    /// Something leaked at each of these routes.
    pub fn assert_leaked(&self, routes: &[&str]) {
        for route in routes {
            let of_route = format!("{route} (");
            let is_found = self.leaks.iter().any(|leak| leak.starts_with(&of_route));
            assert!(is_found, "nothing at {route}:\n{}", self.leaks.join("\n"));
        }
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
        let looks = self.calls().filter(|(visit, role)| !visit.changes() && visit.is_open_to(*role));
        for (visit, role) in looks {
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
            if let Err(fault) = self.is_hidden(visit, role, &seen) {
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
            .filter(|(visit, role)| visit.changes() && visit.is_open_to(*role) && visit.expected == Expected::NotFound)
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
        for route in &declared {
            let name = name_of(route);
            let is_visited = visited.contains(name.as_str());
            if callers(route).is_empty() {
                if is_visited {
                    faults.push(format!("{name}: visited, but nobody is a stranger to it: {:?}", route.access));
                }
                continue;
            }
            match (is_visited, exempt.contains(name.as_str())) {
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

    fn is_hidden(&self, visit: &Visit, role: Role, seen: &Seen) -> Result<(), String> {
        if !visit.is_open_to(role) {
            let is_refused = seen.status == 403 && seen.code == "forbidden";
            return if is_refused {
                Ok(())
            } else {
                Err(format!("{} instead of 403", seen.status))
            };
        }
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
