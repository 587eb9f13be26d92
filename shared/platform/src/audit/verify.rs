//! Recomputes the whole chain, as it is at one moment.

use std::{fmt, str::FromStr};

use diesel::prelude::*;
use diesel_async::{RunQueryDsl, SimpleAsyncConnection};
use serde::{Deserialize, Serialize};

use super::{
    entry::EntryRow,
    judge::{Finding, FindingKind, Judge, Link},
};
use crate::{
    database::{Database, DatabaseError, Pg, Scope},
    schema::{audit_entries, audit_head},
};

/// How many entries are read at once.
const PAGE: i64 = 1_000;

/// The end of a log: noted elsewhere, it shows later that the log was not rewritten as a whole. Written `<seq>:<hash>`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct Head {
    /// Number of the last entry.
    pub seq: i64,
    /// Its hash.
    pub hash: String,
}

impl fmt::Display for Head {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.seq, self.hash)
    }
}

impl FromStr for Head {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let (seq, hash) = text.split_once(':').ok_or("应为 <序号>:<校验值>")?;
        let seq = seq.parse().ok().filter(|seq| *seq > 0).ok_or("冒号前应为序号")?;
        if hash.len() != 64 || !hash.bytes().all(|byte| byte.is_ascii_hexdigit()) {
            return Err("冒号后应为 64 位十六进制校验值".to_owned());
        }
        Ok(Self {
            seq,
            hash: hash.to_ascii_lowercase(),
        })
    }
}

/// What a verification found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Report {
    /// Entries read.
    pub entries: i64,
    /// The end of the log: to be noted elsewhere.
    pub head: Head,
    /// What is wrong, in the order of the log; nothing when every entry is as it was written.
    pub findings: Vec<Finding>,
}

impl Report {
    /// Whether every entry is as it was written.
    pub fn is_intact(&self) -> bool {
        self.findings.is_empty()
    }

    /// A line for people; as an error, one line for each finding.
    pub fn intact_or_findings(&self) -> Result<String, String> {
        if self.is_intact() {
            return Ok(format!("操作日志完整，共 {} 条；末尾 {}", self.entries, self.head));
        }
        let lines: Vec<&str> = self.findings.iter().map(|finding| finding.message.as_str()).collect();
        Err(lines.join("\n"))
    }
}

/// Recomputes the whole chain.
pub async fn verify(database: &Database) -> Result<Report, DatabaseError> {
    verify_since(database, None).await
}

/// The same; the log must also hold the end that was noted earlier.
pub async fn verify_since(database: &Database, noted: Option<&Head>) -> Result<Report, DatabaseError> {
    let mut tx = database.begin(&Scope::Nothing).await?;
    // One picture of entries and head, though more are appended meanwhile.
    tx.batch_execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        .await?;
    let mut report = verify_in(&mut tx).await?;
    if let Some(noted) = noted
        && hash_of(&mut tx, noted.seq).await?.as_ref() != Some(&noted.hash)
    {
        report.findings.push(Finding::new(FindingKind::Forked, noted.seq, noted.seq));
    }
    tx.rollback().await?;
    Ok(report)
}

async fn hash_of(conn: &mut Pg, seq: i64) -> QueryResult<Option<String>> {
    let entry = audit_entries::table.find(seq).select(audit_entries::hash);
    entry.first(conn).await.optional()
}

async fn verify_in(conn: &mut Pg) -> Result<Report, DatabaseError> {
    let head = audit_head::table
        .select((audit_head::seq, audit_head::hash))
        .first::<(i64, String)>(conn)
        .await
        .optional()?;
    let (seq, hash) = head.unwrap_or_default();
    let head = Head { seq, hash };
    let mut judge = Judge::new(Link {
        seq: head.seq,
        hash: head.hash.clone(),
    });
    let (mut entries, mut position) = (0, i64::MIN);
    // Each entry is judged when the one after it is known.
    let mut waiting: Option<EntryRow> = None;
    loop {
        let rows = page_after(conn, position).await?;
        let Some(last) = rows.last() else { break };
        position = last.seq;
        for row in rows {
            entries += 1;
            if let Some(waiting) = waiting.take() {
                judge.look(&waiting, Some(&row.previous_hash));
            }
            waiting = Some(row);
        }
    }
    if let Some(waiting) = waiting {
        judge.look(&waiting, None);
    }
    Ok(Report {
        entries,
        head,
        findings: judge.finish(),
    })
}

async fn page_after(conn: &mut Pg, position: i64) -> QueryResult<Vec<EntryRow>> {
    audit_entries::table
        .filter(audit_entries::seq.gt(position))
        .order(audit_entries::seq)
        .limit(PAGE)
        .select(EntryRow::as_select())
        .load(conn)
        .await
}
