//! 制度改正.

use crate::coded::coded_enum;

coded_enum! {
    /// 区分 of a 制度改正.
    pub enum LawKind {
        /// 法律.
        Law = "law",
        /// 政省令.
        CabinetOrder = "cabinet_order",
        /// 条例.
        Ordinance = "ordinance",
        /// 規則.
        Rule = "rule",
        /// 通知.
        Notice = "notice",
        /// 制度.
        Institution = "institution",
        /// 基盤.
        Platform = "platform",
    }
}

coded_enum! {
    /// How far a 制度改正 has come.
    pub enum LawState {
        /// 情報収集.
        Gathering = "gathering",
        /// 案.
        Bill = "bill",
        /// 成立.
        Enacted = "enacted",
        /// 公布.
        Promulgated = "promulgated",
        /// 施行.
        InForce = "in_force",
        /// 対象外.
        NotApplicable = "not_applicable",
    }
}
