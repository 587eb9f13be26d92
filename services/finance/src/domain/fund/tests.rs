use rules::RuleFile;

use super::*;
use crate::domain::ruleset::{compiled_in, load};

fn refusal(from: &str, to: &str) -> rules::LoadError {
    let files = compiled_in();
    assert_eq!(files.iter().map(|file| file.text.matches(from).count()).sum::<usize>(), 1, "{from}");
    load(Some(
        files
            .into_iter()
            .map(|file| RuleFile::new(file.name, file.text.replace(from, to)))
            .collect(),
    ))
    .unwrap_err()
}

#[test]
fn every_fund_has_its_accounts_and_an_article() {
    let finance = load(None).unwrap();
    let prefixes: Vec<_> = finance
        .funds()
        .iter()
        .map(|fund| (fund.key.as_str(), fund.prefix.as_str()))
        .collect();
    assert_eq!(
        prefixes,
        [
            ("revolving", "ZZ"),
            ("water_surcharge", "SZ"),
            ("agri_subsidy", "NB"),
            ("emergency", "YJ"),
            ("maintenance_custody", "WX"),
            ("service_reward", "FJ")
        ]
    );
    for fund in finance.funds().iter() {
        assert!(
            fund.accounts
                .values()
                .any(|account| account.kind == AccountKind::Asset && account.no_overdraft),
            "{}",
            fund.key
        );
        assert!(!fund.citation.article.is_empty());
        assert_eq!(fund.key.as_str().parse::<FundKey>().unwrap(), fund.key);
    }
    assert_eq!("treasury".parse::<FundKey>().unwrap_err().name, "treasury");
}

#[test]
fn only_the_revolving_fund_moves_money_between_pools() {
    let finance = load(None).unwrap();
    for fund in finance.funds().iter() {
        let codes: Vec<_> = fund.transfers.iter().map(|transfer| transfer.code.as_str()).collect();
        let expected: &[&str] = if fund.key == FundKey::Revolving {
            &[
                "fee_to_risk_reserve",
                "surplus_to_capital",
                "reserve_to_capital",
                "balance_to_treasury",
            ]
        } else {
            &[]
        };
        assert_eq!(codes, expected, "{}", fund.key);
    }
}

#[test]
fn a_faulty_chart_is_refused_at_start() {
    for (from, to, says) in [
        ("prefix = \"NB\"", "prefix = \"SZ\"", "凭证字「SZ」"),
        ("prefix = \"NB\"", "prefix = \"N1\"", "凭证字「N1」"),
        ("code = \"1202\", name", "code = \"1201\", name", "科目编号「1201」重复"),
        ("code = \"1202\", name", "code = \"12O2\", name", "12O2"),
        ("kind = \"liability\"", "kind = \"debt\"", "debt"),
        (
            "from = \"fee\", to = \"capital\"",
            "from = \"fee\", to = \"fee\"",
            "surplus_to_capital",
        ),
        (
            "from = \"fee\", to = \"capital\"",
            "from = \"fees\", to = \"capital\"",
            "surplus_to_capital",
        ),
        (
            "debit = \"1001\", credit = \"4001\"",
            "debit = \"4001\", credit = \"1001\"",
            "water_surcharge.booking",
        ),
        ("account = \"5003\"", "account = \"5009\"", "节水计量设施建设"),
        ("separates_income_and_spending = true", "separates = true", "separates"),
    ] {
        let error = refusal(from, to);
        assert!(error.message.contains(says), "{from} → {to}: {error}");
        assert!(error.file.contains("fund.toml"), "{error}");
    }
}
