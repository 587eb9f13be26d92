//! Double entry, append only: entries balance, stay within one fund, and are corrected only by reversing entries.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use rules::Money;

use super::{
    entry_number::EntryNumber,
    fund::{AccountCode, AccountKind, Fund, FundKey},
    id::EntryId,
};

/// One line of an entry: what an account gets. Never zero.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// Account of the entry's fund.
    pub account: AccountCode,
    /// Above zero a debit, below zero a credit.
    pub amount: Money,
}

impl Line {
    /// A debit of an amount.
    pub fn debit(account: AccountCode, amount: Money) -> Self {
        Self { account, amount }
    }

    /// A credit of an amount.
    pub fn credit(account: AccountCode, amount: Money) -> Self {
        Self {
            account,
            amount: amount.negated(),
        }
    }
}

/// Why an entry is made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum EntryKind {
    /// Within one pool of the fund.
    Ordinary,
    /// From one pool to another, by the rule with this code.
    Transfer(String),
    /// Undoes an earlier entry.
    Reversal {
        /// The entry that is undone.
        of: EntryId,
    },
}

/// An entry that keeps every rule which does not depend on balances.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    id: EntryId,
    fund: FundKey,
    booked_on: NaiveDate,
    summary: String,
    kind: EntryKind,
    lines: Vec<Line>,
}

/// An entry as it stands on the books.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PostedEntry {
    /// The entry.
    pub entry: Entry,
    /// Its number.
    pub number: EntryNumber,
    /// The entry that reversed it.
    pub reversed_by: Option<EntryNumber>,
}

/// Why an entry is refused. Nothing was changed.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum LedgerError {
    /// An entry needs two lines.
    #[error("凭证至少要有借、贷两行，实有{0}行")]
    TooFewLines(usize),
    /// A line says nothing.
    #[error("科目 {0} 的金额为0，应为非零金额")]
    ZeroLine(AccountCode),
    /// The account is not the fund's.
    #[error("资金「{fund}」没有科目 {account}：每张凭证只能在一项资金之内")]
    UnknownAccount {
        /// The fund.
        fund: FundKey,
        /// The account.
        account: AccountCode,
    },
    /// Debits and credits differ.
    #[error("借贷不平：借方比贷方多 {0}")]
    Unbalanced(Money),
    /// Debits and credits of a pool differ.
    #[error("资金池「{pool}」借贷不平，差额 {by}：每个资金池在凭证内须自行平衡")]
    PoolUnbalanced {
        /// The pool.
        pool: String,
        /// Debits less credits.
        by: Money,
    },
    /// Two pools meet, or a named transfer does not fit.
    #[error("资金「{fund}」不允许这样划转（{transfer}）：只能按规定的方向在规定的资金池之间划转")]
    TransferNotAllowed {
        /// The fund.
        fund: FundKey,
        /// The transfer named, or the pools that meet.
        transfer: String,
    },
    /// Income and spending meet in one entry.
    #[error("资金「{0}」实行收支两条线：收入与支出不能在同一张凭证中相抵")]
    IncomeAgainstSpending(FundKey),
    /// The account would fall below zero.
    #[error("科目 {account} 余额不足：现有 {balance}，本次后将为 {after}，不允许透支")]
    Overdrawn {
        /// The account.
        account: AccountCode,
        /// Its balance on its own side.
        balance: Money,
        /// What it would be.
        after: Money,
    },
    /// Beyond fifteen digits.
    #[error("金额超过15位整数，无法记账")]
    AmountTooLarge,
    /// The entry is reversed already.
    #[error("凭证 {number} 已由 {by} 冲销，不能再次冲销")]
    AlreadyReversed {
        /// The entry.
        number: EntryNumber,
        /// Its reversal.
        by: EntryNumber,
    },
    /// Reversals stand.
    #[error("凭证 {0} 本身是冲销凭证，不能再冲销：请重新记账")]
    ReversalOfReversal(EntryNumber),
    /// A reversal cannot come before what it undoes.
    #[error("冲销日 {on} 早于原凭证 {number} 的记账日 {booked_on}")]
    ReversalTooEarly {
        /// The entry.
        number: EntryNumber,
        /// Its day.
        booked_on: NaiveDate,
        /// Day of the reversal.
        on: NaiveDate,
    },
}

