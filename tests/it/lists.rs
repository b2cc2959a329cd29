//! Lists: their pages, their filters, their figures.

mod cases;
mod finding;
mod paging;
mod timeline;
mod today;
