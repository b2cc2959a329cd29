//! The PostgreSQL of this test process.
//!
//! `KAISEI_TEST_PG` may name a running server instead (a URL without a database), and
//! `KAISEI_TEST_PG=off` leaves the PostgreSQL half out.

use cluster::{Cluster, Writes};
use std::sync::OnceLock;

/// The URL of the server, without a database; `None` when the PostgreSQL half is left out.
pub(crate) fn url() -> Option<&'static str> {
    static URL: OnceLock<Option<String>> = OnceLock::new();
    URL.get_or_init(|| match std::env::var("KAISEI_TEST_PG").ok().as_deref() {
        Some("off") => None,
        Some(url) if !url.is_empty() => Some(url.trim_end_matches('/').to_owned()),
        _ => Some(Cluster::start(Writes::Carelessly).expect("or KAISEI_TEST_PG=off to leave that half out").url),
    })
    .as_deref()
}
