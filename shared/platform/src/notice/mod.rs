//! Public notices, shared by the departments: drafted, posted by somebody else where the rule wants it, open to anybody's
//! objections while the period runs. An objection stops the clock where the rule of its kind says so; when every objection
//! is answered, the days left run on.
//!
//! Reading order: [`rule`] (the rules crate: what a county fixes for a kind), [`clock`] and [`standing`] (pure), `store`, `desk` (use
//! cases), `public`, `feed` and `managed` (HTTP).
//!
//! What is posted is public and stays as it was posted; the database keeps both. Who objected, with name, number and
//! words, is in a table of its own that only the staff's data scope opens; published are the number, the day, what the
//! clerk says it is about, and the answer.

pub mod clock;
mod demonstration;
mod desk;
mod feed;
mod managed;
mod public;
pub mod standing;
mod store;

pub use demonstration::{Sample, demonstrate};
pub use desk::{Board, Staff, end_over, job};
pub use managed::routes;
pub use rules::notice as rule;

/// The part of the OpenAPI document that departments with notices have.
#[derive(utoipa::OpenApi)]
#[openapi(paths(
    public::list_notices,
    feed::show_notice_feed,
    public::show_notice,
    public::create_objection,
    managed::list_notice_kinds,
    managed::list_managed_notices,
    managed::show_managed_notice,
    managed::create_notice,
    managed::update_notice,
    managed::post_notice,
    managed::withdraw_notice,
    managed::answer_objection,
    managed::show_objector_contact,
    managed::create_notice_proof
))]
pub struct ApiDoc;
