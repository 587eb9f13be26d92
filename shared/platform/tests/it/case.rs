//! Cases on a real database: two people at once, data scope, what the database itself refuses, files and rows.

use std::collections::BTreeSet;

use actix_web::web::Bytes;
use chrono::TimeDelta;
use diesel::result::{DatabaseErrorKind, Error as DieselError};
use diesel_async::SimpleAsyncConnection;
use futures_util::{TryStreamExt, stream};
use platform::{
    Problem, Scope,
    attachment::{self, Owner, StoredFile},
    blob::BlobStore,
    case::{self, Actor, By, CaseError, CaseFault, CaseRow, Command, NewCase, Policy, Told},
    http::access::Role,
    settings::StorageSettings,
};
use uuid::Uuid;

use crate::support::Fixture;

const CLERK: Role = Role {
    code: "clerk",
    title: "经办人",
};
const HEAD: Role = Role {
    code: "head",
    title: "负责人",
};
fn policy() -> Policy {
    Policy {
        kind: "test",
        title: "测试事项",
        drafters: &[CLERK],
        deciders: &[HEAD],
        needs_acceptance: false,
        may_reject: true,
        has_statement: false,
        attachments_needed: 0,
        decide_within: 5,
        correct_within: 3,
        calendar: case::calendar().unwrap(),
    }
}

