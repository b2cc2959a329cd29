//! One binary: fewer links, and one PostgreSQL cluster for all.

mod admin;
mod architecture;
mod audit;
mod bad_days;
mod budget;
mod kills;
mod leaks;
mod lists;
mod migrations;
mod openid;
mod page;
mod process;
mod store;
mod surface;
mod viewing;
mod visibility;
