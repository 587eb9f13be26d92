//! Precise subsidy and water-saving reward (24号 附件8): [`rule`] (the figures), [`ranking`] (grades within their ceilings),
//! [`award`] (what a village gets, with the trace), [`declaration`] (village → notice → town → county).

pub mod award;
pub mod declaration;
pub mod ranking;
pub mod rule;
#[cfg(test)]
mod tests;

use super::code::coded;

coded! {
    /// Grade of an assessment (附件8 第五条、第六条); the best first.
    pub enum Grade {
        /// 优秀.
        Excellent = "excellent", "优秀";
        /// 良好.
        Good = "good", "良好";
        /// 合格; of a village: neither of the two.
        Pass = "pass", "合格";
        /// 不合格（个别）.
        Fail = "fail", "不合格";
    }
}

coded! {
    /// What is assessed.
    pub enum Subject {
        /// The surface-water irrigation districts of the county (第五条).
        District = "district", "灌区";
        /// The villages of a town (第六条).
        Village = "village", "村";
    }
}

coded! {
    /// Which money: each is bound to its own uses (第九条).
    pub enum Purse {
        /// 精准补贴.
        Subsidy = "subsidy", "精准补贴";
        /// 节水奖励.
        Reward = "reward", "节水奖励";
    }
}

coded! {
    /// What the money may be spent on (第九条).
    pub enum Use {
        /// 末级渠系工程的维修保养.
        CanalUpkeep = "canal_upkeep", "末级渠系工程维修保养";
        /// 水管员工资.
        ManagerPay = "manager_pay", "水管员工资";
        /// 管理公共费用.
        SharedAdministration = "shared_administration", "管理公共费用";
        /// 奖励水管员.
        ManagerReward = "manager_reward", "奖励水管员";
    }
}

coded! {
    /// What the county found on the spot (第七条（四）).
    pub enum CheckOutcome {
        /// As declared.
        Agrees = "agrees", "与申报一致";
        /// Not as declared.
        Differs = "differs", "与申报不符";
    }
}
