//! Moving a 期限.

use super::found::Found;
use crate::{Result, Store};
use domain::{actor::Actor, key::IssueKey};

impl Store {
    /// Moves the 期限; it needs a reason.
    ///
    /// # Errors
    /// NotFound, Stale, not an editor, or problems beside the fields.
    pub async fn move_deadline(
        &self,
        actor: &Actor,
        key: IssueKey,
        version: i32,
        due: &str,
        reason: &str,
    ) -> Result<()> {
        let tx = self.begin().await?;
        let found = Found::at_version(&tx.db, actor, key, version).await?;
        let calendars = self.calendars();
        let calendar = calendars.of(found.issue.audience.case.center);
        let (issue, event) = found.issue.clone().move_deadline(actor, due, reason, tx.today, calendar)?;
        found.save(&tx, &issue).await?;
        tx.record(&event, Some(actor), found.place()).await?;
        tx.commit().await
    }
}
