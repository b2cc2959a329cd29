//! 棚卸し: every account, looked at once a year; and what is known of each for it.

use super::{
    account::{Account, duties, facts, term},
    account_verbs::edits,
    let_in,
};
use crate::{
    Noun, Result, Store, StoreError,
    entity::{organisation, role_period, user_account},
    select::code,
};
use chrono::{DateTime, NaiveDate, Utc};
use domain::{
    actor::Actor,
    admin::{Duties, DutiesInput, RoleTerm, account_state, edits_account, sees_account},
    calendar::fiscal_year,
    date::instant::jst_day,
    event::AccountEvent,
    ids::UserId,
    language::Language,
    organisation::CenterCode,
    refusal::{Field, Problem},
    view::{
        Named,
        admin::{ReviewList, ReviewRow},
    },
};
use sea_orm::{ActiveValue::Set, EntityTrait, QueryOrder};
use std::collections::HashMap;
use uuid::Uuid;

impl Store {
    /// The review of this 年度.
    ///
    /// # Errors
    /// Not let in.
    pub async fn review_list(&self, actor: &Actor) -> Result<ReviewList> {
        let_in(actor, Noun::User)?;
        let today = self.today();
        // Some hundred accounts with a few periods each.
        let users = user_account::Entity::find()
            .order_by_asc(user_account::Column::Kana)
            .order_by_asc(user_account::Column::Login)
            .all(&self.read)
            .await?;
        let orgs = organisation::Entity::find()
            .order_by_asc(organisation::Column::Sort)
            .order_by_asc(organisation::Column::Code)
            .all(&self.read)
            .await?;
        let periods = role_period::Entity::find().order_by_desc(role_period::Column::ValidFrom).all(&self.read).await?;
        let mut terms: HashMap<Uuid, Vec<RoleTerm>> = HashMap::new();
        for row in &periods {
            terms.entry(row.user_id).or_default().push(term(row)?);
        }
        let names: HashMap<Uuid, &str> = users.iter().map(|it| (it.id, it.name.as_str())).collect();
        let mut rows = Vec::new();
        for org in &orgs {
            for user in users.iter().filter(|it| it.org_id == org.id) {
                let terms = terms.get(&user.id).cloned().unwrap_or_default();
                rows.extend(row(actor, user, org, terms, &names, today)?);
            }
        }
        let reviewed = rows.iter().filter(|it| it.is_reviewed).count();
        Ok(ReviewList { today, year: fiscal_year(today), rows, reviewed: u32::try_from(reviewed).unwrap_or(u32::MAX) })
    }

    /// Confirms that an account is still needed and as it should be.
    ///
    /// # Errors
    /// NotFound, not the actor's, the own account, Stale, or it was confirmed in this 年度.
    pub async fn review_account(&self, actor: &Actor, login: &str, version: i32) -> Result<()> {
        let tx = self.begin().await?;
        let account = Account::of_another(&tx, actor, login, version).await?;
        let year = fiscal_year(tx.today);
        if is_reviewed(account.user.reviewed_at, tx.today) {
            return Err(StoreError::field(Field::Version, Problem::Unchanged));
        }
        let row = user_account::ActiveModel {
            reviewed_at: Set(Some(tx.now)),
            reviewed_by: Set(Some(actor.user.0)),
            ..Default::default()
        };
        account.save(&tx, row).await?;
        let event = AccountEvent::UserReviewed { login: account.user.login, year };
        tx.record_of(account.user.id, event, Some(actor)).await?;
        tx.commit().await
    }

    /// Writes down 宣誓書, 守秘研修 and 特定個人情報取扱者 of an account.
    ///
    /// # Errors
    /// NotFound, not the actor's, Stale, or problems beside the fields.
    pub async fn set_duties(&self, actor: &Actor, login: &str, version: i32, input: &DutiesInput) -> Result<()> {
        let tx = self.begin().await?;
        let account = Account::at_version(&tx, actor, login, version).await?;
        let (before, after) = (duties(&account.user), input.read(tx.today)?);
        let text = |day: Option<NaiveDate>| day.map(|it| it.to_string()).unwrap_or_default();
        let tick = |it: &Duties| if it.handles_numbers { "true" } else { "" };
        let fields = edits(&[
            (Field::PledgedOn, &text(before.pledged_on), &text(after.pledged_on)),
            (Field::TrainedOn, &text(before.trained_on), &text(after.trained_on)),
            (Field::HandlesNumbers, tick(&before), tick(&after)),
        ]);
        if fields.is_empty() {
            return Err(StoreError::field(Field::PledgedOn, Problem::Unchanged));
        }
        let row = user_account::ActiveModel {
            pledged_on: Set(after.pledged_on),
            trained_on: Set(after.trained_on),
            handles_numbers: Set(after.handles_numbers),
            ..Default::default()
        };
        account.save(&tx, row).await?;
        let event = AccountEvent::DutiesChanged { login: account.user.login, fields };
        tx.record_of(account.user.id, event, Some(actor)).await?;
        tx.commit().await
    }
}

/// Whether it was looked at in the 年度 of that day.
fn is_reviewed(at: Option<DateTime<Utc>>, today: NaiveDate) -> bool {
    at.is_some_and(|at| fiscal_year(jst_day(at)) == fiscal_year(today))
}

/// One account, unless the actor may not know of it.
fn row(
    actor: &Actor,
    user: &user_account::Model,
    org: &organisation::Model,
    terms: Vec<RoleTerm>,
    names: &HashMap<Uuid, &str>,
    today: NaiveDate,
) -> Result<Option<ReviewRow>> {
    let center = org.center.as_deref().map(|it| code(CenterCode::parse, it)).transpose()?;
    let facts = facts(UserId(user.id), center, &terms, today);
    if !sees_account(actor, &facts) {
        return Ok(None);
    }
    let periods: Vec<_> = terms.iter().map(|it| it.period).collect();
    let reviewer = user.reviewed_by.and_then(|id| names.get(&id)).copied().unwrap_or_default();
    let is_reviewed = is_reviewed(user.reviewed_at, today);
    let org_name = if actor.language == Language::En { &org.name_en } else { &org.name };
    Ok(Some(ReviewRow {
        login: user.login.clone(),
        name: user.name.clone(),
        title: user.title.clone(),
        org: Named { code: org.code.clone(), name: org_name.clone() },
        state: account_state(user.disabled_at.is_some(), &periods, today),
        terms,
        signed_in_at: user.signed_in_at,
        duties: duties(user),
        reviewed: user.reviewed_at.map(|at| (at, reviewer.to_owned())),
        is_reviewed,
        may_confirm: edits_account(actor, &facts) && user.id != actor.user.0 && !is_reviewed,
        version: user.version,
    }))
}
