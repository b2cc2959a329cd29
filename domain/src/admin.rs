//! 管理: who looks after accounts, masters and the calendar (notes/domain §2, row 31), and what
//! their forms may say.

mod account;
mod account_filter;
mod day;
mod duties;
mod leaving;
mod masters;
mod rights;

#[cfg(test)]
mod tests;

pub use account::{AccountInput, AccountState, Profile, ProfileInput, RoleInput, RoleTerm, account_state};
pub use account_filter::{ACCOUNTS_PER_PAGE, AccountFilter};
pub use day::{CALENDAR_YEARS, DayChange, DayInput, DaySays};
pub use duties::{Duties, DutiesInput};
pub use leaving::{Cut, LeaveInput, Leaving, cut, leaving};
pub use masters::{
    OrgEdit, OrgInput, SystemEdit, SystemInput, VendorChange, VendorInput, check_seen, validity, validity_code,
};
pub use rights::{
    AccountFacts, HeldRole, edits_account, edits_all, edits_center, edits_days_of, may_grant, reads, sees_account,
};
