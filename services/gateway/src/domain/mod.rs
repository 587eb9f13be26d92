//! What an account, a password, a session and a unit are, and what must hold for them. No I/O, no clock, no randomness.

pub mod account;
pub mod error;
pub mod lockout;
pub mod password;
pub mod post;
pub mod role;
pub mod session;
pub mod unit;

pub use error::IdentityError;
