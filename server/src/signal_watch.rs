//! Keeps the history of 信号: looks at all cases at the start and then every few minutes, so that a
//! new day and every change are written down soon (docs/decisions/0013).

use store::Store;

/// Looks again and again, until the server ends.
pub async fn keep(store: Store) {
    const PAUSE: std::time::Duration = std::time::Duration::from_secs(10 * 60);
    loop {
        match store.note_signals().await {
            Ok(changes) => tracing::debug!(changes, "looked at the signals"),
            Err(error) => tracing::warn!(error = %app::chain(&error), "could not look at the signals"),
        }
        tokio::time::sleep(PAUSE).await;
    }
}
