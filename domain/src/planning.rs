//! Planning a 案件: its 件名, its days, who may open and change it.

mod beside;
mod checking;
mod dates;
mod following;
mod go_live;
mod input;
mod lines;
mod proposing;
mod reproposing;
mod rights;
mod title;

pub use beside::{Beside, all_seen};
pub use checking::{PlanFlaw, PlanOddity, check_lines, flaws, lines_of, oddities};
pub use dates::Dates;
pub use following::follow_go_live;
pub use go_live::{HeldDates, RulingDays, binding_of_law, late_reason, may_override};
pub use input::{CaseInput, EditInput, LineInput, ReplanInput};
pub use lines::{PlannedLine, lane_missing, lines_missing, read_lines};
pub use proposing::{FOLLOW_UP_DAYS, SHARES, Span, TooShort, follow_up_end, propose};
pub use reproposing::repropose;
pub use rights::{CaseParties, may_comment_plan, may_edit_case, may_move_case, may_replan, opens_as};
pub use title::{follows_convention, month_named, month_of_title, title_for, with_month};
