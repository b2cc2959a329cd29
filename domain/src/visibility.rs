//! 公開範囲: who may know of what (notes/domain §2).
//!
//! This is the rule as a predicate; `store/scope.rs` is the same rule as SQL, and a property test
//! holds one against the other.

mod sight;

pub use sight::{Hidden, Seen, Sight, case_sight, may_ask_why, record_sight};

use crate::{
    actor::Actor,
    coded::coded_enum,
    event::Event,
    ids::{OrgId, UserId},
    organisation::{CenterCode, Side},
    role::Role,
};

coded_enum! {
    /// 公開範囲 of an issue, a comment, an event or a document.
    pub enum Scope {
        /// 案件共有: city, managers, assigned consultants and the vendor of the tagged system;
        /// operators read the record, never the thread.
        Shared = "shared",
        /// 市・管理者: city, 責任者, 業務管理者, assigned コンサルタント.
        CityManager = "city_manager",
        /// 市内部: city only.
        City = "city",
        /// センター内: the contractor's own people of that center.
        Center = "center",
    }
}

impl Scope {
    /// 市内部 and センター内: whoever opens what is said there leaves a trace (notes/domain §9).
    pub const fn is_restricted(self) -> bool {
        matches!(self, Self::City | Self::Center)
    }
}

/// What decides who may know of a case.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CaseAudience {
    /// The center that runs it.
    pub center: CenterCode,
    /// The vendors of its lanes.
    pub vendors: Vec<OrgId>,
    /// The consultants assigned to it.
    pub consultants: Vec<UserId>,
}

/// What decides who may know of a record of a case.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RecordAudience {
    /// The case it belongs to.
    pub case: CaseAudience,
    /// The vendor of the system it is tagged with; `None` when it concerns the whole case, and
    /// then no vendor sees it.
    pub vendor: Option<OrgId>,
    /// Its 公開範囲.
    pub scope: Scope,
}

/// To whom something about a record was said.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Said {
    /// Its 公開範囲.
    pub scope: Scope,
    /// The vendor of the system that the record was tagged with then; with `None` no vendor heard it. A record that
    /// moves to another lane takes nothing along of what was said in the one before.
    pub vendor: Option<OrgId>,
}

impl RecordAudience {
    /// What is said about it now, in that 公開範囲.
    pub const fn said(&self, scope: Scope) -> Said {
        Said { scope, vendor: self.vendor }
    }
}

/// Whether the actor may know that the case exists.
pub fn sees_case(actor: &Actor, case: &CaseAudience) -> bool {
    actor.eyes().all(|it| case_sight(it, case).is_ok())
}

/// Whether the actor may know that the record exists.
pub fn sees_record(actor: &Actor, record: &RecordAudience) -> bool {
    actor.eyes().all(|it| record_sight(it, record).is_ok())
}

/// Whether the actor may know of the lane: a vendor of its own only.
pub fn sees_lane(actor: &Actor, case: &CaseAudience, vendor: Option<OrgId>) -> bool {
    sees_case(actor, case) && actor.eyes().all(|it| it.side() != Side::Vendor || vendor == Some(it.org))
}

/// Whether the actor may read that something happened in the case: to everybody who knows of it, unless it has a
/// 公開範囲 of its own; and of a lane no other vendor hears.
pub fn sees_case_happening(actor: &Actor, case: &CaseAudience, scope: Option<Scope>, vendor: Option<OrgId>) -> bool {
    let is_theirs = |it: &Actor| it.side() != Side::Vendor || vendor.is_none_or(|vendor| vendor == it.org);
    let record = |scope| RecordAudience { case: case.clone(), vendor, scope };
    sees_case(actor, case)
        && actor.eyes().all(is_theirs)
        && scope.is_none_or(|scope| sees_record(actor, &record(scope)))
}

/// Whether the actor may read a comment on that record. オペレーター管理者 and オペレーター read shared records but not the
/// talk about them (specification 9-(5)).
pub fn sees_comment(actor: &Actor, record: &RecordAudience, said: Said) -> bool {
    was_told(actor, record, said) && !(actor.role.is_operator() && said.scope != Scope::Center)
}

/// Whether the actor may read that something happened on that record. That it moved from lane to lane is told to no
/// vendor: it would name a system that is not theirs.
pub fn sees_happening(actor: &Actor, record: &RecordAudience, said: Said, event: &Event) -> bool {
    let is_for_others = actor.side() == Side::Vendor && event.moves_lane()
        || actor.role.is_operator() && event.is_talk() && said.scope != Scope::Center;
    was_told(actor, record, said) && !is_for_others
}

/// Who reads the record now, and read what was said about it then.
fn was_told(actor: &Actor, record: &RecordAudience, said: Said) -> bool {
    let then = RecordAudience { scope: said.scope, vendor: said.vendor, ..record.clone() };
    sees_record(actor, record) && sees_record(actor, &then)
}

/// Whether the actor may write a record or comment of that scope at all.
pub const fn may_write(actor: &Actor, scope: Scope) -> bool {
    match scope {
        Scope::City => matches!(actor.side(), Side::City),
        Scope::CityManager => {
            matches!(actor.side(), Side::City) || matches!(actor.role, Role::CenterLead | Role::OperationsManager)
        }
        Scope::Shared => {
            !matches!(actor.side(), Side::Center) || matches!(actor.role, Role::CenterLead | Role::OperationsManager)
        }
        Scope::Center => matches!(actor.side(), Side::Center) && !matches!(actor.role, Role::SystemAdmin),
    }
}

/// The scopes a comment on a record of this scope can have at all: never wider than the record.
pub const fn comment_scopes(record: Scope) -> &'static [Scope] {
    match record {
        Scope::Shared => &[Scope::Shared, Scope::CityManager, Scope::City, Scope::Center],
        Scope::CityManager => &[Scope::CityManager, Scope::City, Scope::Center],
        Scope::City => &[Scope::City],
        Scope::Center => &[Scope::Center],
    }
}

/// The scopes the actor may choose for a comment on this record, the widest first.
pub fn comment_choices(actor: &Actor, record: &RecordAudience) -> Vec<Scope> {
    let may = |scope: &Scope| may_write(actor, *scope) && sees_comment(actor, record, record.said(*scope));
    comment_scopes(record.scope).iter().copied().filter(may).collect()
}

#[cfg(test)]
mod tests;
