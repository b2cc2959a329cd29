//! The job that seals the log while the server runs (docs/decisions/0027).

use std::time::Duration;
use store::Store;

/// Sealed at a time: SQLite has one writer, and nobody is to wait for this one.
const BATCH: u64 = 100;
/// Between two batches of many.
const BREATH: Duration = Duration::from_millis(50);
/// Between two looks.
const PAUSE: Duration = Duration::from_secs(1);

/// Seals what was written, again and again, until the server ends.
pub async fn keep(store: Store) {
    loop {
        let more = match store.seal_events(BATCH).await {
            Ok(sealed) => sealed == BATCH,
            Err(error) => {
                tracing::warn!(error = %app::chain(&error), "could not seal the log");
                false
            }
        };
        tokio::time::sleep(if more { BREATH } else { PAUSE }).await;
    }
}

/// What was written last is sealed before the server ends; what is too much for it waits for the next start.
pub async fn finish(store: &Store) {
    const LAST: u64 = 1_000;
    for _ in 0..20 {
        let left = match store.seal_events(LAST).await {
            Ok(_) => store.unsealed_events().await,
            Err(error) => Err(error),
        };
        match left {
            Ok(0) => return,
            // The job was stopped in the middle and what it held is being given back, or another server seals.
            Ok(_) => tokio::time::sleep(BREATH).await,
            Err(error) => {
                tracing::warn!(error = %app::chain(&error), "could not seal the end of the log");
                return;
            }
        }
    }
}
