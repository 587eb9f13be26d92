//! The surcharge for whole billing runs: the amounts of [`super::surcharge`] in machine integers, without a trace.
//!
//! Everything is counted in the smallest common unit of a row: volumes in 1/(edge scale × period days) litre, so that
//! the adjusted base and the band edges are whole numbers and only the printed amounts are divided. A division is a
//! multiplication by a reciprocal made once per period length. Rows beyond the 64-bit bounds take 128 bits, and what
//! exceeds those, or cannot be charged at all, goes to the exact path, which also words the refusals.

use rules::{Exact, Money, Refusal};

use super::{
    quantity::{MOST_LITRES, PRICE_DECIMALS, VOLUME_DECIMALS},
    surcharge::{BandRates, Figures, Quantities, RateClass, SurchargeInput, SurchargeTariff, charge, figures_of},
};

/// Period lengths that have reciprocals ready.
const MOST_DAYS: u32 = 366;
/// Base prices below this many 10⁻⁴ yuan (26.2144 yuan) stay in 64 bits.
const PRICE_BOUND: u64 = 1 << 18;
/// Days, after the shift, below this stay in 64 bits.
const SHIFTED_DAYS_BOUND: u64 = 2 * MOST_DAYS as u64;
/// What is divided, and half the divisor, stay below 2⁶³.
const DIVIDEND_BOUND: u64 = 1 << 63;
/// 10⁻³ m³ × 10⁻⁴ yuan, in fen: 10⁵ of them are one.
const LITRE_PRICES_PER_FEN: u64 = 100_000;
/// Rates and edges in rule files have at most this many decimals.
const RULE_DECIMALS: u32 = 12;

/// One user's metered use in a measuring period, in integers. The user is in scope.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct MeteredUse {
    /// Metered usage, litres.
    pub usage_litres: i64,
    /// Plan volume of the period, litres.
    pub plan_litres: i64,
    /// Base price, 10⁻⁴ yuan per m³.
    pub base_price_e4: u32,
    /// Days in the period.
    pub period_days: u16,
    /// Days late minus days early.
    pub shift_days: i16,
    /// Which rates apply.
    pub rates: RateClass,
}

/// The amounts of one bill, as printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Charges {
    /// Amount of each band, fen.
    pub band_fen: [i64; 3],
    /// Basic charge, fen.
    pub basic_charge_fen: i64,
    /// Sum of the bands, fen.
    pub surcharge_fen: i64,
    /// Basic charge and surcharge, fen.
    pub total_fen: i64,
}

/// A row of a run that could not be charged, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RefusedUse {
    /// Position in the run.
    pub index: usize,
    /// Why.
    pub refusal: Refusal,
}

/// The surcharge rules of one day, compiled to integers.
#[derive(Debug, Clone)]
pub struct Tariff {
    rules: SurchargeTariff,
    /// Band edges × `edge_scale`.
    edges: [u64; 2],
    edge_scale: u64,
    /// By [`RateClass`].
    rates: [CompiledRates; 2],
    /// Volumes below this many litres stay in 64 bits.
    volume_bound: u64,
}

/// The rates of a class over their common denominator.
#[derive(Debug, Clone)]
struct CompiledRates {
    rates: [u64; 3],
    scale: u64,
    /// By days: `edge_scale` × days × `scale` × litre prices per fen.
    divisors: Vec<Divisor>,
    /// The litres below which volume × price × rate, plus half the divisor, stays in bounds for every period.
    volume_bound: u64,
}

/// A divisor above one, as a multiplication: ⌊n / d⌋ = ⌊n × m / 2^(64 + s)⌋ for every n below 2⁶³, where s is the largest
/// number with 2^s < d and m = ⌊2^(64 + s) / d⌋ + 1.
///
/// Why: m × d exceeds 2^(64 + s) by some e ≤ d, so the product exceeds n / d by n × e / (d × 2^(64 + s)), which is below
/// 1 / d as long as n × e < 2^(64 + s); and 2^(64 + s) / d is at least 2⁶³. Since 2^s < d, m fits 64 bits.
#[derive(Debug, Clone, Copy)]
struct Divisor {
    half: u64,
    multiplier: u64,
    shift: u32,
}

