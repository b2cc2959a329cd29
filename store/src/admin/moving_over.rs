//! 異動: the account goes to another organisation with its person. One person has one ログインID (notes/domain §2 rule 7).

use super::{account::Account, account_verbs::org_typed, counted, held::held_by};
use crate::{Result, Store, entity::user_account, users::end_sessions};
use domain::{
    actor::Actor,
    event::AccountEvent,
    refusal::{Field, Problem, Problems},
};
use sea_orm::ActiveValue::Set;

impl Store {
    /// Moves the account to another organisation, between the end of the role there (退任・引継ぎ) and the role here:
    /// what was done until then keeps the name of the organisation in which it was done.
    ///
    /// # Errors
    /// NotFound, not the actor's, the own account, Stale, or problems beside the field: no such organisation, the same
    /// one, a role that is not over, or work that is not handed over.
    pub async fn move_account(&self, actor: &Actor, login: &str, version: i32, org: &str) -> Result<()> {
        let tx = self.begin().await?;
        let account = Account::of_another(&tx, actor, login, version).await?;
        let mut problems = Problems::default();
        let to = org_typed(&tx, actor, org, &mut problems).await?.map(|(org, ..)| org);
        if to.as_ref().is_some_and(|to| to.id == account.org.id) {
            problems.add(Field::Affiliation, Problem::Unchanged);
        }
        let (issues, lines) = held_by(&tx.db, actor, account.user.id).await?;
        let held = counted(i64::try_from(issues.len() + lines.len()).unwrap_or(i64::MAX));
        if account.terms()?.iter().any(|it| !it.period.is_over(tx.today)) {
            problems.add(Field::Affiliation, Problem::StillInRole);
        } else if held > 0 {
            problems.add(Field::Affiliation, Problem::StillHolds { count: held });
        }
        problems.finish()?;
        let Some(to) = to else { return Ok(()) };
        let row = user_account::ActiveModel { org_id: Set(to.id), left_on: Set(None), ..Default::default() };
        account.save(&tx, row).await?;
        end_sessions(&tx, account.user.id).await?;
        let event = AccountEvent::UserMoved { login: account.user.login, from: account.org.name, to: to.name };
        tx.record_of(account.user.id, event, Some(actor)).await?;
        tx.commit().await
    }
}
