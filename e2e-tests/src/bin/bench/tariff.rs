//! The tariff engine against OpenFisca-Core computing the same tariff, vectorised; both on one core.

use std::{path::Path, process::Command};

use anyhow::{Context, Result, bail};

use crate::sample::{Row, median};

/// Runs both in turn; each prints its rate as the last number of its output.
pub fn measure(python: &Path, engine: &Path, rounds: usize) -> Result<Row> {
    let (mut ours, mut theirs) = (Vec::new(), Vec::new());
    for _ in 0..rounds {
        ours.push(rate(Command::new(engine).arg("--bench"))?);
        theirs.push(rate(Command::new(python).arg("services/water/benches/openfisca_tariff.py"))?);
    }
    let median = |samples| median(samples).context("no sample");
    Ok(Row::new(
        "tariff engine, bills, against OpenFisca-Core",
        median(ours)?,
        median(theirs)?,
        10.0,
    ))
}

fn rate(command: &mut Command) -> Result<f64> {
    let output = command.output().with_context(|| format!("{command:?} does not run"))?;
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    if !output.status.success() {
        bail!("{command:?} failed:\n{text}{}", String::from_utf8_lossy(&output.stderr));
    }
    let number = text.split_whitespace().rev().find_map(|word| word.replace(',', "").parse().ok());
    number.with_context(|| format!("{command:?} printed no rate:\n{text}"))
}
