//! Parts of pages. Each has a style sheet of the same name in `style/part`.

pub mod banner;
pub mod chip;
pub mod date_field;
pub mod empty;
pub mod field;
pub mod frame;
pub mod loaded;
pub mod select;
pub mod text_area;
