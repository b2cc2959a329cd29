//! 上申 and 開示: the one way by which what is said inside a center reaches the city (specification 9-(5)).
//!
//! オペレーター and オペレーター管理者 write センター内 only. What the city should hear they put before the 業務管理者 (上申), who
//! sends it in own words and under the own name (転記), or returns it with a reason. 責任者 and 業務管理者 may also copy a
//! センター内 record as it is (開示).

mod filter;
mod sending;
#[cfg(test)]
mod tests;

pub use filter::RelayFilter;
pub use sending::{SendInput, Sending, SubmitInput, Submitted, Target};

use crate::{
    actor::Actor,
    coded::coded_enum,
    ids::UserId,
    policy::Action,
    refusal::Refusal,
    role::Role,
    visibility::{CaseAudience, RecordAudience, Scope, sees_record},
};

coded_enum! {
    /// How it came to be.
    pub enum RelayKind {
        /// 上申: an operator asks for it.
        Raised = "raised",
        /// 開示: a manager copied it without being asked.
        Disclosed = "disclosed",
    }
}

coded_enum! {
    /// 状態 of a 上申.
    pub enum RelayState {
        /// 上申中: it waits for the 業務管理者.
        Waiting = "waiting",
        /// 差戻し: it waits for who wrote it.
        Returned = "returned",
        /// 送付済み: the city can read it, in the manager's words.
        Sent = "sent",
        /// 取下げ.
        Withdrawn = "withdrawn",
    }
}

coded_enum! {
    /// What a person does with a 上申.
    pub enum RelayMove {
        /// 転記して市へ送付.
        Send = "send",
        /// 差戻し.
        Return = "return",
        /// 再上申.
        Resubmit = "resubmit",
        /// 取下げ.
        Withdraw = "withdraw",
    }
}

coded_enum! {
    /// A line in the history of a 上申 or 開示.
    pub enum RelayStep {
        /// 上申.
        Submitted = "submitted",
        /// 転記して送付.
        Sent = "sent",
        /// 差戻し.
        Returned = "returned",
        /// 再上申.
        Resubmitted = "resubmitted",
        /// 取下げ.
        Withdrawn = "withdrawn",
        /// 開示.
        Disclosed = "disclosed",
    }
}

/// The 公開範囲 into which it is sent, the narrow one first.
pub const SENT_INTO: [Scope; 2] = [Scope::CityManager, Scope::Shared];

impl RelayState {
    /// The state after a move, if the move is possible now.
    pub const fn after(self, mv: RelayMove) -> Option<Self> {
        match (self, mv) {
            (Self::Waiting, RelayMove::Send) => Some(Self::Sent),
            (Self::Waiting, RelayMove::Return) => Some(Self::Returned),
            (Self::Returned, RelayMove::Resubmit) => Some(Self::Waiting),
            (Self::Waiting | Self::Returned, RelayMove::Withdraw) => Some(Self::Withdrawn),
            _ => None,
        }
    }

    /// Nothing happens to it any more.
    pub const fn is_over(self) -> bool {
        matches!(self, Self::Sent | Self::Withdrawn)
    }
}

impl From<RelayMove> for RelayStep {
    fn from(mv: RelayMove) -> Self {
        match mv {
            RelayMove::Send => Self::Sent,
            RelayMove::Return => Self::Returned,
            RelayMove::Resubmit => Self::Resubmitted,
            RelayMove::Withdraw => Self::Withdrawn,
        }
    }
}

/// A 上申 as the rules see it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Relay {
    /// The case that it is about.
    pub case: CaseAudience,
    /// Who wrote it.
    pub by: UserId,
    /// 状態.
    pub state: RelayState,
}

/// Whether the actor may know of the 上申 of a case: a センター内 record of the whole case.
pub fn sees_relays(actor: &Actor, case: &CaseAudience) -> bool {
    sees_record(actor, &RecordAudience { case: case.clone(), vendor: None, scope: Scope::Center })
}

/// Whether the actor looks at 上申 at all.
pub fn reads_relays(actor: &Actor) -> bool {
    let reads = |it: &Actor| {
        let role = it.role;
        role.is_operator() || matches!(role, Role::CenterLead | Role::OperationsManager | Role::Consultant)
    };
    actor.eyes().all(reads)
}

/// Whether the actor puts texts before the 業務管理者: who may not write to the city, and only they.
pub const fn may_submit(actor: &Actor) -> bool {
    actor.role.is_operator()
}

/// Whether the actor sends to the city what comes from inside the center: 業務管理者, and 責任者 in their place.
pub const fn may_relay(actor: &Actor) -> bool {
    matches!(actor.role, Role::CenterLead | Role::OperationsManager)
}

impl Relay {
    /// Whether the move is that person's to make.
    pub fn is_for(&self, actor: &Actor, mv: RelayMove) -> bool {
        // An オペレーター管理者 stands in for who is not there.
        let is_writer = may_submit(actor) && (actor.user == self.by || actor.role == Role::OperatorManager);
        sees_relays(actor, &self.case)
            && match mv {
                RelayMove::Send | RelayMove::Return => may_relay(actor),
                RelayMove::Resubmit | RelayMove::Withdraw => is_writer,
            }
    }

    /// What the actor can do now.
    pub fn moves_for(&self, actor: &Actor) -> Vec<RelayMove> {
        let possible = |mv: &RelayMove| self.is_for(actor, *mv) && self.state.after(*mv).is_some();
        RelayMove::ALL.iter().copied().filter(possible).collect()
    }

    /// The state after that person's move.
    ///
    /// # Errors
    /// It is not theirs to make, or not possible now.
    pub fn make_move(&self, actor: &Actor, mv: RelayMove) -> Result<RelayState, Refusal> {
        if !self.is_for(actor, mv) {
            let row = if may_submit(actor) { Action::CityManagerThread } else { Action::InternalTask };
            return Err(Refusal::NotAllowed(row));
        }
        self.state.after(mv).ok_or(Refusal::WrongRelay { state: self.state, attempted: mv })
    }
}
