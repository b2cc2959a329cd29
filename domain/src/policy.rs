//! The whole role × action table of notes/domain §2, and the one function that reads it.

use crate::{actor::Actor, coded::coded_enum, role::Role};

coded_enum! {
    /// The rows of the table.
    pub enum Action {
        /// 1 Portfolio dashboard, case list, Gantt.
        ReadPortfolio = "read_portfolio",
        /// 2 Create a 制度改正 or a 案件.
        CreateCase = "create_case",
        /// 3 Decide 対応方針, record 決裁.
        DecidePolicy = "decide_policy",
        /// 4 改正ポイント, old and new compared.
        ChangePoints = "change_points",
        /// 5 解釈照会: ask and answer.
        Interpretation = "interpretation",
        /// 6 影響把握, business and system.
        ImpactAnalysis = "impact_analysis",
        /// 7 棚卸し, flows, burden evaluation.
        Inventory = "inventory",
        /// 8 要件.
        Requirements = "requirements",
        /// 9 見積依頼.
        EstimateRequest = "estimate_request",
        /// 10 見積回答, amounts.
        EstimateReply = "estimate_reply",
        /// 11 見積評価, 採否.
        EstimateEvaluation = "estimate_evaluation",
        /// 12 基本設計書 upload.
        DesignDocument = "design_document",
        /// 13 指摘: raise.
        RaiseReviewComment = "raise_review_comment",
        /// 14 指摘: respond, confirm closed.
        AnswerReviewComment = "answer_review_comment",
        /// 15 要件カバレッジ表.
        CoverageMatrix = "coverage_matrix",
        /// 16 課題 (案件共有, 市・管理者): create, assign, 期限.
        EditIssue = "edit_issue",
        /// 17 課題: approve completion, by the raiser's side.
        ApproveIssue = "approve_issue",
        /// 18 センター内作業.
        InternalTask = "internal_task",
        /// 19 WBS baseline.
        Baseline = "baseline",
        /// 20 進捗 input.
        Progress = "progress",
        /// 21 リスク, delay flag.
        Risk = "risk",
        /// 22 テスト仕様, results, defects.
        TestRecords = "test_records",
        /// 23 受入れテスト run, pass decision.
        AcceptanceTest = "acceptance_test",
        /// 24 品質の見直し指示.
        QualityInstruction = "quality_instruction",
        /// 25 リリース判定 (never the vendor).
        ReleaseDecision = "release_decision",
        /// 26 周知文, batch coordination.
        Notice = "notice",
        /// 27 議事録: draft, confirm.
        Minutes = "minutes",
        /// 28 Post in a 市・管理者 thread.
        CityManagerThread = "city_manager_thread",
        /// 29 Reports: make, submit, 検査.
        Report = "report",
        /// 30 Full export (引継ぎ).
        FullExport = "full_export",
        /// 31 Users, masters, calendar.
        Masters = "masters",
        /// 32 Audit log.
        AuditLog = "audit_log",
    }
}

coded_enum! {
    /// How far a role may go in a row, always within its scope. Later ones include earlier ones.
    pub enum Level {
        /// –
        None = "none",
        /// R
        Read = "read",
        /// C
        Comment = "comment",
        /// D: drafts only, somebody else sends.
        Draft = "draft",
        /// E: create and edit.
        Edit = "edit",
        /// A: approve, decide.
        Approve = "approve",
    }
}

coded_enum! {
    /// What part of the rows a grant covers.
    pub enum Reach {
        /// All that the person can see.
        Visible = "visible",
        /// Records of the vendor's own systems.
        OwnSystems = "own_systems",
        /// The person's own records or own part.
        Own = "own",
        /// The center the person belongs to.
        OwnCenter = "own_center",
    }
}

/// One cell of the table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Grant {
    /// How far.
    pub level: Level,
    /// Over what.
    pub reach: Reach,
}

impl Grant {
    /// At least that far.
    pub fn allows(self, level: Level) -> bool {
        self.level >= level
    }
}

const fn grant(level: Level, reach: Reach) -> Grant {
    Grant { level, reach }
}

const NO: Grant = grant(Level::None, Reach::Visible);
const R: Grant = grant(Level::Read, Reach::Visible);
const C: Grant = grant(Level::Comment, Reach::Visible);
const D: Grant = grant(Level::Draft, Reach::Visible);
const E: Grant = grant(Level::Edit, Reach::Visible);
const A: Grant = grant(Level::Approve, Reach::Visible);
const R_SYS: Grant = grant(Level::Read, Reach::OwnSystems);
const C_SYS: Grant = grant(Level::Comment, Reach::OwnSystems);
const E_SYS: Grant = grant(Level::Edit, Reach::OwnSystems);
const D_OWN: Grant = grant(Level::Draft, Reach::Own);
const E_OWN: Grant = grant(Level::Edit, Reach::Own);
const R_CENTER: Grant = grant(Level::Read, Reach::OwnCenter);
const E_CENTER: Grant = grant(Level::Edit, Reach::OwnCenter);

