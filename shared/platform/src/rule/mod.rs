//! Rules at run time: a change is drafted by one person, approved by another, and in force from its day on in every
//! replica, without a new deployment.
//!
//! Reading order: [`maker_checker`] (who may do what in which state, pure), [`store`] (the rows), [`live`] (the rules
//! that a service calculates by: files plus approved rows, followed by every replica, held by whoever must be right),
//! [`desk`] (what a department adds: which results rest on which rule), [`change`] (use cases), [`api`] (routes).
//!
//! Why no replica bills by old rules: whoever must be right calls [`LiveRules::hold`] in its transaction, which takes the
//! same lock that an approval takes and reads the revision under it.

pub mod api;
pub mod change;
pub mod desk;
mod follow;
#[cfg(feature = "export")]
mod list;
pub mod live;
pub mod maker_checker;
mod request;
pub mod store;
mod view;

pub use api::{ApiDoc, routes_for};
pub use desk::{Impact, ImpactFigures, ImpactItem, NoStoredResults, RuleDesk, RuleKeepers, RuleUse, Used};
#[cfg(feature = "export")]
pub use list::lists;
pub use live::{LiveRules, RuleFault, RuleSource, Ruled, Rules};
pub(crate) use view::json_of;
