//! Row-level security on every table: whoever adds a table says who may see its rows, or why that does not matter.

use std::collections::{BTreeMap, BTreeSet};

use diesel::{
    QueryableByName,
    sql_types::{BigInt, Bool, Text},
};
use diesel_async::{AsyncConnection, AsyncPgConnection, RunQueryDsl};

use super::Exemption;
use crate::database::{Database, Scope};

const RULES: &str = "rules hold for the whole county and belong to no unit; the routes let their keepers in only";

/// The platform's own tables, which are in every service's database.
const OF_THE_PLATFORM: &[Exemption] = &[
    ("__diesel_schema_migrations", "which migrations have run"),
    (
        "outbox_messages",
        "written within use cases, read by the relay; operators see how many",
    ),
    ("inbox_messages", "ids of messages that had their effect"),
    (
        "dead_letters",
        "read by operators, who look after messages of every unit; opening one is noted in the audit log",
    ),
    ("idempotency_keys", "found by the subject of whoever asks again"),
    (
        "audit_entries",
        "hash-chained as a whole: verified over all entries; the list is narrowed to the reader's units",
    ),
    ("audit_head", "where the chain ends"),
    ("job_runs", "when the platform's jobs last ran"),
    ("rule_files", "the rule files of earlier starts: rules are public"),
    ("rule_changes", RULES),
    ("rule_change_steps", RULES),
];

/// Policies of the platform's tables that show rows whatever the scope.
const OPEN_OF_THE_PLATFORM: &[Exemption] = &[
    ("notices.notices_public", "what was posted is public; drafts are not"),
    (
        "notice_objections.notice_objections_public",
        "number, day and answer of an objection to a posted notice are public; who objected, and in which words, is elsewhere",
    ),
    ("notice_proofs.notice_proofs_public", "where a posted notice hung is public"),
    (
        "notice_attachments.notice_attachments_public",
        "what was posted with a notice is public; the files of drafts and withdrawn ones are not",
    ),
    ("notice_numbers.notice_numbers_everybody", "the last number given per kind and year"),
];

#[derive(QueryableByName)]
struct Found {
    #[diesel(sql_type = Text)]
    name: String,
    #[diesel(sql_type = Text)]
    kind: String,
    #[diesel(sql_type = Bool)]
    enabled: bool,
    #[diesel(sql_type = Bool)]
    forced: bool,
    #[diesel(sql_type = Bool)]
    invoker: bool,
    #[diesel(sql_type = Bool)]
    owned_by_login: bool,
}

#[derive(QueryableByName)]
struct Policy {
    #[diesel(sql_type = Text)]
    table: String,
    #[diesel(sql_type = Text)]
    name: String,
    #[diesel(sql_type = Text)]
    command: String,
    #[diesel(sql_type = Text)]
    shown: String,
}

#[derive(QueryableByName)]
struct Powerful {
    #[diesel(sql_type = Text)]
    name: String,
}

#[derive(QueryableByName)]
struct Count {
    #[diesel(sql_type = BigInt)]
    count: i64,
}

const RELATIONS: &str = "
    SELECT c.relname::text AS name, c.relkind::text AS kind, c.relrowsecurity AS enabled, c.relforcerowsecurity AS forced,
           coalesce('security_invoker=true' = ANY (c.reloptions), false) AS invoker, pg_has_role(current_user, c.relowner, 'MEMBER') AS owned_by_login
    FROM pg_class c WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p', 'v', 'm', 'f') ORDER BY 1";
const POLICIES: &str = "
    SELECT tablename::text AS table, policyname::text AS name, cmd::text AS command, coalesce(qual, '') AS shown
    FROM pg_policies WHERE schemaname = 'public' AND permissive = 'PERMISSIVE'";
/// Roles that row-level security does not bind: neither the login role nor the owner, who runs the guarded functions.
const UNBOUND: &str = "
    SELECT rolname::text AS name FROM pg_roles WHERE (rolsuper OR rolbypassrls)
        AND (pg_has_role(current_user, oid, 'MEMBER') OR oid IN (SELECT relowner FROM pg_class WHERE relnamespace = 'public'::regnamespace))";

