//! Which build this is.

use std::sync::OnceLock;

use serde::{Deserialize, Serialize};

/// A build.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct Version {
    /// Version of the packages.
    pub package: String,
    /// `git describe` of the sources, when the build was told (`JIANGZHOU_REVISION`).
    pub revision: Option<String>,
    /// When it was built, when the build was told (`JIANGZHOU_BUILT_AT`, RFC 3339).
    pub built_at: Option<String>,
}

static TOLD: OnceLock<(Option<String>, Option<String>)> = OnceLock::new();

/// Tells [`Version::current`] what the build was told. It stands in the `main` of each binary, so that only binaries, and
/// no library, are built anew with every commit.
#[macro_export]
macro_rules! tell_version {
    () => {
        $crate::version::tell(option_env!("JIANGZHOU_REVISION"), option_env!("JIANGZHOU_BUILT_AT"))
    };
}

/// Keeps what the build was told; the first call counts.
pub fn tell(revision: Option<&str>, built_at: Option<&str>) {
    let told = |value: Option<&str>| value.filter(|value| !value.is_empty()).map(str::to_owned);
    TOLD.get_or_init(|| (told(revision), told(built_at)));
}

impl Version {
    /// This build.
    pub fn current() -> Self {
        let (revision, built_at) = TOLD.get().cloned().unwrap_or_default();
        Self {
            package: env!("CARGO_PKG_VERSION").to_owned(),
            revision,
            built_at,
        }
    }
}
