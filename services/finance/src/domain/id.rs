//! Identifiers, each a type of its own so that one is never taken for another.

use std::fmt;

use serde::{Deserialize, Serialize};
use uuid::Uuid;

macro_rules! identifier {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(Uuid);

        impl $name {
            /// The identifier as stored and sent.
            pub const fn uuid(self) -> Uuid {
                self.0
            }
        }

        impl From<Uuid> for $name {
            fn from(uuid: Uuid) -> Self {
                Self(uuid)
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }
    };
}

identifier!(
    /// A journal entry.
    EntryId
);
identifier!(
    /// Water's payment of a bill; finance books each payment once.
    PaymentId
);
identifier!(
    /// Water's bill.
    BillId
);
identifier!(
    /// Water's credit bill, which cancels a bill.
    CreditBillId
);
identifier!(
    /// A reconciliation of one day.
    RunId
);
