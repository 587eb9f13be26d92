use proptest::prelude::*;
use uuid::Uuid;

use super::*;
use crate::domain::ruleset::{FinanceRules, load};

fn account(code: &str) -> AccountCode {
    code.to_owned().try_into().unwrap()
}

fn yuan(text: &str) -> Money {
    Money::parse(text).unwrap()
}

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn fund(finance: &FinanceRules, key: FundKey) -> &Fund {
    finance.funds().get(key).unwrap()
}

/// Lines from account codes and yuan; above zero a debit.
fn lines(parts: &[(&str, &str)]) -> Vec<Line> {
    parts
        .iter()
        .map(|(code, amount)| Line {
            account: account(code),
            amount: yuan(amount),
        })
        .collect()
}

fn entry(fund: &Fund, kind: EntryKind, parts: &[(&str, &str)]) -> Result<Entry, LedgerError> {
    Entry::new(
        fund,
        EntryId::from(Uuid::from_u128(1)),
        day("2026-03-31"),
        "试记",
        kind,
        lines(parts),
    )
}

fn posted(fund: &Fund, parts: &[(&str, &str)]) -> PostedEntry {
    PostedEntry {
        entry: entry(fund, EntryKind::Ordinary, parts).unwrap(),
        number: EntryNumber::new(fund, day("2026-03-31"), 1),
        reversed_by: None,
    }
}

#[test]
fn an_entry_that_does_not_balance_is_refused() {
    let finance = load(None).unwrap();
    let surcharge = fund(&finance, FundKey::WaterSurcharge);
    let code = |parts: &[(&str, &str)]| entry(surcharge, EntryKind::Ordinary, parts).unwrap_err().code();
    assert_eq!(code(&[]), "too_few_lines");
    assert_eq!(code(&[("1001", "1.00")]), "too_few_lines");
    assert_eq!(code(&[("1001", "1.00"), ("4001", "-0.99")]), "unbalanced_entry");
    assert_eq!(code(&[("1001", "1.00"), ("4001", "1.00")]), "unbalanced_entry");
    assert_eq!(code(&[("1001", "0.00"), ("4001", "0.00")]), "zero_line");
    assert_eq!(
        code(&[("1001", "999999999999999.99"), ("1001", "0.01"), ("4001", "-1.00")]),
        "amount_too_large"
    );
    assert!(
        entry(
            surcharge,
            EntryKind::Ordinary,
            &[("1001", "1.00"), ("1001", "2.00"), ("4001", "-3.00")]
        )
        .is_ok()
    );
}

#[test]
fn an_entry_stays_within_one_fund() {
    let finance = load(None).unwrap();
    let surcharge = fund(&finance, FundKey::WaterSurcharge);
    // 1003 is an account of the revolving fund.
    let error = entry(surcharge, EntryKind::Ordinary, &[("1003", "1.00"), ("4001", "-1.00")]).unwrap_err();
    assert_eq!(
        error,
        LedgerError::UnknownAccount {
            fund: FundKey::WaterSurcharge,
            account: account("1003")
        }
    );
}

#[test]
fn income_is_never_netted_off_against_spending() {
    let finance = load(None).unwrap();
    let netted = [("4001", "5.00"), ("5001", "-5.00")];
    assert_eq!(
        entry(fund(&finance, FundKey::WaterSurcharge), EntryKind::Ordinary, &netted)
            .unwrap_err()
            .code(),
        "income_against_spending"
    );
    assert!(
        entry(fund(&finance, FundKey::ServiceReward), EntryKind::Ordinary, &netted).is_ok(),
        "only where a rule says so"
    );
}

