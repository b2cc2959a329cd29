//! The tables as sea-orm sees them: singular, crate-private, written by hand.

pub(crate) mod calendar_day;
pub(crate) mod case_file;
pub(crate) mod case_member;
pub(crate) mod case_section;
pub(crate) mod checklist_line;
pub(crate) mod comment;
pub(crate) mod event;
pub(crate) mod issue;
pub(crate) mod issue_link;
pub(crate) mod lane;
pub(crate) mod law_change;
pub(crate) mod organisation;
pub(crate) mod role_period;
pub(crate) mod stage_record;
pub(crate) mod system;
pub(crate) mod system_vendor;
pub(crate) mod user_account;
pub(crate) mod web_session;