impl LedgerError {
    /// Stable code for programs.
    pub fn code(&self) -> &'static str {
        match self {
            Self::TooFewLines(_) => "too_few_lines",
            Self::ZeroLine(_) => "zero_line",
            Self::UnknownAccount { .. } => "unknown_account",
            Self::Unbalanced(_) => "unbalanced_entry",
            Self::PoolUnbalanced { .. } => "unbalanced_pool",
            Self::TransferNotAllowed { .. } => "transfer_not_allowed",
            Self::IncomeAgainstSpending(_) => "income_against_spending",
            Self::Overdrawn { .. } => "account_overdrawn",
            Self::AmountTooLarge => "amount_too_large",
            Self::AlreadyReversed { .. } => "entry_already_reversed",
            Self::ReversalOfReversal(_) => "reversal_of_reversal",
            Self::ReversalTooEarly { .. } => "reversal_too_early",
        }
    }
}

impl Entry {
    /// Checks an entry of a fund: at least two lines, none zero, all accounts the fund's own, balanced as a whole
    /// and in each pool, no pool meeting another but by an allowed transfer, income never netted off against
    /// spending where the fund separates them.
    pub fn new(
        fund: &Fund,
        id: EntryId,
        booked_on: NaiveDate,
        summary: impl Into<String>,
        kind: EntryKind,
        lines: Vec<Line>,
    ) -> Result<Self, LedgerError> {
        if lines.len() < 2 {
            return Err(LedgerError::TooFewLines(lines.len()));
        }
        check_balance(&lines)?;
        let pools = check_pools(fund, &lines)?;
        match &kind {
            EntryKind::Ordinary if pools.len() > 1 => return Err(not_allowed(fund, pools.keys().copied().collect::<Vec<_>>().join("与"))),
            EntryKind::Transfer(code) => check_transfer(fund, code, &pools)?,
            // A reversal mirrors an entry that kept the rules.
            EntryKind::Ordinary | EntryKind::Reversal { .. } => {}
        }
        let touches = |kind: AccountKind| {
            lines
                .iter()
                .any(|line| fund.accounts.get(&line.account).is_some_and(|account| account.kind == kind))
        };
        if fund.separates_income_and_spending && touches(AccountKind::Income) && touches(AccountKind::Expense) {
            return Err(LedgerError::IncomeAgainstSpending(fund.key));
        }
        Ok(Self {
            id,
            fund: fund.key,
            booked_on,
            summary: summary.into(),
            kind,
            lines,
        })
    }

    /// Identifier.
    pub fn id(&self) -> EntryId {
        self.id
    }

    /// The one fund of all its lines.
    pub fn fund(&self) -> FundKey {
        self.fund
    }

    /// Accounting day.
    pub fn booked_on(&self) -> NaiveDate {
        self.booked_on
    }

    /// What it is about, for a person.
    pub fn summary(&self) -> &str {
        &self.summary
    }

    /// Why it is made.
    pub fn kind(&self) -> &EntryKind {
        &self.kind
    }

    /// The lines, in order.
    pub fn lines(&self) -> &[Line] {
        &self.lines
    }
}

impl PostedEntry {
    /// The entry that undoes this one: the same lines the other way, on a day not before it. Once only.
    pub fn reverse(&self, fund: &Fund, id: EntryId, on: NaiveDate, summary: impl Into<String>) -> Result<Entry, LedgerError> {
        if let Some(by) = &self.reversed_by {
            return Err(LedgerError::AlreadyReversed {
                number: self.number.clone(),
                by: by.clone(),
            });
        }
        if matches!(self.entry.kind, EntryKind::Reversal { .. }) {
            return Err(LedgerError::ReversalOfReversal(self.number.clone()));
        }
        if on < self.entry.booked_on {
            return Err(LedgerError::ReversalTooEarly {
                number: self.number.clone(),
                booked_on: self.entry.booked_on,
                on,
            });
        }
        let lines = self.entry.lines.iter().map(|line| Line {
            account: line.account.clone(),
            amount: line.amount.negated(),
        });
        Entry::new(fund, id, on, summary, EntryKind::Reversal { of: self.entry.id }, lines.collect())
    }
}

