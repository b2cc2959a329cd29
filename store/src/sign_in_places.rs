//! Failures by place (docs/decisions/0029): of an account at an address, of an account everywhere, of an address over
//! all accounts.

use crate::{
    Result, Store, StoreError,
    entity::{sign_in_address, sign_in_place, user_account},
    tx::{Place, Tx},
};
use chrono::{DateTime, TimeDelta, Utc};
use domain::{
    access::{ADDRESS_MEMORY_MINUTES, KNOWN_PLACE_DAYS, place},
    event::AccountEvent,
    origin::Origin,
    refusal::{Field, Problem},
};
use sea_orm::{
    ActiveModelTrait,
    ActiveValue::{Set, Unchanged},
    ColumnTrait, Condition, ConnectionTrait, EntityTrait, ExprTrait, QueryFilter,
    sea_query::{Expr, OnConflict},
};
use uuid::Uuid;

fn counted(failures: i32) -> u32 {
    u32::try_from(failures).unwrap_or(0)
}

impl Store {
    /// Whether the account is locked for who comes from there.
    pub(crate) async fn is_locked(&self, tx: &Tx, user: &user_account::Model, origin: &Origin) -> Result<bool> {
        let here = at_place(&tx.db, user.id, &place(origin.address)).await?;
        let rules = &self.rules.lock;
        if let Some(here) = &here
            && rules.locks_place(counted(here.failures), here.failed_at, tx.now)
        {
            return Ok(true);
        }
        let everywhere = rules.locks_account(counted(user.failed_sign_ins), user.last_failed_at, tx.now);
        Ok(everywhere && !is_known(here.as_ref(), tx.now))
    }

    /// Minutes that the address has still to wait. `Some` for an address from which nobody's sign-in is looked at, or
    /// only that of somebody who has signed in from there lately.
    pub(crate) async fn address_waits(&self, db: &impl ConnectionTrait, origin: &Origin) -> Result<Option<u32>> {
        // Nothing is known of where it comes from: then it is no place.
        let Some(address) = origin.address else { return Ok(None) };
        let row = sign_in_address::Entity::find_by_id(place(Some(address))).one(db).await?;
        let now = self.now();
        let row = row.filter(|it| it.forgotten_at > now);
        Ok(row.and_then(|it| self.rules.lock.address_waits(counted(it.failures), it.failed_at, now)))
    }

    /// Minutes that the address has still to wait, when only people may come who have signed in from there lately.
    ///
    /// # Errors
    /// `Problem::AddressWaits` beside that field when nobody has.
    pub(crate) async fn minutes_to_wait(&self, origin: &Origin, beside: Field) -> Result<Option<u32>> {
        match self.address_waits(&self.read, origin).await? {
            Some(minutes) if !self.is_known_address(origin).await? => {
                Err(StoreError::field(beside, Problem::AddressWaits { minutes }))
            }
            waits => Ok(waits),
        }
    }

    /// Whether anybody has signed in from there lately: an office, not a stranger's machine.
    async fn is_known_address(&self, origin: &Origin) -> Result<bool> {
        let since = self.now() - TimeDelta::days(KNOWN_PLACE_DAYS);
        let found = sign_in_place::Entity::find()
            .filter(sign_in_place::Column::Address.eq(place(origin.address)))
            .filter(sign_in_place::Column::GoodAt.gte(since));
        Ok(found.one(&self.read).await?.is_some())
    }

    /// Counts a wrong password for the account: there, and everywhere.
    pub(crate) async fn count_failure(&self, tx: &Tx, user: &user_account::Model, origin: &Origin) -> Result<()> {
        let address = place(origin.address);
        let here = at_place(&tx.db, user.id, &address).await?;
        let (failures, at) = here.map_or((0, None), |it| (counted(it.failures), it.failed_at));
        let rules = &self.rules.lock;
        let here = rules.counting(failures, at, tx.now) + 1;
        let everywhere = rules.counting(counted(user.failed_sign_ins), user.last_failed_at, tx.now) + 1;
        let row = sign_in_place::ActiveModel {
            user_id: Set(user.id),
            address: Set(address),
            failures: Set(stored(here)),
            failed_at: Set(Some(tx.now)),
            good_at: Set(None),
        };
        keep(tx, row, &[sign_in_place::Column::Failures, sign_in_place::Column::FailedAt]).await?;
        let row = user_account::ActiveModel {
            id: Unchanged(user.id),
            failed_sign_ins: Set(stored(everywhere)),
            last_failed_at: Set(Some(tx.now)),
            ..Default::default()
        };
        row.update(&tx.db).await?;
        if here == rules.failures || everywhere == rules.account_failures {
            let locked = AccountEvent::AccountLocked { login: user.login.clone() };
            let place = Place { user: Some(user.id), ..Place::default() };
            tx.record_from(origin, &locked.into(), None, place).await?;
        }
        Ok(())
    }

