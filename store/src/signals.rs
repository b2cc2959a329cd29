//! 信号 set by hand, and the history of 信号 (docs/decisions/0013).

mod judging;
mod overriding;
mod page;
mod watching;
