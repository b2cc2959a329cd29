//! Who may do what at a 工程.

use super::StageVerb;
use crate::{
    actor::Actor,
    case::CaseState,
    ids::{OrgId, UserId},
    organisation::Side,
    policy::{Action, Level, may},
    refusal::Refusal,
    role::Role,
    stage::{Stage, StageState},
    visibility::{RecordAudience, sees_case, sees_record},
};

/// A 工程 as the rules see it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Standing {
    /// Which one.
    pub stage: Stage,
    /// Where it stands.
    pub state: StageState,
    /// Where its case stands.
    pub case: CaseState,
    /// 対象外 was proposed and is not answered yet.
    pub leave_out_proposed: bool,
    /// Who may know of its records: 案件共有, of its lane.
    pub audience: RecordAudience,
    /// The owning 業務所管課.
    pub section: OrgId,
    /// The nearest 工程 before it that has not passed its gate, with the system of its lane.
    pub previous: Option<(Stage, Option<String>)>,
    /// The one 決裁者 who was named for this section and 工程, while they are one.
    pub approver: Option<UserId>,
}

impl Standing {
    /// In a case that is a draft, on hold or over nothing is proposed, asked for or decided. What was done can be
    /// written down, and a request taken back, until it is over.
    ///
    /// # Errors
    /// Not while the case stands so.
    pub fn check_case(&self, attempted: StageVerb) -> Result<(), Refusal> {
        let goes_on = match attempted {
            StageVerb::Progress
            | StageVerb::Correct
            | StageVerb::Checklist
            | StageVerb::Recall
            | StageVerb::RecallLeaveOut => !self.case.is_over(),
            StageVerb::Start
            | StageVerb::Request
            | StageVerb::Decide
            | StageVerb::ProposeLeaveOut
            | StageVerb::AnswerLeaveOut
            | StageVerb::UndoLeaveOut => self.case.is_at_work(),
        };
        if goes_on { Ok(()) } else { Err(Refusal::CaseNotAtWork { state: self.case, attempted }) }
    }

    /// While 対象外 is proposed, the 工程 neither starts nor is it proposed again.
    ///
    /// # Errors
    /// The proposal waits for its answer.
    pub const fn check_not_proposed(&self, attempted: StageVerb) -> Result<(), Refusal> {
        if self.leave_out_proposed { Err(Refusal::LeaveOutProposed { attempted }) } else { Ok(()) }
    }
}

/// 工程5 is the contractor's to confirm: its 責任者 does, and the section is told.
pub const fn is_confirmed(stage: Stage) -> bool {
    stage.number() == 5
}

/// Whether that role in that organisation can be a 決裁者 of the section at all: never a vendor,
/// nobody of the contractor, nobody of another section.
pub fn is_approver(role: Role, org: OrgId, section: OrgId) -> bool {
    role == Role::SectionApprover && org == section
}

/// Whether the actor reads checklist, conditions and decisions. Others who know of the case see
/// only where the 工程 stands: vendors at 工程1 and 2, コンサルタント who are not assigned.
pub fn reads(actor: &Actor, standing: &Standing) -> bool {
    sees_record(actor, &standing.audience)
}

/// Whether the actor works on the 工程: starts it, keeps its checklist, asks for its gate. A
/// section's officer in the cases of the own section (row 20), a vendor in its own lanes. A related section reads
/// along: the work and its decisions are the owning section's (docs/decisions/0024).
pub fn may_work(actor: &Actor, standing: &Standing) -> bool {
    let own = match actor.role {
        Role::SectionOfficer => standing.section == actor.org,
        role => !role.is_operator(),
    };
    own && may(actor.role, Action::Progress).allows(Level::Edit) && reads(actor, standing)
}

/// Whether the actor may say of a line of the checklist that it is done, or not done after all. `side`: whose line
/// it is. A vendor speaks for itself only; the center also for the vendors it looks after, who may have no access;
/// the city, whose work it is, for all. Who works on the 工程 does so, and what is the city's also a 決裁者 of the owning
/// section (docs/decisions/0021).
pub fn settles(actor: &Actor, standing: &Standing, side: Option<Side>) -> bool {
    let speaks = match (actor.side(), side) {
        (_, None) | (Side::City, _) => true,
        (Side::Center, Some(side)) => side != Side::City,
        (Side::Vendor, Some(side)) => side == Side::Vendor,
    };
    let decides = side == Some(Side::City) && is_approver(actor.role, actor.org, standing.section);
    speaks && (may_work(actor, standing) || decides)
}

/// Whether the actor may leave a line of the checklist out (対象外). A vendor does not judge what it
/// need not show.
pub fn leaves_out(actor: &Actor, standing: &Standing, side: Option<Side>) -> bool {
    settles(actor, standing, side) && may_work(actor, standing) && actor.side() != Side::Vendor
}

/// Whether the decision is the actor's: the 決裁者 who was named for the section and 工程, else
/// every 決裁者 of the owning section; at 工程5 the 責任者.
pub fn decides(actor: &Actor, standing: &Standing) -> bool {
    if !sees_case(actor, &standing.audience.case) {
        return false;
    }
    if is_confirmed(standing.stage) {
        return actor.role == Role::CenterLead;
    }
    is_approver(actor.role, actor.org, standing.section) && standing.approver.is_none_or(|named| named == actor.user)
}