impl Divisor {
    /// `None` for divisors below two.
    fn new(value: u64) -> Option<Self> {
        let shift = value.checked_sub(1)?.checked_ilog2()?;
        let multiplier = u64::try_from((1_u128 << (64 + shift)) / u128::from(value)).ok()?.checked_add(1)?;
        Some(Self {
            half: value / 2,
            multiplier,
            shift,
        })
    }

    /// `dividend / value`, rounded half up; the caller keeps `dividend + value / 2` below 2⁶³. Odd values have no ties,
    /// so that rounding their half down changes nothing.
    #[inline(always)]
    #[expect(clippy::inline_always, reason = "the inner loop of billing runs")]
    fn round_half_up(self, dividend: u64) -> u64 {
        let product = u128::from(dividend + self.half) * u128::from(self.multiplier);
        ((product >> 64) as u64) >> self.shift
    }
}

impl Tariff {
    /// Compiles the rules of a day.
    pub fn compile(rules: &SurchargeTariff) -> Result<Self, Refusal> {
        let unfit = || {
            Refusal::new(
                "tariff_not_compilable",
                "分档界限或加价比例的小数位数过多，计费引擎无法表示：请核对规则文件",
            )
        };
        let (edges, edge_scale) = common_scale(&rules.bands.value.0).ok_or_else(unfit)?;
        let compiled = |rates: &BandRates| {
            let (rates, scale) = common_scale(&rates.0)?;
            let per_day = edge_scale.checked_mul(scale)?.checked_mul(LITRE_PRICES_PER_FEN)?;
            let most_half = per_day.checked_mul(u64::from(MOST_DAYS))? / 2;
            let divisors = (0..=u64::from(MOST_DAYS))
                .map(|days| Divisor::new(per_day * days.max(1)))
                .collect::<Option<_>>()?;
            let per_litre = [edge_scale, u64::from(MOST_DAYS), PRICE_BOUND, rates[2]]
                .into_iter()
                .try_fold(1_u64, u64::checked_mul);
            let volume_bound = per_litre.map_or(0, |per_litre| DIVIDEND_BOUND.saturating_sub(most_half) / per_litre);
            Some(CompiledRates {
                rates,
                scale,
                divisors,
                volume_bound,
            })
        };
        let ordinary = compiled(&rules.ordinary_rates.value).ok_or_else(unfit)?;
        let stricter = compiled(&rules.stricter_rates.value).ok_or_else(unfit)?;
        // The edges are compared in the same unit, after the shift.
        let edge_bound = SHIFTED_DAYS_BOUND
            .checked_mul(edges[1].max(edge_scale))
            .map_or(0, |per_litre| DIVIDEND_BOUND / per_litre);
        Ok(Self {
            edges,
            edge_scale,
            volume_bound: ordinary.volume_bound.min(stricter.volume_bound).min(edge_bound),
            rates: [ordinary, stricter],
            rules: rules.clone(),
        })
    }

    /// The rules that were compiled.
    pub fn rules(&self) -> &SurchargeTariff {
        &self.rules
    }

    /// The amounts of one bill: the same as [`super::surcharge::compute`] gives, or its refusal.
    #[inline]
    pub fn charge(&self, metered: &MeteredUse) -> Result<Charges, Refusal> {
        match self.charge_narrow(metered) {
            Some(charges) => Ok(charges),
            None => self.charge_beyond(metered),
        }
    }

    /// The amounts of an input: by the engine, or exactly where an extraordinary adjustment leaves the plan no whole litres.
    pub fn charge_input(&self, input: &SurchargeInput) -> Result<Charges, Refusal> {
        if let Some(metered) = MeteredUse::from_input(&self.rules, input) {
            return self.charge(&metered);
        }
        if input.adjustments.is_empty() {
            let detail = format!("水量应不超过{VOLUME_DECIMALS}位小数，水价不超过{PRICE_DECIMALS}位小数，并在可登记的范围内");
            return Err(Refusal::new("out_of_range", detail));
        }
        Ok(Charges::from_figures(&figures_of(&self.rules, input)?))
    }

