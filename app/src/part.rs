//! Parts of pages. Each has a style sheet of the same name in `style/part`.

pub mod admin_frame;
pub mod banner;
pub mod case_filter;
pub mod chip;
pub mod date_field;
pub mod days;
pub mod empty;
pub mod field;
pub mod frame;
pub mod history;
pub mod issue_filter;
pub mod issue_table;
pub mod loaded;
pub mod pager;
pub mod scope_band;
pub mod select;
pub mod signal_reasons;
pub mod stage_cell;
pub mod text_area;
