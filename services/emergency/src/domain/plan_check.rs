//! What must hold between the parameters of a plan. Checked at load: a plan that contradicts itself never starts.

use std::collections::BTreeSet;

use super::{
    action::Order,
    band::{check_bands, check_bounds},
    level::{Grade, Level, Office, Outcome},
    organisation::Post,
    plan::{Criteria, Plan, PlanFault},
};

impl Plan {
    /// Checks the whole plan; the first fault names its rule.
    pub fn check(&self) -> Result<(), PlanFault> {
        self.check_levels()?;
        self.check_criteria("grading", &self.grading, &Grade::ALL)?;
        if self.grading.bands.is_empty() {
            return Err(self.fault("plan", "没有任何定级标准（grading.*）"));
        }
        self.check_response()?;
        self.check_authority()?;
        self.check_organisation()?;
        self.check_action()?;
        self.check_warnings()
    }

    fn fault(&self, aspect: &str, message: impl Into<String>) -> PlanFault {
        PlanFault {
            key: self.key(aspect),
            message: message.into(),
        }
    }

    fn levels(&self) -> &[Level] {
        &self.response.levels.value
    }

    fn require_levels(&self, aspect: &str, found: impl IntoIterator<Item = Level>) -> Result<(), PlanFault> {
        let found: BTreeSet<Level> = found.into_iter().collect();
        let wanted: BTreeSet<Level> = self.levels().iter().copied().collect();
        let names = |levels: &BTreeSet<Level>| levels.iter().rev().map(|level| level.code()).collect::<Vec<_>>().join("、");
        if found == wanted {
            return Ok(());
        }
        Err(self.fault(
            aspect,
            format!("每个响应级别应恰有一项：应为{}，现为{}", names(&wanted), names(&found)),
        ))
    }

    fn check_levels(&self) -> Result<(), PlanFault> {
        let levels = self.levels();
        if levels.is_empty() || Level::ALL.get(..levels.len()) != Some(levels) {
            return Err(self.fault("response.levels", "响应级别应自一级（I）起依次列出，不能跳级或重复"));
        }
        Ok(())
    }

    fn check_criteria<T: Outcome>(&self, section: &str, criteria: &Criteria<T>, outcomes: &[T]) -> Result<(), PlanFault> {
        check_bounds(criteria.bounds.value).map_err(|message| self.fault(&format!("{section}.bounds"), message))?;
        let lowest = criteria.lowest.as_ref().map(|lowest| &lowest.value);
        for (criterion, bands) in &criteria.bands {
            check_bands(&bands.value, outcomes, lowest)
                .map_err(|message| self.fault(&format!("{section}.{}", criterion.code()), message))?;
        }
        if criteria
            .precondition
            .as_ref()
            .is_some_and(|found| !found.value.at_least.is_positive())
        {
            return Err(self.fault(&format!("{section}.precondition"), "前提的数值必须大于0"));
        }
        Ok(())
    }

    fn check_response(&self) -> Result<(), PlanFault> {
        let response = &self.response;
        self.check_criteria("response", &response.criteria, self.levels())?;
        if let Some(by_grade) = response.by_grade.as_ref().map(|found| &found.value) {
            let aspect = "response.by_grade";
            if Grade::ALL.iter().any(|grade| !by_grade.contains_key(grade)) {
                return Err(self.fault(aspect, "每个等级都要有对应的响应级别"));
            }
            // Ascending by grade: a graver grade never leads to a lower level.
            if !by_grade.values().is_sorted() {
                return Err(self.fault(aspect, "等级越高，响应级别不能越低"));
            }
            if by_grade.values().any(|level| !self.levels().contains(level)) {
                return Err(self.fault(aspect, "列有预案没有的响应级别"));
            }
        } else if response.criteria.bands.is_empty() {
            return Err(self.fault("response.levels", "没有任何响应条件（response.by_grade 或按数字的条件）"));
        }
        if response
            .beyond_county_capacity
            .as_ref()
            .is_some_and(|found| !self.levels().contains(&found.value))
        {
            return Err(self.fault("response.beyond_county_capacity", "预案没有这一响应级别"));
        }
        self.require_levels("response.by_decision", response.by_decision.value.keys().copied())
    }

