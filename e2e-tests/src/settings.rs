//! Ports, folders, passwords and keys of one stack. What is generated is kept in the stack's folder, readable only by its owner.

use std::{
    collections::BTreeMap,
    fs,
    io::Write,
    os::unix::fs::{DirBuilderExt, OpenOptionsExt},
    path::{Path, PathBuf},
};

use anyhow::{Context, Result};
use base64::{Engine, engine::general_purpose::STANDARD};
use serde::{Deserialize, Serialize};

use crate::service::Program;

/// How a stack is to be started.
#[derive(Debug, Clone)]
pub struct StackOptions {
    /// Folder for everything the stack keeps.
    pub dir: PathBuf,
    /// Folder of the built binaries, e.g. `target/release`.
    pub binaries: PathBuf,
    /// Checkout, for the demonstration's files.
    pub checkout: PathBuf,
    /// Where the services listen.
    pub ports: Ports,
    /// Whether data must survive a power cut: on for people, off for tests.
    pub durable: bool,
    /// The file of the demonstration county that is loaded, with the accounts; none leaves both out.
    pub demonstration: Option<PathBuf>,
}

/// Ports of the services.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Ports {
    gateway: u16,
    water: u16,
    emergency: u16,
    finance: u16,
    housing: u16,
}

impl Ports {
    /// The port people know the gateway by.
    pub const LOCAL: u16 = 8080;

    /// The gateway on this port, the departments above it.
    pub const fn from(gateway: u16) -> Self {
        Self {
            gateway,
            water: gateway + 1,
            emergency: gateway + 2,
            finance: gateway + 3,
            housing: gateway + 4,
        }
    }

    /// Free ports, so that tests meet nobody.
    pub fn free() -> Result<Self> {
        Ok(Self {
            gateway: testkit::free_port()?,
            water: testkit::free_port()?,
            emergency: testkit::free_port()?,
            finance: testkit::free_port()?,
            housing: testkit::free_port()?,
        })
    }

    /// The port of a service.
    pub fn of(self, program: Program) -> u16 {
        match program {
            Program::Gateway => self.gateway,
            Program::Water => self.water,
            Program::Emergency => self.emergency,
            Program::Finance => self.finance,
            Program::Housing => self.housing,
        }
    }

    /// The base URL of a service.
    pub fn url(self, program: Program) -> String {
        format!("http://127.0.0.1:{}", self.of(program))
    }
}

/// Generated passwords of the databases, by role.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct Secrets {
    passwords: BTreeMap<String, String>,
}

impl Secrets {
    /// Reads the stack's secrets, or makes them at the first start.
    pub fn open(dir: &Path) -> Result<Self> {
        let file = dir.join("secrets.json");
        if let Ok(text) = fs::read_to_string(&file) {
            return serde_json::from_str(&text).with_context(|| format!("{} is not readable", file.display()));
        }
        let mut secrets = Self::default();
        for program in Program::ALL {
            for role in [format!("{}_owner", program.name()), program.name().to_owned()] {
                secrets.passwords.insert(role, hex::encode(rand::random::<[u8; 16]>()));
            }
        }
        write_private(&file, &serde_json::to_string_pretty(&secrets)?)?;
        Ok(secrets)
    }

    /// The password of a database role.
    pub fn password(&self, role: &str) -> Result<&str> {
        self.passwords
            .get(role)
            .map(String::as_str)
            .with_context(|| format!("no password for the role {role}"))
    }
}

/// The Ed25519 private key of a service, made at the first start.
pub fn key_file(dir: &Path, program: Program) -> Result<PathBuf> {
    let folder = dir.join("keys");
    make_private_folder(&folder)?;
    let file = folder.join(format!("{}.pem", program.name()));
    if !file.exists() {
        // PKCS#8 of an Ed25519 key: a fixed head, then the 32 random bytes of the seed.
        let mut der = vec![
            0x30, 0x2e, 0x02, 0x01, 0x00, 0x30, 0x05, 0x06, 0x03, 0x2b, 0x65, 0x70, 0x04, 0x22, 0x04, 0x20,
        ];
        der.extend_from_slice(&rand::random::<[u8; 32]>());
        write_private(
            &file,
            &format!("-----BEGIN PRIVATE KEY-----\n{}\n-----END PRIVATE KEY-----\n", STANDARD.encode(der)),
        )?;
    }
    Ok(file)
}

/// Makes a folder that only its owner can look into, with its parents.
pub fn make_private_folder(folder: &Path) -> Result<()> {
    fs::DirBuilder::new()
        .recursive(true)
        .mode(0o700)
        .create(folder)
        .with_context(|| format!("cannot create {}", folder.display()))
}

fn write_private(file: &Path, text: &str) -> Result<()> {
    let mut handle = fs::OpenOptions::new()
        .write(true)
        .create_new(true)
        .mode(0o600)
        .open(file)
        .with_context(|| format!("cannot create {}", file.display()))?;
    handle
        .write_all(text.as_bytes())
        .with_context(|| format!("cannot write {}", file.display()))
}
