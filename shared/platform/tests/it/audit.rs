//! The hash chain: what breaks it is found, nothing else is.

use std::sync::Arc;

use chrono::Utc;
use platform::{
    Database, RequestContext, Scope,
    audit::{self, Change, FindingKind, Head},
    context::{Caller, Client},
    database::Pg,
};
use serde_json::{Value, json};

use crate::support::{Fixture, connect};

pub async fn append(conn: &mut Pg, action: &str) {
    append_state(conn, action, json!({ "action": action })).await;
}

async fn append_state(conn: &mut Pg, action: &str, after: Value) {
    let change = Change {
        actor: "zhang",
        action,
        entity: "bill",
        entity_id: "42".to_owned(),
        before: None,
        after: Some(after),
    };
    audit::append(conn, change, Utc::now()).await.unwrap();
}

async fn append_committed(database: &Database, action: &str) {
    let mut tx = database.begin(&Scope::All).await.unwrap();
    append(&mut tx, action).await;
    tx.commit().await.unwrap();
}

/// How many entries there are, all as they were written.
async fn intact(database: &Database) -> i64 {
    let report = audit::verify(database).await.unwrap();
    assert_eq!(report.findings, [], "{report:?}");
    report.entries
}

/// What is wrong, as `changed 3`.
async fn found(database: &Database) -> Vec<String> {
    let report = audit::verify(database).await.unwrap();
    let name = |kind: FindingKind| serde_json::to_value(kind).unwrap().as_str().unwrap().to_owned();
    let text = |finding: &audit::Finding| match finding.through {
        through if through == finding.seq => format!("{} {}", name(finding.kind), finding.seq),
        through => format!("{} {}-{through}", name(finding.kind), finding.seq),
    };
    report.findings.iter().map(text).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn an_untouched_chain_is_intact_whatever_the_database_makes_of_the_json() {
    let fixture = Fixture::new().await;
    assert_eq!(intact(&fixture.database).await, 0);
    let mut tx = fixture.database.begin(&Scope::All).await.unwrap();
    for state in [
        json!({ "z": 1, "aa": 2, "b": { "y": [], "x": {} } }),
        json!({ "amount": "1802.50", "ratio": 0.1, "sum": 0.1 + 0.2, "third": 1.0 / 3.0 }),
        json!([1.0, 100.0, 1e16, 1e20, 1e300, 1e-7, -0.0, 5e-324, 12_345_678_901_234_567.0]),
        json!([0, -1, i64::MIN, i64::MAX, u64::MAX]),
        json!({ "名称": "绛州示范\"食品\"\\有限公司\n\u{1F600}", "": null, "yes": true }),
        json!("text"),
        Value::Null,
    ] {
        append_state(&mut tx, "bill.change", state).await;
    }
    tx.commit().await.unwrap();
    assert_eq!(intact(&fixture.database).await, 7);
    let stored = fixture
        .number("SELECT count(*) FROM audit_entries WHERE after::text LIKE '%10000000000000000,%'")
        .await;
    assert_eq!(stored, 1, "the database writes 1e16 in its own way");
}

#[tokio::test(flavor = "multi_thread")]
async fn an_entry_names_the_request_that_made_it() {
    let fixture = Fixture::new().await;
    let context = RequestContext::fresh();
    let request_id = context.request_id.clone();
    context.scope(append_committed(&fixture.database, "bill.pay")).await;
    let query = format!("SELECT count(*) FROM audit_entries WHERE request_id = '{request_id}' AND seq = 1");
    assert_eq!(fixture.number(&query).await, 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_rolled_back_leaves_no_gap() {
    let fixture = Fixture::new().await;
    append_committed(&fixture.database, "bill.create").await;
    let mut tx = fixture.database.begin(&Scope::All).await.unwrap();
    append(&mut tx, "bill.pay").await;
    tx.rollback().await.unwrap();
    append_committed(&fixture.database, "bill.cancel").await;
    assert_eq!(intact(&fixture.database).await, 2);
}

#[tokio::test(flavor = "multi_thread")]
async fn any_tampering_is_found_where_it_is() {
    let fixture = Fixture::new().await;
    for action in ["one", "two", "three", "four", "five"] {
        append_committed(&fixture.database, action).await;
    }
    let thief = fixture.superuser().await;
    thief
        .batch_execute("CREATE TABLE kept_entries AS TABLE audit_entries; CREATE TABLE kept_head AS TABLE audit_head")
        .await
        .unwrap();
    for (tampering, finding) in TAMPERINGS {
        thief.batch_execute(tampering).await.expect(tampering);
        let expected: Vec<&str> = finding.split(", ").collect();
        assert_eq!(found(&fixture.database).await, expected, "{tampering}");
        let restore = "DELETE FROM audit_entries; INSERT INTO audit_entries TABLE kept_entries; DELETE FROM audit_head; INSERT INTO audit_head TABLE kept_head";
        thief.batch_execute(restore).await.unwrap();
        assert_eq!(intact(&fixture.database).await, 5, "{tampering}");
    }
}

/// What somebody with the owner's rights may do to a log of five entries, and what is found.
const TAMPERINGS: [(&str, &str); 33] = [
    ("UPDATE audit_entries SET id = gen_random_uuid() WHERE seq = 3", "changed 3"),
    ("UPDATE audit_entries SET occurred_at = occurred_at + interval '1 microsecond' WHERE seq = 3", "changed 3"),
    ("UPDATE audit_entries SET actor = 'li' WHERE seq = 3", "changed 3"),
    ("UPDATE audit_entries SET action = 'bill.read' WHERE seq = 3", "changed 3"),
    ("UPDATE audit_entries SET entity = 'meter' WHERE seq = 3", "changed 3"),
    ("UPDATE audit_entries SET entity_id = '43' WHERE seq = 3", "changed 3"),
    ("UPDATE audit_entries SET before = '{}' WHERE seq = 3", "changed 3"),
    ("UPDATE audit_entries SET before = 'null' WHERE seq = 3", "changed 3"),
    ("UPDATE audit_entries SET after = jsonb_set(after, '{action}', '\"3\"') WHERE seq = 3", "changed 3"),
    ("UPDATE audit_entries SET after = after || '{\"more\": 1}' WHERE seq = 3", "changed 3"),
    ("UPDATE audit_entries SET after = NULL WHERE seq = 3", "changed 3"),
    ("UPDATE audit_entries SET request_id = '' WHERE seq = 3", "changed 3"),
    ("UPDATE audit_entries SET unit = 'other' WHERE seq = 3", "changed 3"),
    ("UPDATE audit_entries SET roles = '{auditor}' WHERE seq = 3", "changed 3"),
    ("UPDATE audit_entries SET address = '192.0.2.1' WHERE seq = 3", "changed 3"),
    ("UPDATE audit_entries SET agent = '' WHERE seq = 3", "changed 3"),
    ("UPDATE audit_entries SET reason = 'better' WHERE seq = 3", "changed 3"),
    ("UPDATE audit_entries SET previous_hash = hash WHERE seq = 3", "changed 3"),
    ("UPDATE audit_entries SET hash = repeat('0', 64) WHERE seq = 3", "changed 3"),
    ("UPDATE audit_entries SET actor = 'li' WHERE seq = 1", "changed 1"),
    ("UPDATE audit_entries SET actor = 'li' WHERE seq = 5", "changed 5"),
    ("UPDATE audit_entries SET actor = 'li' WHERE seq IN (2, 4)", "changed 2, changed 4"),
    ("UPDATE audit_entries SET seq = 30 WHERE seq = 3", "removed 3, inserted 30"),
    ("DELETE FROM audit_entries WHERE seq = 2", "removed 2"),
    ("DELETE FROM audit_entries WHERE seq IN (1, 2)", "removed 1-2"),
    ("DELETE FROM audit_entries WHERE seq IN (2, 4)", "removed 2, removed 4"),
    ("DELETE FROM audit_entries WHERE seq = 5", "removed 5"),
    ("DELETE FROM audit_entries WHERE seq IN (4, 5)", "removed 4-5"),
    ("DELETE FROM audit_entries", "removed 1-5"),
    ("UPDATE audit_head SET hash = repeat('0', 64)", "head 5"),
    // Swapped, so that every entry alone still looks well.
    (
        "UPDATE audit_entries SET seq = -2 WHERE seq = 2; UPDATE audit_entries SET seq = 2 WHERE seq = 3; UPDATE audit_entries SET seq = 3 WHERE seq = -2",
        "inserted 2, removed 3",
    ),
    (
        "INSERT INTO audit_entries (seq, id, occurred_at, actor, action, entity, entity_id, request_id, previous_hash, hash)
            SELECT 6, gen_random_uuid(), occurred_at, actor, action, entity, entity_id, request_id, hash, 'new' FROM audit_entries WHERE seq = 5",
        "inserted 6",
    ),
    // In the middle, the others moved on.
    (
        "UPDATE audit_entries SET seq = -seq WHERE seq > 2; UPDATE audit_entries SET seq = 1 - seq WHERE seq < 0;
         INSERT INTO audit_entries (seq, id, occurred_at, actor, action, entity, entity_id, request_id, previous_hash, hash)
            SELECT 3, gen_random_uuid(), occurred_at, actor, action, entity, entity_id, request_id, hash, 'new' FROM audit_entries WHERE seq = 2",
        "inserted 3",
    ),
];

/// A log of 100,000 entries as the service would have written it, hashed by PostgreSQL: the canonical writing is this one,
/// and whoever knows it can verify a log without us.
const LONG_LOG: &str = r#"
    DO $$
    DECLARE
        last text := repeat('0', 64);
        entry uuid;
        made timestamptz := '2026-01-01T00:00:00Z';
        content text;
    BEGIN
        FOR n IN 1..100000 LOOP
            entry := gen_random_uuid();
            content := format('{"action":"bill.read","actor":"zhang","after":[{"n":%s,},],"before":null,"entity":"bill","entity_id":"%s",'
                '"id":"%s","occurred_at":%s,"request_id":"r","seq":%s,}', n, n, entry, (extract(epoch FROM made) * 1000000)::bigint, n);
            INSERT INTO audit_entries (seq, id, occurred_at, actor, action, entity, entity_id, after, request_id, previous_hash, hash)
                VALUES (n, entry, made, 'zhang', 'bill.read', 'bill', n::text, jsonb_build_object('n', n), 'r', last,
                    encode(sha256(convert_to(last || content, 'UTF8')), 'hex'))
                RETURNING hash INTO last;
        END LOOP;
        UPDATE audit_head SET seq = 100000, hash = last;
    END $$"#;

#[tokio::test(flavor = "multi_thread")]
async fn in_a_log_of_100_000_entries_every_tampering_is_found_in_reasonable_time() {
    let fixture = Fixture::new().await;
    let thief = fixture.superuser().await;
    thief.batch_execute(LONG_LOG).await.unwrap();
    let started = std::time::Instant::now();
    assert_eq!(intact(&fixture.database).await, 100_000);
    let took = started.elapsed();
    assert!(took.as_secs() < 60, "{took:?}");
    thief
        .batch_execute(
            "UPDATE audit_entries SET actor = 'li' WHERE seq = 12345;
             UPDATE audit_entries SET seq = -1 WHERE seq = 30000;
             UPDATE audit_entries SET seq = 30000 WHERE seq = 30001;
             UPDATE audit_entries SET seq = 30001 WHERE seq = -1;
             DELETE FROM audit_entries WHERE seq BETWEEN 50000 AND 50009;
             DELETE FROM audit_entries WHERE seq = 70000;
             DELETE FROM audit_entries WHERE seq > 99997;
             INSERT INTO audit_entries (seq, id, occurred_at, actor, action, entity, entity_id, request_id, previous_hash, hash)
                SELECT 100001, gen_random_uuid(), occurred_at, actor, action, entity, entity_id, request_id, hash, 'new' FROM audit_entries WHERE seq = 99997",
        )
        .await
        .unwrap();
    assert_eq!(
        found(&fixture.database).await,
        [
            "changed 12345",
            "inserted 30000",
            "removed 30001",
            "removed 50000-50009",
            "removed 70000",
            "inserted 100001",
            "removed 99998-100000"
        ]
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_forged_entry_with_a_good_hash_is_found_by_what_was_built_on_the_one_before() {
    let fixture = Fixture::new().await;
    for action in ["one", "two", "three", "four"] {
        append_committed(&fixture.database, action).await;
    }
    // A forger writes another third entry with the service's own means, and puts it in the place of the real one.
    let thief = fixture.superuser().await;
    thief
        .batch_execute(
            "CREATE TABLE kept AS TABLE audit_entries;
             DELETE FROM audit_entries WHERE seq > 2;
             UPDATE audit_head SET seq = 2, hash = (SELECT hash FROM audit_entries WHERE seq = 2)",
        )
        .await
        .unwrap();
    append_committed(&fixture.database, "forged").await;
    thief
        .batch_execute(
            "INSERT INTO audit_entries SELECT * FROM kept WHERE seq = 4;
             UPDATE audit_head SET seq = 4, hash = (SELECT hash FROM kept WHERE seq = 4)",
        )
        .await
        .unwrap();
    assert_eq!(found(&fixture.database).await, ["changed 3"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_log_rewritten_as_a_whole_is_found_by_an_end_noted_elsewhere() {
    let fixture = Fixture::new().await;
    for action in ["one", "two", "three"] {
        append_committed(&fixture.database, action).await;
    }
    let noted: Head = audit::verify(&fixture.database).await.unwrap().head.to_string().parse().unwrap();
    append_committed(&fixture.database, "four").await;
    assert!(audit::verify_since(&fixture.database, Some(&noted)).await.unwrap().is_intact());
    let thief = fixture.superuser().await;
    thief
        .batch_execute(
            "DELETE FROM audit_entries WHERE seq > 2;
             UPDATE audit_head SET seq = 2, hash = (SELECT hash FROM audit_entries WHERE seq = 2)",
        )
        .await
        .unwrap();
    append_committed(&fixture.database, "another three").await;
    append_committed(&fixture.database, "another four").await;
    assert_eq!(intact(&fixture.database).await, 4);
    let report = audit::verify_since(&fixture.database, Some(&noted)).await.unwrap();
    assert_eq!(report.findings[0].kind, FindingKind::Forked);
    assert_eq!((report.findings.len(), report.findings[0].seq), (1, 3));
}

#[tokio::test(flavor = "multi_thread")]
async fn the_login_role_can_only_add_at_the_end() {
    let fixture = Fixture::new().await;
    append_committed(&fixture.database, "one").await;
    let login = connect(&fixture.db.app_url).await;
    let columns = "seq, id, occurred_at, actor, action, entity, entity_id, request_id, previous_hash, hash";
    let entry = |seq: &str, previous: &str| {
        format!(
            "INSERT INTO audit_entries ({columns}) SELECT {seq}, gen_random_uuid(), now(), 'li', 'x', 'x', 'x', 'x', {previous}, 'new' FROM audit_entries"
        )
    };
    for statement in [
        "UPDATE audit_head SET seq = 0",
        "DELETE FROM audit_head",
        "INSERT INTO audit_head (only_row, seq, hash) VALUES (false, 9, '')",
        "TRUNCATE audit_head",
        "UPDATE audit_entries SET actor = 'li'",
        "DELETE FROM audit_entries",
        &entry("0", "hash"),
        &entry("3", "hash"),
        &entry("2", "repeat('0', 64)"),
        "CREATE TEMPORARY TABLE audit_entries (seq bigint)",
    ] {
        login.batch_execute(statement).await.expect_err(statement);
    }
    // The owner may move the end, as entries do, but not remove it.
    let owner = connect(&fixture.db.owner_url).await;
    for statement in ["DELETE FROM audit_head", "TRUNCATE audit_head"] {
        owner.batch_execute(statement).await.expect_err(statement);
    }
    assert_eq!(intact(&fixture.database).await, 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_entry_says_who_acted_from_where_and_why_and_keeps_no_secret() {
    let fixture = Fixture::new().await;
    let mut context = RequestContext::fresh().by(Caller {
        unit: "water_bureau".to_owned(),
        roles: vec!["water_clerk".to_owned(), "water_head".to_owned()],
    });
    context.client = Some(Arc::new(Client {
        address: "192.0.2.7".to_owned(),
        agent: "Firefox/140".to_owned(),
    }));
    let work = async {
        let mut tx = fixture.database.begin(&Scope::All).await.unwrap();
        let after = json!({ "reason": "读数有误", "phone": "13812345678", "password": "hunter2" });
        append_state(&mut tx, "bill.credit", after).await;
        tx.commit().await.unwrap();
    };
    context.scope(work).await;
    let mut conn = fixture.database.connection(&Scope::Nothing).await.unwrap();
    let row = audit::find(&mut conn, 1).await.unwrap().unwrap();
    assert_eq!((row.actor.as_str(), row.unit.as_deref()), ("zhang", Some("water_bureau")));
    assert_eq!(row.roles.unwrap(), ["water_clerk", "water_head"]);
    assert_eq!(
        (row.address.as_deref(), row.agent.as_deref()),
        (Some("192.0.2.7"), Some("Firefox/140"))
    );
    assert_eq!(row.reason.as_deref(), Some("读数有误"));
    assert_eq!(
        row.after.unwrap(),
        json!({ "reason": "读数有误", "phone": "138****5678", "password": "***" })
    );
    assert_eq!(intact(&fixture.database).await, 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn entries_made_at_once_form_one_chain_that_can_be_verified_meanwhile() {
    const WRITERS: usize = 20;
    const EACH: usize = 5;
    let fixture = Fixture::new().await;
    let writers: Vec<_> = (0..WRITERS)
        .map(|writer| {
            let database = fixture.database.clone();
            tokio::spawn(async move {
                for round in 0..EACH {
                    append_committed(&database, &format!("{writer}.{round}")).await;
                }
            })
        })
        .collect();
    let reader = fixture.pool(1);
    while !writers.iter().all(tokio::task::JoinHandle::is_finished) {
        intact(&reader).await;
    }
    for writer in writers {
        writer.await.unwrap();
    }
    assert_eq!(intact(&reader).await, 100);
    assert_eq!(fixture.number("SELECT max(seq) FROM audit_entries").await, 100);
}
