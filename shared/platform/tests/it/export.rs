//! Jobs that export lists: a replica keeps its job while a slow file store takes the file.

use std::time::Duration;

use platform::{
    Problem, Scope,
    blob::BlobStore,
    database::Pg,
    export::{Cell, Column, Exports, List, Lists, Reader},
    http::{access::Access, page::Page, sort::Ask},
    settings::{ExportSettings, StorageSettings},
};
use serde::Deserialize;
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::{TcpListener, TcpStream},
};
use tokio_util::sync::CancellationToken;
use uuid::Uuid;

use crate::support::{Fixture, eventually};

/// How long a job that is not heard of is believed to be alive.
const LEASE: i64 = 2;
/// How long the store takes a file.
const SLOW: Duration = Duration::from_secs(7);

/// One row for whoever asks.
struct One;

#[derive(Deserialize)]
struct Nothing {}

impl List for One {
    type Query = Nothing;
    type Item = String;
    const NAME: &'static str = "one";
    const TITLE: &'static str = "一行";
    const COLUMNS: &'static [Column<String>] = &[Column::new("谁", 10, |name| Cell::Text(name.clone()))];

    async fn page(&self, _: &mut Pg, reader: &Reader, _: &Nothing, ask: &Ask) -> Result<Page<String>, Problem> {
        let mut page = Page::whole(vec![format!("{}:{}", reader.subject, reader.roles.join(","))]);
        page.total = ask.wants_total().then_some(1);
        Ok(page)
    }
}

/// An S3 service that takes its time, and any file.
async fn slow_store() -> String {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    tokio::spawn(async move {
        while let Ok((stream, _)) = listener.accept().await {
            tokio::spawn(take_slowly(stream));
        }
    });
    url
}

async fn take_slowly(mut stream: TcpStream) {
    let (mut seen, mut chunk) = (Vec::new(), [0; 16 * 1024]);
    loop {
        let read = stream.read(&mut chunk).await.unwrap_or_default();
        if read == 0 {
            return;
        }
        seen.extend_from_slice(&chunk[..read]);
        let text = String::from_utf8_lossy(&seen).to_lowercase();
        let Some(head) = text.split_once("\r\n\r\n").map(|(head, _)| head.to_owned()) else {
            continue;
        };
        let length = head
            .lines()
            .find_map(|line| line.strip_prefix("content-length: "))
            .map_or(0, |value| value.parse().unwrap());
        let body = seen.windows(4).position(|part| part == b"\r\n\r\n").unwrap() + 4;
        if seen.len() - body >= length {
            tokio::time::sleep(SLOW).await;
            let answer = "HTTP/1.1 200 OK\r\netag: \"x\"\r\ncontent-length: 0\r\n\r\n";
            let _ = stream.write_all(answer.as_bytes()).await;
            seen.clear();
        }
    }
}

fn exports(store: &str) -> Exports {
    let storage = StorageSettings {
        url: "s3://files".to_owned(),
        endpoint: Some(store.to_owned()),
        region: Some("here".to_owned()),
        access_key_id: Some("key".into()),
        secret_access_key: Some("secret".into()),
        allow_http: true,
        attachment_limit_bytes: 1,
    };
    let settings = ExportSettings {
        direct_rows: 0,
        batch_rows: 10,
        keep_hours: 1,
        lease_seconds: LEASE,
    };
    let lists = Lists::new().add(Access::Authenticated, One);
    Exports::new(lists, BlobStore::new(&storage).unwrap(), settings)
}

#[tokio::test(flavor = "multi_thread")]
async fn a_job_is_kept_while_its_file_is_put_into_a_slow_store() {
    let fixture = Fixture::new().await;
    let store = slow_store().await;
    let scope = serde_json::to_string(&Scope::All).unwrap();
    let job = format!(
        "INSERT INTO export_jobs (id, subject, roles, scope, list, title, filter, state, total, created_at)
         VALUES ('{}', 'zhang', '{{clerk}}', '{scope}', 'one', '一行', '{{}}', 'waiting', 1, now())",
        Uuid::now_v7()
    );
    fixture.superuser().await.batch_execute(&job).await.unwrap();
    // Another replica would take the job as soon as the lease has ended.
    let cancel = CancellationToken::new();
    for _ in 0..2 {
        tokio::spawn(exports(&store).job(fixture.pool(4))(cancel.clone()));
    }
    let client = fixture.superuser().await;
    let attempts = eventually("the export is done", async || {
        let query = "SELECT state, attempts, coalesce(lease_until < now(), false) FROM export_jobs";
        let row = client.query_one(query, &[]).await.unwrap();
        let (state, attempts, is_over): (String, i32, bool) = (row.get(0), row.get(1), row.get(2));
        assert!(!is_over, "the lease ended while the file was put");
        (state == "done").then_some(attempts)
    })
    .await;
    assert_eq!(attempts, 1, "nobody began it anew");
    let told = "SELECT count(*) FROM audit_entries WHERE action = 'list.export' AND actor = 'zhang'";
    assert_eq!(fixture.number(told).await, 1);
    cancel.cancel();
}
