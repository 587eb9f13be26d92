//! The binary itself.

use std::process::{Command, Output};

use serde_json::Value;

use crate::support::Edge;

fn run(environment: &[(&str, &str)], arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_gateway"));
    command
        .env_clear()
        .envs(environment.iter().copied())
        .args(arguments)
        .output()
        .unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_database_is_migrated_seeded_and_verified_from_the_command_line() {
    let database = testkit::servers().create_test_database("gateway").await.unwrap();
    let folder = testkit::temporary_folder().unwrap();
    let out = folder.path().join("accounts.json");
    let environment = [
        ("JIANGZHOU__DATABASE__URL", database.app_url.as_str()),
        ("JIANGZHOU__DATABASE__MIGRATION_URL", database.owner_url.as_str()),
    ];
    let seed_file = concat!(env!("CARGO_MANIFEST_DIR"), "/demo/accounts.toml");
    let seed = ["seed-accounts", "--file", seed_file, "--out", out.to_str().unwrap()];
    for arguments in [&["migrate"][..], &["migrate"], &seed, &seed, &["audit-verify"]] {
        let output = run(&environment, arguments);
        assert!(
            output.status.success(),
            "{arguments:?}: {}",
            String::from_utf8_lossy(&output.stderr)
        );
    }
    let accounts: Value = serde_json::from_slice(&std::fs::read(&out).unwrap()).unwrap();
    assert_eq!(accounts.as_array().unwrap().len(), 17);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_operator_ends_a_lockout_from_the_command_line() {
    let edge = Edge::start().await;
    for _ in 0..5 {
        edge.try_login("admin", "wrong-password").await;
    }
    assert_eq!(edge.try_login("admin", edge.password_of("admin")).await.status, 429);
    let environment = [("JIANGZHOU__DATABASE__URL", edge.test_database.app_url.as_str())];
    let output = run(&environment, &["unlock", "--username", "admin"]);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    assert_eq!(edge.try_login("admin", edge.password_of("admin")).await.status, 200);
    let written = "SELECT count(*) FROM audit_entries WHERE action = 'account.unlock' AND actor = 'system:operator'";
    assert_eq!(edge.count(written).await, 1);
    let output = run(&environment, &["unlock", "--username", "nobody"]);
    let text = String::from_utf8_lossy(&output.stderr);
    assert!(!output.status.success() && text.contains("nobody"), "{text}");
}

#[test]
fn a_missing_key_file_is_named() {
    let output = run(
        &[("JIANGZHOU__DATABASE__URL", "postgres://gateway@127.0.0.1:1/gateway")],
        &["serve"],
    );
    assert!(!output.status.success());
    let text = String::from_utf8_lossy(&output.stderr);
    assert!(text.contains("identity.key_file"), "{text}");
}

#[test]
fn an_unknown_setting_is_named() {
    let output = run(
        &[
            ("JIANGZHOU__DATABASE__URL", "postgres://x"),
            ("JIANGZHOU__SERVICE__LOGIN__ATTEMPS", "9"),
        ],
        &["serve"],
    );
    let text = String::from_utf8_lossy(&output.stderr);
    assert!(!output.status.success() && text.contains("attemps"), "{text}");
}
