//! What ends soon: regulations, last versions without a successor, series that nobody has observed further.

use chrono::NaiveDate;

use crate::ruleset::RuleSet;

/// What ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum ExpiryKind {
    /// A regulation: nothing can be calculated by it afterwards.
    Regulation,
    /// The last version of a parameter.
    Version,
    /// A market series: known until that day.
    Series,
}

/// Something that ends.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Expiry {
    /// Last day.
    pub last_day: NaiveDate,
    /// What it is.
    pub kind: ExpiryKind,
    /// Parameter key or regulation number.
    pub subject: String,
    /// Its summary or title.
    pub title: String,
    /// Keys of the parameters that rest on it.
    pub keys: Vec<String>,
}

impl RuleSet {
    /// What ends up to a day, the earliest first. What has ended already is among it as long as nothing followed.
    pub fn expiries(&self, until: NaiveDate) -> Vec<Expiry> {
        let mut found = Vec::new();
        for document in self.documents() {
            let Some(last_day) = document.in_force_to.filter(|to| *to <= until) else {
                continue;
            };
            let keys: Vec<String> = self
                .parameters()
                .filter(|parameter| {
                    let last = parameter.versions.last();
                    last.is_some_and(|version| version.source.citation.document == document.number)
                })
                .map(|parameter| parameter.key.clone())
                .collect();
            found.push(Expiry {
                last_day,
                kind: ExpiryKind::Regulation,
                subject: document.number.clone(),
                title: document.title.clone(),
                keys,
            });
        }
        for parameter in self.parameters() {
            let last = parameter.versions.last().and_then(|version| version.effective_to);
            let ends = [(ExpiryKind::Version, last), (ExpiryKind::Series, parameter.observed_through)];
            for (kind, last_day) in ends {
                let Some(last_day) = last_day.filter(|day| *day <= until) else {
                    continue;
                };
                found.push(Expiry {
                    last_day,
                    kind,
                    subject: parameter.key.clone(),
                    title: parameter.summary.clone(),
                    keys: vec![parameter.key.clone()],
                });
            }
        }
        found.sort_by(|one, other| (one.last_day, one.kind, &one.subject).cmp(&(other.last_day, other.kind, &other.subject)));
        found
    }
}
