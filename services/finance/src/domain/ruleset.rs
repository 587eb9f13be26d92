//! The department's rule files: which parameters there are and of which type, checked at start.

use std::{path::Path, sync::Arc};

use chrono::NaiveDate;
use rules::{Amendment, Calendar, CaseDays, Citation, Declared, Exact, LoadError, Money, Refusal, RuleError, RuleFile, RuleSet};
use serde::{Deserialize, de::DeserializeOwned};

use super::{
    application_window, fund, occupancy_fee,
    surcharge_income::{Booking, SpendingPurpose},
};

/// File name of a replacement for the published working-day calendar.
const CALENDAR_FILE: &str = "calendar.toml";

/// How an amount is rounded. The only reading there is: once, at the end, half up to the fen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Rounding {
    /// Half up to 0.01 yuan, once, from the exact amount.
    HalfUpToFenOnce,
}

/// What happens to the accrual of the risk reserve at its ceiling (新政办发〔2023〕34号 第二十三条).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AtCeiling {
    /// It pauses, and resumes when the reserve falls below; the last accrual stops at the ceiling.
    PauseAndResume,
}

/// Days within which the bank renews the loan (新政办发〔2023〕34号 第十六条).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RenewalDays {
    /// Days it should take.
    pub due: u32,
    /// Days it may take at the very most.
    pub most: u32,
}

/// A condition or an exclusion, answered with evidence.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Criterion {
    /// Stable code.
    pub code: String,
    /// What it asks, in our words.
    pub name: String,
}

/// The one-off reward for service enterprises (新政办发〔2023〕26号 第44条).
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OneOffReward {
    /// Yuan per enterprise.
    pub amount: Money,
    /// Share that the province bears.
    pub provincial_share: Exact,
    /// The only year it is given for.
    pub year: i32,
}

/// Codes of the kinds of public notices.
pub const NOTICE_KINDS: &[&str] = &["reward_list"];

const DECLARED: &[Declared] = &[
    rules::notice::kind("notice.kind.reward_list"),
    Declared::of::<occupancy_fee::RuleDate>("occupancy_fee.rule_date"),
    Declared::of::<u32>("occupancy_fee.free_days"),
    Declared::of::<u32>("occupancy_fee.max_days"),
    Declared::of::<Exact>("occupancy_fee.lpr_multiple"),
    Declared::of::<std::num::NonZeroU32>("occupancy_fee.day_count_base"),
    Declared::of::<occupancy_fee::LprDate>("occupancy_fee.lpr_date"),
    Declared::of::<bool>("occupancy_fee.payout_day_counted"),
    Declared::of::<occupancy_fee::ChargedDays>("occupancy_fee.charged_days"),
    Declared::of::<occupancy_fee::BeyondMax>("occupancy_fee.beyond_max"),
    Declared::of::<Rounding>("occupancy_fee.rounding"),
    Declared::of::<Exact>("lpr.one_year"),
    Declared::of::<std::num::NonZeroU32>("application_window.working_days"),
    Declared::of::<application_window::Reading>("application_window.reading"),
    Declared::of::<application_window::RuleDate>("application_window.rule_date"),
    Declared::of::<Money>("revolving.allotted_capital"),
    Declared::of::<RenewalDays>("revolving.renewal_days"),
    Declared::of::<Vec<u32>>("revolving.alert_days"),
    Declared::of::<Vec<Criterion>>("revolving.eligibility"),
    Declared::of::<Vec<Criterion>>("revolving.exclusions"),
    Declared::of::<Exact>("risk_reserve.rate"),
    Declared::of::<Exact>("risk_reserve.ceiling"),
    Declared::of::<AtCeiling>("risk_reserve.at_ceiling"),
    Declared::of::<Rounding>("risk_reserve.rounding"),
    Declared::of::<fund::Definition>("fund.revolving"),
    Declared::of::<fund::Definition>("fund.water_surcharge"),
    Declared::of::<fund::Definition>("fund.agri_subsidy"),
    Declared::of::<fund::Definition>("fund.emergency"),
    Declared::of::<fund::Definition>("fund.maintenance_custody"),
    Declared::of::<fund::Definition>("fund.service_reward"),
    Declared::of::<Vec<fund::Transfer>>("ledger.transfers.revolving"),
    Declared::of::<Booking>("water_surcharge.booking"),
    Declared::of::<Vec<SpendingPurpose>>("water_surcharge.spending_purposes"),
    Declared::of::<OneOffReward>("service_reward.one_off"),
    Declared::of::<CaseDays>("reconciliation.case_days"),
];