    /// Counts a failed sign-in for the address, whosever the name was; says so in the log whenever it has to wait.
    pub(crate) async fn count_at_address(&self, tx: &Tx, origin: &Origin) -> Result<()> {
        use sign_in_address::{Column, Entity};
        let Some(address) = origin.address else { return Ok(()) };
        let row = sign_in_address::ActiveModel {
            address: Set(place(Some(address))),
            failures: Set(1),
            failed_at: Set(tx.now),
            forgotten_at: Set(tx.now + TimeDelta::minutes(ADDRESS_MEMORY_MINUTES)),
        };
        // In one statement, so that guesses made at once are counted each.
        let more = "CASE WHEN sign_in_address.forgotten_at <= excluded.failed_at THEN 1 \
                    ELSE sign_in_address.failures + 1 END";
        let again = OnConflict::column(Column::Address)
            .value(Column::Failures, Expr::cust(more))
            .update_columns([Column::FailedAt, Column::ForgottenAt])
            .to_owned();
        let row = Entity::insert(row).on_conflict(again).exec_with_returning(&tx.db).await?;
        let failures = counted(row.failures);
        if self.rules.lock.address_waits_until(failures, tx.now).is_some() {
            tx.record_from(origin, &AccountEvent::AddressPaused { failures }.into(), None, Place::default()).await?;
        }
        Ok(())
    }

    /// Forgets failures that count no more, and places from which nobody signed in for long.
    ///
    /// # Errors
    /// The database failed.
    pub async fn forget_places(&self) -> Result<()> {
        let now = self.now();
        let known_since = now - TimeDelta::days(KNOWN_PLACE_DAYS);
        // Longer than any lock.
        let failed_before = now - TimeDelta::days(2);
        let old = |column: sign_in_place::Column, before: DateTime<Utc>| column.is_null().or(column.lt(before));
        let gone = Condition::all()
            .add(old(sign_in_place::Column::FailedAt, failed_before))
            .add(old(sign_in_place::Column::GoodAt, known_since));
        sign_in_place::Entity::delete_many().filter(gone).exec(&self.write).await?;
        let over = sign_in_address::Column::ForgottenAt.lt(failed_before);
        sign_in_address::Entity::delete_many().filter(over).exec(&self.write).await?;
        Ok(())
    }
}

/// The account at that address.
pub(crate) async fn at_place(
    db: &impl ConnectionTrait,
    user: Uuid,
    address: &str,
) -> Result<Option<sign_in_place::Model>> {
    Ok(sign_in_place::Entity::find_by_id((user, address.to_owned())).one(db).await?)
}

/// Whether its person has signed in from there lately.
pub(crate) fn is_known(here: Option<&sign_in_place::Model>, now: DateTime<Utc>) -> bool {
    here.and_then(|it| it.good_at).is_some_and(|at| now - at < TimeDelta::days(KNOWN_PLACE_DAYS))
}

/// The person signed in: the place is a known one, and its failures are over.
pub(crate) async fn note_good(tx: &Tx, user: Uuid, origin: &Origin) -> Result<()> {
    use sign_in_place::Column;
    let row = sign_in_place::ActiveModel {
        user_id: Set(user),
        address: Set(place(origin.address)),
        failures: Set(0),
        failed_at: Set(None),
        good_at: Set(Some(tx.now)),
    };
    keep(tx, row, &[Column::Failures, Column::FailedAt, Column::GoodAt]).await
}

/// No lock is left.
pub(crate) async fn unlock(tx: &Tx, user: Uuid) -> Result<()> {
    use sign_in_place::{Column, Entity};
    Entity::update_many()
        .col_expr(Column::Failures, Expr::value(0))
        .filter(Column::UserId.eq(user))
        .exec(&tx.db)
        .await?;
    Ok(())
}

async fn keep(tx: &Tx, row: sign_in_place::ActiveModel, columns: &[sign_in_place::Column]) -> Result<()> {
    use sign_in_place::{Column, Entity};
    let again = OnConflict::columns([Column::UserId, Column::Address]).update_columns(columns.to_vec()).to_owned();
    Entity::insert(row).on_conflict(again).exec_without_returning(&tx.db).await?;
    Ok(())
}

fn stored(failures: u32) -> i32 {
    i32::try_from(failures).unwrap_or(i32::MAX)
}
