//! One binary: fewer links, and one PostgreSQL cluster for all.

mod admin;
mod architecture;
mod audit;
mod budget;
mod kills;
mod leaks;
mod lists;
mod migrations;
mod page;
mod store;
mod viewing;
mod visibility;
