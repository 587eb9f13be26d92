//! The demonstration county's file: whole for people, small for tests.

use std::{
    fs,
    path::{Path, PathBuf},
};

use anyhow::{Context, Result};

/// Users that the small county has besides those that the file spells out.
const USERS: i64 = 40;

/// The county that people see.
pub fn whole_county(checkout: &Path) -> PathBuf {
    checkout.join("services/water/demo/county.toml")
}

/// The same with the users that are spelt out, a few others, and no bill yet; written into a folder.
pub fn small_county(checkout: &Path, folder: &Path) -> Result<PathBuf> {
    let whole = whole_county(checkout);
    let text = fs::read_to_string(&whole).with_context(|| format!("cannot read {}", whole.display()))?;
    let mut county: toml::Table = text.parse()?;
    county.remove("billed_through").context("the county is billed")?;
    let generate = county
        .get_mut("generate")
        .and_then(toml::Value::as_table_mut)
        .context("[generate]")?;
    generate.insert("users".to_owned(), USERS.into());
    let small = folder.join("county.toml");
    fs::write(&small, toml::to_string(&county)?)?;
    Ok(small)
}