    /// The amounts of many bills, in order, into `charges` (emptied first). A refused row has zero charges there and
    /// is listed in the answer.
    pub fn charge_all(&self, uses: &[MeteredUse], charges: &mut Vec<Charges>) -> Vec<RefusedUse> {
        let mut refused = Vec::new();
        charges.clear();
        charges.extend(uses.iter().enumerate().map(|(index, metered)| {
            self.charge_narrow(metered).unwrap_or_else(|| {
                self.charge_beyond(metered).unwrap_or_else(|refusal| {
                    refused.push(RefusedUse { index, refusal });
                    Charges::default()
                })
            })
        }));
        refused
    }

    #[inline]
    fn compiled(&self, class: RateClass) -> &CompiledRates {
        &self.rates[class as usize]
    }

    /// The 64-bit path; `None` out of its bounds, or where the exact path must refuse.
    #[inline(always)]
    #[expect(
        clippy::inline_always,
        clippy::cast_sign_loss,
        clippy::cast_possible_wrap,
        reason = "the inner loop of billing runs; a negative number becomes a huge one and fails the bounds, and results stay far below 2⁶³"
    )]
    fn charge_narrow(&self, metered: &MeteredUse) -> Option<Charges> {
        let usage = metered.usage_litres as u64;
        let plan = metered.plan_litres as u64;
        let price = u64::from(metered.base_price_e4);
        let days = u64::from(metered.period_days);
        let shifted_days = (i32::from(metered.period_days) + i32::from(metered.shift_days)) as u64;
        let fits = (usage < self.volume_bound)
            & (plan.wrapping_sub(1) < self.volume_bound)
            & (price.wrapping_sub(1) < PRICE_BOUND - 1)
            & (days.wrapping_sub(1) < u64::from(MOST_DAYS))
            & (shifted_days.wrapping_sub(1) < SHIFTED_DAYS_BOUND - 1);
        if !fits {
            return None;
        }
        let rates = self.compiled(metered.rates);
        let amount_divisor = *rates.divisors.get(usize::from(metered.period_days))?;

        let plan_days = plan * shifted_days;
        let base = plan_days * self.edge_scale;
        let over = (usage * days * self.edge_scale).saturating_sub(base);
        let to_first = over.min(plan_days * self.edges[0]);
        let to_second = over.min(plan_days * self.edges[1]);
        let volumes = [to_first, to_second - to_first, over - to_second];

        let amount = |band: usize| amount_divisor.round_half_up(volumes[band] * price * rates.rates[band]) as i64;
        let band_fen = [amount(0), amount(1), amount(2)];
        let basic_charge_fen = ((usage * price + LITRE_PRICES_PER_FEN / 2) / LITRE_PRICES_PER_FEN) as i64;
        let surcharge_fen = band_fen[0] + band_fen[1] + band_fen[2];
        Some(Charges {
            band_fen,
            basic_charge_fen,
            surcharge_fen,
            total_fen: basic_charge_fen + surcharge_fen,
        })
    }

    #[cold]
    #[inline(never)]
    fn charge_beyond(&self, metered: &MeteredUse) -> Result<Charges, Refusal> {
        match self.charge_wide(metered) {
            Some(charges) => Ok(charges),
            None => self.charge_exact(metered),
        }
    }

    /// The same in 128 bits; `None` beyond them, beyond the printable range, or where the exact path must refuse.
    fn charge_wide(&self, metered: &MeteredUse) -> Option<Charges> {
        let usage = u128::try_from(metered.usage_litres).ok()?;
        let plan = u128::try_from(metered.plan_litres).ok().filter(|plan| *plan > 0)?;
        let price = Some(u128::from(metered.base_price_e4)).filter(|price| *price > 0)?;
        let days = Some(u128::from(metered.period_days)).filter(|days| *days > 0)?;
        let shifted_days = u128::try_from(i32::from(metered.period_days) + i32::from(metered.shift_days))
            .ok()
            .filter(|shifted| *shifted > 0)?;
        let rates = self.compiled(metered.rates);
        let edge_scale = u128::from(self.edge_scale);

        let plan_days = plan.checked_mul(shifted_days)?;
        let base = plan_days.checked_mul(edge_scale)?;
        let over = usage.checked_mul(days)?.checked_mul(edge_scale)?.saturating_sub(base);
        let to_first = over.min(plan_days.checked_mul(u128::from(self.edges[0]))?);
        let to_second = over.min(plan_days.checked_mul(u128::from(self.edges[1]))?);
        let volumes = [to_first, to_second - to_first, over - to_second];

        let volume_divisor = edge_scale.checked_mul(days)?;
        if metered.usage_litres > MOST_LITRES || round_half_up(base, volume_divisor)? > u128::from(MOST_LITRES.unsigned_abs()) {
            return None;
        }
        let amount_divisor = volume_divisor
            .checked_mul(u128::from(rates.scale))?
            .checked_mul(u128::from(LITRE_PRICES_PER_FEN))?;
        let money =
            |dividend: Option<u128>, divisor: u128| i64::try_from(round_half_up(dividend?, divisor)?).ok().and_then(Money::from_fen);
        let amount = |band: usize| {
            money(
                volumes[band].checked_mul(price)?.checked_mul(u128::from(rates.rates[band])),
                amount_divisor,
            )
        };
        let amounts = [amount(0)?, amount(1)?, amount(2)?];
        let basic_charge = money(usage.checked_mul(price), u128::from(LITRE_PRICES_PER_FEN))?;
        let surcharge = Money::checked_sum(amounts)?;
        Some(Charges {
            band_fen: amounts.map(Money::fen),
            basic_charge_fen: basic_charge.fen(),
            surcharge_fen: surcharge.fen(),
            total_fen: basic_charge.checked_add(surcharge)?.fen(),
        })
    }

    /// Exact numbers of any size, and the refusals.
    fn charge_exact(&self, metered: &MeteredUse) -> Result<Charges, Refusal> {
        let quantities = Quantities {
            plan_volume: &Exact::scaled(metered.plan_litres, VOLUME_DECIMALS),
            usage: &Exact::scaled(metered.usage_litres, VOLUME_DECIMALS),
            base_price: &Exact::scaled(metered.base_price_e4, PRICE_DECIMALS),
            period_days: i64::from(metered.period_days),
            shift_days: i64::from(metered.shift_days),
        };
        let figures = charge(&self.rules, &self.rules.rates(metered.rates).value, &quantities)?;
        Ok(Charges::from_figures(&figures))
    }
}

