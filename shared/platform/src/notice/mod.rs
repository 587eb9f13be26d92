//! Public notices, shared by the departments: drafted, posted by somebody else where the rule wants it, open to anybody's
//! objections while the period runs. An objection stops the clock where the rule of its kind says so; when every objection
//! is answered, the days left run on.
//!
//! Reading order: [`rule`] (the rules crate: what a county fixes for a kind), [`clock`] and [`standing`] (pure), `store`, `desk` (use
//! cases), `public`, `feed`, `managed` and `managed_list` (HTTP).
//!
//! What is posted is public and stays as it was posted; the database keeps both. Who objected, with name, number and
//! words, is in a table of its own that only the staff's data scope opens; published are the number, the day, what the
//! clerk says it is about, and the answer.

mod api_attachment;
mod attachment;
mod attachment_store;
mod board;
pub mod clock;
mod demonstration;
mod desk;
mod ending;
mod feed;
mod linked;
mod managed;
mod managed_list;
mod managed_objection;
mod objection;
mod public;
pub mod standing;
mod store;

pub use board::{Board, Staff};
pub use demonstration::{Sample, demonstrate};
pub use ending::{end_over, job};
pub use linked::{Notice, Seen, draft, look, post, redraft};
pub use managed::routes;
#[cfg(feature = "export")]
pub use managed_list::lists;
pub use rules::notice as rule;

/// The part of the OpenAPI document that departments with notices have.
#[derive(utoipa::OpenApi)]
#[openapi(paths(
    public::list_notices,
    feed::show_notice_feed,
    public::show_notice,
    public::create_objection,
    managed::list_notice_kinds,
    managed_list::list_managed_notices,
    managed::show_managed_notice,
    managed::create_notice,
    managed::update_notice,
    managed::post_notice,
    managed::withdraw_notice,
    managed_objection::answer_objection,
    managed_objection::show_objector_contact,
    managed::create_notice_proof,
    api_attachment::show_notice_attachment,
    api_attachment::attach_to_notice,
    api_attachment::show_managed_notice_attachment,
    api_attachment::withdraw_notice_attachment
))]
pub struct ApiDoc;
