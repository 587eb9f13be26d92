//! demo
use anyhow::Result; use crate::client::Client;
/// x
pub async fn run(_: &Client) -> Result<()> { Ok(()) }