    fn check_authority(&self) -> Result<(), PlanFault> {
        let authority = &self.authority;
        let mut rank = Office::OfficeHead;
        for (level, starter) in &authority.start {
            let aspect = format!("authority.start.{}", level.code());
            if starter.value.by == Office::OnSiteCommander {
                return Err(self.fault(&aspect, "启动响应时还没有现场指挥部，应写 commander"));
            }
            // Ascending by level: a higher level is never started by a lower office.
            if starter.value.by < rank {
                return Err(self.fault(&aspect, "级别越高，启动人的职务不能越低"));
            }
            rank = starter.value.by;
        }
        self.require_levels("authority.end", authority.end.value.keys().copied())?;
        let changes: Vec<(Level, Level)> = authority.change.value.iter().map(|change| (change.from, change.to)).collect();
        for from in self.levels() {
            for to in self.levels().iter().filter(|to| *to != from) {
                let times = changes.iter().filter(|change| **change == (*from, *to)).count();
                if times != 1 {
                    return Err(self.fault(
                        "authority.change",
                        format!("由{}调整为{}应恰写一次，现有{times}次", from.code(), to.code()),
                    ));
                }
            }
        }
        if changes.len() != self.levels().len() * (self.levels().len() - 1) {
            return Err(self.fault("authority.change", "列有预案没有的级别，或级别没有变化"));
        }
        self.check_orders("end_conditions", &authority.end_conditions.value)
    }

    fn check_organisation(&self) -> Result<(), PlanFault> {
        let organisation = &self.organisation;
        let units = &organisation.units.value;
        self.check_unique("units", units.iter().map(|unit| unit.code.as_str()))?;
        self.check_unique(
            "units",
            units
                .iter()
                .flat_map(|unit| std::iter::once(&unit.name).chain(&unit.also_printed))
                .map(String::as_str),
        )?;
        self.check_units("plan", [&self.identity.value.office_unit])?;
        let command = &organisation.command.value;
        self.check_posts(
            "command",
            std::iter::once(&command.commander)
                .chain(&command.deputy_commanders)
                .chain([&command.office_head]),
        )?;
        let duties = &organisation.command_duties.value;
        self.check_texts("command.duties", duties.command.iter().chain(&duties.office))?;
        let on_site = &organisation.on_site_command.value;
        self.check_posts(
            "on_site_command",
            std::iter::once(&on_site.commander).chain(&on_site.deputy_commanders),
        )?;
        if !self.levels().contains(&organisation.activation.value.from_level) {
            return Err(self.fault("on_site_command.activation", "预案没有这一响应级别"));
        }
        self.check_unique("member_units", organisation.member_units.value.iter().map(String::as_str))?;
        self.check_units("member_units", &organisation.member_units.value)?;
        for entry in &organisation.member_duties.value {
            self.check_units("member_duties", &entry.units)?;
            self.check_texts("member_duties", &entry.duties)?;
        }
        self.check_groups()
    }

    fn check_groups(&self) -> Result<(), PlanFault> {
        let groups = &self.organisation.groups.value;
        self.check_unique("groups", groups.iter().map(|group| group.code.as_str()))?;
        for group in groups {
            let name = &group.name;
            if !group.leads.iter().any(|lead| lead.only_when.is_none()) {
                return Err(self.fault("groups", format!("「{name}」没有任何情形下都适用的组长")));
            }
            if group.members.is_empty() && group.members_note.is_none() {
                return Err(self.fault("groups", format!("「{name}」既没有成员单位，也没有说明怎样确定（members_note）")));
            }
            let is_special = group.leads.iter().any(|lead| lead.only_when.is_some());
            if is_special && self.organisation.circumstance_lead.is_none() {
                return Err(self.fault(
                    "groups",
                    format!("「{name}」有限于某种情形的组长，但没有写明他与另一位组长的关系（municipal_utilities）"),
                ));
            }
            self.check_posts("groups", &group.leads)?;
            self.check_unique("groups", group.members.iter().map(String::as_str))?;
            self.check_units("groups", &group.members)?;
            self.check_texts("groups", &group.duties)?;
        }
        Ok(())
    }

