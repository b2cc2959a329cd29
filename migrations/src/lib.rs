//! One schema history for SQLite and PostgreSQL.
//!
//! Written by hand, run at start-up by `kaisei serve`, `kaisei demo` and `kaisei migrate`.
//! **An applied migration is never edited**: a change of the schema is a new file.

mod m2026_11_22_000001_house;
mod m2026_11_22_000002_planning;
mod m2026_11_22_000003_gates;
mod m2026_11_22_000004_pictures;
mod m2026_11_22_000005_masters;
mod m2026_11_22_000006_leaving_out;
mod m2026_11_22_000007_english_lines;
mod m2026_11_22_000008_accounts;
mod m2026_11_22_000009_turns;
mod m2026_11_22_000010_tally;
mod m2026_11_22_000011_line_sides;
mod m2026_11_22_000012_refused_numbers;
mod m2026_11_22_000013_severity;
mod m2026_11_22_000014_told;
mod m2026_11_22_000018_said_to;
mod m2026_11_22_000019_relay;
mod m2026_11_22_000020_asked_from;
mod m2026_11_22_000021_sealed_log;
mod m2026_11_22_000022_access;
mod m2026_11_22_000023_second_factor;
mod m2026_11_22_000024_scope_stays;
mod m2026_11_22_000026_counted_severity;
mod m2026_11_22_000027_left_open;
mod m2026_11_22_000028_openid;
mod m2026_11_22_000029_decisions_stay;
mod m2026_11_22_000030_raised_form;
mod making;

use sea_orm_migration::{MigrationTrait, async_trait};
pub use sea_orm_migration::{MigratorTrait, sea_orm};

/// The list of migrations, oldest first.
#[derive(Debug)]
pub struct Migrator;

#[async_trait::async_trait]
impl MigratorTrait for Migrator {
    fn migrations() -> Vec<Box<dyn MigrationTrait>> {
        vec![
            Box::new(m2026_11_22_000001_house::Migration),
            Box::new(m2026_11_22_000002_planning::Migration),
            Box::new(m2026_11_22_000003_gates::Migration),
            Box::new(m2026_11_22_000004_pictures::Migration),
            Box::new(m2026_11_22_000005_masters::Migration),
            Box::new(m2026_11_22_000006_leaving_out::Migration),
            Box::new(m2026_11_22_000007_english_lines::Migration),
            Box::new(m2026_11_22_000008_accounts::Migration),
            Box::new(m2026_11_22_000009_turns::Migration),
            Box::new(m2026_11_22_000010_tally::Migration),
            Box::new(m2026_11_22_000011_line_sides::Migration),
            Box::new(m2026_11_22_000012_refused_numbers::Migration),
            Box::new(m2026_11_22_000013_severity::Migration),
            Box::new(m2026_11_22_000014_told::Migration),
            Box::new(m2026_11_22_000018_said_to::Migration),
            Box::new(m2026_11_22_000019_relay::Migration),
            Box::new(m2026_11_22_000020_asked_from::Migration),
            Box::new(m2026_11_22_000021_sealed_log::Migration),
            Box::new(m2026_11_22_000022_access::Migration),
            Box::new(m2026_11_22_000023_second_factor::Migration),
            Box::new(m2026_11_22_000024_scope_stays::Migration),
            Box::new(m2026_11_22_000026_counted_severity::Migration),
            Box::new(m2026_11_22_000027_left_open::Migration),
            Box::new(m2026_11_22_000028_openid::Migration),
            Box::new(m2026_11_22_000029_decisions_stay::Migration),
            Box::new(m2026_11_22_000030_raised_form::Migration),
        ]
    }
}
