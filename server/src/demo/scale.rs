//! Generated 課題, for measuring.

use super::{LoadError, progress};
use store::Store;

/// Adds `count` generated 課題 with comments and history over the cases; the same ones every time.
///
/// # Errors
/// The database fails.
pub(super) async fn fill(store: &Store, count: u64) -> Result<(), LoadError> {
    if count == 0 {
        return Ok(());
    }
    let bar = progress::bar(count, "generated 課題");
    store::scale::fill(store, count, |done| bar.set_position(done)).await?;
    bar.finish_and_clear();
    Ok(())
}
