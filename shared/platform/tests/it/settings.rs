//! Where settings come from, and which wins.

use std::path::PathBuf;

use platform::{
    service::{Config, NoOwnSettings},
    settings::{self, SettingsError},
};
use secrecy::ExposeSecret;
use testkit::temporary_folder;

const DEFAULTS: &str = "[server]\nbind = \"127.0.0.1:8081\"\nworkers = 3\n[database]\nurl = \"postgres://default\"\n[broker]\nurl = \"amqp://default\"\n[service]\n";

struct Given {
    _folder: tempfile::TempDir,
    file: PathBuf,
}

fn file(text: &str) -> Given {
    let folder = temporary_folder().unwrap();
    let file = folder.path().join("config.toml");
    std::fs::write(&file, text).unwrap();
    Given { _folder: folder, file }
}

fn load(file: Option<&Given>, environment: &[(&str, &str)]) -> Result<Config<NoOwnSettings>, SettingsError> {
    settings::load_with(DEFAULTS, file.map(|given| given.file.as_path()), environment)
}

#[test]
fn the_environment_wins_over_the_file_and_the_file_over_the_defaults() {
    let given = file("[server]\nworkers = 5\nbind = \"127.0.0.1:9000\"\n[database]\nurl = \"postgres://file\"\n");
    let config = load(
        Some(&given),
        &[
            ("JIANGZHOU__SERVER__WORKERS", "7"),
            ("JIANGZHOU_CONFIG", "ignored"),
            ("SERVER__WORKERS", "9"),
        ],
    )
    .unwrap();
    assert_eq!((config.server.workers, config.server.bind.as_str()), (7, "127.0.0.1:9000"));
    assert_eq!(
        (config.database.url.expose_secret(), config.broker.url.expose_secret()),
        ("postgres://file", "amqp://default")
    );
    // What nobody says has the platform's default.
    assert_eq!((config.server.body_limit_bytes, config.broker.max_attempts), (1_048_576, 60));
    let config = load(Some(&given), &[]).unwrap();
    assert_eq!(config.server.workers, 5);
    assert_eq!(load(None, &[]).unwrap().server.workers, 3);
}

#[test]
fn what_cannot_be_used_is_refused_by_name() {
    for (text, name) in [
        ("[server]\nworker = 5\n", "worker"),
        ("[sever]\nworkers = 5\n", "sever"),
        ("[service]\nunknown = 1\n", "unknown"),
        ("[server]\nworkers = \"many\"\n", "workers"),
        ("[server]\ntrusted_proxies = [\"everybody\"]\n", "trusted_proxies"),
        ("[server\n", "config.toml"),
    ] {
        let error = load(Some(&file(text)), &[]).unwrap_err().to_string();
        assert!(error.contains(name), "{text}: {error}");
    }
    let missing = Given {
        file: PathBuf::from("/nowhere/config.toml"),
        ..file("")
    };
    assert!(load(Some(&missing), &[]).unwrap_err().to_string().contains("/nowhere/config.toml"));
}

#[test]
fn rules_come_from_a_folder_when_there_is_one() {
    let folder = temporary_folder().unwrap();
    for (name, text) in [("b.toml", "second"), ("a.toml", "first"), ("notes.txt", "no rules")] {
        std::fs::write(folder.path().join(name), text).unwrap();
    }
    let dir = folder.path().to_str().unwrap();
    let config = load(None, &[("JIANGZHOU__RULES__DIR", dir)]).unwrap();
    let files = config.rules.files().unwrap().unwrap();
    assert_eq!(files.iter().map(|file| file.text.as_str()).collect::<Vec<_>>(), ["first", "second"]);
    assert!(load(None, &[]).unwrap().rules.files().unwrap().is_none());
    let config = load(None, &[("JIANGZHOU__RULES__DIR", "/nowhere")]).unwrap();
    assert!(config.rules.files().unwrap_err().to_string().contains("/nowhere"));
}
