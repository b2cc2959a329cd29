//! The tables as sea-orm sees them: singular, crate-private, written by hand.

pub(crate) mod ball_turn;
pub(crate) mod case_file;
pub(crate) mod case_member;
pub(crate) mod case_section;
pub(crate) mod checklist_line;
pub(crate) mod checklist_template;
pub(crate) mod comment;
pub(crate) mod event;
pub(crate) mod gate_approver;
pub(crate) mod gate_condition;
pub(crate) mod gate_step;
pub(crate) mod issue;
pub(crate) mod issue_link;
pub(crate) mod lane;
pub(crate) mod law_change;
pub(crate) mod organisation;
pub(crate) mod role_period;
pub(crate) mod stage_line;
pub(crate) mod signal_change;
pub(crate) mod signal_override;
pub(crate) mod signal_watch;
pub(crate) mod stage_record;
pub(crate) mod system;
pub(crate) mod user_account;
pub(crate) mod visit;
pub(crate) mod web_session;