#[test]
fn pools_of_a_fund_meet_only_by_an_allowed_transfer() {
    let finance = load(None).unwrap();
    let revolving = fund(&finance, FundKey::Revolving);
    let transfer = |code: &str| EntryKind::Transfer(code.to_owned());
    let accrual = [("5002", "517.50"), ("1002", "-517.50"), ("1003", "517.50"), ("3101", "-517.50")];
    assert!(entry(revolving, transfer("fee_to_risk_reserve"), &accrual).is_ok());
    assert_eq!(
        entry(revolving, EntryKind::Ordinary, &accrual).unwrap_err().code(),
        "transfer_not_allowed"
    );
    assert_eq!(
        entry(revolving, transfer("surplus_to_capital"), &accrual).unwrap_err().code(),
        "transfer_not_allowed"
    );
    assert_eq!(
        entry(revolving, transfer("anything"), &accrual).unwrap_err().code(),
        "transfer_not_allowed"
    );
    let backwards = accrual.map(|(code, amount)| {
        (
            code,
            if let Some(rest) = amount.strip_prefix('-') {
                rest.to_owned()
            } else {
                format!("-{amount}")
            },
        )
    });
    let backwards: Vec<_> = backwards.iter().map(|(code, amount)| (*code, amount.as_str())).collect();
    assert_eq!(
        entry(revolving, transfer("fee_to_risk_reserve"), &backwards).unwrap_err().code(),
        "transfer_not_allowed"
    );
    let fee_bank_to_capital_bank = [("1001", "5.00"), ("1002", "-5.00")];
    assert_eq!(
        entry(revolving, transfer("surplus_to_capital"), &fee_bank_to_capital_bank)
            .unwrap_err()
            .code(),
        "unbalanced_pool"
    );
    assert!(
        entry(
            revolving,
            transfer("surplus_to_capital"),
            &[("3002", "5.00"), ("1002", "-5.00"), ("1001", "5.00"), ("3001", "-5.00")]
        )
        .is_ok()
    );
    assert!(
        entry(
            revolving,
            transfer("reserve_to_capital"),
            &[("3101", "5.00"), ("1003", "-5.00"), ("1001", "5.00"), ("3001", "-5.00")]
        )
        .is_ok()
    );
    assert!(entry(revolving, transfer("balance_to_treasury"), &[("3001", "5.00"), ("1001", "-5.00")]).is_ok());
    assert_eq!(
        entry(revolving, transfer("balance_to_treasury"), &[("3101", "5.00"), ("1003", "-5.00")])
            .unwrap_err()
            .code(),
        "transfer_not_allowed"
    );
    // A fund without transfers has none.
    assert_eq!(
        entry(
            fund(&finance, FundKey::WaterSurcharge),
            transfer("surplus_to_capital"),
            &[("1001", "1.00"), ("4001", "-1.00")]
        )
        .unwrap_err()
        .code(),
        "transfer_not_allowed"
    );
}

#[test]
fn an_account_that_must_not_be_overdrawn_stops_at_zero() {
    let finance = load(None).unwrap();
    let surcharge = fund(&finance, FundKey::WaterSurcharge);
    let spend = |amount: &str| entry(surcharge, EntryKind::Ordinary, &[("5001", amount), ("1001", &format!("-{amount}"))]).unwrap();
    let start = Balances::new([(account("1001"), yuan("100.00"))]);
    assert_eq!(
        start.clone().apply(surcharge, &spend("99.99")).unwrap().of(&account("1001")),
        yuan("0.01")
    );
    assert_eq!(
        start.clone().apply(surcharge, &spend("100.00")).unwrap().of(&account("1001")),
        Money::ZERO
    );
    assert_eq!(
        start.apply(surcharge, &spend("100.01")),
        Err(LedgerError::Overdrawn {
            account: account("1001"),
            balance: yuan("100.00"),
            after: yuan("-0.01")
        })
    );
    // A liability grows by credits: paying out more than is held is an overdraft of it.
    let custody = fund(&finance, FundKey::MaintenanceCustody);
    let pay = entry(custody, EntryKind::Ordinary, &[("2001", "10.00"), ("1001", "-10.00")]).unwrap();
    let held = Balances::new([(account("1001"), yuan("50.00")), (account("2001"), yuan("-9.99"))]);
    assert_eq!(
        held.apply(custody, &pay).unwrap_err(),
        LedgerError::Overdrawn {
            account: account("2001"),
            balance: yuan("9.99"),
            after: yuan("-0.01")
        }
    );
}

#[test]
fn several_lines_on_one_account_are_judged_together() {
    let finance = load(None).unwrap();
    let surcharge = fund(&finance, FundKey::WaterSurcharge);
    let through = entry(
        surcharge,
        EntryKind::Ordinary,
        &[("1001", "-5.00"), ("1001", "8.00"), ("4001", "-3.00")],
    )
    .unwrap();
    assert_eq!(
        Balances::default().apply(surcharge, &through).unwrap().of(&account("1001")),
        yuan("3.00")
    );
}