fn by(name: &'static str) -> By<'static> {
    By::now(Actor::Checked(name))
}

async fn opened(fixture: &Fixture, unit: &str) -> CaseRow {
    let mut tx = fixture.database.begin(&Scope::All).await.unwrap();
    let new = NewCase {
        entity: "thing",
        entity_id: Uuid::now_v7().to_string(),
        title: "事项".to_owned(),
        link: "/work".to_owned(),
        units: vec![unit.to_owned(), "company".to_owned()],
    };
    let row = case::open(&mut tx, &policy(), &by("li"), new).await.unwrap();
    tx.commit().await.unwrap();
    row
}

async fn step(fixture: &Fixture, scope: &Scope, who: By<'_>, row: &CaseRow, command: Command) -> Result<CaseRow, CaseFault> {
    let mut tx = fixture.database.begin(scope).await.unwrap();
    let row = case::step(&mut tx, &policy(), row.id, Some(row.version), &who, command, Told::default()).await?;
    tx.commit().await.unwrap();
    Ok(row)
}

async fn submitted(fixture: &Fixture) -> CaseRow {
    let row = opened(fixture, "longxing").await;
    step(fixture, &Scope::All, by("li"), &row, Command::Submit).await.unwrap()
}

fn approve() -> Command {
    Command::Approve { comment: None }
}

#[tokio::test(flavor = "multi_thread")]
async fn of_two_who_decide_at_once_one_wins_and_the_other_is_told() {
    let fixture = Fixture::new().await;
    let row = submitted(&fixture).await;
    let reject = Command::Reject {
        reason: "不符".to_owned()
    };
    let (one, two) = tokio::join!(
        step(&fixture, &Scope::All, by("wang"), &row, approve()),
        step(&fixture, &Scope::All, by("sun"), &row, reject)
    );
    let (won, lost) = if one.is_ok() { (one, two) } else { (two, one) };
    let won = won.unwrap();
    assert!(matches!(lost.unwrap_err(), CaseFault::Stale(3)));
    assert_eq!((won.version, won.closed_at.is_some()), (3, true));
    assert_eq!(fixture.number("SELECT count(*) FROM case_steps").await, 3);
    assert_eq!(fixture.number("SELECT count(*) FROM audit_entries WHERE entity = 'case'").await, 3);
}

#[tokio::test(flavor = "multi_thread")]
async fn two_urges_of_a_person_at_once_count_once_a_day() {
    let fixture = Fixture::new().await;
    let row = submitted(&fixture).await;
    let urge = |name| {
        let fixture = &fixture;
        let id = row.id;
        async move {
            let mut tx = fixture.database.begin(&Scope::All).await.unwrap();
            let command = Command::Urge { comment: None };
            let row = case::step(&mut tx, &policy(), id, None, &by(name), command, Told::default()).await?;
            tx.commit().await.unwrap();
            Ok::<_, CaseFault>(row.urges)
        }
    };
    let (one, two) = tokio::join!(urge("li"), urge("li"));
    let (won, lost) = if one.is_ok() { (one, two) } else { (two, one) };
    assert_eq!(won.unwrap(), 1);
    assert!(matches!(lost.unwrap_err(), CaseFault::Refused(CaseError::UrgedToday)));
    assert_eq!(fixture.number("SELECT urges::bigint FROM cases").await, 1);
    // The database says so too, whatever the code does.
    let mut tx = fixture.database.begin(&Scope::All).await.unwrap();
    let twice = "INSERT INTO case_steps (case_id, seq, action, actor, at, day, state_after, request_id)
                 SELECT case_id, 99, action, actor, at, day, state_after, request_id FROM case_steps WHERE action = 'urge'";
    let error = tx.batch_execute(twice).await.unwrap_err();
    assert!(error.to_string().contains("case_steps_one_urge_a_day"), "{error}");
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_sees_or_moves_a_case_of_other_units() {
    let fixture = Fixture::new().await;
    let row = submitted(&fixture).await;
    let units = |codes: &[&str]| Scope::Units(codes.iter().map(|code| (*code).to_owned()).collect::<BTreeSet<_>>());
    for (scope, seen) in [
        (units(&["sanquan"]), 0),
        (Scope::Nothing, 0),
        (units(&["longxing"]), 2),
        (units(&["company", "other"]), 2),
    ] {
        let mut conn = fixture.database.connection(&scope).await.unwrap();
        let steps = crate::database::number(&mut conn, "SELECT count(*) FROM case_steps").await.unwrap();
        assert_eq!(steps, seen, "{scope:?}");
        let found = case::of_thing(&mut conn, "thing", &row.entity_id).await.unwrap();
        assert_eq!(found.is_some(), seen > 0, "{scope:?}");
        drop(conn);
        if seen == 0 {
            let refused = step(&fixture, &scope, by("wang"), &row, approve()).await.unwrap_err();
            assert!(matches!(refused, CaseFault::NotFound), "{scope:?}: {refused:?}");
        }
    }
    let mut tx = fixture.database.begin(&units(&["sanquan"])).await.unwrap();
    let new = NewCase {
        entity: "thing",
        entity_id: "x".to_owned(),
        title: "x".to_owned(),
        link: "x".to_owned(),
        units: vec!["longxing".to_owned()],
    };
    let refused = case::open(&mut tx, &policy(), &by("li"), new).await.unwrap_err();
    assert!(format!("{refused:?}").contains("row-level security"), "{refused:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_database_itself_keeps_what_was_decided_and_by_whom() {
    let fixture = Fixture::new().await;
    let row = submitted(&fixture).await;
    let refuse = |statement: String| {
        let fixture = &fixture;
        async move {
            let mut tx = fixture.database.begin(&Scope::All).await.unwrap();
            match tx.batch_execute(&statement).await.unwrap_err() {
                DieselError::DatabaseError(kind, info) => {
                    assert!(
                        matches!(
                            kind,
                            DatabaseErrorKind::RestrictViolation | DatabaseErrorKind::CheckViolation | DatabaseErrorKind::UniqueViolation
                        ),
                        "{statement}: {kind:?} {}",
                        info.message()
                    );
                }
                other => panic!("{statement}: {other}"),
            }
        }
    };
    refuse("UPDATE cases SET state = 'approved', closed_at = now(), decided_by = 'li'".to_owned()).await;
    refuse("UPDATE cases SET state = 'approved'".to_owned()).await;
    refuse(format!(
        "INSERT INTO cases SELECT gen_random_uuid(), kind, entity, entity_id, title, link, units, state, statement, drafter, authors, holder_role,
         holder_person, opened_at, submitted_at, due_on, urges, closed_at, decided_by, version FROM cases WHERE id = '{}'",
        row.id
    ))
    .await;
    step(&fixture, &Scope::All, by("wang"), &row, approve()).await.unwrap();
    for statement in [
        "UPDATE cases SET state = 'submitted', closed_at = NULL, decided_by = NULL",
        "UPDATE cases SET title = 'x'",
        "DELETE FROM cases",
        "UPDATE case_steps SET actor = 'x'",
        "DELETE FROM case_steps",
    ] {
        refuse(statement.to_owned()).await;
    }
}

const PNG: &[u8] = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR and what belongs to a picture";

fn store(folder: &tempfile::TempDir) -> BlobStore {
    BlobStore::new(&StorageSettings {
        url: format!("file://{}", folder.path().display()),
        endpoint: None,
        region: None,
        access_key_id: None,
        secret_access_key: None,
        allow_http: false,
        attachment_limit_bytes: 1_000,
    })
    .unwrap()
}

async fn upload(blobs: &BlobStore, case_id: Uuid, name: &str, bytes: Vec<u8>) -> Result<StoredFile, Problem> {
    let chunks: Vec<_> = bytes.chunks(16).map(|chunk| Ok(Bytes::copy_from_slice(chunk))).collect();
    attachment::store(blobs, Owner::Case(case_id), name, 100_000, stream::iter(chunks)).await
}

async fn files(blobs: &BlobStore) -> usize {
    blobs.list("attachment").try_collect::<Vec<_>>().await.unwrap().len()
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_refused_leaves_no_file_and_what_got_no_row_is_swept_away() {
    let fixture = Fixture::new().await;
    let folder = tempfile::tempdir().unwrap();
    let blobs = store(&folder);
    let row = submitted(&fixture).await;
    let large = [PNG, &[0; 100_000]].concat();
    for (name, bytes, code) in [
        ("现场.png", large, "file_too_large"),
        ("现场.pdf", PNG.to_vec(), "file_type_mismatch"),
        ("程序.png", b"\x7fELF\x02\x01\x01".to_vec(), "file_type_refused"),
        ("空.png", Vec::new(), "file_empty"),
        ("a\u{7}.png", PNG.to_vec(), "file_name_invalid"),
    ] {
        let refused = upload(&blobs, row.id, name, bytes).await.unwrap_err();
        assert_eq!(refused.code(), code, "{name}");
    }
    assert_eq!(files(&blobs).await, 0);

    let kept = upload(&blobs, row.id, r"C:\照片\现场.png", PNG.to_vec()).await.unwrap();
    upload(&blobs, row.id, "丢失.png", PNG.to_vec()).await.unwrap();
    let mut tx = fixture.database.begin(&Scope::All).await.unwrap();
    let attached = case::attachment::attach(&mut tx, &policy(), row.id, &by("li"), &kept)
        .await
        .unwrap();
    tx.commit().await.unwrap();
    assert_eq!(
        (attached.file_name.as_str(), attached.media_type.as_str(), attached.size_bytes),
        ("现场.png", "image/png", i64::try_from(PNG.len()).unwrap())
    );
    // Whoever decides on what they saw before is told that it is not all.
    let refused = step(&fixture, &Scope::All, by("wang"), &row, approve()).await.unwrap_err();
    assert!(matches!(refused, CaseFault::Stale(3)), "{refused:?}");

    assert_eq!(files(&blobs).await, 2);
    let sweep = async |age| attachment::sweep(&fixture.database, &blobs, age).await.unwrap();
    assert_eq!(sweep(TimeDelta::hours(1)).await, 0, "its row may be on the way");
    assert_eq!(sweep(TimeDelta::seconds(-60)).await, 1);
    let whole = blobs
        .get(&attached.blob_key)
        .await
        .unwrap()
        .stream
        .try_collect::<Vec<_>>()
        .await
        .unwrap();
    assert_eq!(whole.concat(), PNG);

    let withdraw = async |who: &'static str| {
        let mut tx = fixture.database.begin(&Scope::All).await.unwrap();
        let done = case::attachment::withdraw(&mut tx, &policy(), (row.id, attached.id), &by(who), "传错了").await?;
        tx.commit().await.unwrap();
        Ok::<_, CaseFault>(done)
    };
    assert!(matches!(
        withdraw("wang").await.unwrap_err(),
        CaseFault::Refused(CaseError::NotThisPerson { .. })
    ));
    assert_eq!(withdraw("li").await.unwrap().withdrawn_reason.as_deref(), Some("传错了"));
    assert!(matches!(withdraw("li").await.unwrap_err(), CaseFault::AlreadyWithdrawn));
    assert_eq!(sweep(TimeDelta::seconds(-60)).await, 0, "what was withdrawn stays");
    for statement in [
        "DELETE FROM case_attachments",
        "UPDATE case_attachments SET sha256 = repeat('0', 64)",
        "UPDATE case_attachments SET withdrawn_by = NULL, withdrawn_at = NULL, withdrawn_reason = NULL",
    ] {
        let mut tx = fixture.database.begin(&Scope::All).await.unwrap();
        let error = tx.batch_execute(statement).await.unwrap_err();
        assert!(error.to_string().contains("append-only"), "{statement}: {error}");
    }
}
