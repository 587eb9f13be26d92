//! A household's bill: the water of a year that no bill has charged yet, by crop, before and from the day of the approval on.

use chrono::NaiveDate;
use rules::{Cited, Declared, Exact, Money, Refusal, RuleSet, Trace};
use serde::{Deserialize, Serialize};

pub use super::accumulation::{AccumulatedLine, AccumulatedPart, ChargedLine, ChargedPart};
use super::{
    accumulation::charge_line,
    out_of_range,
    rule::{Crop, District, IrrigationTariff, PerCrop},
};
use crate::domain::{
    code::{Coded, coded},
    surcharge::Totals,
};

/// The keys that a bill's life reads.
pub const DECLARED: &[Declared] = &[Declared::of::<IrrigationPayment>("irrigation.bill.payment")];

/// How a bill is paid.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum IrrigationPayment {
    /// Once and in full.
    InFull,
}

coded! {
    /// Where a bill stands.
    pub enum IrrigationBillState {
        /// Made; nothing has come in.
        Issued = "issued", "已出账";
        /// Paid in full.
        Paid = "paid", "已缴清";
        /// Cancelled by a credit bill: its water can be billed anew.
        Cancelled = "cancelled", "已冲销";
    }
}

coded! {
    /// Who took the money (25号 六（四）).
    pub enum CollectorKind {
        /// The pumping station of the district.
        Station = "station", "扬水站";
        /// The village's collector.
        VillageCollector = "village_collector", "村收费员";
    }
}

/// Water that was delivered and that no bill has charged.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Delivered {
    /// Crop class.
    pub crop: Crop,
    /// Day.
    pub watered_on: NaiveDate,
    /// m³.
    pub volume: Exact,
}

/// What a bill is computed from; stored with it, so that it can be computed again.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SeasonInput {
    /// District.
    pub district: District,
    /// Calendar year.
    pub year: i32,
    /// From when the proposed prices apply, where they have been approved.
    pub approved_on: Option<NaiveDate>,
    /// One line per crop.
    pub lines: Vec<AccumulatedLine>,
}

/// A bill's figures with every step.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SeasonResult {
    /// One line per crop.
    pub lines: Vec<ChargedLine>,
    /// Sum of the lines.
    pub total: Money,
    /// The steps.
    pub trace: Trace,
}

/// Puts the water of a bill together. `areas`: what the household has planted, mu; `before`: what the year's bills have
/// charged, m³. Water delivered before the approval keeps the current price, whenever it is billed.
pub fn season_input(
    district: District,
    year: i32,
    approved_on: Option<NaiveDate>,
    areas: &PerCrop<Exact>,
    before: &PerCrop<Exact>,
    delivered: &[Delivered],
) -> SeasonInput {
    let is_approved = |water: &Delivered| approved_on.is_some_and(|day| water.watered_on >= day);
    let volume_of = |crop: Crop, approved: bool| -> Exact {
        let own = delivered
            .iter()
            .filter(|water| water.crop == crop && is_approved(water) == approved);
        own.map(|water| water.volume.clone()).sum()
    };
    let lines = Crop::ALL.iter().filter_map(|crop| {
        let parts = [false, true].map(|approved| AccumulatedPart {
            approved,
            volume: volume_of(*crop, approved),
        });
        let parts: Vec<_> = parts.into_iter().filter(|part| part.volume.is_positive()).collect();
        (!parts.is_empty()).then(|| AccumulatedLine {
            crop: *crop,
            area_mu: areas.of(*crop).clone(),
            before: before.of(*crop).clone(),
            parts,
        })
    });
    SeasonInput {
        district,
        year,
        approved_on,
        lines: lines.collect(),
    }
}

