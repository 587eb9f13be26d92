//! The segregated funds and their accounts. Which there are, and what they may do, stands in the rule files.

use std::{
    collections::{BTreeMap, BTreeSet},
    fmt,
    str::FromStr,
};

use rules::{Citation, RuleSet};
use serde::{Deserialize, Serialize};

use super::ruleset::newest;

/// Name of the pool outside every fund that a transfer may lead to: the county treasury.
const TREASURY: &str = "treasury";

/// A segregated fund (专户存储、专款专用).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FundKey {
    /// The enterprises' revolving fund (新政办发〔2023〕34号).
    Revolving,
    /// Progressive surcharge income (新政办发〔2023〕24号 附件4 二（五）).
    WaterSurcharge,
    /// Subsidies and rewards for irrigation (新政办发〔2023〕24号 附件8).
    AgriSubsidy,
    /// Emergency money (新政办发〔2023〕27号、28号).
    Emergency,
    /// Housing maintenance money held for its owners (新政办函〔2023〕11号).
    MaintenanceCustody,
    /// One-off rewards for service enterprises (新政办发〔2023〕26号).
    ServiceReward,
}

impl FundKey {
    /// Every fund.
    pub const ALL: [Self; 6] = [
        Self::Revolving,
        Self::WaterSurcharge,
        Self::AgriSubsidy,
        Self::Emergency,
        Self::MaintenanceCustody,
        Self::ServiceReward,
    ];

    /// The name in URLs, rule files and the database.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Revolving => "revolving",
            Self::WaterSurcharge => "water_surcharge",
            Self::AgriSubsidy => "agri_subsidy",
            Self::Emergency => "emergency",
            Self::MaintenanceCustody => "maintenance_custody",
            Self::ServiceReward => "service_reward",
        }
    }
}

impl fmt::Display for FundKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// No fund has this name.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("没有名为「{name}」的资金，应为 {} 之一", FundKey::ALL.map(FundKey::as_str).join("、"))]
pub struct UnknownFund {
    /// The name asked for.
    pub name: String,
}

impl FromStr for FundKey {
    type Err = UnknownFund;

    fn from_str(text: &str) -> Result<Self, UnknownFund> {
        Self::ALL
            .into_iter()
            .find(|key| key.as_str() == text)
            .ok_or_else(|| UnknownFund { name: text.to_owned() })
    }
}

/// What an account holds, and with it the side on which it grows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AccountKind {
    /// Money and claims; grows by debits.
    Asset,
    /// What is owed; grows by credits.
    Liability,
    /// What belongs to the fund; grows by credits.
    NetAssets,
    /// Income; grows by credits.
    Income,
    /// Spending; grows by debits.
    Expense,
}

impl AccountKind {
    /// The name in rule files, URLs and the database.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Asset => "asset",
            Self::Liability => "liability",
            Self::NetAssets => "net_assets",
            Self::Income => "income",
            Self::Expense => "expense",
        }
    }

    /// Whether the account grows by debits.
    pub const fn grows_by_debits(self) -> bool {
        matches!(self, Self::Asset | Self::Expense)
    }
}

/// Four digits, unique within a fund.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String")]
pub struct AccountCode(String);

impl AccountCode {
    /// The digits.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl TryFrom<String> for AccountCode {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        if text.len() == 4 && text.bytes().all(|byte| byte.is_ascii_digit()) {
            Ok(Self(text))
        } else {
            Err(format!("科目编号「{text}」应为4位数字"))
        }
    }
}

impl fmt::Display for AccountCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// An account of a fund.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Account {
    /// Code within the fund.
    pub code: AccountCode,
    /// Name for a person.
    pub name: String,
    /// What it holds.
    pub kind: AccountKind,
    /// The pool of the fund that it belongs to.
    pub pool: String,
    /// Whether its balance may never fall below zero.
    #[serde(default)]
    pub no_overdraft: bool,
}

/// A fund as the rule file writes it, checked on its own.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(try_from = "RawDefinition")]
pub struct Definition {
    name: String,
    unit: String,
    prefix: String,
    separates_income_and_spending: bool,
    accounts: Vec<Account>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawDefinition {
    name: String,
    unit: String,
    prefix: String,
    #[serde(default)]
    separates_income_and_spending: bool,
    accounts: Vec<Account>,
}

impl TryFrom<RawDefinition> for Definition {
    type Error = String;

