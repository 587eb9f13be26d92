//! The hash chain: what breaks it is found, nothing else is.

use chrono::Utc;
use platform::{
    Database, RequestContext, Scope,
    audit::{self, Change, Verdict},
    database::Pg,
};
use serde_json::{Value, json};

use crate::support::Fixture;

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

async fn broken_at(database: &Database) -> Option<i64> {
    match audit::verify(database).await.unwrap() {
        Verdict::Broken { seq, .. } => Some(seq),
        Verdict::Intact { .. } => None,
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_untouched_chain_is_intact_whatever_the_database_makes_of_the_json() {
    let fixture = Fixture::new().await;
    assert_eq!(audit::verify(&fixture.database).await.unwrap(), Verdict::Intact { entries: 0 });
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
    assert_eq!(audit::verify(&fixture.database).await.unwrap(), Verdict::Intact { entries: 7 });
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
    assert_eq!(audit::verify(&fixture.database).await.unwrap(), Verdict::Intact { entries: 2 });
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
    for (tampering, seq) in [
        ("UPDATE audit_entries SET id = gen_random_uuid() WHERE seq = 3", 3),
        (
            "UPDATE audit_entries SET occurred_at = occurred_at + interval '1 microsecond' WHERE seq = 3",
            3,
        ),
        ("UPDATE audit_entries SET actor = 'li' WHERE seq = 3", 3),
        ("UPDATE audit_entries SET action = 'bill.read' WHERE seq = 3", 3),
        ("UPDATE audit_entries SET entity = 'meter' WHERE seq = 3", 3),
        ("UPDATE audit_entries SET entity_id = '43' WHERE seq = 3", 3),
        ("UPDATE audit_entries SET before = '{}' WHERE seq = 3", 3),
        ("UPDATE audit_entries SET before = 'null' WHERE seq = 3", 3),
        (
            "UPDATE audit_entries SET after = jsonb_set(after, '{action}', '\"3\"') WHERE seq = 3",
            3,
        ),
        ("UPDATE audit_entries SET after = after || '{\"more\": 1}' WHERE seq = 3", 3),
        ("UPDATE audit_entries SET after = NULL WHERE seq = 3", 3),
        ("UPDATE audit_entries SET request_id = '' WHERE seq = 3", 3),
        ("UPDATE audit_entries SET previous_hash = hash WHERE seq = 3", 3),
        ("UPDATE audit_entries SET hash = repeat('0', 64) WHERE seq = 3", 3),
        ("UPDATE audit_entries SET seq = 30 WHERE seq = 3", 3),
        ("UPDATE audit_entries SET actor = 'li' WHERE seq = 1", 1),
        ("DELETE FROM audit_entries WHERE seq = 2", 2),
        ("DELETE FROM audit_entries WHERE seq IN (1, 2)", 1),
        ("DELETE FROM audit_entries WHERE seq = 5", 5),
        ("DELETE FROM audit_entries WHERE seq IN (4, 5)", 4),
        ("DELETE FROM audit_entries", 1),
        ("UPDATE audit_head SET hash = repeat('0', 64)", 6),
        // Swapped, so that every entry alone still looks well.
        (
            "UPDATE audit_entries SET seq = -2 WHERE seq = 2; UPDATE audit_entries SET seq = 2 WHERE seq = 3; UPDATE audit_entries SET seq = 3 WHERE seq = -2",
            2,
        ),
        (
            "INSERT INTO audit_entries SELECT 6, gen_random_uuid(), occurred_at, actor, action, entity, entity_id, before, after, request_id, hash, 'new' FROM audit_entries WHERE seq = 5",
            6,
        ),
    ] {
        thief.batch_execute(tampering).await.expect(tampering);
        assert_eq!(broken_at(&fixture.database).await, Some(seq), "{tampering}");
        let restore = "DELETE FROM audit_entries; INSERT INTO audit_entries TABLE kept_entries; DELETE FROM audit_head; INSERT INTO audit_head TABLE kept_head";
        thief.batch_execute(restore).await.unwrap();
        assert_eq!(
            audit::verify(&fixture.database).await.unwrap(),
            Verdict::Intact { entries: 5 },
            "{tampering}"
        );
    }
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
        let verdict = audit::verify(&reader).await.unwrap();
        assert!(matches!(verdict, Verdict::Intact { .. }), "{verdict:?}");
    }
    for writer in writers {
        writer.await.unwrap();
    }
    assert_eq!(audit::verify(&reader).await.unwrap(), Verdict::Intact { entries: 100 });
    assert_eq!(fixture.number("SELECT max(seq) FROM audit_entries").await, 100);
}
