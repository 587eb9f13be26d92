//! Tokens: verified by every service itself against the issuers' published keys; signed by services for themselves.

mod keys;
mod signer;
mod verified;
mod verifier;

use contracts::Department;

pub use signer::{ServiceIdentity, Signer, SignerError};
pub use verifier::{TokenVerifier, TokenVerifierError};

/// The departments' services: they sign for themselves.
pub(crate) const SERVICES: [Department; 4] = [Department::Water, Department::Emergency, Department::Finance, Department::Housing];
