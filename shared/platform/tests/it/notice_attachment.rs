//! Files of public notices: added and withdrawn with a draft, public and unchangeable once it is posted.

use actix_web::web::Bytes;
use chrono::TimeDelta;
use diesel_async::SimpleAsyncConnection;
use futures_util::{TryStreamExt, stream};
use platform::{
    Scope,
    attachment::{self, Owner},
    blob::BlobStore,
    settings::StorageSettings,
    test_support::{Answer, TestPerson, TestService, send},
};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use uuid::Uuid;

use crate::{
    desk::{CLERK, Desk, REVIEWER, clerk, start, start_with},
    support::Fixture,
};

const PNG: &[u8] = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR and what belongs to a picture";
const PDF: &[u8] = b"%PDF-1.7 and what belongs to a document";
const LIMIT: usize = 200;

fn reviewer() -> TestPerson {
    TestPerson::with("li", &[REVIEWER])
}

fn elsewhere() -> TestPerson {
    TestPerson::with("qian", &[CLERK]).of_units(&["wanan"])
}

async fn drafted(service: &TestService) -> String {
    let text =
        json!({ "kind": "village", "title": "基础数据公示", "body": "改革面积 320 亩。", "audience": "古交村全体村民", "unit": "gujiao" });
    service.post(&clerk(), "/v1/managed-notices", &text).await.id()
}

async fn attach(service: &TestService, who: &TestPerson, notice: &str, name: &str, bytes: &[u8]) -> Answer {
    service
        .upload(who, &format!("/v1/managed-notices/{notice}/attachments"), name, bytes)
        .await
}

async fn withdraw(service: &TestService, who: &TestPerson, notice: &str, file: &str) -> Answer {
    let path = format!("/v1/managed-notices/{notice}/attachments/{file}/withdrawal");
    service.post(who, &path, &json!({ "reason": "传错了" })).await
}

async fn managed(service: &TestService, notice: &str) -> Value {
    service.get(&clerk(), &format!("/v1/managed-notices/{notice}")).await.body
}

async fn post(service: &TestService, notice: &str) -> Answer {
    let version = managed(service, notice).await["version"].as_i64().unwrap();
    let path = format!("/v1/managed-notices/{notice}/posting");
    service.post_if_match(&reviewer(), &path, version, &json!({})).await
}

/// What the staff reads of a file, and what anybody does.
async fn read(service: &TestService, who: &TestPerson, notice: &str, file: &str) -> (u16, u16) {
    let own = format!("/v1/managed-notices/{notice}/attachments/{file}");
    let public = format!("/v1/notices/{notice}/attachments/{file}");
    (service.get(who, &own).await.status, service.get_public(&public).await.status)
}

