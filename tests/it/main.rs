//! One binary: fewer links, and one PostgreSQL cluster for all.

mod architecture;
mod lists;
mod page;
mod store;
