//! Tokens: verified by every service itself against the issuers' published keys; signed by services for themselves.

mod foreign;
mod id_token;
mod keys;
mod signer;
mod verified;
mod verifier;

pub use id_token::IdTokenVerifier;
pub use signer::{ServiceIdentity, Signer, SignerError};
pub use verifier::{TokenVerifier, TokenVerifierError};
