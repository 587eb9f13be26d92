//! What runs by itself beside the requests.

pub mod reconcile_daily;
pub mod sync_funds;
