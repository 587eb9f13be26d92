//! What only finance knows of its rules: where they come from, which of them stay, and that no fee is on record yet.

use diesel::QueryResult;
use futures_util::future::BoxFuture;
use platform::{
    Problem,
    database::Pg,
    rule::{Impact, RuleSource, RuleUse, Ruled, Used},
};
use rules::{Change, RuleFile, RuleSet};

use crate::domain::ruleset::{self, FinanceRules};

impl Ruled for FinanceRules {
    fn rule_set(&self) -> &RuleSet {
        self.rules()
    }
}

/// The rule files given, or those compiled in.
pub fn rule_source(files: Option<Vec<RuleFile>>) -> RuleSource<FinanceRules> {
    RuleSource {
        files: files.unwrap_or_else(ruleset::compiled_in),
        declared: ruleset::declared(),
        load: ruleset::load_amended,
    }
}

/// Finance keeps entries, which rest on fixed rules; fees and windows are calculated and not kept.
#[derive(Debug, Clone, Copy)]
pub struct FinanceRuleUse;

impl RuleUse for FinanceRuleUse {
    fn fixed(&self, key: &str) -> Option<&'static str> {
        ruleset::fixed(key)
    }

    fn used_through<'a>(&'a self, _: &'a mut Pg, _: &'a [String]) -> BoxFuture<'a, QueryResult<Option<Used>>> {
        Box::pin(std::future::ready(Ok(None)))
    }

    fn impact<'a>(&'a self, _: &'a mut Pg, _: &'a RuleSet, change: &'a Change) -> BoxFuture<'a, Result<Impact, Problem>> {
        let reason = format!(
            "还没有据「{}」算出并登记的结果：资金占用费和申请期只作即时试算，没有可以重算比较的记录",
            change.subject()
        );
        Box::pin(std::future::ready(Ok(Impact::Nothing { reason })))
    }
}
