//! Role periods: given for a time, ended on a day.

use super::{
    account::{Account, term},
    account_verbs::add_term,
};
use crate::{
    Result, Store, StoreError,
    entity::{role_period, user_account},
};
use domain::{
    actor::Actor,
    admin::{RoleInput, may_grant},
    date::parse_day,
    event::AccountEvent,
    period::Period,
    refusal::{Field, Problem},
};
use sea_orm::{
    ActiveModelTrait,
    ActiveValue::{Set, Unchanged},
};
use uuid::Uuid;

impl Store {
    /// Gives a role for a time. Periods of one person share no day: the version of the account keeps
    /// two administrators from giving two at once.
    ///
    /// # Errors
    /// NotFound, not the actor's, the own account, Stale, or problems beside the fields.
    pub async fn give_role(&self, actor: &Actor, login: &str, version: i32, input: &RoleInput) -> Result<()> {
        let tx = self.begin().await?;
        let account = Account::of_another(&tx, actor, login, version).await?;
        let org = (account.kind()?, account.center()?);
        let given = input.read(actor, org, &account.terms()?, tx.today)?;
        // Who stays on after all is no leaver.
        let left_on = account.user.left_on.filter(|last| given.period.to.is_some_and(|to| to <= *last));
        account.save(&tx, user_account::ActiveModel { left_on: Set(left_on), ..Default::default() }).await?;
        add_term(&tx, account.user.id, given).await?;
        let event = AccountEvent::RoleGiven { login: account.user.login, term: given };
        tx.record_of(account.user.id, event, Some(actor)).await?;
        tx.commit().await
    }

    /// Ends a role period on a day: earlier or later than it was to end, not before it began and not
    /// in the past.
    ///
    /// # Errors
    /// NotFound, not the actor's, the own account, Stale, or problems beside the fields.
    pub async fn end_role(&self, actor: &Actor, login: &str, version: i32, period: &str, to: &str) -> Result<()> {
        let tx = self.begin().await?;
        let account = Account::of_another(&tx, actor, login, version).await?;
        let problem = |field, problem| Err(StoreError::field(field, problem));
        let row = Uuid::try_parse(period).ok().and_then(|id| account.periods.iter().find(|it| it.id == id));
        let Some(row) = row else { return problem(Field::Term, Problem::UnknownChoice) };
        let was = term(row)?;
        if !may_grant(actor, was.role, was.center) {
            return problem(Field::Term, Problem::NotYours);
        }
        if to.trim().is_empty() {
            return problem(Field::To, Problem::Required);
        }
        let day = match parse_day(to) {
            Ok(day) => day,
            Err(wrong) => return problem(Field::To, Problem::Date(wrong)),
        };
        let now = domain::admin::RoleTerm { period: Period::new(was.period.from, Some(day)), ..was };
        let others = account.periods.iter().filter(|it| it.id != row.id).map(term).collect::<Result<Vec<_>>>()?;
        if now.period.is_backwards() {
            return problem(Field::To, Problem::BeforeStart);
        }
        // Today's work was done in the role: the earliest end is today.
        if day < tx.today || was.period.is_over(tx.today) {
            return problem(Field::To, Problem::Past { today: tx.today });
        }
        if let Some(other) = others.iter().find(|it| it.period.overlaps(now.period)) {
            return problem(Field::To, Problem::Overlaps { from: other.period.from, to: other.period.to });
        }
        if now == was {
            return problem(Field::To, Problem::Unchanged);
        }
        account.save(&tx, Default::default()).await?;
        let row = role_period::ActiveModel { id: Unchanged(row.id), valid_to: Set(Some(day)), ..Default::default() };
        row.update(&tx.db).await?;
        let event = AccountEvent::RoleEnded { login: account.user.login, term: now };
        tx.record_of(account.user.id, event, Some(actor)).await?;
        tx.commit().await
    }
}
