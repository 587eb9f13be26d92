//! Says of each entry whether it was changed, removed or inserted, from the hashes around it.

use serde::{Deserialize, Serialize};

use super::entry::EntryRow;

/// What was done to the log.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum FindingKind {
    /// An entry says something else than when it was written.
    Changed,
    /// Entries are missing.
    Removed,
    /// An entry was not written by the service.
    Inserted,
    /// What is noted of the end of the log is not what its last entry says.
    Head,
    /// The log does not hold the entry that was noted elsewhere.
    Forked,
}

/// One thing that is wrong with the log.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct Finding {
    /// What was done.
    pub kind: FindingKind,
    /// Number of the entry, as it stands in the log; of missing ones the first.
    pub seq: i64,
    /// The last of several missing ones; else the same number.
    pub through: i64,
    /// The same in words, for people.
    pub message: String,
}

impl Finding {
    /// A finding in words.
    pub(super) fn new(kind: FindingKind, seq: i64, through: i64) -> Self {
        let message = match kind {
            FindingKind::Changed => format!("第 {seq} 条被改动：内容与写入时的校验值不符"),
            FindingKind::Removed if seq == through => format!("第 {seq} 条被删除"),
            FindingKind::Removed => format!("第 {seq} 至 {through} 条被删除"),
            FindingKind::Inserted => format!("第 {seq} 条不是系统写入的，是后来插入的"),
            FindingKind::Head => format!("日志末尾的登记（第 {seq} 条）与最后一条不符"),
            FindingKind::Forked => format!("第 {seq} 条不是原先记下的那一条：日志被整体改写"),
        };
        Self {
            kind,
            seq,
            through,
            message,
        }
    }
}

/// A place in the chain.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Link {
    pub(super) seq: i64,
    pub(super) hash: String,
}

/// Goes along the chain, one entry after the other.
#[derive(Debug)]
pub(super) struct Judge {
    /// The last entry that belongs to the chain, under the number it was written with.
    last: Link,
    /// The number under which it stands now.
    last_stands_at: i64,
    /// The one before it.
    before: Option<Link>,
    head: Link,
    pub(super) findings: Vec<Finding>,
}

/// Most findings that are told: whoever has shredded the log is known by then.
const MANY: usize = 100;

impl Judge {
    /// A judge at the beginning of a chain that must end at `head`.
    pub(super) fn new(head: Link) -> Self {
        Self {
            last: Link {
                seq: 0,
                hash: "0".repeat(64),
            },
            last_stands_at: 0,
            before: None,
            head,
            findings: Vec::new(),
        }
    }

    /// Judges an entry; `next` is what the entry after it says of its predecessor's hash.
    pub(super) fn look(&mut self, row: &EntryRow, next: Option<&str>) {
        let follows = row.previous_hash == self.last.hash && row.hash == row.hash_as(self.last.seq + 1);
        if follows {
            return self.accept(row, self.last.seq + 1);
        }
        if let Some(before) = self.before.clone()
            && row.previous_hash == before.hash
            && row.hash == row.hash_as(before.seq + 1)
        {
            // It leads past the last one, which is therefore not of the chain.
            self.note(FindingKind::Inserted, self.last_stands_at, self.last_stands_at);
            self.last = before;
            return self.accept(row, self.last.seq + 1);
        }
        let is_sound = row.hash == row.expected_hash();
        if is_sound && row.seq > self.last.seq + 1 && row.seq <= self.head.seq {
            self.note(FindingKind::Removed, self.last.seq + 1, row.seq - 1);
            return self.accept(row, row.seq);
        }
        let is_confirmed = next.map_or_else(|| self.head.hash == row.hash, |next| next == row.hash);
        if is_sound && is_confirmed && row.seq == self.last.seq + 1 {
            // The rest of the chain stands on it, so the one before was put in another's place.
            self.note(FindingKind::Changed, self.last_stands_at, self.last_stands_at);
            return self.accept(row, row.seq);
        }
        let is_passed_over = next.is_some_and(|next| next == self.last.hash);
        if row.seq > self.head.seq || row.seq < 1 || is_passed_over {
            return self.note(FindingKind::Inserted, row.seq, row.seq);
        }
        if row.seq > self.last.seq + 1 {
            self.note(FindingKind::Removed, self.last.seq + 1, row.seq - 1);
        }
        self.note(FindingKind::Changed, row.seq, row.seq);
        self.accept(row, row.seq.max(self.last.seq + 1));
        if let Some(next) = next {
            // The rest is judged by what it was built on.
            next.clone_into(&mut self.last.hash);
        }
    }

    /// Compares the end.
    pub(super) fn finish(mut self) -> Vec<Finding> {
        if self.head.seq > self.last.seq {
            self.note(FindingKind::Removed, self.last.seq + 1, self.head.seq);
        } else if (self.head.seq, &self.head.hash) != (self.last.seq, &self.last.hash) && self.findings.is_empty() {
            self.note(FindingKind::Head, self.head.seq, self.head.seq);
        }
        self.findings
    }

    fn accept(&mut self, row: &EntryRow, seq: i64) {
        let link = Link {
            seq,
            hash: row.hash.clone(),
        };
        self.before = Some(std::mem::replace(&mut self.last, link));
        self.last_stands_at = row.seq;
    }

    fn note(&mut self, kind: FindingKind, seq: i64, through: i64) {
        if self.findings.len() < MANY {
            self.findings.push(Finding::new(kind, seq, through));
        }
    }
}
