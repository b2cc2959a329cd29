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
    /// 前回からの動き.
    Changes,
    /// 案件のない制度改正; nothing for whom it is not.
    Laws,
    /// 上申 that wait for the reader; nothing while there is none.
    Relays,
    /// 工程完了判定待ち; nothing while there is none.
    Gates,
}

use Section::{Cases, Changes, Gates, Laws, Mine, Overdue, Relays, Soon, Waiting};

/// The wide column, then the narrow one; on a small screen one after the other. What each role asks
/// first stands at the top of one of the two.
pub const fn order(role: Role) -> [&'static [Section]; 2] {
    match role {
        // Which cases are red and why? Who holds the ball? What is overdue?
        Role::ContractSection | Role::CenterLead => {
            [&[Cases, Overdue, Soon, Relays], &[Waiting, Changes, Gates, Laws, Mine]]
        }
        // What must I move today? Who is slipping? Which case is in danger?
        Role::OperationsManager => [&[Mine, Overdue, Soon, Relays], &[Waiting, Cases, Gates, Changes, Laws]],
        // What waits for me? Will it be ready by the law's date? What changed?
        Role::SectionOfficer | Role::SectionApprover | Role::SystemAdmin => {
            [&[Mine, Soon, Overdue], &[Cases, Changes, Gates, Waiting, Laws, Relays]]
        }
        // Which changes have no case? How do the cases stand? What waits for me?
        Role::Consultant => [&[Mine, Soon, Overdue], &[Laws, Cases, Changes, Gates, Waiting, Relays]],
        // What must I answer today? Until when is which 工程? What of mine is not yet accepted?
        Role::VendorManager | Role::VendorMember => {
            [&[Mine, Waiting, Soon, Overdue], &[Cases, Changes, Gates, Laws, Relays]]
        }
        // Who does what today? What was decided? What must I raise?
        Role::OperatorManager | Role::Operator => {
            [&[Relays, Soon, Mine, Overdue], &[Changes, Cases, Waiting, Gates, Laws]]
        }
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
            for section in [Mine, Soon, Overdue, Waiting, Cases, Changes, Laws, Relays, Gates] {
                assert_eq!(all.iter().filter(|s| ***s == section).count(), 1, "{role} {section:?}");
            }
        }
    }
}
