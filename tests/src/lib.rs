//! The harness of the integration tests: real databases, the real router, the people of the demo
//! world. No mocks, no ports, no sleeps.

mod app;
mod cluster;
mod db;
pub mod people;
pub mod soak;
pub mod truth;
pub mod typed;

pub use app::{Answer, Browser, TestApp};
pub use db::{Kind, TestDb, reference_time};

/// One body, two named tests: `name::sqlite` and `name::postgres`, each on its own copy of the demo
/// world, or with `of empty;` or `of blank;` of that. A failure names the database.
#[macro_export]
macro_rules! both_dbs {
    (of $world:ident; $($(#[$meta:meta])* async fn $name:ident($db:ident) $body:block)+) => { $(
        $(#[$meta])*
        mod $name {
            #[allow(unused_imports, clippy::allow_attributes, reason = "a body may need none of them")]
            use super::*;

            async fn body($db: $crate::TestDb) $body

            #[tokio::test]
            async fn sqlite() {
                body($crate::TestDb::$world($crate::Kind::Sqlite).await).await;
            }

            #[tokio::test]
            async fn postgres() {
                if $crate::Kind::Postgres.is_wanted() {
                    body($crate::TestDb::$world($crate::Kind::Postgres).await).await;
                }
            }
        }
    )+ };
    ($($tests:tt)+) => { $crate::both_dbs! { of demo; $($tests)+ } };
}
