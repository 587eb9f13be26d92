//! The rules and their changes as lists that can be exported.

use std::sync::Arc;

use rules::Document;
use serde_json::Value;

use super::{
    api::{RuleChangeQuery, changes_page},
    desk::RuleKeepers,
    live::{AnyLive, LiveRules, Ruled},
    maker_checker::ChangeState,
    store::ChangeRow,
    view::title_of,
};
use crate::{
    Problem,
    database::{Pg, Scope},
    export::Lists,
    http::{access::Access, page::Page, sort::Ask},
    list::{Cell, Column, List, Reader, day, moment, optional, text},
    rule_book::{RegulationBody, RegulationQuery, RuleBody, RuleQuery, RuleVersionBody},
};

/// Rules, regulations and changes, for whoever sees the drafts.
pub fn lists<R: Ruled>(keepers: RuleKeepers, rules: &LiveRules<R>) -> Lists {
    let live: Arc<dyn AnyLive> = Arc::new(rules.clone());
    let read = Access::Roles(keepers.read);
    Lists::new()
        .add(read, RuleVersions(Arc::clone(&live)))
        .add(read, Regulations(Arc::clone(&live)))
        .add(read, Changes(live))
}

/// The rules, a row for each version.
struct RuleVersions(Arc<dyn AnyLive>);

type VersionOf = (RuleBody, RuleVersionBody);

/// A value in a cell: a word or a number as it is, anything else as JSON.
fn value(value: &Value) -> Cell {
    text(value.as_str().map_or_else(|| value.to_string(), str::to_owned))
}

impl List for RuleVersions {
    type Query = RuleQuery;
    type Item = VersionOf;
    const NAME: &'static str = "rules";
    const TITLE: &'static str = "规则";
    const COLUMNS: &'static [Column<VersionOf>] = &[
        Column::new("编号", 34, |(rule, _)| text(&rule.key)),
        Column::new("内容", 50, |(rule, _)| text(&rule.summary)),
        Column::new("单位", 14, |(rule, _)| text(&rule.unit)),
        Column::new("版本", 8, |(_, version)| Cell::Whole(version.version.into())),
        Column::new("取值", 40, |(_, version)| value(&version.value)),
        Column::new("生效日", 14, |(_, version)| day(version.effective_from)),
        Column::new("终止日", 14, |(_, version)| day(version.effective_to)),
        Column::new("文号", 26, |(_, version)| text(&version.citation.document)),
        Column::new("条款", 26, |(_, version)| text(&version.citation.article)),
        Column::new("解释口径的理由", 50, |(_, version)| {
            optional(version.interpretation.as_deref())
        }),
        Column::new("第几号变更", 12, |(_, version)| Cell::Whole(version.revision)),
    ];

    async fn page(&self, _: &mut Pg, _: &Reader, query: &RuleQuery, ask: &Ask) -> Result<Page<VersionOf>, Problem> {
        let rules = self.0.snapshot()?;
        let (after, limit) = ask.behind::<(String, u32)>()?;
        let place = |(rule, version): &VersionOf| (rule.key.clone(), version.version);
        let rows = query.of(rules.rule_set()).flat_map(|parameter| {
            let rule = RuleBody::from(parameter);
            let versions = rule.versions.clone();
            versions.into_iter().map(move |version| (rule.clone(), version))
        });
        let rows = rows.filter(|row| after.as_ref().is_none_or(|after| place(row) > *after));
        let rows = rows.take(usize::try_from(limit).unwrap_or(usize::MAX)).collect();
        Ok(ask.page_of(rows, place))
    }
}

/// The regulations.
struct Regulations(Arc<dyn AnyLive>);

impl List for Regulations {
    type Query = RegulationQuery;
    type Item = RegulationBody;
    const NAME: &'static str = "regulations";
    const TITLE: &'static str = "文件";
    const COLUMNS: &'static [Column<RegulationBody>] = &[
        Column::new("文号", 26, |regulation| text(&regulation.number)),
        Column::new("标题", 60, |regulation| text(&regulation.title)),
        Column::new("印发日", 14, |regulation| day(regulation.issued)),
        Column::new("生效日", 14, |regulation| day(regulation.in_force_from)),
        Column::new("终止日", 14, |regulation| day(regulation.in_force_to)),
        Column::new("被何文件废止", 26, |regulation| optional(regulation.repealed_by.as_deref())),
        Column::new("废止的文件", 30, |regulation| text(regulation.repeals.join("、"))),
        Column::new("解释口径的理由", 50, |regulation| {
            optional(regulation.interpretation.as_deref())
        }),
    ];

    async fn page(&self, _: &mut Pg, _: &Reader, _: &RegulationQuery, ask: &Ask) -> Result<Page<RegulationBody>, Problem> {
        let rules = self.0.snapshot()?;
        let (after, limit) = ask.behind::<String>()?;
        let documents = rules.rule_set().documents();
        let documents = documents.filter(|document: &&Document| after.as_ref().is_none_or(|after| document.number > *after));
        let limit = usize::try_from(limit).unwrap_or(usize::MAX);
        let rows = documents.take(limit).map(RegulationBody::from).collect();
        Ok(ask.page_of(rows, |regulation| regulation.number.clone()))
    }
}

/// The changes, the newest first.
struct Changes(Arc<dyn AnyLive>);

/// A change, and what it changes in words.
type ChangeOf = (ChangeRow, String);

fn kind((row, _): &ChangeOf) -> Cell {
    text(match row.kind.as_str() {
        "version" => "规则的新版本",
        "observation" => "公布值补录",
        "regulation" => "文件",
        other => other,
    })
}

fn state((row, _): &ChangeOf) -> Cell {
    ChangeState::from_code(&row.state).map_or_else(|| text(&row.state), |state| text(state.label()))
}

impl List for Changes {
    type Query = RuleChangeQuery;
    type Item = ChangeOf;
    const NAME: &'static str = "rule-changes";
    const TITLE: &'static str = "规则变更";
    const COLUMNS: &'static [Column<ChangeOf>] = &[
        Column::new("编号", 34, |(row, _)| text(&row.subject)),
        Column::new("内容", 50, |(_, title)| text(title)),
        Column::new("类别", 14, kind),
        Column::new("起算日", 14, |(row, _)| day(row.first_day)),
        Column::new("理由", 40, |(row, _)| text(&row.reason)),
        Column::new("状态", 12, state),
        Column::new("起草人", 16, |(row, _)| text(&row.drafted_by_name)),
        Column::new("起草时间", 20, |(row, _)| moment(row.drafted_at)),
        Column::new("提交时间", 20, |(row, _)| moment(row.submitted_at)),
        Column::new("审核人", 16, |(row, _)| optional(row.decided_by_name.as_deref())),
        Column::new("审核时间", 20, |(row, _)| moment(row.decided_at)),
        Column::new("审核意见", 40, |(row, _)| optional(row.comment.as_deref())),
        Column::new("第几号变更", 12, |(row, _)| row.revision.map_or(Cell::Empty, Cell::Whole)),
    ];

    /// Rules are no rows of units.
    fn scope(&self, _: &Reader) -> Scope {
        Scope::Nothing
    }

    async fn page(&self, conn: &mut Pg, _: &Reader, query: &RuleChangeQuery, ask: &Ask) -> Result<Page<ChangeOf>, Problem> {
        let rules = self.0.snapshot()?;
        let page = changes_page(conn, query, ask).await?;
        page.try_map(|row| {
            let title = title_of(rules.rule_set(), &row)?;
            Ok((row, title))
        })
    }
}
