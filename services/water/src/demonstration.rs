//! The demonstration county.

use std::path::Path;

/// Loads it.
pub async fn run(_config: Option<&Path>, _file: &Path) -> Result<(), std::io::Error> {
    Ok(())
}
