//! One binary: fewer links, and one PostgreSQL cluster for all.

mod architecture;
mod budget;
mod lists;
mod migrations;
mod page;
mod store;
mod visibility;