/// The rule files compiled in.
pub fn compiled_in() -> Vec<RuleFile> {
    vec![
        RuleFile::new("revolving_fund.toml", include_str!("../../rules/revolving_fund.toml")),
        RuleFile::new("lpr.toml", include_str!("../../rules/lpr.toml")),
        RuleFile::new("fund.toml", include_str!("../../rules/fund.toml")),
        RuleFile::new("notice.toml", include_str!("../../rules/notice.toml")),
    ]
}

/// Everything that the finance department goes by.
#[derive(Debug, Clone)]
pub struct FinanceRules {
    rules: RuleSet,
    calendar: Arc<Calendar>,
    funds: fund::Funds,
    booking: Booking,
    case_days: CaseDays,
}

/// Loads and checks the rules: the given files in place of the compiled-in ones; a file `calendar.toml` among them
/// replaces the published calendar.
pub fn load(files: Option<Vec<RuleFile>>) -> Result<FinanceRules, LoadError> {
    load_amended(&files.unwrap_or_else(compiled_in), &[])
}

/// Every key that the code reads, with the type of its values.
pub fn declared() -> Vec<Declared> {
    DECLARED.to_vec()
}

/// Why a key can be changed by the rule files only: what is printed on entries stays as it was printed, and money is
/// booked by the newest version whatever the day.
pub fn fixed(key: &str) -> Option<&'static str> {
    let is_of_the_books = ["fund.", "ledger.", "water_surcharge."]
        .iter()
        .any(|prefix| key.starts_with(prefix));
    is_of_the_books.then_some("资金账、科目和入账方式已印在凭证上，只随规则文件变更")
}

/// The same with what was approved at run time upon the files.
pub fn load_amended(files: &[RuleFile], amendments: &[Amendment]) -> Result<FinanceRules, LoadError> {
    let (calendars, files): (Vec<_>, Vec<_>) = files
        .iter()
        .cloned()
        .partition(|file| Path::new(&file.name).ends_with(CALENDAR_FILE));
    let calendar = calendars.first().map_or_else(Calendar::published, Calendar::load)?;
    let rules = RuleSet::load_amended(&files, amendments, DECLARED)?;
    let across_files = |message: String| LoadError {
        file: files.iter().map(|file| file.name.as_str()).collect::<Vec<_>>().join("、"),
        line: 0,
        message,
    };
    let funds = fund::Funds::read(&rules).map_err(across_files)?;
    let booking = Booking::read(&rules, &funds).map_err(across_files)?;
    SpendingPurpose::check(&rules, &funds).map_err(across_files)?;
    let (case_days, _) = newest(&rules, "reconciliation.case_days").map_err(across_files)?;
    Ok(FinanceRules {
        rules,
        calendar: Arc::new(calendar),
        funds,
        booking,
        case_days,
    })
}

impl FinanceRules {
    /// Dated parameters and documents.
    pub fn rules(&self) -> &RuleSet {
        &self.rules
    }

    /// Working days.
    pub fn calendar(&self) -> &Arc<Calendar> {
        &self.calendar
    }

    /// Working days within which differences are explained and decided on.
    pub fn case_days(&self) -> CaseDays {
        self.case_days
    }

    /// The segregated funds.
    pub fn funds(&self) -> &fund::Funds {
        &self.funds
    }

    /// How surcharge income is booked.
    pub fn booking(&self) -> &Booking {
        &self.booking
    }
}

/// The newest version of a parameter whatever the day, with its citation. For how books are kept: money that was
/// received stays on the books after the regulation behind it has ended.
pub(super) fn newest<T: DeserializeOwned>(rules: &RuleSet, key: &str) -> Result<(T, Citation), String> {
    let version = rules
        .parameter(key)
        .and_then(|parameter| parameter.versions.last())
        .ok_or_else(|| format!("缺少规则「{key}」"))?;
    let value = version
        .value
        .clone()
        .try_into::<T>()
        .map_err(|error| format!("规则「{key}」{}", error.message()))?;
    Ok((value, version.source.citation.clone()))
}

/// A refusal because of a date, with the article of the parameter that says which date counts.
pub(super) fn refuse_date(rules: &RuleSet, error: RuleError, validity_key: &str, pointer: &str) -> Refusal {
    let key = match &error {
        RuleError::BeyondObserved { key, .. } | RuleError::NotInForce { key, .. } => key.clone(),
        RuleError::DocumentNotInForce { .. } | RuleError::Undeclared { .. } => validity_key.to_owned(),
    };
    let citation = rules
        .parameter(&key)
        .and_then(|parameter| parameter.versions.last())
        .map(|version| version.source.citation.clone());
    let refusal = Refusal::from(error).at(pointer);
    match citation {
        Some(citation) => refusal.citing(citation),
        None => refusal,
    }
}

/// Whole days from one date to another.
pub(super) fn days_between(from: NaiveDate, to: NaiveDate) -> i64 {
    (to - from).num_days()
}