fn code(answer: &Answer) -> (u16, &str) {
    (answer.status, answer.body["code"].as_str().unwrap_or_default())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_comes_and_goes_with_the_draft_as_a_rewriting_of_it() {
    let fixture = Fixture::new().await;
    let service = start(&fixture).await;
    let notice = drafted(&service).await;
    let attached = attach(&service, &clerk(), &notice, "面积表.pdf", PDF).await;
    assert_eq!(
        (attached.status, &attached.body["media_type"], &attached.body["can_preview"]),
        (201, &json!("application/pdf"), &json!(true)),
        "{}",
        attached.body
    );
    let file = attached.id();
    assert_eq!(read(&service, &reviewer(), &notice, &file).await, (200, 404));
    // Nobody posts what they have not seen, nor what they have added to.
    let path = format!("/v1/managed-notices/{notice}/posting");
    let stale = service.post_if_match(&reviewer(), &path, 1, &json!({})).await;
    assert_eq!(code(&stale), (412, "stale_version"));
    let both = TestPerson::with("zhou", &[CLERK, REVIEWER]);
    let map = attach(&service, &both, &notice, "位置图.png", PNG).await.id();
    let own = service.post_if_match(&both, &path, 3, &json!({})).await;
    assert_eq!(code(&own), (403, "poster_is_drafter"));

    assert_eq!(
        withdraw(&service, &clerk(), &notice, &file).await.body["withdrawn_reason"],
        "传错了"
    );
    assert_eq!(
        code(&withdraw(&service, &clerk(), &notice, &file).await),
        (409, "attachment_withdrawn")
    );
    let seen = managed(&service, &notice).await;
    assert_eq!(
        (
            &seen["drafted_by"],
            &seen["version"],
            seen["managed_attachments"].as_array().unwrap().len()
        ),
        (&json!("zhang"), &json!(4), 2)
    );
    assert_eq!(
        (seen["attachments"].as_array().unwrap().len(), &seen["attachments"][0]["id"]),
        (1, &json!(map))
    );
    // What was withdrawn stays on record.
    assert_eq!(read(&service, &clerk(), &notice, &file).await, (200, 404));
    let noted = "SELECT count(*) FROM audit_entries WHERE action IN ('notice.attach', 'notice.withdraw_attachment')";
    assert_eq!(fixture.number(noted).await, 3);
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_has_not_the_unit_or_the_role_gets_at_no_file_of_a_draft() {
    let fixture = Fixture::new().await;
    let service = start(&fixture).await;
    let notice = drafted(&service).await;
    let file = attach(&service, &clerk(), &notice, "面积表.pdf", PDF).await.id();
    assert_eq!(
        code(&attach(&service, &reviewer(), &notice, "x.pdf", PDF).await),
        (403, "forbidden")
    );
    assert_eq!(
        code(&attach(&service, &elsewhere(), &notice, "x.pdf", PDF).await),
        (404, "not_found")
    );
    assert_eq!(code(&withdraw(&service, &elsewhere(), &notice, &file).await), (404, "not_found"));
    assert_eq!(read(&service, &elsewhere(), &notice, &file).await, (404, 404));
    // Nor does a file belong to another notice.
    let other = drafted(&service).await;
    assert_eq!(read(&service, &clerk(), &other, &file).await, (404, 404));
    assert_eq!(withdraw(&service, &clerk(), &other, &file).await.status, 404);
    assert_eq!(post(&service, &notice).await.status, 200);
    assert_eq!(read(&service, &elsewhere(), &notice, &file).await, (404, 200));
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_refused_leaves_no_file_and_what_is_sent_twice_leaves_one() {
    let fixture = Fixture::new().await;
    let folder = tempfile::tempdir().unwrap();
    let mut storage = None;
    let service = start_with(&fixture, Desk::default(), None, |config| {
        config.storage = StorageSettings {
            url: format!("file://{}", folder.path().display()),
            attachment_limit_bytes: LIMIT,
            ..config.storage.clone()
        };
        storage = Some(config.storage.clone());
    })
    .await;
    let blobs = BlobStore::new(&storage.unwrap()).unwrap();
    let files = async || blobs.list("notice-attachment").try_collect::<Vec<_>>().await.unwrap().len();
    let notice = drafted(&service).await;
    for (name, bytes, wanted) in [
        ("照片.png", [PNG, &[0; LIMIT]].concat(), (413, "file_too_large")),
        ("照片.pdf", PNG.to_vec(), (415, "file_type_mismatch")),
        ("程序.png", b"\x7fELF\x02\x01\x01".to_vec(), (415, "file_type_refused")),
        ("页面.pdf", b"<!DOCTYPE html><script>".to_vec(), (415, "file_type_refused")),
        ("空.png", Vec::new(), (415, "file_empty")),
    ] {
        let refused = attach(&service, &clerk(), &notice, name, &bytes).await;
        assert_eq!(code(&refused), wanted, "{name}: {}", refused.body);
    }
    assert_eq!(files().await, 0);
    let kinds = service.get(&clerk(), "/v1/notice-kinds").await.body;
    assert_eq!(kinds["attachment_limit_bytes"], json!(LIMIT));

    let sent = async || {
        let form = [
            b"--part\r\nContent-Disposition: form-data; name=\"file\"; filename=\"x.png\"\r\n\r\n",
            PNG,
            b"\r\n--part--\r\n",
        ]
        .concat();
        let path = format!("/v1/managed-notices/{notice}/attachments");
        let request = service.request_as(&clerk(), "POST", &path).body(form);
        let request = request.header("content-type", "multipart/form-data; boundary=part");
        send(request.header("idempotency-key", "the same")).await.id()
    };
    assert_eq!(sent().await, sent().await);
    assert_eq!(files().await, 1);
    // A file that got no row is swept away, one that has a row is not.
    let lost = stream::iter([Ok(Bytes::from_static(PNG))]);
    attachment::store(&blobs, Owner::Notice(Uuid::now_v7()), "丢失.png", LIMIT, lost)
        .await
        .unwrap();
    let sweep = async |age| attachment::sweep(&fixture.database, &blobs, age).await.unwrap();
    assert_eq!(
        (
            sweep(TimeDelta::hours(1)).await,
            sweep(TimeDelta::seconds(-60)).await,
            files().await
        ),
        (0, 1, 1)
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_posted_is_anybodys_to_read_and_stays() {
    let fixture = Fixture::new().await;
    let service = start(&fixture).await;
    let notice = drafted(&service).await;
    let wrong = attach(&service, &clerk(), &notice, "草图.png", PNG).await.id();
    withdraw(&service, &clerk(), &notice, &wrong).await.id();
    let name = "面积一; 表.pdf";
    let file = attach(&service, &clerk(), &notice, name, PDF).await.id();
    attach(&service, &clerk(), &notice, "位置图.png", PNG).await.id();
    assert_eq!(post(&service, &notice).await.status, 200);

    let public = service.get_public(&format!("/v1/notices/{notice}")).await.body;
    let names: Vec<&Value> = public["attachments"]
        .as_array()
        .unwrap()
        .iter()
        .map(|file| &file["file_name"])
        .collect();
    assert_eq!(names, [&json!(name), &json!("位置图.png")]);
    for hidden in ["uploaded_by", "草图", "传错了", "blob_key"] {
        assert!(!public.to_string().contains(hidden), "{hidden}: {public}");
    }
    let path = format!("/v1/notices/{notice}/attachments/{file}");
    for (query, disposition) in [("", "attachment; "), ("?inline=true", "inline; ")] {
        let answer = service.request("GET", &format!("{path}{query}")).send().await.unwrap();
        let header = |name: &str| answer.headers()[name].to_str().unwrap().to_owned();
        assert_eq!(
            (header("content-type"), header("x-content-type-options")),
            ("application/pdf".to_owned(), "nosniff".to_owned())
        );
        assert_eq!(header("content-security-policy"), "default-src 'none'; sandbox");
        assert_eq!(header("cache-control"), "public, max-age=3600");
        let given = header("content-disposition");
        assert!(given.starts_with(disposition) && given.contains("UTF-8''"), "{given}");
        assert_eq!(answer.bytes().await.unwrap(), PDF);
    }
    assert_eq!(read(&service, &clerk(), &notice, &wrong).await, (200, 404));

    assert_eq!(
        code(&attach(&service, &clerk(), &notice, "x.pdf", PDF).await),
        (409, "notice_wrong_state")
    );
    assert_eq!(
        code(&withdraw(&service, &clerk(), &notice, &file).await),
        (409, "notice_wrong_state")
    );
    let row = "SELECT gen_random_uuid(), notice_id, file_name, media_type, size_bytes, sha256, blob_key || 'x', uploaded_by, uploaded_at
               FROM notice_attachments LIMIT 1";
    for statement in [
        "DELETE FROM notice_attachments",
        "UPDATE notice_attachments SET sha256 = repeat('0', 64)",
        "UPDATE notice_attachments SET withdrawn_by = 'x', withdrawn_at = now(), withdrawn_reason = 'x' WHERE withdrawn_at IS NULL",
        &format!(
            "INSERT INTO notice_attachments (id, notice_id, file_name, media_type, size_bytes, sha256, blob_key, uploaded_by, uploaded_at) {row}"
        ),
    ] {
        let mut tx = fixture.database.begin(&Scope::All).await.unwrap();
        let error = tx.batch_execute(statement).await.unwrap_err().to_string();
        assert!(
            error.contains("append-only") || error.contains("what was posted"),
            "{statement}: {error}"
        );
    }
    // Taken back, it says why, and what people have read is still there.
    let version = managed(&service, &notice).await["version"].as_i64().unwrap();
    let path = format!("/v1/managed-notices/{notice}/withdrawal");
    let reason = json!({ "reason": "面积有误" });
    assert_eq!(service.post_if_match(&reviewer(), &path, version, &reason).await.status, 200);
    assert_eq!(read(&service, &clerk(), &notice, &file).await, (200, 200));
}

#[tokio::test(flavor = "multi_thread")]
async fn the_digest_of_what_was_posted_covers_its_files_and_the_feed_names_them() {
    let fixture = Fixture::new().await;
    let service = start(&fixture).await;
    let (with, without) = (drafted(&service).await, drafted(&service).await);
    let wrong = attach(&service, &clerk(), &with, "草图.png", PNG).await.id();
    withdraw(&service, &clerk(), &with, &wrong).await.id();
    let file = attach(&service, &clerk(), &with, "面积表.pdf", PDF).await.id();
    attach(&service, &clerk(), &with, "位置图.png", PNG).await.id();
    let of = |bytes: &[u8]| hex::encode(Sha256::digest(bytes));
    let digest = |parts: &[&str]| {
        let mut whole = Vec::new();
        for part in parts {
            whole.extend_from_slice(&(part.len() as u64).to_be_bytes());
            whole.extend_from_slice(part.as_bytes());
        }
        of(&whole)
    };
    let words = ["village", "基础数据公示", "古交村全体村民", "改革面积 320 亩。"];
    let (pdf, png) = (of(PDF), of(PNG));
    let files = ["面积表.pdf", pdf.as_str(), "位置图.png", png.as_str()];
    assert_eq!(
        post(&service, &with).await.body["content_sha256"],
        digest(&[&words[..], &files[..]].concat())
    );
    assert_eq!(post(&service, &without).await.body["content_sha256"], digest(&words));

    let feed = service
        .request("GET", "/v1/notices.rss")
        .send()
        .await
        .unwrap()
        .text()
        .await
        .unwrap();
    let feed = rss::Channel::read_from(feed.as_bytes()).unwrap();
    let item = |id: &str| feed.items().iter().find(|item| item.link().unwrap().ends_with(id)).unwrap();
    let enclosure = item(&with).enclosure().unwrap();
    assert_eq!(
        (enclosure.url(), enclosure.length(), enclosure.mime_type()),
        (
            format!("http://127.0.0.1:8080/api/finance/v1/notices/{with}/attachments/{file}").as_str(),
            PDF.len().to_string().as_str(),
            "application/pdf"
        )
    );
    assert!(item(&with).description().unwrap().contains("附件：面积表.pdf、位置图.png"));
    assert!(item(&without).enclosure().is_none() && !item(&without).description().unwrap().contains("附件"));
}
