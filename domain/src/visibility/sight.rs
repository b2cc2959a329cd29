//! Why somebody may know of a case or a record, or may not: the rule of 公開範囲 with its reason.

use super::{CaseAudience, RecordAudience, Scope};
use crate::{actor::Actor, coded::coded_enum, organisation::Side, role::Role};

coded_enum! {
    /// Why somebody sees it.
    pub enum Seen {
        /// The city, 責任者 and コンサルタント know of every case.
        EveryCase = "every_case",
        /// It is a case of the center they belong to.
        OwnCenter = "own_center",
        /// It has a system of theirs.
        OwnLane = "own_lane",
        /// 市内部, and they work for the city.
        CityInside = "city_inside",
        /// The city reads what is shared with it.
        City = "city",
        /// 責任者 and 業務管理者 read what is shared with the city.
        Manager = "manager",
        /// センター内, and they work there.
        CenterInside = "center_inside",
        /// Operators read the record, never the talk about it.
        Operator = "operator",
        /// コンサルタント who is assigned to the case.
        Assigned = "assigned",
        /// 案件共有, and the record is of a system of theirs.
        OwnSystem = "own_system",
    }
}

coded_enum! {
    /// Why somebody does not see it.
    pub enum Hidden {
        /// システム管理者 sees nothing of any case.
        Administrator = "administrator",
        /// It is a case of the other center.
        OtherCenter = "other_center",
        /// No system of the case is theirs.
        NoLane = "no_lane",
        /// 市内部, and they do not work for the city.
        CityInside = "city_inside",
        /// センター内, and they do not work there.
        CenterInside = "center_inside",
        /// 市・管理者: neither vendors nor operators read it.
        CityAndManagers = "city_and_managers",
        /// コンサルタント who is not assigned to the case.
        NotAssigned = "not_assigned",
        /// It is of a system of another vendor.
        OtherSystem = "other_system",
        /// It is of no system: no vendor sees what concerns the whole case.
        WholeCase = "whole_case",
    }
}

/// Seen or not, and why.
pub type Sight = Result<Seen, Hidden>;

/// Whether these eyes may know that the case exists, and why. Whoever looks through them is asked on their own
/// ([`super::sees_case`]).
///
/// # Errors
/// Why they may not.
pub fn case_sight(actor: &Actor, case: &CaseAudience) -> Sight {
    match actor.role {
        Role::ContractSection | Role::SectionOfficer | Role::SectionApprover | Role::CenterLead | Role::Consultant => {
            Ok(Seen::EveryCase)
        }
        Role::OperationsManager | Role::OperatorManager | Role::Operator => {
            if actor.center == Some(case.center) {
                Ok(Seen::OwnCenter)
            } else {
                Err(Hidden::OtherCenter)
            }
        }
        Role::VendorManager | Role::VendorMember => {
            if case.vendors.contains(&actor.org) {
                Ok(Seen::OwnLane)
            } else {
                Err(Hidden::NoLane)
            }
        }
        Role::SystemAdmin => Err(Hidden::Administrator),
    }
}

/// The same of a record.
///
/// # Errors
/// Why they may not.
pub fn record_sight(actor: &Actor, record: &RecordAudience) -> Sight {
    case_sight(actor, &record.case)?;
    match record.scope {
        Scope::City if actor.side() == Side::City => Ok(Seen::CityInside),
        Scope::City => Err(Hidden::CityInside),
        Scope::Center if actor.side() == Side::Center => Ok(Seen::CenterInside),
        Scope::Center => Err(Hidden::CenterInside),
        Scope::CityManager | Scope::Shared => between(actor, record),
    }
}

/// What the city and the center share, and vendors as far as it is 案件共有.
fn between(actor: &Actor, record: &RecordAudience) -> Sight {
    let is_shared = record.scope == Scope::Shared;
    match actor.role {
        Role::ContractSection | Role::SectionOfficer | Role::SectionApprover => Ok(Seen::City),
        Role::CenterLead | Role::OperationsManager => Ok(Seen::Manager),
        Role::Consultant if record.case.consultants.contains(&actor.user) => Ok(Seen::Assigned),
        Role::Consultant => Err(Hidden::NotAssigned),
        Role::SystemAdmin => Err(Hidden::Administrator),
        Role::OperatorManager | Role::Operator if is_shared => Ok(Seen::Operator),
        Role::VendorManager | Role::VendorMember if is_shared => match record.vendor {
            Some(vendor) if vendor == actor.org => Ok(Seen::OwnSystem),
            Some(_) => Err(Hidden::OtherSystem),
            None => Err(Hidden::WholeCase),
        },
        Role::OperatorManager | Role::Operator | Role::VendorManager | Role::VendorMember => {
            Err(Hidden::CityAndManagers)
        }
    }
}

/// Whether the actor may ask who reads a record and why: 責任者 and 業務管理者, who answer for what leaves the center, and
/// 契約所管課, who answers for it to the city. Each asks of what they see themselves.
pub fn may_ask_why(actor: &Actor) -> bool {
    actor.eyes().all(|it| matches!(it.role, Role::ContractSection | Role::CenterLead | Role::OperationsManager))
}
