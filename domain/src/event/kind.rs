//! The code of each kind of happening.

use super::Event;
use crate::{key::CaseNo, refusal::Field};

impl Event {
    /// The code of [`Event::NumberRefused`], by which they are counted.
    pub const NUMBER_REFUSED: &str = "number_refused";

    /// The code of [`Event::CaseMoved`], the last of which says why a case is on hold or over.
    pub const CASE_MOVED: &str = "case_moved";
    /// The code of [`Event::StageStartedEarly`], which says who did it and when.
    pub const STARTED_EARLY: &str = "stage_started_early";
    /// The codes of what stands at a record but in none of its histories: only the log tells it.
    pub const LOG_ONLY: [&str; 3] = ["issue_read", "relay_read", "denied"];

    /// The codes of what was refused about a case that it names itself: it is of no place, so that no history tells it.
    pub const NAMING_A_CASE: [&str; 2] = [Self::NUMBER_REFUSED, "contact_refused"];

    /// The case that a refusal names.
    pub const fn named_case(&self) -> Option<CaseNo> {
        match self {
            Self::NumberRefused { case, .. } | Self::ContactRefused { case, .. } => *case,
            _ => None,
        }
    }

    /// The code of the kind, as the database holds it beside the payload.
    pub const fn kind(&self) -> &'static str {
        match self {
            Self::CaseRegistered { .. } => "case_registered",
            Self::CaseDrafted { .. } => "case_drafted",
            Self::CaseMoved { .. } => Self::CASE_MOVED,
            Self::CaseEdited { .. } => "case_edited",
            Self::GoLiveMoved { .. } => "go_live_moved",
            Self::LawMoved { .. } => "law_moved",
            Self::LawMoveSettled { .. } => "law_move_settled",
            Self::PlanCommented { .. } => "plan_commented",
            Self::LaneAdded { .. } => "lane_added",
            Self::LaneRemoved { .. } => "lane_removed",
            Self::StageChanged { .. } => "stage_changed",
            Self::StageReplanned { .. } => "stage_replanned",
            Self::StageStartedEarly { .. } => Self::STARTED_EARLY,
            Self::StageCorrected { .. } => "stage_corrected",
            Self::StageProgressed { .. } => "stage_progressed",
            Self::StageChecklist { .. } => "stage_checklist",
            Self::GateDecided { .. } => "gate_decided",
            Self::StageLeaveOut { .. } => "stage_leave_out",
            Self::TemplateChanged { .. } => "template_changed",
            Self::ApproverSet { .. } => "approver_set",
            Self::SignalOverridden { .. } => "signal_overridden",
            Self::SignalReleased { .. } => "signal_released",
            Self::IssueRaised { .. } => "issue_raised",
            Self::IssueMoved { .. } => "issue_moved",
            Self::DeadlineMoved { .. } => "deadline_moved",
            Self::IssueAssigned(_) => "issue_assigned",
            Self::IssueEdited { .. } => "issue_edited",
            Self::Commented { .. } => "commented",
            Self::LineAdded { .. } => "line_added",
            Self::LineDone { .. } => "line_done",
            Self::LineReopened { .. } => "line_reopened",
            Self::LineHandedOver { .. } => "line_handed_over",
            Self::Related { .. } => "related",
            Self::LawRegistered { .. } => "law_registered",
            Self::LawEdited { .. } => "law_edited",
            Self::MasterRegistered { .. } => "master_registered",
            Self::IssueHandedOver { .. } => "issue_handed_over",
            Self::MasterEdited { .. } => "master_edited",
            Self::VendorChanged { .. } => "vendor_changed",
            Self::DaySet { .. } => "day_set",
            Self::NumberRefused { .. } => Self::NUMBER_REFUSED,
            Self::Relayed { .. } => "relayed",
            Self::ContactRefused { .. } => "contact_refused",
            Self::Account(event) => event.kind(),
            Self::Trail(event) => event.kind(),
        }
    }

    /// A 課題 moved from the lane of one system to that of another.
    pub fn moves_lane(&self) -> bool {
        matches!(self, Self::IssueEdited { fields } if fields.iter().any(|it| it.field == Field::System))
    }

    /// Part of the talk about a record, which オペレーター管理者 and オペレーター do not read
    /// outside センター内 (notes/domain §2).
    pub const fn is_talk(&self) -> bool {
        matches!(self, Self::Commented { .. } | Self::PlanCommented { .. })
    }
}
