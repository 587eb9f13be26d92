//! The departments that send and receive.

use serde::{Deserialize, Serialize};

/// A department's service.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Department {
    /// Water resources bureau.
    Water,
    /// Emergency management bureau.
    Emergency,
    /// Finance bureau.
    Finance,
    /// Housing and construction bureau.
    Housing,
}

impl Department {
    /// Every department. Whoever needs them all takes this list, so that a new one is forgotten nowhere.
    pub const ALL: [Self; 4] = [Self::Water, Self::Emergency, Self::Finance, Self::Housing];

    /// The name in queues, URLs, databases and message types.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Water => "water",
            Self::Emergency => "emergency",
            Self::Finance => "finance",
            Self::Housing => "housing",
        }
    }
}
