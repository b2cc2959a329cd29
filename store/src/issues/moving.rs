//! From state to state.

use super::{assigning::assignment, commenting::add_comment, found::Found};
use crate::{Result, Store};
use domain::{
    actor::Actor,
    issue::{Move, MoveInput, Needs, needs},
    key::IssueKey,
    refusal::Field,
    text,
};

impl Store {
    /// Makes a move. A question, an answer and what was done also become a comment.
    ///
    /// # Errors
    /// NotFound, Stale, a move that is not the actor's or not possible now, or what it needs is missing.
    pub async fn move_issue(
        &self,
        actor: &Actor,
        key: IssueKey,
        version: i32,
        mv: Move,
        input: &MoveInput,
    ) -> Result<()> {
        let tx = self.begin().await?;
        let found = Found::at_version(&tx.db, actor, key, version).await?;
        let to = match needs(mv) {
            Needs::Assignment => assignment(&tx, actor, &input.assignment).await?,
            _ => None,
        };
        let (issue, event) = found.issue.clone().make_move(actor, mv, input, to, tx.today)?;
        found.save(&tx, &issue).await?;
        tx.record(&event, Some(actor), found.place()).await?;
        if needs(mv) == Needs::Text {
            let body = text::prose(Field::Text, &input.text)?;
            add_comment(&tx, actor, &issue, issue.scope(), body).await?;
        }
        tx.commit().await
    }
}