fn check_balance(lines: &[Line]) -> Result<(), LedgerError> {
    if let Some(line) = lines.iter().find(|line| line.amount == Money::ZERO) {
        return Err(LedgerError::ZeroLine(line.account.clone()));
    }
    match Money::checked_sum(lines.iter().map(|line| line.amount)) {
        Some(Money::ZERO) => Ok(()),
        Some(difference) => Err(LedgerError::Unbalanced(difference)),
        None => Err(LedgerError::AmountTooLarge),
    }
}

/// Every account is the fund's own and every pool balances; returns what each pool's assets gain.
fn check_pools<'a>(fund: &'a Fund, lines: &[Line]) -> Result<BTreeMap<&'a str, Money>, LedgerError> {
    let mut sums: BTreeMap<&str, (Money, Money)> = BTreeMap::new();
    for line in lines {
        let account = fund.accounts.get(&line.account).ok_or_else(|| LedgerError::UnknownAccount {
            fund: fund.key,
            account: line.account.clone(),
        })?;
        let (total, assets) = sums.entry(&account.pool).or_default();
        *total = total.checked_add(line.amount).ok_or(LedgerError::AmountTooLarge)?;
        if account.kind == AccountKind::Asset {
            *assets = assets.checked_add(line.amount).ok_or(LedgerError::AmountTooLarge)?;
        }
    }
    if let Some((pool, (by, _))) = sums.iter().find(|(_, (total, _))| *total != Money::ZERO) {
        return Err(LedgerError::PoolUnbalanced {
            pool: (*pool).to_owned(),
            by: *by,
        });
    }
    Ok(sums.into_iter().map(|(pool, (_, assets))| (pool, assets)).collect())
}

/// A transfer takes from its first pool exactly what the second gets; one to the treasury touches its own pool only.
fn check_transfer(fund: &Fund, code: &str, pools: &BTreeMap<&str, Money>) -> Result<(), LedgerError> {
    let refused = || not_allowed(fund, code.to_owned());
    let transfer = fund.transfers.iter().find(|transfer| transfer.code == code).ok_or_else(refused)?;
    let gain = |pool: &str| pools.get(pool).copied();
    let given = gain(&transfer.from).ok_or_else(refused)?.negated();
    let leaves_the_fund = !fund.accounts.values().any(|account| account.pool == transfer.to);
    let fits = if leaves_the_fund {
        pools.len() == 1
    } else {
        pools.len() == 2 && gain(&transfer.to) == Some(given)
    };
    if fits && given.is_positive() { Ok(()) } else { Err(refused()) }
}

fn not_allowed(fund: &Fund, transfer: String) -> LedgerError {
    LedgerError::TransferNotAllowed { fund: fund.key, transfer }
}

/// What accounts hold: debits less credits. The caller has locked them.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Balances(BTreeMap<AccountCode, Money>);

impl Balances {
    /// The balances of accounts, debits less credits; an account left out holds nothing.
    pub fn new(balances: impl IntoIterator<Item = (AccountCode, Money)>) -> Self {
        Self(balances.into_iter().collect())
    }

    /// Debits less credits of an account.
    pub fn of(&self, account: &AccountCode) -> Money {
        self.0.get(account).copied().unwrap_or_default()
    }

    /// Posts an entry: all of it, or nothing when an account that may not be overdrawn would be.
    pub fn apply(mut self, fund: &Fund, entry: &Entry) -> Result<Self, LedgerError> {
        let before = self.clone();
        for line in entry.lines() {
            let after = self.of(&line.account).checked_add(line.amount).ok_or(LedgerError::AmountTooLarge)?;
            self.0.insert(line.account.clone(), after);
        }
        for line in entry.lines() {
            let account = fund.accounts.get(&line.account).ok_or_else(|| LedgerError::UnknownAccount {
                fund: fund.key,
                account: line.account.clone(),
            })?;
            let own_side = |amount: Money| if account.kind.grows_by_debits() { amount } else { amount.negated() };
            let (balance, after) = (own_side(before.of(&line.account)), own_side(self.of(&line.account)));
            if account.no_overdraft && after < Money::ZERO {
                return Err(LedgerError::Overdrawn {
                    account: line.account.clone(),
                    balance,
                    after,
                });
            }
        }
        Ok(self)
    }
}

#[cfg(test)]
mod tests;
