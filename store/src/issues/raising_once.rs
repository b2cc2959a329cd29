//! A form that is sent twice (two clicks, 更新, 戻る) raises one 課題.

use crate::{
    Result, Store,
    entity::{issue, raised_form},
    error::OrTaken,
    select::code,
    tx::{Tx, new_id},
};
use domain::{
    actor::Actor,
    ids::FormToken,
    issue::DraftInput,
    key::IssueKey,
    refusal::{Field, Refusal},
};
use sea_orm::{ActiveModelTrait, ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter};
use sha2::{Digest, Sha256};

/// A form as it was sent.
#[derive(Clone, Debug)]
pub(super) struct Sent {
    token: FormToken,
    content: String,
}

impl Sent {
    /// What identifies it: the form that was opened, and what was typed into it.
    pub fn new(token: FormToken, case: &str, system: &str, input: &DraftInput) -> Result<Self> {
        let typed = serde_json::to_vec(&(case, system, input))?;
        let content = Sha256::digest(&typed).iter().map(|byte| format!("{byte:02x}")).collect();
        Ok(Self { token, content })
    }

    /// The 課題 that it raised already.
    ///
    /// # Errors
    /// It raised one with something else typed into it: whether this is another one is the writer's to say.
    pub async fn raised(&self, tx: &Tx, actor: &Actor) -> Result<Option<IssueKey>> {
        let before = raised_form::Entity::find()
            .filter(raised_form::Column::UserId.eq(actor.user.0))
            .filter(raised_form::Column::Token.eq(self.token.0))
            .one(&tx.db)
            .await?;
        let Some(before) = before else { return Ok(None) };
        let raised = issue::Entity::find_by_id(before.issue_id).one(&tx.db).await?;
        let key = code(IssueKey::parse, &raised.map(|it| it.key).unwrap_or_default())?;
        if before.content == self.content { Ok(Some(key)) } else { Err(Refusal::RaisedAlready { key }.into()) }
    }

    /// Keeps that it raised this one. Two at once cannot: the second is told that it is taken.
    pub async fn keep(self, tx: &Tx, actor: &Actor, key: IssueKey) -> Result<()> {
        let raised = issue::Entity::find().filter(issue::Column::Key.eq(key.to_string())).one(&tx.db).await?;
        let Some(raised) = raised else { return Ok(()) };
        let row = raised_form::ActiveModel {
            issue_id: Set(raised.id),
            user_id: Set(actor.user.0),
            token: Set(self.token.0),
            content: Set(self.content),
            at: Set(tx.now),
        };
        row.insert(&tx.db).await.or_taken(Field::Version)?;
        Ok(())
    }
}

impl Store {
    /// What a form carries from now on, so that it raises one 課題.
    pub fn form_token(&self) -> FormToken {
        FormToken(new_id(self.now(), &self.ids))
    }
}
