//! Where the page of a 工程 is.

pub use domain::gate::stage_path as stage_href;