    fn try_from(raw: RawDefinition) -> Result<Self, String> {
        if raw.prefix.len() != 2 || !raw.prefix.bytes().all(|byte| byte.is_ascii_uppercase()) {
            return Err(format!("凭证字「{}」应为两个大写字母", raw.prefix));
        }
        if raw.name.trim().is_empty() || raw.unit.trim().is_empty() || raw.accounts.len() < 2 {
            return Err("资金须有名称、管账单位（unit）和至少两个科目".to_owned());
        }
        let mut codes = BTreeSet::new();
        for account in &raw.accounts {
            if !codes.insert(&account.code) {
                return Err(format!("科目编号「{}」重复", account.code));
            }
            if account.name.trim().is_empty() || account.pool.trim().is_empty() || account.pool == TREASURY {
                return Err(format!("科目「{}」须有名称和本资金内的资金池（pool）", account.code));
            }
        }
        Ok(Self {
            name: raw.name,
            unit: raw.unit,
            prefix: raw.prefix,
            separates_income_and_spending: raw.separates_income_and_spending,
            accounts: raw.accounts,
        })
    }
}

/// A movement between pools that a rule allows.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Transfer {
    /// Stable code, written into the entry.
    pub code: String,
    /// What it is, in our words.
    pub name: String,
    /// Pool that gives.
    pub from: String,
    /// Pool that takes, or `treasury`.
    pub to: String,
    /// Article that allows it.
    pub article: String,
}

/// A fund with its accounts and the transfers allowed in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fund {
    /// Which fund.
    pub key: FundKey,
    /// Name for a person.
    pub name: String,
    /// Code of the unit that keeps it: the data scope of everything in it.
    pub unit: String,
    /// First part of its entry numbers.
    pub prefix: String,
    /// Whether income may never meet spending in one entry (收支两条线).
    pub separates_income_and_spending: bool,
    /// Accounts by code.
    pub accounts: BTreeMap<AccountCode, Account>,
    /// Transfers between its pools that a rule allows.
    pub transfers: Vec<Transfer>,
    /// What the fund rests on.
    pub citation: Citation,
}

/// All the funds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Funds(BTreeMap<FundKey, Fund>);

impl Fund {
    fn read(rules: &RuleSet, key: FundKey) -> Result<Self, String> {
        let (definition, citation): (Definition, _) = newest(rules, &format!("fund.{key}"))?;
        let transfers_key = format!("ledger.transfers.{key}");
        let transfers = if rules.parameter(&transfers_key).is_some() {
            newest::<Vec<Transfer>>(rules, &transfers_key)?.0
        } else {
            Vec::new()
        };
        let pools: BTreeSet<&str> = definition.accounts.iter().map(|account| account.pool.as_str()).collect();
        for transfer in &transfers {
            let leads_somewhere = transfer.to == TREASURY || pools.contains(transfer.to.as_str());
            if !pools.contains(transfer.from.as_str()) || !leads_somewhere || transfer.from == transfer.to {
                return Err(format!(
                    "规则「{transfers_key}」的划转「{}」从「{}」到「{}」：不是该资金的两个资金池",
                    transfer.code, transfer.from, transfer.to
                ));
            }
        }
        Ok(Self {
            key,
            name: definition.name,
            unit: definition.unit,
            prefix: definition.prefix,
            separates_income_and_spending: definition.separates_income_and_spending,
            accounts: definition
                .accounts
                .into_iter()
                .map(|account| (account.code.clone(), account))
                .collect(),
            transfers,
            citation,
        })
    }
}

impl Funds {
    /// Reads the funds and checks what no single parameter shows: prefixes are unique, transfers name real pools.
    pub fn read(rules: &RuleSet) -> Result<Self, String> {
        let mut funds = BTreeMap::new();
        let mut prefixes = BTreeSet::new();
        for key in FundKey::ALL {
            let fund = Fund::read(rules, key)?;
            if !prefixes.insert(fund.prefix.clone()) {
                return Err(format!("凭证字「{}」被两项资金使用", fund.prefix));
            }
            funds.insert(key, fund);
        }
        Ok(Self(funds))
    }

    /// One fund; [`Self::read`] has read them all.
    pub fn get(&self, key: FundKey) -> Option<&Fund> {
        self.0.get(&key)
    }

    /// All funds.
    pub fn iter(&self) -> impl Iterator<Item = &Fund> {
        self.0.values()
    }
}

#[cfg(test)]
mod tests;
