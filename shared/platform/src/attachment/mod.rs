//! Files that people attach: to a case, to a public notice. One way in (known by their content, limited, hashed, stored before
//! their row, so that a row never points at nothing), one way out (headers that let a browser do nothing with them but show
//! pictures and PDF), and one sweep of what got no row. Nothing is removed that has a row: an attachment is withdrawn and
//! stays on record.
//!
//! Whose a row is, and who may add or withdraw it, is said where the thing is: [`crate::case::attachment`], [`crate::notice`].

mod file;
mod receive;
mod row;
mod send;
mod sniff;
mod sweep;

pub use file::{Owner, StoredFile, give_up, store};
pub use receive::{AttachmentLimit, Upload};
pub use row::{AttachmentRow, AttachmentView};
pub use send::{FileQuery, Readers, send};
pub(crate) use sniff::is_shown;
pub use sweep::{sweep, sweep_job};
