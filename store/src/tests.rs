//! Enough to trust this crate; the suite on both databases is in `tests/`.
//! `KAISEI_TEST_PG` names an empty PostgreSQL database to run these against instead of SQLite.

mod full;
mod life;
mod lists;
mod scale;
mod world;
mod worlds;