    fn check_action(&self) -> Result<(), PlanFault> {
        for (level, measures) in &self.action.measures {
            let aspect = format!("measures.{}", level.code());
            if measures
                .value
                .includes
                .is_some_and(|included| included >= *level || !self.levels().contains(&included))
            {
                return Err(self.fault(&aspect, "只能包含本预案中更低一级的措施"));
            }
            self.check_orders(&aspect, &measures.value.orders)?;
        }
        if let Some(tiers) = self.action.supply_priority.as_ref().map(|found| &found.value) {
            self.check_unique("supply_priority", tiers.iter().flatten().map(String::as_str))?;
        }
        if let Some(uses) = self.action.restricted_uses.as_ref().map(|found| &found.value) {
            self.check_unique("restricted_uses", uses.iter().map(|restricted| restricted.use_class.as_str()))?;
        }
        for hop in &self.action.reporting.value {
            self.check_texts("reporting", std::iter::once(&hop.from).chain(&hop.to))?;
        }
        self.action
            .higher_command
            .as_ref()
            .map_or(Ok(()), |orders| self.check_orders("higher_command", &orders.value))
    }

    fn check_warnings(&self) -> Result<(), PlanFault> {
        let Some(warnings) = &self.action.warnings else { return Ok(()) };
        self.require_levels("warning.levels", warnings.levels.value.iter().map(|warning| warning.level))?;
        if warnings.levels.value.len() != self.levels().len() {
            return Err(self.fault("warning.levels", "同一预警级别写了两次"));
        }
        self.require_levels("warning.issuers", warnings.issuers.value.keys().copied())?;
        self.check_unique("warning.content", warnings.content.value.iter().map(String::as_str))?;
        self.check_orders("warning.measures", &warnings.measures.value)
    }

    fn check_posts<'a>(&self, aspect: &str, posts: impl IntoIterator<Item = &'a Post>) -> Result<(), PlanFault> {
        self.check_units(aspect, posts.into_iter().map(|post| &post.unit))
    }

    fn check_units<'a>(&self, aspect: &str, codes: impl IntoIterator<Item = &'a String>) -> Result<(), PlanFault> {
        let known: BTreeSet<&str> = self.organisation.units.value.iter().map(|unit| unit.code.as_str()).collect();
        match codes.into_iter().find(|code| !known.contains(code.as_str())) {
            Some(code) => Err(self.fault(aspect, format!("单位「{code}」没有列入 units"))),
            None => Ok(()),
        }
    }

    fn check_orders(&self, aspect: &str, orders: &[Order]) -> Result<(), PlanFault> {
        self.check_unique(aspect, orders.iter().map(|order| order.code.as_str()))?;
        self.check_texts(aspect, orders.iter().map(|order| &order.text))
    }

    fn check_unique<'a>(&self, aspect: &str, codes: impl IntoIterator<Item = &'a str>) -> Result<(), PlanFault> {
        let mut seen = BTreeSet::new();
        for code in codes {
            if code.trim().is_empty() {
                return Err(self.fault(aspect, "有一项是空白"));
            }
            if !seen.insert(code) {
                return Err(self.fault(aspect, format!("「{code}」写了两次")));
            }
        }
        Ok(())
    }

    fn check_texts<'a>(&self, aspect: &str, texts: impl IntoIterator<Item = &'a String>) -> Result<(), PlanFault> {
        let mut texts = texts.into_iter().peekable();
        if texts.peek().is_none() {
            return Err(self.fault(aspect, "至少要写一项内容"));
        }
        if texts.any(|text| text.trim().is_empty()) {
            return Err(self.fault(aspect, "有一项内容是空白"));
        }
        Ok(())
    }
}
