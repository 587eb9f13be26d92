//! What must hold for any user and any period.

use proptest::prelude::*;

use super::*;
use crate::domain::user::{Category, IndustryClass, Supply};

fn input(
    usage_litres: i64,
    plan_litres: i64,
    price_e4: i64,
    period_days: u32,
    days_late: u32,
    days_early: u32,
    industry_class: IndustryClass,
) -> SurchargeInput {
    SurchargeInput {
        category: Category::NonResident,
        supply: Supply::PublicNetwork,
        industry_class,
        base_price: Exact::scaled(price_e4, 4),
        plan_volume: Exact::scaled(plan_litres, 3),
        adjustments: Vec::new(),
        usage: Exact::scaled(usage_litres, 3),
        period_days,
        days_late,
        days_early,
    }
}

prop_compose! {
    fn inputs()(usage in 0_i64..5_000_000, plan in 1_i64..2_000_000, price in 1_i64..200_000, days in 28_u32..93, late in 0_u32..20, early in 0_u32..20,
                class in prop::sample::select(vec![IndustryClass::Ordinary, IndustryClass::Restricted, IndustryClass::Eliminated])) -> SurchargeInput {
        input(usage, plan, price, days, late, early, class)
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn the_bands_add_up_to_the_overage_and_the_amounts_to_the_total(input in inputs()) {
        let answer = compute(tariff(), &input).unwrap();
        let sum: Exact = answer.bands.iter().map(|band| band.volume.0.clone()).sum();
        prop_assert_eq!(&sum, &answer.overage.0);
        prop_assert!(answer.bands.iter().all(|band| !band.volume.0.is_negative()));
        prop_assert_eq!(&answer.overage.0, &(&input.usage - &answer.adjusted_base.0).max(Exact::zero()));
        let printed = Money::checked_sum(answer.bands.iter().map(|band| band.amount)).unwrap();
        prop_assert_eq!(printed, answer.surcharge);
        prop_assert_eq!(answer.basic_charge.checked_add(answer.surcharge).unwrap(), answer.total);
    }

    /// The known fault of another county's system: usage just past a tier was billed nothing, or wholly at the next rate.
    #[test]
    fn one_litre_more_never_costs_less_and_at_most_its_own_price(input in inputs()) {
        let before = compute(tariff(), &input).unwrap();
        let more = SurchargeInput { usage: &input.usage + &exact("0.001"), ..input.clone() };
        let after = compute(tariff(), &more).unwrap();
        prop_assert!(after.total >= before.total);
        // Four printed amounts, each at most half a fen off either way, and a litre at price × (1 + the highest rate).
        let most = &(&exact("0.001") * &(&input.base_price * &exact("2.60"))) + &exact("0.04");
        prop_assert!(after.total.checked_sub(before.total).unwrap().to_exact() <= most);
    }

    #[test]
    fn at_an_edge_the_charge_is_the_same_from_both_bands(plan in (1_i64..400_000).prop_map(|plan| plan * 5), price in 1_i64..200_000, edge in prop::sample::select(vec![0_i64, 1, 2])) {
        let at_edge = plan + plan / 5 * edge;
        let [below, at, above] = [-1, 0, 1].map(|step| compute(tariff(), &input(at_edge + step, plan, price, 30, 0, 0, IndustryClass::Ordinary)).unwrap());
        let band = usize::try_from(edge).unwrap();
        let litre = exact("0.001");
        prop_assert_eq!(&(&above.bands[band].volume.0 - &at.bands[band].volume.0), &litre);
        if band > 0 {
            prop_assert_eq!(&(&at.bands[band - 1].volume.0 - &below.bands[band - 1].volume.0), &litre);
            prop_assert!(at.bands[band].volume.0.is_zero());
        }
    }

    #[test]
    fn a_larger_plan_never_costs_more(input in inputs(), more in 1_i64..1_000_000) {
        let larger = SurchargeInput { plan_volume: &input.plan_volume + &Exact::scaled(more, 3), ..input.clone() };
        let (small, large) = (compute(tariff(), &input).unwrap(), compute(tariff(), &larger).unwrap());
        prop_assert!(large.overage.0 <= small.overage.0);
        // Volumes move to cheaper bands; only the rounding of three amounts can tell otherwise.
        prop_assert!(large.surcharge.fen() <= small.surcharge.fen() + 2);
    }

    #[test]
    fn each_band_amount_is_the_exact_product_rounded_once(input in inputs()) {
        let answer = compute(tariff(), &input).unwrap();
        for band in &answer.bands {
            let product = &(&band.volume.0 * &input.base_price) * &band.rate.0;
            prop_assert_eq!(Money::round_half_up(&product).unwrap(), band.amount);
        }
    }
}
