//! In which order a role reads 今日 (notes/domain §12).

use domain::role::Role;

/// A section of 今日.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Section {
    /// 自分のボール.
    Mine,
    /// 3開庁日以内.
    Soon,
    /// 期限超過.
    Overdue,
    /// 他の組織待ち.
    Waiting,
    /// 案件.
    Cases,
}

use Section::{Cases, Mine, Overdue, Soon, Waiting};

/// The wide column, then the narrow one; on a small screen one after the other. What each role asks
/// first stands at the top of one of the two.
pub const fn order(role: Role) -> [&'static [Section]; 2] {
    match role {
        Role::ContractSection | Role::CenterLead => [&[Cases, Overdue], &[Waiting, Mine, Soon]],
        Role::OperationsManager => [&[Mine, Overdue, Soon], &[Waiting, Cases]],
        Role::SectionOfficer
        | Role::SectionApprover
        | Role::Consultant
        | Role::OperatorManager
        | Role::Operator
        | Role::VendorManager
        | Role::VendorMember
        | Role::SystemAdmin => [&[Mine, Soon, Overdue], &[Cases, Waiting]],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_role_reads_every_section_once() {
        for role in Role::ALL {
            let [main, side] = order(*role);
            let all: Vec<_> = main.iter().chain(side).collect();
            for section in [Mine, Soon, Overdue, Waiting, Cases] {
                assert_eq!(all.iter().filter(|s| ***s == section).count(), 1, "{role} {section:?}");
            }
        }
    }
}