/// Every table has row-level security, enabled and forced, with a policy that looks at the row; or it stands in the
/// platform's list or in `exempt` with a reason. A policy in `open` may show every row. Nobody who works with the
/// database is above the policies, and a session without a scope sees no row of a guarded table.
pub async fn assert_tables_guarded(database: &Database, exempt: &[Exemption], open: &[Exemption]) {
    let faults = unguarded(database, exempt, open).await;
    assert!(faults.is_empty(), "row-level security:\n{}", faults.join("\n"));
}

/// What is wrong, one line for each thing.
pub async fn unguarded(database: &Database, exempt: &[Exemption], open: &[Exemption]) -> Vec<String> {
    let mut conn = database.connection(&Scope::Nothing).await.unwrap();
    let relations: Vec<Found> = diesel::sql_query(RELATIONS).load(&mut conn).await.unwrap();
    let policies: Vec<Policy> = diesel::sql_query(POLICIES).load(&mut conn).await.unwrap();
    let unbound: Vec<Powerful> = diesel::sql_query(UNBOUND).load(&mut conn).await.unwrap();
    let mut faults: Vec<String> = unbound
        .iter()
        .map(|role| format!("role {} is above the policies", role.name))
        .collect();

    let exempt: BTreeMap<&str, &str> = OF_THE_PLATFORM.iter().chain(exempt).copied().collect();
    let open: Vec<Exemption> = OPEN_OF_THE_PLATFORM.iter().chain(open).copied().collect();
    let names: BTreeSet<&str> = relations.iter().map(|found| found.name.as_str()).collect();
    for (table, reason) in &exempt {
        if !names.contains(table) {
            faults.push(format!("{table}: exempt, but there is no such table"));
        }
        if reason.trim().is_empty() {
            faults.push(format!("{table}: exempt without a reason"));
        }
    }
    for (policy, _) in &open {
        if !policies.iter().any(|known| format!("{}.{}", known.table, known.name) == *policy) {
            faults.push(format!("{policy}: declared open, but there is no such policy"));
        }
    }
    for found in &relations {
        if found.owned_by_login {
            faults.push(format!(
                "{}: belongs to the login role, which could take its policies away",
                found.name
            ));
        }
        let of_table: Vec<&Policy> = policies.iter().filter(|policy| policy.table == found.name).collect();
        if exempt.contains_key(found.name.as_str()) {
            if found.enabled && !of_table.is_empty() {
                faults.push(format!("{}: exempt, though it has a policy", found.name));
            }
            continue;
        }
        let fault = match found.kind.as_str() {
            "v" if found.invoker => None,
            "v" => Some("a view that shows what its owner sees: make it security_invoker"),
            "m" | "f" => Some("cannot have policies: exempt it with a reason, or do without"),
            _ if !found.enabled => Some("row-level security is not enabled"),
            _ if !found.forced => Some("row-level security is not forced"),
            _ if of_table.is_empty() => Some("no policy"),
            _ => None,
        };
        if let Some(fault) = fault {
            faults.push(format!("{}: {fault}", found.name));
            continue;
        }
        let mut shows_all = false;
        for policy in of_table.iter().filter(|policy| policy.command != "INSERT") {
            let is_open = open.iter().any(|(name, _)| *name == format!("{}.{}", policy.table, policy.name));
            shows_all |= is_open;
            if !is_open && !looks_at_the_scope(&policy.shown) {
                let text = &policy.shown;
                faults.push(format!("{}.{}: shows rows whatever the scope: {text}", policy.table, policy.name));
            }
        }
        if !shows_all && rows_seen(&mut conn, &found.name).await > 0 {
            faults.push(format!("{}: a session without a scope sees rows", found.name));
        }
    }
    faults
}

/// Lets everybody see every row of a table, for the test that a walk would find it.
pub async fn switch_policies_off(owner_url: &str, table: &str) {
    let mut conn = AsyncPgConnection::establish(owner_url).await.unwrap();
    let statement = format!("ALTER TABLE \"{table}\" DISABLE ROW LEVEL SECURITY");
    diesel::sql_query(statement).execute(&mut conn).await.unwrap();
}

/// A policy asks for the scope itself, or for a row of another guarded table.
fn looks_at_the_scope(shown: &str) -> bool {
    ["in_scope(", "current_setting(", "EXISTS ( SELECT"]
        .iter()
        .any(|part| shown.contains(part))
}

async fn rows_seen(conn: &mut AsyncPgConnection, table: &str) -> i64 {
    let query = format!("SELECT count(*) AS count FROM \"{table}\"");
    diesel::sql_query(query).get_result::<Count>(conn).await.unwrap().count
}
