//! Samples of HTTP load by `wrk`, interleaved, without those that the host disturbed.

use std::{fmt, fs, process::Stdio};

use anyhow::{Context, Result, bail};
use tokio::process::Command;

/// Share of processor time taken by the host from which a sample is thrown away.
const STEAL_LIMIT: f64 = 0.04;
/// How often a disturbed sample is taken again before the run gives up on a quiet machine.
const TRIES: usize = 5;

/// A URL under load.
pub struct Load {
    name: &'static str,
    url: String,
    token: Option<String>,
}

impl Load {
    pub fn new(name: &'static str, url: String, token: Option<&str>) -> Self {
        Self {
            name,
            url,
            token: token.map(str::to_owned),
        }
    }

    /// Requests per second over two seconds with 16 connections.
    async fn sample(&self) -> Result<f64> {
        let mut wrk = Command::new("wrk");
        wrk.args(["-t", "1", "-c", "16", "-d", "2s"]);
        if let Some(token) = &self.token {
            wrk.args(["-H", &format!("Authorization: Bearer {token}")]);
        }
        let output = wrk
            .arg(&self.url)
            .stdin(Stdio::null())
            .output()
            .await
            .context("wrk does not run: apt-get install wrk")?;
        let text = String::from_utf8_lossy(&output.stdout);
        if text.contains("Non-2xx") {
            bail!("{} answered with errors:\n{text}", self.name);
        }
        let line = text
            .lines()
            .find_map(|line| line.trim().strip_prefix("Requests/sec:"))
            .with_context(|| format!("wrk printed no rate:\n{text}"))?;
        Ok(line.trim().parse()?)
    }
}

/// Median rate of each load. In every round each is sampled once.
pub async fn interleaved(loads: &[Load], rounds: usize) -> Result<Vec<f64>> {
    let mut samples = vec![Vec::new(); loads.len()];
    for load in loads {
        load.sample().await?;
    }
    for round in 1..=rounds {
        for (load, samples) in loads.iter().zip(&mut samples) {
            for _ in 0..TRIES {
                let before = Processors::read()?;
                let rate = load.sample().await?;
                if Processors::read()?.steal_since(&before) < STEAL_LIMIT {
                    samples.push(rate);
                    break;
                }
            }
        }
        eprintln!("round {round} of {rounds}");
    }
    loads
        .iter()
        .zip(samples)
        .map(|(load, samples)| median(samples).with_context(|| format!("the host left no quiet sample of {}", load.name)))
        .collect()
}

/// The middle value; none of nothing.
pub fn median(mut samples: Vec<f64>) -> Option<f64> {
    samples.sort_by(f64::total_cmp);
    samples.get(samples.len() / 2).copied()
}

/// Processor time so far, in ticks.
struct Processors {
    total: f64,
    steal: f64,
}

impl Processors {
    fn read() -> Result<Self> {
        let text = fs::read_to_string("/proc/stat")?;
        let ticks: Vec<f64> = text
            .lines()
            .next()
            .unwrap_or_default()
            .split_whitespace()
            .skip(1)
            .filter_map(|tick| tick.parse().ok())
            .collect();
        Ok(Self {
            total: ticks.iter().take(8).sum(),
            steal: ticks.get(7).copied().unwrap_or_default(),
        })
    }

    fn steal_since(&self, before: &Self) -> f64 {
        (self.steal - before.steal) / (self.total - before.total).max(1.0)
    }
}

/// A row of the table.
pub struct Row {
    what: &'static str,
    subject: f64,
    baseline: f64,
    wanted: f64,
}

impl Row {
    pub fn new(what: &'static str, subject: f64, baseline: f64, wanted: f64) -> Self {
        Self {
            what,
            subject,
            baseline,
            wanted,
        }
    }
}

impl fmt::Display for Row {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let ratio = self.subject / self.baseline;
        let mark = if ratio >= self.wanted { "" } else { "  below" };
        write!(
            f,
            "{:<52} {:>14.0} {:>14.0} {ratio:>7.2} {:>7}{mark}",
            self.what, self.subject, self.baseline, self.wanted
        )
    }
}
