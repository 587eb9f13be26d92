use proptest::prelude::*;

use super::*;
use crate::domain::{
    ruleset,
    surcharge::{SurchargeResult, compute},
    user::{Category, IndustryClass, Supply},
};

fn tariff() -> Tariff {
    let rules = ruleset::load(None).unwrap();
    Tariff::compile(&SurchargeTariff::at(&rules, "2024-06-30".parse().unwrap()).unwrap()).unwrap()
}

/// The input that a row stands for.
fn input(metered: &MeteredUse) -> SurchargeInput {
    let days = |days: i64| u32::try_from(days.max(0)).unwrap();
    SurchargeInput {
        category: Category::NonResident,
        supply: Supply::PublicNetwork,
        industry_class: match metered.rates {
            RateClass::Ordinary => IndustryClass::Ordinary,
            RateClass::Stricter => IndustryClass::Restricted,
        },
        base_price: Exact::scaled(metered.base_price_e4, 4),
        plan_volume: Exact::scaled(metered.plan_litres, 3),
        adjustments: Vec::new(),
        usage: Exact::scaled(metered.usage_litres, 3),
        period_days: u32::from(metered.period_days),
        days_late: days(i64::from(metered.shift_days)),
        days_early: days(-i64::from(metered.shift_days)),
    }
}

fn printed(result: &SurchargeResult) -> Charges {
    Charges {
        band_fen: result.bands.each_ref().map(|band| band.amount.fen()),
        basic_charge_fen: result.basic_charge.fen(),
        surcharge_fen: result.surcharge.fen(),
        total_fen: result.total.fen(),
    }
}

/// The engine must give what the exact computation gives, by whichever path, or the same refusal.
fn agree(tariff: &Tariff, metered: &MeteredUse) {
    let exact = compute(tariff.rules(), &input(metered));
    match (&exact, tariff.charge(metered)) {
        (Ok(result), Ok(charges)) => {
            let expected = printed(result);
            assert_eq!(charges, expected, "{metered:?}");
            for charges in [
                tariff.charge_narrow(metered),
                tariff.charge_wide(metered),
                tariff.charge_exact(metered).ok(),
            ]
            .into_iter()
            .flatten()
            {
                assert_eq!(charges, expected, "{metered:?}");
            }
        }
        (Err(expected), Err(refusal)) => {
            assert_eq!(refusal.code, expected.code, "{metered:?}");
            assert_eq!(
                (tariff.charge_narrow(metered), tariff.charge_wide(metered)),
                (None, None),
                "{metered:?}"
            );
        }
        (exact, fast) => panic!("{metered:?}: {exact:?} but {fast:?}"),
    }
}

fn row(usage_litres: i64, plan_litres: i64, base_price_e4: u32, period_days: u16, shift_days: i16, rates: RateClass) -> MeteredUse {
    MeteredUse {
        usage_litres,
        plan_litres,
        base_price_e4,
        period_days,
        shift_days,
        rates,
    }
}

#[test]
fn the_worked_examples_come_out_of_the_engine_to_the_fen() {
    let tariff = tariff();
    let ordinary = tariff
        .charge(&row(1_500_000, 1_000_000, 42_000, 30, 0, RateClass::Ordinary))
        .unwrap();
    assert_eq!(ordinary.band_fen, [42_000, 84_000, 63_000]);
    assert_eq!(
        (ordinary.basic_charge_fen, ordinary.surcharge_fen, ordinary.total_fen),
        (630_000, 189_000, 819_000)
    );
    let restricted = tariff
        .charge(&row(1_500_000, 1_000_000, 42_000, 30, 0, RateClass::Stricter))
        .unwrap();
    assert_eq!((restricted.band_fen, restricted.surcharge_fen), ([50_400, 92_400, 67_200], 210_000));
}

