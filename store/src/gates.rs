//! 工程 and their gates: started, worked on, asked for, decided; and the masters behind them.

mod approvers;
mod correcting;
mod deciding;
mod defaults;
mod found;
mod leaving_out;
mod line_parties;
mod lines;
mod page;
mod part_select;
mod parts;
mod requesting;
mod starting;
mod template_list;
mod templates;
mod ticking;
mod unmet;
mod waiting;

pub(crate) use part_select::line_text;
pub(crate) use waiting::waits_for;
