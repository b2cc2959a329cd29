//! What kinds of happenings belong together for who reads the log.

use crate::{coded::coded_enum, event::Event};

coded_enum! {
    /// What a row of the log is about.
    pub enum LogGroup {
        /// サインイン・サインアウト.
        SignIn = "sign_in",
        /// Accounts, roles and passwords.
        Account = "account",
        /// Masters, the calendar and settings.
        Master = "master",
        /// 制度改正.
        Law = "law",
        /// 案件 and its plan.
        Case = "case",
        /// 工程 and 完了判定.
        Stage = "stage",
        /// 課題.
        Issue = "issue",
        /// Reads of what is restricted.
        Read = "read",
        /// Exports.
        Export = "export",
        /// What was refused.
        Refusal = "refusal",
    }
}

coded_enum! {
    /// How it ended.
    pub enum Outcome {
        /// It was done.
        Done = "done",
        /// It was refused.
        Refused = "refused",
    }
}

impl LogGroup {
    /// What システム管理者 reads: nothing of any case.
    pub const WITHOUT_CASES: [Self; 3] = [Self::SignIn, Self::Account, Self::Master];

    /// The codes of its kinds.
    pub const fn kinds(self) -> &'static [&'static str] {
        match self {
            Self::SignIn => &[
                "signed_in",
                "sign_in_failed",
                "signed_out",
                "account_locked",
                "password_mistyped",
                "address_paused",
                "sessions_ended",
                "recovery_code_used",
                "viewing_began",
                "viewing_ended",
                "sign_in_elsewhere",
                "openid_mismatch",
            ],
            Self::Account => &[
                "user_added",
                "user_edited",
                "user_disabled",
                "user_enabled",
                "user_left",
                "user_moved",
                "role_given",
                "role_ended",
                "password_reset",
                "password_changed",
                "account_changed",
                "duties_changed",
                "second_factor_set",
                "second_factor_removed",
                "openid_linked",
                "openid_unlinked",
                "user_reviewed",
            ],
            Self::Master => {
                &["master_registered", "master_edited", "vendor_changed", "day_set", "template_changed", "approver_set"]
            }
            Self::Law => &["law_registered", "law_edited"],
            Self::Case => &[
                "case_registered",
                "case_drafted",
                "case_moved",
                "case_edited",
                "go_live_moved",
                "plan_commented",
                "lane_added",
                "lane_removed",
                "law_moved",
                "law_move_settled",
                "signal_overridden",
                "signal_released",
            ],
            Self::Stage => &[
                "stage_changed",
                "stage_replanned",
                "stage_started_early",
                "stage_corrected",
                "stage_progressed",
                "stage_checklist",
                "gate_decided",
                "stage_leave_out",
            ],
            Self::Issue => &[
                "issue_raised",
                "issue_moved",
                "deadline_moved",
                "issue_assigned",
                "issue_edited",
                "issue_handed_over",
                "commented",
                "line_added",
                "line_done",
                "line_reopened",
                "line_handed_over",
                "relayed",
                "related",
            ],
            Self::Read => &["issue_read", "relay_read"],
            Self::Export => &["log_exported"],
            Self::Refusal => &["denied", "contact_refused", Event::NUMBER_REFUSED],
        }
    }

    /// The group of a kind.
    pub fn of(kind: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|group| group.kinds().contains(&kind))
    }
}

impl Outcome {
    /// How an event of that kind ended.
    pub fn of(kind: &str) -> Self {
        let refused = matches!(
            kind,
            "sign_in_failed"
                | "account_locked"
                | "password_mistyped"
                | "address_paused"
                | "sign_in_elsewhere"
                | "openid_mismatch"
        );
        if refused || LogGroup::of(kind) == Some(LogGroup::Refusal) { Self::Refused } else { Self::Done }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The codes that the events have, read from where they are given.
    fn kinds() -> Vec<&'static str> {
        let files =
            [include_str!("../event/kind.rs"), include_str!("../event/account.rs"), include_str!("../event/trail.rs")];
        let arms = files.iter().flat_map(|text| text.lines()).filter_map(|line| line.split_once("=> \""));
        let mut found: Vec<_> = arms.filter_map(|(_, rest)| rest.split('"').next()).collect();
        found.extend([Event::NUMBER_REFUSED, Event::CASE_MOVED, Event::STARTED_EARLY]);
        found
    }

    #[test]
    fn every_kind_of_event_stands_in_one_group_of_the_log() {
        let kinds = kinds();
        assert!(kinds.len() > 50, "{kinds:?}");
        for kind in &kinds {
            let groups: Vec<_> = LogGroup::ALL.iter().filter(|group| group.kinds().contains(kind)).collect();
            assert_eq!(
                groups.len(),
                1,
                "{kind} stands in {groups:?}: say in domain/src/audit/group.rs where it belongs"
            );
        }
        let listed: usize = LogGroup::ALL.iter().map(|group| group.kinds().len()).sum();
        assert_eq!(listed, kinds.len(), "a group lists a kind that no event has");
    }

    #[test]
    fn what_is_refused_says_so() {
        assert_eq!(Outcome::of("denied"), Outcome::Refused);
        assert_eq!(Outcome::of("sign_in_failed"), Outcome::Refused);
        assert_eq!(Outcome::of("signed_in"), Outcome::Done);
    }
}
