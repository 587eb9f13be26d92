//! What finance counts beside the platform's metrics.

use std::sync::LazyLock;

use prometheus::{IntCounterVec, IntGauge, register_int_counter_vec, register_int_gauge};

/// Journal entries posted by this process; an entry whose commit fails is counted and stored by its retry.
#[expect(clippy::expect_used, reason = "names and labels are constants; a fault shows at the first start")]
pub static ENTRIES_POSTED: LazyLock<IntCounterVec> = LazyLock::new(|| {
    register_int_counter_vec!("ledger_entries_posted_total", "Journal entries posted, by fund.", &["fund"]).expect("a valid counter")
});

/// Days whose reconciliation with water waits.
#[expect(clippy::expect_used, reason = "the name is constant; a fault shows at the first start")]
pub static PENDING_RECONCILIATIONS: LazyLock<IntGauge> = LazyLock::new(|| {
    register_int_gauge!("reconciliation_pending_days", "Days whose reconciliation with water waits.").expect("a valid gauge")
});

/// Differences in the newest completed runs of the window.
#[expect(clippy::expect_used, reason = "the name is constant; a fault shows at the first start")]
pub static RECONCILIATION_DIFFERENCES: LazyLock<IntGauge> = LazyLock::new(|| {
    register_int_gauge!(
        "reconciliation_differences",
        "Differences in the newest completed reconciliations of the window."
    )
    .expect("a valid gauge")
});
