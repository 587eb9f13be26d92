//! The shape of the house, as `ARCHITECTURE.md` states it. Each test here is one of its invariants.
#![expect(clippy::expect_used, reason = "a test fails by panicking")]

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::{Path, PathBuf},
    process::Command,
};

use serde_json::Value;

const SERVICES: [&str; 5] = ["gateway", "water", "emergency", "finance", "housing"];
const DEPARTMENTS: [&str; 4] = ["water", "emergency", "finance", "housing"];
const IO_CRATES: [&str; 10] = [
    "actix_web",
    "diesel",
    "diesel_async",
    "lapin",
    "tokio",
    "reqwest",
    "platform",
    "utoipa",
    "std::fs",
    "std::net",
];

fn checkout() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("the checkout").to_owned()
}

fn rust_files(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    let Ok(entries) = fs::read_dir(folder) else { return files };
    for entry in entries.flatten() {
        let path = entry.path();
        if path.is_dir() {
            files.extend(rust_files(&path));
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            files.push(path);
        }
    }
    files
}

/// Lines of code, without comments.
fn code_lines(file: &Path) -> Vec<(usize, String)> {
    let text = fs::read_to_string(file).expect("a readable source file");
    let code = |line: &str| line.split("//").next().unwrap_or_default().to_owned();
    text.lines()
        .enumerate()
        .map(|(index, line)| (index + 1, code(line)))
        .filter(|(_, line)| !line.trim().is_empty())
        .collect()
}

/// `package → (dependency, optional)` of the workspace's own packages, without dev-dependencies.
fn dependencies() -> BTreeMap<String, BTreeSet<(String, bool)>> {
    let output = Command::new(env!("CARGO"))
        .args(["metadata", "--format-version", "1", "--no-deps", "--offline"])
        .current_dir(checkout())
        .output()
        .expect("cargo metadata");
    let metadata: Value = serde_json::from_slice(&output.stdout).expect("cargo's metadata");
    let packages = metadata["packages"].as_array().expect("packages");
    packages
        .iter()
        .map(|package| {
            let dependencies = package["dependencies"].as_array().expect("dependencies");
            let normal = dependencies.iter().filter(|dependency| dependency["kind"].is_null());
            let name = |value: &Value| value["name"].as_str().expect("a name").to_owned();
            let set = normal
                .map(|dependency| (name(dependency), dependency["optional"] == true))
                .collect();
            (name(package), set)
        })
        .collect()
}

#[test]
fn no_service_depends_on_another_service() {
    for (package, dependencies) in dependencies() {
        for (dependency, _) in dependencies {
            assert!(
                !SERVICES.contains(&dependency.as_str()),
                "{package} depends on the service {dependency}"
            );
        }
    }
}

#[test]
fn contracts_depend_on_serde_only() {
    let dependencies = &dependencies()["contracts"];
    let always: Vec<&str> = dependencies
        .iter()
        .filter(|(_, optional)| !optional)
        .map(|(name, _)| name.as_str())
        .collect();
    assert_eq!(always, ["serde"]);
}

#[test]
fn rules_do_no_io() {
    for (dependency, _) in &dependencies()["rules"] {
        assert!(
            !IO_CRATES.contains(&dependency.replace('-', "_").as_str()),
            "rules depends on {dependency}"
        );
    }
}

#[test]
fn domain_modules_import_no_io_and_read_no_clock() {
    let mut seen = 0;
    for department in DEPARTMENTS {
        for file in rust_files(&checkout().join("services").join(department).join("src/domain")) {
            seen += 1;
            for (number, line) in code_lines(&file) {
                for name in IO_CRATES {
                    let used = line.contains(&format!("{name}::")) || line.trim_start().starts_with(&format!("use {name}"));
                    assert!(!used, "{}:{number} uses {name}", file.display());
                }
                for clock in ["Utc::now", "Local::now", "SystemTime::now", "Instant::now"] {
                    assert!(!line.contains(clock), "{}:{number} reads a clock", file.display());
                }
                assert!(!line.contains("async "), "{}:{number} is async", file.display());
            }
        }
    }
    assert!(seen > 10, "only {seen} domain files were found");
}

#[test]
fn rules_and_domains_compute_without_floats() {
    let mut folders: Vec<PathBuf> = DEPARTMENTS
        .iter()
        .map(|department| checkout().join("services").join(department).join("src/domain"))
        .collect();
    folders.push(checkout().join("shared/rules/src"));
    for file in folders.iter().flat_map(|folder| rust_files(folder)) {
        for (number, line) in code_lines(&file) {
            let is_float = line
                .split(|c: char| !c.is_alphanumeric() && c != '_')
                .any(|word| word == "f32" || word == "f64");
            assert!(!is_float, "{}:{number} uses a float", file.display());
        }
    }
}

#[test]
fn every_department_has_the_same_rooms() {
    for department in DEPARTMENTS {
        let service = checkout().join("services").join(department);
        for room in [
            "Cargo.toml",
            "README.md",
            "config.default.toml",
            "rules",
            "migrations",
            "src/main.rs",
            "src/lib.rs",
            "src/app.rs",
            "src/config.rs",
            "src/domain",
            "src/api",
            "tests",
        ] {
            let exists = service.join(room).exists() || service.join(format!("{room}.rs")).exists();
            assert!(exists, "services/{department} has no {room}");
        }
    }
}

#[test]
fn every_migration_can_be_reverted() {
    let mut folders = vec![checkout().join("shared/platform/migrations")];
    folders.extend(
        SERVICES
            .iter()
            .map(|service| checkout().join("services").join(service).join("migrations")),
    );
    let mut seen = 0;
    for folder in folders {
        for entry in fs::read_dir(&folder)
            .unwrap_or_else(|error| panic!("{}: {error}", folder.display()))
            .flatten()
            .filter(|entry| entry.path().is_dir())
        {
            seen += 1;
            for file in ["up.sql", "down.sql"] {
                assert!(entry.path().join(file).is_file(), "{} has no {file}", entry.path().display());
            }
        }
    }
    assert!(seen >= 5, "only {seen} migrations were found");
}

/// The platform's migrations and a service's own run in one database, which knows them by their version: of two with the same
/// the second would be taken for done.
#[test]
fn no_migration_has_the_version_of_another_in_its_database() {
    let versions = |folder: &str| -> Vec<String> {
        let entries = fs::read_dir(checkout().join(folder)).expect("migrations");
        let names = entries.flatten().filter(|entry| entry.path().is_dir());
        names
            .map(|entry| entry.file_name().to_string_lossy().split('_').next().unwrap_or_default().to_owned())
            .collect()
    };
    for service in SERVICES {
        let mut all = versions("shared/platform/migrations");
        all.extend(versions(&format!("services/{service}/migrations")));
        all.sort();
        let repeated: Vec<_> = all.windows(2).filter(|pair| pair[0] == pair[1]).map(|pair| &pair[0]).collect();
        assert!(repeated.is_empty(), "{service}: {repeated:?}");
    }
}

#[test]
fn no_lint_is_silenced_without_a_reason() {
    for top in ["services", "shared", "e2e-tests"] {
        for file in rust_files(&checkout().join(top)) {
            let text = fs::read_to_string(&file).expect("a readable source file");
            for attribute in ["#[allow(", "#![allow("] {
                assert!(
                    !text.contains(attribute) || file.ends_with("invariants.rs"),
                    "{} silences a lint: use expect with a reason",
                    file.display()
                );
            }
        }
    }
}
