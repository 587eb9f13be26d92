//! Contract documents that are written into the repository, so that a change of what others rely on is seen in review.

use std::{fs, path::Path};

/// Set by `make contracts`: documents are written instead of compared.
const UPDATE: &str = "JIANGZHOU_UPDATE_LOCKS";

/// Compares a document with its file of the same crate, or writes the file when `JIANGZHOU_UPDATE_LOCKS` is set.
///
/// # Panics
/// When they differ: the failure of the test that calls it.
pub fn assert_locked(crate_dir: &str, file: &str, document: &serde_json::Value) {
    let path = Path::new(crate_dir).join(file);
    let generated = format!("{document:#}\n");
    if std::env::var_os(UPDATE).is_some() {
        let written = fs::write(&path, &generated);
        assert!(written.is_ok(), "{} cannot be written: {written:?}", path.display());
    }
    let locked = fs::read_to_string(&path).unwrap_or_default();
    assert!(
        locked == generated,
        "{} is not what the code says: run `make contracts` and look at the difference",
        path.display()
    );
}