impl Charges {
    fn from_figures(figures: &Figures) -> Self {
        Self {
            band_fen: figures.amounts.map(Money::fen),
            basic_charge_fen: figures.basic_charge.fen(),
            surcharge_fen: figures.surcharge.fen(),
            total_fen: figures.total.fen(),
        }
    }
}

impl MeteredUse {
    /// The integers of an input; `None` when a volume, or the adjusted plan, is finer than a litre, a price finer than 10⁻⁴, or one is too large.
    pub fn from_input(tariff: &SurchargeTariff, input: &SurchargeInput) -> Option<Self> {
        Some(Self {
            usage_litres: input.usage.to_scaled(VOLUME_DECIMALS)?,
            plan_litres: input.adjusted_plan().to_scaled(VOLUME_DECIMALS)?,
            base_price_e4: u32::try_from(input.base_price.to_scaled(PRICE_DECIMALS)?).ok()?,
            period_days: u16::try_from(input.period_days).ok()?,
            shift_days: i16::try_from(i64::from(input.days_late) - i64::from(input.days_early)).ok()?,
            rates: tariff.rate_class(input.industry_class),
        })
    }
}

fn round_half_up(dividend: u128, divisor: u128) -> Option<u128> {
    Some(dividend.checked_add(divisor / 2)? / divisor)
}

/// Positive rationals over their least common denominator.
fn common_scale<const N: usize>(numbers: &[Exact; N]) -> Option<([u64; N], u64)> {
    let unit = 10_u64.pow(RULE_DECIMALS);
    let mut scaled = [0_u64; N];
    for (number, place) in numbers.iter().zip(&mut scaled) {
        *place = u64::try_from(number.to_scaled(RULE_DECIMALS)?).ok()?;
    }
    let shared = scaled.iter().fold(unit, |shared, number| gcd(shared, *number));
    Some((scaled.map(|number| number / shared), unit / shared))
}

fn gcd(mut a: u64, mut b: u64) -> u64 {
    while b != 0 {
        (a, b) = (b, a % b);
    }
    a
}

#[cfg(test)]
mod tests;
