//! ボール: whose turn it is. Derived from the state, never set by hand.

use super::{Issue, IssueState};
use crate::{
    actor::Actor,
    coded::coded_enum,
    ids::{OrgId, UserId},
    organisation::{OrgKind, Side},
    policy::{Action, Level, Reach, may},
    visibility::Scope,
};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

coded_enum! {
    /// Which side has the ball.
    pub enum Holder {
        /// 市.
        City = "city",
        /// センター.
        Center = "center",
        /// ベンダー.
        Vendor = "vendor",
        /// 国等.
        Nation = "nation",
        /// Nobody: 保留, 完了, 取下げ.
        Nobody = "nobody",
    }
}

impl From<Side> for Holder {
    fn from(side: Side) -> Self {
        match side {
            Side::City => Self::City,
            Side::Center => Self::Center,
            Side::Vendor => Self::Vendor,
        }
    }
}

/// Whose turn it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ball {
    /// The side.
    pub holder: Holder,
    /// The organisation, where there is one of ours.
    pub org: Option<OrgId>,
    /// The person, where one is named; else it is the whole organisation's.
    pub user: Option<UserId>,
    /// The first day of the turn (JST).
    pub since: NaiveDate,
}

/// Which balls of their organisation, with no person named, are an actor's turn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OpenTurns {
    /// All.
    All,
    /// Those of センター内 that wait for no approval.
    Internal,
    /// Of those, what they raised themselves.
    OwnInternal,
    /// None.
    None,
}

impl OpenTurns {
    /// Of an actor: a ball that they could do nothing with but withdraw is not their turn (rows 16 to 18 of the table).
    pub fn of(actor: &Actor) -> Self {
        if may(actor.role, Action::EditIssue).allows(Level::Edit) {
            return Self::All;
        }
        let internal = may(actor.role, Action::InternalTask);
        match internal.reach {
            _ if !internal.allows(Level::Edit) => Self::None,
            Reach::Own => Self::OwnInternal,
            _ => Self::Internal,
        }
    }
}

/// Whose turn it is to do something with an issue, as far as a row of a list knows it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Turn {
    /// The organisation that has the ball.
    pub org: Option<OrgId>,
    /// The person, where one is named.
    pub user: Option<UserId>,
    /// 公開範囲.
    pub scope: Scope,
    /// 状態.
    pub state: IssueState,
    /// 起票者.
    pub raised_by: UserId,
}

impl Turn {
    /// Whether it is the actor's: theirs by name, or their organisation's and something that they can act on.
    pub fn is_of(&self, actor: &Actor) -> bool {
        let Some(user) = self.user else {
            let internal = self.scope == Scope::Center && self.state != IssueState::Resolved;
            return self.org == Some(actor.org)
                && match OpenTurns::of(actor) {
                    OpenTurns::All => true,
                    OpenTurns::Internal => internal,
                    OpenTurns::OwnInternal => internal && self.raised_by == actor.user,
                    OpenTurns::None => false,
                };
        };
        user == actor.user
    }
}

/// Where the state of the issue puts the ball. `since` is left as it was.
///
/// 起票 waits for whoever receives it: 担当組織 when named, else the center (for 市内部 the owning
/// 業務所管課). 対応済 waits for the raiser's side: in the city for the section that raised it, or the
/// owning one when 契約所管課 raised it (which may not approve, row 17); else for the center that runs
/// the case, since a vendor never approves.
pub fn ball(issue: &Issue) -> Ball {
    let since = issue.ball.since;
    let turn = |holder, org, user| Ball { holder, org, user, since };
    let responsible = issue.org.zip(issue.org_side).map(|(org, side)| turn(side.into(), Some(org), issue.assignee));
    let section = turn(Holder::City, Some(issue.section_org), None);
    let center = turn(Holder::Center, Some(issue.center_org), None);
    let receiver = if issue.scope() == Scope::City { section } else { center };
    match issue.state {
        IssueState::Raised | IssueState::Accepted | IssueState::InProgress => responsible.unwrap_or(receiver),
        IssueState::AwaitingCity => responsible.filter(|b| b.holder == Holder::City).unwrap_or(section),
        IssueState::AwaitingVendor => match responsible.filter(|b| b.holder == Holder::Vendor) {
            Some(vendor) => vendor,
            None => turn(Holder::Vendor, issue.audience.vendor, None),
        },
        IssueState::AwaitingNation => turn(Holder::Nation, None, None),
        IssueState::Resolved => match issue.raised_kind {
            OrgKind::Business => turn(Holder::City, Some(issue.raised_org), None),
            OrgKind::Contract => section,
            OrgKind::Center | OrgKind::Vendor => center,
        },
        IssueState::Closed | IssueState::OnHold | IssueState::Withdrawn => turn(Holder::Nobody, None, None),
    }
}
