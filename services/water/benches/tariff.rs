//! How fast the tariff engine is, on one core. Prints a single number.
//!
//! - without an argument: bills per second over two million mixed rows, the median of several rounds. As in a billing
//!   run the rows come in chunks that have just been made; making them is not counted;
//! - `trace`: the 99th percentile, in microseconds, of one calculation with its full trace.

use std::{hint::black_box, time::Instant};

use water::domain::{
    ruleset,
    surcharge::{RateClass, SurchargeInput, SurchargeRequest, SurchargeTariff, compute},
    tariff::{Charges, MeteredUse, Tariff},
};

const ROWS: usize = 2_000_000;
/// Rows that a billing run hands over at a time.
const CHUNK: usize = 2_000;
const ROUNDS: usize = 9;
const CALCULATIONS: usize = 50_000;

/// A small generator with a fixed seed (xorshift64*), so that every run has the same rows.
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        self.0.wrapping_mul(0x2545_F491_4F6C_DD1D)
    }

    fn below(&mut self, bound: u32) -> u32 {
        u32::try_from(self.next() % u64::from(bound)).unwrap_or_default()
    }
}

/// A use within the plan or in any band, read on time (half of them), late or early.
fn metered_use(random: &mut Random) -> MeteredUse {
    let plan_litres = i64::from(10_000 + random.below(3_000_000));
    let percent = i64::from(random.below(200));
    let period_days = [28, 29, 30, 31, 90, 91, 92][random.below(7) as usize];
    let shift_days = if random.below(2) == 0 {
        0
    } else {
        i16::try_from(random.below(21)).unwrap_or_default() - 10
    };
    MeteredUse {
        usage_litres: plan_litres * percent / 100 + i64::from(random.below(1_000)),
        plan_litres,
        base_price_e4: 20_000 + random.below(60_000),
        period_days,
        shift_days,
        rates: if random.below(10) == 0 {
            RateClass::Stricter
        } else {
            RateClass::Ordinary
        },
    }
}

fn bills_per_second(tariff: &Tariff) -> f64 {
    let mut random = Random(0x9E37_79B9_7F4A_7C15);
    let mut rows = Vec::with_capacity(CHUNK);
    let mut charges: Vec<Charges> = Vec::with_capacity(CHUNK);
    let mut round = || {
        let mut seconds = 0.0;
        for _ in 0..ROWS / CHUNK {
            rows.clear();
            rows.extend((0..CHUNK).map(|_| metered_use(&mut random)));
            let started = Instant::now();
            let refused = tariff.charge_all(black_box(&rows), &mut charges);
            seconds += started.elapsed().as_secs_f64();
            assert!(refused.is_empty(), "every row can be charged");
            black_box(&charges);
        }
        seconds
    };
    let mut seconds: Vec<f64> = (0..ROUNDS).map(|_| round()).collect();
    seconds.sort_by(f64::total_cmp);
    f64::from(u32::try_from(ROWS).unwrap_or(u32::MAX)) / seconds[ROUNDS / 2]
}

fn trace_microseconds(rules: &SurchargeTariff) -> Result<f64, Box<dyn std::error::Error>> {
    let mut random = Random(7);
    let mut input = || -> Result<SurchargeInput, Box<dyn std::error::Error>> {
        let metered = metered_use(&mut random);
        let litres = |litres: i64| format!("{}.{:03}", litres / 1_000, litres % 1_000);
        let request = SurchargeRequest {
            category: "non_resident".to_owned(),
            supply: "public_network".to_owned(),
            industry_class: if metered.rates == RateClass::Stricter {
                "restricted"
            } else {
                "ordinary"
            }
            .to_owned(),
            base_price: format!("{}.{:04}", metered.base_price_e4 / 10_000, metered.base_price_e4 % 10_000),
            plan_volume: litres(metered.plan_litres),
            usage: litres(metered.usage_litres),
            period_days: i64::from(metered.period_days),
            days_late: i64::from(metered.shift_days.max(0)),
            days_early: i64::from((-metered.shift_days).max(0)),
        };
        Ok(request.parse()?)
    };
    let mut micros = Vec::with_capacity(CALCULATIONS);
    for _ in 0..CALCULATIONS {
        let input = input()?;
        let started = Instant::now();
        black_box(compute(rules, black_box(&input))?);
        micros.push(started.elapsed().as_secs_f64() * 1e6);
    }
    micros.sort_by(f64::total_cmp);
    Ok(micros[CALCULATIONS * 99 / 100])
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let rules = SurchargeTariff::at(&ruleset::load(None)?, "2025-09-30".parse()?)?;
    if std::env::args().any(|argument| argument == "trace") {
        println!("{:.1}", trace_microseconds(&rules)?);
    } else {
        println!("{:.0}", bills_per_second(&Tariff::compile(&rules)?));
    }
    Ok(())
}
