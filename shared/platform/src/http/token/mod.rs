//! Tokens: verified by every service itself against the issuers' published keys; signed by services for themselves.

mod foreign;
mod keys;
mod signer;
mod verified;
mod verifier;

pub use signer::{ServiceIdentity, Signer, SignerError};
pub use verifier::{TokenVerifier, TokenVerifierError};