#[test]
fn an_entry_is_reversed_once_and_not_before_its_day() {
    let finance = load(None).unwrap();
    let surcharge = fund(&finance, FundKey::WaterSurcharge);
    let original = posted(surcharge, &[("1001", "420.00"), ("4001", "-420.00")]);
    let id = EntryId::from(Uuid::from_u128(2));
    assert_eq!(
        original.reverse(surcharge, id, day("2026-03-30"), "冲销").unwrap_err().code(),
        "reversal_too_early"
    );
    let reversal = original.reverse(surcharge, id, day("2026-03-31"), "冲销").unwrap();
    assert_eq!(reversal.lines(), lines(&[("1001", "-420.00"), ("4001", "420.00")]));
    assert_eq!(reversal.kind(), &EntryKind::Reversal { of: original.entry.id() });
    let number = EntryNumber::new(surcharge, day("2026-03-31"), 2);
    let reversed = PostedEntry {
        reversed_by: Some(number.clone()),
        ..original
    };
    assert_eq!(
        reversed.reverse(surcharge, id, day("2026-04-01"), "冲销").unwrap_err().code(),
        "entry_already_reversed"
    );
    let reversal = PostedEntry {
        entry: reversal,
        number,
        reversed_by: None,
    };
    assert_eq!(
        reversal.reverse(surcharge, id, day("2026-04-01"), "冲销").unwrap_err().code(),
        "reversal_of_reversal"
    );
}

prop_compose! {
    /// Arbitrary lines on the accounts of the revolving fund, most of them out of balance.
    fn any_lines()(parts in prop::collection::vec((0_usize..12, -3_i64..4), 0..6)) -> Vec<(usize, i64)> { parts }
}

proptest! {
    #[test]
    fn whatever_is_taken_balances_in_whole_and_per_pool(parts in any_lines(), kind in 0_usize..4, balance in any::<bool>()) {
        let finance = load(None).unwrap();
        let revolving = fund(&finance, FundKey::Revolving);
        let accounts: Vec<_> = revolving.accounts.values().collect();
        let mut lines: Vec<_> = parts.iter().map(|(index, fen)| Line { account: accounts[*index].code.clone(), amount: Money::from_fen(*fen).unwrap() }).collect();
        if balance && let Some(difference) = Money::checked_sum(lines.iter().map(|line| line.amount)) {
            lines.push(Line { account: accounts[0].code.clone(), amount: difference.negated() });
        }
        let kind = revolving.transfers.get(kind).map_or(EntryKind::Ordinary, |transfer| EntryKind::Transfer(transfer.code.clone()));
        let before: Balances = Balances::new(accounts.iter().map(|account| (account.code.clone(), Money::from_fen(if account.kind.grows_by_debits() { 2 } else { -2 }).unwrap())));
        if let Ok(entry) = Entry::new(revolving, EntryId::from(Uuid::nil()), day("2026-01-01"), "试记", kind, lines) {
            prop_assert!(entry.lines().len() >= 2);
            prop_assert_eq!(Money::checked_sum(entry.lines().iter().map(|line| line.amount)), Some(Money::ZERO));
            let pool = |line: &Line| revolving.accounts[&line.account].pool.clone();
            for line in entry.lines() {
                let sum = Money::checked_sum(entry.lines().iter().filter(|other| pool(other) == pool(line)).map(|line| line.amount));
                prop_assert_eq!(sum, Some(Money::ZERO));
            }
            if let Ok(after) = before.apply(revolving, &entry) {
                for account in &accounts {
                    let sign = if account.kind.grows_by_debits() { 1 } else { -1 };
                    prop_assert!(!account.no_overdraft || after.of(&account.code).fen() * sign >= 0);
                }
            }
        }
    }

    #[test]
    fn an_entry_and_its_reversal_leave_the_balances_as_they_were(amounts in prop::collection::vec(1_i64..1_000_000, 1..5)) {
        let finance = load(None).unwrap();
        let surcharge = fund(&finance, FundKey::WaterSurcharge);
        let mut lines: Vec<_> = amounts.iter().map(|fen| Line::debit(account("1001"), Money::from_fen(*fen).unwrap())).collect();
        lines.push(Line::credit(account("4001"), Money::from_fen(amounts.iter().sum()).unwrap()));
        let entry = Entry::new(surcharge, EntryId::from(Uuid::nil()), day("2026-01-01"), "试记", EntryKind::Ordinary, lines).unwrap();
        let start = Balances::new([(account("1001"), yuan("7.00")), (account("4001"), yuan("-7.00"))]);
        let after = start.clone().apply(surcharge, &entry).unwrap();
        let original = PostedEntry { entry, number: EntryNumber::new(surcharge, day("2026-01-01"), 1), reversed_by: None };
        let reversal = original.reverse(surcharge, EntryId::from(Uuid::from_u128(1)), day("2026-01-01"), "冲销").unwrap();
        prop_assert_eq!(after.apply(surcharge, &reversal).unwrap(), start);
    }
}
