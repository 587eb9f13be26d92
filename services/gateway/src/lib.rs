//! The edge: who somebody is, and the way to the departments' services.
//!
//! Reading order: [`command`] and [`app`] (how it starts), [`config`], [`domain`] (accounts, passwords, sessions),
//! [`service`] (log in, refresh, look after accounts), [`store`], [`api`] (the gateway's own endpoints), [`staleness`] (tokens that
//! do not hold any more),
//! [`proxy`] (everything under `/api/<department>/v1`), [`overview`] (status, merged API description), [`security`]
//! (headers), [`web`] and [`front_end`] (pages).
//!
//! Invariants: passwords and refresh tokens are stored as hashes only; a log-in never tells which of name and
//! password was wrong; nothing of a service outside its `/v1` can be reached; what may change something is sent to a
//! service once; who may do what at a department is decided by its service, which verifies the token itself.

pub mod api;
pub mod app;
pub mod command;
pub mod config;
pub mod department;
pub mod domain;
pub mod front_end;
pub mod overview;
pub mod proxy;
pub mod security;
pub mod service;
pub mod staleness;
pub mod store;
pub mod web;