#[test]
fn the_engine_agrees_at_every_edge_and_bound() {
    let tariff = tariff();
    let bound = i64::try_from(tariff.volume_bound).unwrap();
    assert!(bound > 1_000_000_000, "a million m³ a period stay in 64 bits, not {bound} litres");
    let price_bound = u32::try_from(PRICE_BOUND).unwrap();
    let litres = [
        -1,
        0,
        1,
        1_000,
        1_200,
        1_201,
        1_400,
        1_401,
        bound - 1,
        bound,
        i64::MAX / 4,
        i64::MAX,
    ];
    let prices = [0, 1, 42_000, price_bound - 1, price_bound, u32::MAX];
    let periods = [
        (0, 0),
        (1, 0),
        (1, -1),
        (30, 0),
        (30, -29),
        (30, -30),
        (30, 1),
        (31, 7),
        (92, -3),
        (92, 640),
        (366, 0),
        (366, 365),
        (366, 366),
        (367, 0),
        (u16::MAX, i16::MAX),
        (30, i16::MIN),
    ];
    for usage in litres {
        for plan in [-1, 0, 1, 1_000, bound, bound + 1, i64::MAX] {
            for price in prices {
                for (period, shift) in periods {
                    for rates in [RateClass::Ordinary, RateClass::Stricter] {
                        agree(&tariff, &row(usage, plan, price, period, shift, rates));
                    }
                }
            }
        }
    }
}

#[test]
fn common_rows_take_the_64_bit_path() {
    let tariff = tariff();
    for metered in [
        row(0, 1, 1, 28, 0, RateClass::Ordinary),
        row(1_000_000_000, 1_000, 262_143, 92, 30, RateClass::Stricter),
        row(1_500_000, 1_000_000, 42_000, 366, -14, RateClass::Ordinary),
    ] {
        assert!(tariff.charge_narrow(&metered).is_some(), "{metered:?}");
    }
    let wide = row(500_000_000_000, 400_000_000_000, 42_000, 30, 1, RateClass::Ordinary);
    assert!(tariff.charge_narrow(&wide).is_none() && tariff.charge_wide(&wide).is_some());
}

#[test]
fn a_run_keeps_its_order_and_lists_what_it_refused() {
    let tariff = tariff();
    let good = row(1_500_000, 1_000_000, 42_000, 30, 0, RateClass::Ordinary);
    let rows = [
        good,
        MeteredUse { plan_litres: 0, ..good },
        MeteredUse { shift_days: -30, ..good },
        MeteredUse {
            rates: RateClass::Stricter,
            ..good
        },
    ];
    let mut charges = vec![Charges::default(); 7];
    let refused = tariff.charge_all(&rows, &mut charges);
    assert_eq!(
        charges.iter().map(|charges| charges.surcharge_fen).collect::<Vec<_>>(),
        [189_000, 0, 0, 210_000]
    );
    let refused: Vec<_> = refused.iter().map(|refused| (refused.index, refused.refusal.code)).collect();
    assert_eq!(refused, [(1, "plan_not_positive"), (2, "adjusted_base_not_positive")]);
}

#[test]
fn an_input_becomes_integers_only_when_nothing_is_lost() {
    let tariff = tariff();
    let metered = row(1_500_001, 1_000_000, 42_001, 30, -2, RateClass::Stricter);
    let whole = input(&metered);
    assert_eq!(MeteredUse::from_input(tariff.rules(), &whole), Some(metered));
    let finer = SurchargeInput {
        plan_volume: Exact::ratio(1, 3).unwrap(),
        ..whole
    };
    assert_eq!(MeteredUse::from_input(tariff.rules(), &finer), None);
}

#[test]
fn rates_of_any_rule_file_compile_or_are_refused() {
    let edit = |from: &str, to: &str| {
        let mut files = ruleset::compiled_in();
        let file = files.iter_mut().find(|file| file.name == "surcharge.toml").unwrap();
        file.text = file.text.replace(from, to);
        let rules = ruleset::load(Some(files)).unwrap();
        Tariff::compile(&SurchargeTariff::at(&rules, "2024-06-30".parse().unwrap()).unwrap())
    };
    let odd = edit("[\"0.20\", \"0.40\"]", "[\"0.1234567\", \"0.4\"]").unwrap();
    for usage in [1, 1_000, 1_123, 1_124, 1_400, 1_401, 5_000_000_000] {
        agree(&odd, &row(usage, 1_000, 42_000, 31, 3, RateClass::Ordinary));
    }
    assert_eq!(
        edit("[\"0.20\", \"0.40\"]", "[\"0.123456789012\", \"0.4\"]").unwrap_err().code,
        "tariff_not_compilable"
    );
}