/// Computes a bill.
pub fn charge_season(tariff: &IrrigationTariff, input: &SeasonInput) -> Result<SeasonResult, Refusal> {
    let mut trace = Trace::new();
    trace.step(
        "rule_date",
        "适用该年最后一天有效的水价表",
        [("district", tariff.district.label().to_owned()), ("year", tariff.year.to_string())],
        format!("{}-12-31", tariff.year),
        &tariff.rule_date.source,
    );
    trace.step(
        "accumulation",
        "定额按作物、按日历年：本张账单收累计分档的增量",
        [],
        tariff.year,
        &tariff.accumulation.source,
    );
    let state = input.approved_on.map_or_else(
        || "未批准：执行现行水价".to_owned(),
        |day| format!("自 {day} 起的供水执行水价表，此前的供水执行现行水价"),
    );
    trace.step("approval", "发改部门是否已批准拟定水价", [], state, &tariff.approval.source);
    let is_any_unapproved = input.lines.iter().flat_map(|line| &line.parts).any(|part| !part.approved);
    if is_any_unapproved {
        let price = super::UnitPrice(tariff.current_price.value.clone());
        trace.step(
            "until_approved",
            "批准前各作物三档都按现行水价",
            [],
            &price,
            &tariff.until_approved.source,
        );
    }
    let lines = input
        .lines
        .iter()
        .enumerate()
        .map(|(index, line)| charge_line(tariff, index, line, &mut trace));
    let lines = lines.collect::<Result<Vec<_>, _>>()?;
    let total = match tariff.totals.value {
        Totals::SumOfPrinted => Money::checked_sum(lines.iter().map(|line| line.amount)).ok_or_else(|| out_of_range("/lines"))?,
    };
    trace.step(
        "total",
        "合计 = 各作物金额之和",
        [("lines", lines.len().to_string())],
        total,
        &tariff.totals.source,
    );
    trace.step(
        "printed_volumes",
        "水量只在印出时四舍五入到0.001立方米",
        [],
        lines.iter().map(|line| line.volume.to_string()).collect::<Vec<_>>().join("、"),
        &tariff.volume_rounding.source,
    );
    Ok(SeasonResult { lines, total, trace })
}

/// Money that came in for a bill.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Received {
    /// Amount.
    pub amount: Money,
    /// Day of receipt.
    pub paid_on: NaiveDate,
}

