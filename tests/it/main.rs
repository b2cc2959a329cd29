//! One binary: fewer links, and one PostgreSQL cluster for all.

mod admin;
mod architecture;
mod budget;
mod leaks;
mod lists;
mod migrations;
mod page;
mod store;
mod visibility;