/// One row: the grants in the order of [`Role::ALL`].
const fn row(action: Action) -> [Grant; 11] {
    match action {
        //                                契  業  決  責  管  OM  OP  コ  VP  VM  SA
        Action::ReadPortfolio => [R, R, R, R, R, R, R, R, R_SYS, R_SYS, NO],
        Action::CreateCase => [E, E, E, E, E, NO, NO, D, NO, NO, NO],
        Action::DecidePolicy => [R, D, A, D, D, NO, NO, D, NO, NO, NO],
        Action::ChangePoints => [R, E, A, E, E, D, D, E, NO, NO, NO],
        Action::Interpretation => [R, E, A, E, E, D, D, E, NO, NO, NO],
        Action::ImpactAnalysis => [R, E, A, E, E, D, D, E, C_SYS, C_SYS, NO],
        Action::Inventory => [R, C, A, E, E, E, D, E, NO, NO, NO],
        Action::Requirements => [R, E, A, E, E, D, NO, E, C, C, NO],
        Action::EstimateRequest => [R, C, A, E, E, NO, NO, D, R, NO, NO],
        Action::EstimateReply => [R, R, R, R, R, NO, NO, R, E_OWN, D_OWN, NO],
        Action::EstimateEvaluation => [R, E, A, E, E, NO, NO, E, NO, NO, NO],
        Action::DesignDocument => [R, R, R, R, R, NO, NO, R, E, E, NO],
        Action::RaiseReviewComment => [C, E, E, E, E, D, NO, E, R, R, NO],
        Action::AnswerReviewComment => [R, A, A, A, A, NO, NO, C, E, E, NO],
        Action::CoverageMatrix => [R, R, A, E, E, NO, NO, E, E, E, NO],
        Action::EditIssue => [E, E, E, E, E, NO, NO, D, E_SYS, E_SYS, NO],
        Action::ApproveIssue => [C, A, A, A, A, NO, NO, C, NO, NO, NO],
        Action::InternalTask => [NO, NO, NO, E, E, E, E_OWN, E, NO, NO, NO],
        Action::Baseline => [R, C, A, E, E, NO, NO, E, E_SYS, NO, NO],
        Action::Progress => [R, E_OWN, R, E, E, E_OWN, E_OWN, E, E, E, NO],
        Action::Risk => [C, E, E, E, E, D, NO, E, E, E, NO],
        Action::TestRecords => [R, R, R, R, R, NO, NO, R, E, E, NO],
        Action::AcceptanceTest => [R, E, A, E, E, E_OWN, E_OWN, E, R, R, NO],
        Action::QualityInstruction => [R, E, A, E, E, NO, NO, D, R, R, NO],
        Action::ReleaseDecision => [R, E, A, E, E, NO, NO, D, D_OWN, NO, NO],
        Action::Notice => [R, E, A, E, E, D, D, D, C, C, NO],
        Action::Minutes => [A, A, A, E, E, NO, NO, D, C, C, NO],
        Action::CityManagerThread => [E, E, E, E, E, NO, NO, D, NO, NO, NO],
        Action::Report => [A, R, R, A, E, D_OWN, D, D, D_OWN, NO, NO],
        Action::FullExport => [A, NO, NO, E, NO, NO, NO, NO, R_SYS, NO, E_OWN],
        Action::Masters => [R, NO, NO, A, E_CENTER, NO, NO, NO, NO, NO, E],
        Action::AuditLog => [R, NO, NO, R, R_CENTER, NO, NO, NO, NO, NO, R],
    }
}

/// Who watches over others' work reads the ranking of organisations: the city, 責任者, 業務管理者,
/// コンサルタント. A vendor would only see itself, and operators do not hear of the talk with the city.
pub fn may_rank(actor: &Actor) -> bool {
    actor.eyes().all(|it| {
        let reads = may(it.role, Action::ReadPortfolio);
        reads.allows(Level::Read) && reads.reach == Reach::Visible && !it.role.is_operator()
    })
}

/// How often an 個人番号 was refused is a report for the city (notes/domain §9), and for who answers for the centers.
pub fn may_count_refusals(actor: &Actor) -> bool {
    actor.eyes().all(|it| matches!(it.role, Role::ContractSection | Role::CenterLead))
}

/// What a role may do in a row of the table.
pub fn may(role: Role, action: Action) -> Grant {
    row(action)[role as usize]
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fmt::Write;

    /// The grid, as the notes draw it, so that a change of one cell shows in review.
    #[test]
    fn the_grid_of_notes_domain_2() {
        let mut grid = String::new();
        for (i, action) in Action::ALL.iter().enumerate() {
            write!(grid, "{:>2} {:<22}", i + 1, action.as_str()).unwrap();
            for role in Role::ALL {
                let cell = may(*role, *action);
                let level = match cell.level {
                    Level::None => "–",
                    Level::Read => "R",
                    Level::Comment => "C",
                    Level::Draft => "D",
                    Level::Edit => "E",
                    Level::Approve => "A",
                };
                let reach = match cell.reach {
                    Reach::Visible => "",
                    Reach::OwnSystems => "sys",
                    Reach::Own => "own",
                    Reach::OwnCenter => "ctr",
                };
                write!(grid, " {:<5}", format!("{level}{reach}")).unwrap();
            }
            grid = grid.trim_end().to_owned() + "\n";
        }
        insta::assert_snapshot!(grid);
    }

    #[test]
    fn the_administrator_has_no_case_content() {
        let technical = [Action::FullExport, Action::Masters, Action::AuditLog];
        for action in Action::ALL.iter().filter(|a| !technical.contains(a)) {
            assert_eq!(may(Role::SystemAdmin, *action), NO, "{action}");
        }
    }

    #[test]
    fn the_contractor_and_the_vendor_never_decide_what_the_section_decides() {
        let decisions =
            [Action::DecidePolicy, Action::EstimateEvaluation, Action::ReleaseDecision, Action::AcceptanceTest];
        for action in decisions {
            for role in Role::ALL {
                assert_eq!(
                    may(*role, action).allows(Level::Approve),
                    *role == Role::SectionApprover,
                    "{action} {role}"
                );
            }
        }
    }
}
