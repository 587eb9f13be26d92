//! Which build this is.

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

impl Version {
    /// This build.
    pub fn current() -> Self {
        let told = |value: Option<&str>| value.filter(|value| !value.is_empty()).map(str::to_owned);
        Self {
            package: env!("CARGO_PKG_VERSION").to_owned(),
            revision: told(option_env!("JIANGZHOU_REVISION")),
            built_at: told(option_env!("JIANGZHOU_BUILT_AT")),
        }
    }
}
