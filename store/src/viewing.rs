//! 「この人として表示」: beginning, ending, and the eyes in between (`domain::viewing`).

use crate::{Noun, Result, Store, StoreError, admin::account_known_to, entity::user_account, people::actor_of, tx::Tx};
use domain::{actor::Actor, event::AccountEvent, ids::UserId, policy::Action, refusal::Refusal, viewing::may_view_as};
use sea_orm::EntityTrait;

impl Store {
    /// Begins to look at the screens as somebody else has them. Whose session it is stays so.
    ///
    /// # Errors
    /// NotFound, NotAllowed.
    pub async fn begin_viewing(&self, actor: &Actor, login: &str) -> Result<UserId> {
        let tx = self.begin().await?;
        let user = account_known_to(&tx.db, actor, login, tx.today).await?;
        let person = actor_of(&tx.db, user, tx.today).await?;
        let Some(person) = person.filter(|it| may_view_as(actor, it.user, it.role)) else {
            return Err(Refusal::NotAllowed(Action::Masters).into());
        };
        tx.record_of(user, AccountEvent::ViewingBegan { login: person.login }, Some(actor)).await?;
        tx.commit().await?;
        Ok(person.user)
    }

    /// Writes down that somebody looks through these eyes no more, and whose they were.
    ///
    /// # Errors
    /// NotFound.
    pub async fn end_viewing(&self, watcher: &Actor, user: UserId) -> Result<String> {
        let tx = self.begin().await?;
        let login = login_of(&tx, user).await?;
        tx.record_of(user.0, AccountEvent::ViewingEnded { login: login.clone() }, Some(watcher.doer())).await?;
        tx.commit().await?;
        Ok(login)
    }

    /// That person with `watcher` looking. `None` once they have no role or `watcher` may not: then it is over.
    ///
    /// # Errors
    /// The database failed.
    pub async fn viewed(&self, watcher: &Actor, user: UserId) -> Result<Option<Actor>> {
        let person = actor_of(&self.read, user.0, self.today()).await?;
        let person = person.filter(|it| may_view_as(watcher, it.user, it.role));
        Ok(person.map(|it| it.seen_by(watcher.clone())))
    }
}

async fn login_of(tx: &Tx, user: UserId) -> Result<String> {
    let found = user_account::Entity::find_by_id(user.0).one(&tx.db).await?;
    found.map(|it| it.login).ok_or(StoreError::NotFound(Noun::User))
}
