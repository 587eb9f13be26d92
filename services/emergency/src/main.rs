//! The emergency service: `emergency serve | migrate | relay | audit-verify`.

use std::process::ExitCode;

use contracts::Department;

#[tokio::main]
async fn main() -> ExitCode {
    platform::tell_version!();
    platform::service::main(
        Department::Emergency,
        emergency::config::DEFAULTS,
        emergency::migrations,
        emergency::app::build,
    )
    .await
}
