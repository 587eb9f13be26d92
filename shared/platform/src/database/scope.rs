//! Which rows a session sees. Row-level security in the database enforces it; a query that forgets it sees nothing.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

/// The data scope of a person or a job.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "kind", content = "units")]
pub enum Scope {
    /// Every row: the department itself and its jobs.
    All,
    /// Rows of these units (codes of towns, companies, villages).
    Units(BTreeSet<String>),
    /// No scoped row.
    Nothing,
}

impl Scope {
    /// The value of the session variable `jiangzhou.scope`.
    pub(super) fn kind(&self) -> &'static str {
        match self {
            Self::All => "all",
            Self::Units(_) => "units",
            Self::Nothing => "nothing",
        }
    }

    /// The value of the session variable `jiangzhou.units`. What holds a comma is no unit's code, and must not be
    /// taken for two.
    pub(super) fn units(&self) -> String {
        match self {
            Self::Units(units) => {
                let codes = units
                    .iter()
                    .map(String::as_str)
                    .filter(|code| !code.is_empty() && !code.contains(','));
                codes.collect::<Vec<_>>().join(",")
            }
            Self::All | Self::Nothing => String::new(),
        }
    }
}
