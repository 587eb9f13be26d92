//! Queries, one file per table: `fn(conn, …) -> domain types`.

pub mod account;
pub mod account_link;
pub mod login_failure;
pub mod login_log;
pub mod oidc_login;
pub mod post;
pub mod role;
pub mod saved_query;
pub mod schema;
pub mod session;
pub mod unit;