#[test]
fn the_reciprocal_division_is_exact() {
    for value in [
        2,
        3,
        4,
        5,
        7,
        8,
        10,
        100_000,
        1_000_000,
        30_000_000,
        31_000_000,
        1_830_000_000,
        (1 << 40) + 1,
        1 << 62,
        (1 << 62) + 1,
    ] {
        let divisor = Divisor::new(value).unwrap();
        let most = DIVIDEND_BOUND - 1 - value / 2;
        for base in [0, value / 2, value, value.saturating_mul(3), most / value * value, most] {
            for dividend in [
                base.saturating_sub(value / 2 + 1),
                base.saturating_sub(1),
                base,
                base.saturating_add(1),
            ] {
                let dividend = dividend.min(most);
                assert_eq!(
                    u128::from(divisor.round_half_up(dividend)),
                    (u128::from(dividend) * 2 + u128::from(value)) / (2 * u128::from(value)),
                    "{dividend} / {value}"
                );
            }
        }
    }
    assert!(Divisor::new(0).is_none() && Divisor::new(1).is_none());
}

fn rate_classes() -> impl Strategy<Value = RateClass> {
    prop::sample::select(vec![RateClass::Ordinary, RateClass::Stricter])
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1_000))]

    #[test]
    fn the_engine_agrees_on_ordinary_rows(usage in 0_i64..5_000_000, plan in 1_i64..3_000_000, price in 1_u32..200_000, days in 28_u16..93, shift in -27_i16..60, rates in rate_classes()) {
        agree(tariff_once(), &row(usage, plan, price, days, shift, rates));
    }

    #[test]
    fn the_engine_agrees_around_the_band_edges(plan in 1_i64..3_000_000, step in -2_i64..3, edge in prop::sample::select(vec![10_i64, 12, 14]), price in 1_u32..200_000, days in 28_u16..93, shift in -27_i16..60, rates in rate_classes()) {
        let usage = plan * (i64::from(days) + i64::from(shift)) * edge / (10 * i64::from(days)) + step;
        agree(tariff_once(), &row(usage.max(0), plan, price, days, shift, rates));
    }

    #[test]
    fn the_engine_agrees_over_the_whole_range(usage in magnitudes(), plan in magnitudes(), price in any::<u32>(), days in any::<u16>(), shift in any::<i16>(), small in any::<bool>(), rates in rate_classes()) {
        let (days, shift) = if small { (days % 400, shift % 400) } else { (days, shift) };
        agree(tariff_once(), &row(usage, plan, price, days, shift, rates));
    }
}

/// Any number, each magnitude as likely as another.
fn magnitudes() -> impl Strategy<Value = i64> {
    (any::<i64>(), 0_u32..64).prop_map(|(number, shift)| number >> shift)
}

fn tariff_once() -> &'static Tariff {
    static TARIFF: std::sync::OnceLock<Tariff> = std::sync::OnceLock::new();
    TARIFF.get_or_init(tariff)
}

#[test]
fn an_adjusted_plan_is_charged_as_the_exact_computation_charges_it() {
    use crate::domain::surcharge::PlanAdjustment;

    let tariff = tariff();
    for (percentage, covered_days, is_whole) in [(-2_000, 31, false), (-2_000, 46, true), (333, 1, false)] {
        let adjusted = SurchargeInput {
            adjustments: vec![PlanAdjustment {
                id: uuid::Uuid::nil(),
                percentage: Exact::scaled(percentage, 4),
                covered_days,
                approval_number: "文".to_owned(),
            }],
            period_days: 92,
            days_late: 3,
            days_early: 0,
            usage: Exact::from(1_500),
            plan_volume: Exact::from(1_000),
            base_price: Exact::scaled(42_000, 4),
            ..input(&MeteredUse {
                usage_litres: 0,
                plan_litres: 1,
                base_price_e4: 1,
                period_days: 92,
                shift_days: 0,
                rates: RateClass::Ordinary,
            })
        };
        assert_eq!(
            MeteredUse::from_input(tariff.rules(), &adjusted).is_some(),
            is_whole,
            "{percentage} {covered_days}"
        );
        let exact = compute(tariff.rules(), &adjusted).unwrap();
        assert_eq!(tariff.charge_input(&adjusted), Ok(printed(&exact)), "{percentage} {covered_days}");
    }
}