/// Checks a payment: of a bill that is open, in full, from the day of the bill to today.
pub fn check_payment(rules: &RuleSet, bill: (Money, NaiveDate), received: Received, today: NaiveDate) -> Result<(), Refusal> {
    let (total, issued_on) = bill;
    let payment: Cited<IrrigationPayment> = rules.at("irrigation.bill.payment", issued_on)?;
    let IrrigationPayment::InFull = payment.value;
    if received.amount != total {
        let detail = format!("这张账单应缴 {total} 元，收到 {} 元：须一次缴清，不能多也不能少", received.amount);
        return Err(Refusal::new("payment_not_in_full", detail)
            .citing(payment.source.citation)
            .at("/amount"));
    }
    if received.paid_on < issued_on || received.paid_on > today {
        let detail = format!(
            "缴款日 {} 应在出账日 {issued_on} 至今天（{today}）之间：请核对日期",
            received.paid_on
        );
        return Err(Refusal::new("payment_day", detail).at("/paid_on"));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::domain::ruleset;

    fn exact(text: &str) -> Exact {
        Exact::parse(text, 6).unwrap()
    }

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn areas(mu: &str) -> PerCrop<Exact> {
        PerCrop::each(|_| exact(mu))
    }

    fn water(watered_on: &str, volume: &str) -> Delivered {
        Delivered {
            crop: Crop::Economic,
            watered_on: day(watered_on),
            volume: exact(volume),
        }
    }

    fn before(economic: &str) -> PerCrop<Exact> {
        PerCrop::each(|crop| if crop == Crop::Economic { exact(economic) } else { Exact::zero() })
    }

    /// Gujiao 2024, 10 mu of economic crops: quota 2,100.
    fn charge(approved_on: Option<&str>, so_far: &str, delivered: &[Delivered]) -> SeasonResult {
        let input = season_input(
            District::Gujiao,
            2024,
            approved_on.map(day),
            &areas("10"),
            &before(so_far),
            delivered,
        );
        charge_season(&tariff(), &input).unwrap()
    }

    fn tariff() -> IrrigationTariff {
        IrrigationTariff::for_year(&ruleset::load(None).unwrap(), District::Gujiao, 2024).unwrap()
    }

    #[test]
    fn the_worked_example_comes_out_to_the_fen() {
        let result = charge(Some("2024-01-01"), "0", &[water("2024-05-01", "3500")]);
        assert_eq!(result.total.to_string(), "1802.50");
        let lines = serde_json::to_value(&result.lines).unwrap();
        assert_eq!(
            lines[0]["parts"][0]["bands"],
            json!([
                {"band": 1, "volume": "2100.000", "price": "0.48", "amount": "1008.00"},
                {"band": 2, "volume": "1050.000", "price": "0.55", "amount": "577.50"},
                {"band": 3, "volume": "350.000", "price": "0.62", "amount": "217.00"},
            ])
        );
        assert!(result.trace.steps().iter().all(|step| !step.citation.article.is_empty()));
    }

    #[test]
    fn bills_of_a_year_add_up_to_the_bill_of_all_its_water() {
        let cuts = ["0", "2099.999", "2100", "2100.001", "3149.999", "3150", "3150.001", "3500"];
        for cut in cuts {
            let rest = &exact("3500") - &exact(cut);
            let first = charge(Some("2024-01-01"), "0", &[water("2024-05-01", cut)]);
            let second = charge(
                Some("2024-01-01"),
                cut,
                &[Delivered {
                    volume: rest,
                    ..water("2024-06-01", "0")
                }],
            );
            let volumes = [&first, &second].map(|bill| {
                let bands = bill.lines.iter().flat_map(|line| &line.parts).flat_map(|part| &part.bands);
                bands.fold([Exact::zero(), Exact::zero(), Exact::zero()], |mut sums, band| {
                    let sum = &mut sums[usize::from(band.band) - 1];
                    *sum = &*sum + &band.volume.0;
                    sums
                })
            });
            let sums: Vec<_> = (0..3).map(|band| &volumes[0][band] + &volumes[1][band]).collect();
            assert_eq!(sums, [exact("2100"), exact("1050"), exact("350")], "{cut}");
        }
    }

    #[test]
    fn an_approval_applies_from_its_day_on_and_never_backwards() {
        let prices = |watered_on: &str| {
            let result = charge(Some("2024-06-15"), "0", &[water(watered_on, "100")]);
            (result.lines[0].parts[0].approved, result.total.to_string())
        };
        assert_eq!(prices("2024-06-14"), (false, "25.00".to_owned()));
        assert_eq!(prices("2024-06-15"), (true, "48.00".to_owned()));
        assert_eq!(prices("2024-06-16"), (true, "48.00".to_owned()));
    }

    #[test]
    fn water_before_the_approval_fills_the_bands_at_the_current_price() {
        let result = charge(Some("2024-06-15"), "0", &[water("2024-06-20", "200"), water("2024-05-01", "2000")]);
        let parts = &result.lines[0].parts;
        assert_eq!((parts[0].approved, parts[0].amount.to_string()), (false, "500.00".to_owned()));
        // 100 m³ are left of the quota: 100 × 0.48 + 100 × 0.55.
        assert_eq!((parts[1].approved, parts[1].amount.to_string()), (true, "103.00".to_owned()));
        assert_eq!(result.total.to_string(), "603.00");
    }

    #[test]
    fn without_an_approval_every_band_is_the_current_price() {
        let result = charge(None, "0", &[water("2024-05-01", "3500")]);
        assert_eq!(result.total.to_string(), "875.00");
        assert!(result.trace.steps().iter().any(|step| step.step == "until_approved"));
    }

    #[test]
    fn each_crop_has_a_line_and_a_quota_of_its_own() {
        let other = |crop: Crop| Delivered {
            crop,
            ..water("2024-05-01", "2000")
        };
        let result = charge(
            Some("2024-01-01"),
            "0",
            &[other(Crop::Grain), other(Crop::Other), other(Crop::Economic)],
        );
        let told: Vec<_> = result
            .lines
            .iter()
            .map(|line| (line.crop, line.quota_volume.to_string(), line.amount.to_string()))
            .collect();
        assert_eq!(
            told,
            [
                (Crop::Grain, "1800.000".to_owned(), "500.00".to_owned()),
                (Crop::Economic, "2100.000".to_owned(), "960.00".to_owned()),
                (Crop::Other, "1700.000".to_owned(), "981.00".to_owned()),
            ]
        );
        assert_eq!(result.total.to_string(), "2441.00");
    }

    #[test]
    fn a_bill_is_stored_and_computed_again_from_its_input() {
        let input = season_input(
            District::Gujiao,
            2024,
            Some(day("2024-06-15")),
            &areas("10"),
            &before("12.5"),
            &[water("2024-05-01", "0.333"), water("2024-07-01", "3000")],
        );
        let stored = serde_json::to_string(&input).unwrap();
        let again: SeasonInput = serde_json::from_str(&stored).unwrap();
        assert_eq!(again, input);
        assert_eq!(charge_season(&tariff(), &again), charge_season(&tariff(), &input));
    }

    #[test]
    fn a_payment_is_in_full_and_between_the_bill_and_today() {
        let rules = ruleset::load(None).unwrap();
        let check = |amount: &str, paid_on: &str| {
            let received = Received {
                amount: Money::parse(amount).unwrap(),
                paid_on: day(paid_on),
            };
            let bill = (Money::parse("603.00").unwrap(), day("2025-05-10"));
            check_payment(&rules, bill, received, day("2025-05-20")).map_err(|refusal| refusal.code)
        };
        assert_eq!(check("602.99", "2025-05-12"), Err("payment_not_in_full"));
        assert_eq!(check("603.01", "2025-05-12"), Err("payment_not_in_full"));
        assert_eq!(check("603.00", "2025-05-09"), Err("payment_day"));
        assert_eq!(check("603.00", "2025-05-10"), Ok(()));
        assert_eq!(check("603.00", "2025-05-20"), Ok(()));
        assert_eq!(check("603.00", "2025-05-21"), Err("payment_day"));
    }
}
