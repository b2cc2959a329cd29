//! Row 31 of the table, in detail.

use crate::{
    actor::Actor,
    ids::UserId,
    organisation::{CenterCode, Side},
    policy::{Action, Level, Reach, may},
    role::Role,
};

/// A role that somebody holds now or will hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct HeldRole {
    /// The role.
    pub role: Role,
    /// The center of a role that is bound to one.
    pub center: Option<CenterCode>,
}

/// What decides who may see and change an account.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AccountFacts {
    /// The account.
    pub user: UserId,
    /// The center that its organisation is; `None` for sections and vendors.
    pub org_center: Option<CenterCode>,
    /// The roles of periods that are not over.
    pub held: Vec<HeldRole>,
    /// Has or had the role オペレーター管理者 or オペレーター at any time.
    pub was_operator: bool,
}

/// Whether the actor may look at 管理 at all.
pub fn reads(actor: &Actor) -> bool {
    actor.eyes().all(|it| may(it.role, Action::Masters).allows(Level::Read))
}

/// Whether the actor may change everything there.
pub fn edits_all(actor: &Actor) -> bool {
    let grant = may(actor.role, Action::Masters);
    grant.allows(Level::Edit) && grant.reach == Reach::Visible
}

/// Whether the actor may change what belongs to that center.
pub fn edits_center(actor: &Actor, center: CenterCode) -> bool {
    let grant = may(actor.role, Action::Masters);
    let reaches = grant.reach == Reach::OwnCenter && actor.center == Some(center);
    edits_all(actor) || (grant.allows(Level::Edit) && reaches)
}

/// Whether the actor may set days of that center, or of the whole city (`None`).
pub fn edits_days_of(actor: &Actor, center: Option<CenterCode>) -> bool {
    center.map_or_else(|| edits_all(actor), |center| edits_center(actor, center))
}

/// Whether the actor may know of the account here. A 業務管理者 knows the people whose every role is
/// of their own center, so never the 責任者 or the システム管理者; the city knows no operators
/// (specification 9-(5)).
pub fn sees_account(actor: &Actor, account: &AccountFacts) -> bool {
    actor.eyes().all(|it| sees_by_itself(it, account))
}

fn sees_by_itself(actor: &Actor, account: &AccountFacts) -> bool {
    if !reads(actor) {
        return false;
    }
    if edits_all(actor) {
        return true;
    }
    match actor.center {
        Some(center) => account.org_center == Some(center) && account.held.iter().all(|it| it.center == Some(center)),
        None => actor.side() != Side::City || !account.was_operator,
    }
}

/// Whether the actor may change the account.
pub fn edits_account(actor: &Actor, account: &AccountFacts) -> bool {
    may(actor.role, Action::Masters).allows(Level::Edit) && sees_account(actor, account)
}

/// Whether the actor may give that role: a 業務管理者 only those of the own center.
pub fn may_grant(actor: &Actor, role: Role, center: Option<CenterCode>) -> bool {
    match center.filter(|_| role.is_bound_to_one_center()) {
        Some(center) => edits_center(actor, center),
        None => edits_all(actor),
    }
}
