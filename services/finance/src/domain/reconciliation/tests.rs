use proptest::prelude::*;
use uuid::Uuid;

use super::*;

fn item(kind: ItemKind, payment: u128, fen: i64) -> Item {
    Item {
        kind,
        payment: Uuid::from_u128(payment).into(),
        amount: Money::from_fen(fen).unwrap(),
    }
}

fn collected(payment: u128, fen: i64) -> Item {
    item(ItemKind::Collected, payment, fen)
}

fn faults(water: &[Item], finance: &[Item]) -> Vec<(u128, &'static str)> {
    let differences = compare(water, finance).unwrap().differences;
    differences
        .into_iter()
        .map(|difference| (difference.payment.uuid().as_u128(), difference.fault.as_str()))
        .collect()
}

#[test]
fn equal_days_agree_and_show_their_totals() {
    let water = [collected(1, 42_000), collected(2, 189_000), item(ItemKind::Reversed, 1, 42_000)];
    let finance = [item(ItemKind::Reversed, 1, 42_000), collected(2, 189_000), collected(1, 42_000)];
    let result = compare(&water, &finance).unwrap();
    assert!(result.agrees());
    assert_eq!(
        (result.water, result.finance),
        (
            Total {
                count: 3,
                net: Money::from_fen(189_000).unwrap()
            },
            result.water
        )
    );
    assert!(compare(&[], &[]).unwrap().agrees());
}

#[test]
fn every_kind_of_difference_is_listed() {
    let water = [
        collected(1, 100),
        collected(2, 200),
        collected(3, 300),
        collected(3, 300),
        collected(5, 500),
    ];
    let finance = [collected(2, 201), collected(3, 300), collected(4, 400), collected(5, 500)];
    assert_eq!(
        faults(&water, &finance),
        [
            (1, "missing_at_finance"),
            (2, "amount_differs"),
            (3, "repeated_at_water"),
            (4, "missing_at_water")
        ]
    );
}

#[test]
fn a_collection_and_a_reversal_of_one_payment_are_compared_apart() {
    assert_eq!(
        faults(&[collected(1, 100), item(ItemKind::Reversed, 1, 100)], &[collected(1, 100)]),
        [(1, "missing_at_finance")]
    );
    assert_eq!(
        faults(&[collected(1, 100)], &[item(ItemKind::Reversed, 1, 100)]),
        [(1, "missing_at_finance"), (1, "missing_at_water")]
    );
}

#[test]
fn two_faults_that_cancel_out_in_the_totals_are_still_listed() {
    let result = compare(&[collected(1, 100), collected(2, 200)], &[collected(1, 200), collected(2, 100)]).unwrap();
    assert_eq!(result.water.net, result.finance.net);
    assert_eq!(result.differences.len(), 2);
    assert_eq!(
        (result.differences[0].water, result.differences[0].finance),
        (Money::from_fen(100), Money::from_fen(200))
    );
}

proptest! {
    #[test]
    fn differences_explain_the_whole_gap_between_the_totals(
        water in prop::collection::vec((0_u128..12, 1_i64..500, any::<bool>()), 0..20),
        finance in prop::collection::btree_map((0_u128..12, any::<bool>()), 1_i64..500, 0..12),
    ) {
        let kind = |reversed: bool| if reversed { ItemKind::Reversed } else { ItemKind::Collected };
        let water: Vec<_> = water.into_iter().map(|(payment, fen, reversed)| item(kind(reversed), payment, fen)).collect();
        let finance: Vec<_> = finance.into_iter().map(|((payment, reversed), fen)| item(kind(reversed), payment, fen)).collect();
        let result = compare(&water, &finance).unwrap();
        let gap: i64 = result.differences.iter().map(|difference| {
            let sign = if difference.kind == ItemKind::Reversed { -1 } else { 1 };
            sign * (difference.water.map_or(0, Money::fen) - difference.finance.map_or(0, Money::fen))
        }).sum();
        prop_assert_eq!(result.water.net.fen() - result.finance.net.fen(), gap);
        prop_assert_eq!(result.agrees(), {
            let sort = |items: &[Item]| { let mut keys: Vec<_> = items.iter().map(|item| (item.payment, item.kind, item.amount)).collect(); keys.sort(); keys };
            sort(&water) == sort(&finance)
        });
    }
}
