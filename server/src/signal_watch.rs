//! What a new day brings, seen at the start and then every few minutes: 課題 whose 再開日 has come are no longer on
//! hold, and the history of 信号 is kept (docs/decisions/0013).

use store::Store;

/// Looks again and again, until the server ends.
pub async fn keep(store: Store) {
    const PAUSE: std::time::Duration = std::time::Duration::from_secs(10 * 60);
    loop {
        match store.wake_held_issues().await {
            Ok(woken) => tracing::debug!(woken, "looked for 課題 that were on hold until today"),
            Err(error) => tracing::warn!(error = %app::chain(&error), "could not resume what was on hold"),
        }
        match store.note_signals().await {
            Ok(changes) => tracing::debug!(changes, "looked at the signals"),
            Err(error) => tracing::warn!(error = %app::chain(&error), "could not look at the signals"),
        }
        tokio::time::sleep(PAUSE).await;
    }
}
