//! Somebody leaves: their open 課題 and lines of checklists are handed over, their roles and their account end. One
//! transaction: nobody is gone with half of the work handed over.

use super::account::{Account, term};
use crate::{
    Result, Store,
    entity::{issue, role_period, user_account},
    issues::Found,
    people::people,
    scope::issues_for,
    select::{all, col},
    tx::Tx,
    users::end_sessions,
};
use domain::{
    actor::Actor,
    admin::{Cut, LeaveInput, Leaving, cut, leaving},
    event::AccountEvent,
    ids::OrgId,
    issue::{Assignment, may_hold},
    organisation::OrgKind,
    refusal::{Field, Problem, Problems, Refusal},
};
use sea_orm::{
    ActiveModelTrait,
    ActiveValue::{Set, Unchanged},
    ColumnTrait, EntityTrait, ExprTrait, QueryFilter, QueryOrder,
    sea_query::Query,
};
use std::collections::HashSet;
use uuid::Uuid;

/// What became of the open 課題.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct HandedOver {
    /// Handed over.
    pub handed_over: u32,
    /// Without anybody now: 担当者不在.
    pub left_behind: u32,
    /// Lines of checklists handed over.
    pub lines: u32,
    /// Lines of checklists without anybody now.
    pub lines_left: u32,
}

impl Store {
    /// Hands over what the person holds and ends their roles on 最終日; when that is today or past,
    /// the account is disabled and its sessions end at once. 課題 and lines of checklists that the
    /// administrator may not know of go to the successor too, when that person may hold them.
    ///
    /// # Errors
    /// NotFound, not the actor's, the own account, Stale, or problems beside the fields.
    pub async fn leave(&self, actor: &Actor, login: &str, version: i32, input: &LeaveInput) -> Result<HandedOver> {
        let tx = self.begin().await?;
        let account = Account::of_another(&tx, actor, login, version).await?;
        let periods: Vec<_> = account.terms()?.iter().map(|it| it.period).collect();
        let mut problems = Problems::default();
        let leaving = problems.keep(leaving(&input.last_day, &periods, account.user.left_on, tx.today));
        let heirs = Heirs::of(&tx, &account).await?;
        let (plan, cannot_issues) = heirs.plan(&tx, actor, &account, input).await?;
        let (lines, cannot_lines) = heirs.plan_lines(&tx, actor, &account, input).await?;
        let cannot = cannot_issues + cannot_lines;
        if plan.unknown {
            problems.add(Field::Successor, Problem::UnknownChoice);
        } else if cannot > 0 {
            problems.add(Field::Successor, Problem::CannotHold { count: cannot });
        }
        problems.finish()?;
        let Some(leaving) = leaving else { return Err(Refusal::Invalid(Vec::new()).into()) };

        let mut result = HandedOver::default();
        for (found, heir) in plan.issues {
            let Some(heir) = heir else {
                result.left_behind += 1;
                continue;
            };
            let to = heirs.assignment(heir);
            let (changed, event) = found.issue.clone().hand_over(&account.user.name, &to, tx.today)?;
            found.save(&tx, &changed).await?;
            tx.record(&event, Some(actor), found.place()).await?;
            result.handed_over += 1;
        }
        for line in lines {
            if line.hand_over(&tx, actor, &account).await? {
                result.lines += 1;
            } else {
                result.lines_left += 1;
            }
        }
        end(&tx, &account, leaving).await?;
        let event = AccountEvent::UserLeft {
            login: account.user.login,
            last_day: leaving.last_day,
            handed_over: result.handed_over,
            left_behind: result.left_behind,
            lines: result.lines,
            lines_left: result.lines_left,
        };
        tx.record_of(account.user.id, event, Some(actor)).await?;
        tx.commit().await?;
        Ok(result)
    }
}

/// Who could take over: people of the same organisation whose role of today may hold anything.
pub(super) struct Heirs {
    org: OrgId,
    org_name: String,
    org_name_en: String,
    kind: OrgKind,
    people: Vec<Actor>,
}

impl Heirs {
    /// One of them.
    pub fn by_login(&self, login: &str) -> Option<&Actor> {
        self.people.iter().find(|it| it.login == login)
    }
}

/// Which 課題 goes to whom.
#[derive(Default)]
struct Plan<'a> {
    issues: Vec<(Found, Option<&'a Actor>)>,
    /// Somebody was named who could take over nothing.
    unknown: bool,
}

impl Heirs {
    async fn of(tx: &Tx, account: &Account) -> Result<Self> {
        let select = people(tx.today)
            .and_where(col("u", "org_id").eq(account.org.id))
            .and_where(col("u", "id").ne(account.user.id))
            .take();
        let rows = all::<crate::people::Person>(&tx.db, &select).await?.into_iter();
        let mut people = rows.map(crate::people::Person::actor).collect::<Result<Vec<_>>>()?;
        people.retain(may_hold);
        people.dedup_by_key(|person| person.user);
        Ok(Self {
            org: OrgId(account.org.id),
            org_name: account.org.name.clone(),
            org_name_en: account.org.name_en.clone(),
            kind: account.kind()?,
            people,
        })
    }

    fn assignment(&self, heir: &Actor) -> Assignment {
        Assignment {
            org: self.org,
            org_name: self.org_name.clone(),
            org_name_en: self.org_name_en.clone(),
            side: self.kind.side(),
            person: heir.clone(),
        }
    }

    /// Finds an heir for every open 課題, and counts those that the actor may know of and whose heir
    /// could not hold them.
    async fn plan(&self, tx: &Tx, actor: &Actor, account: &Account, input: &LeaveInput) -> Result<(Plan<'_>, u32)> {
        let known = known_to(tx, actor, account.user.id).await?;
        let rows = issue::Entity::find()
            .filter(issue::Column::AssigneeId.eq(account.user.id))
            .filter(issue::Column::IsOpen.eq(true))
            .order_by_asc(issue::Column::DueKey)
            .order_by_asc(issue::Column::Id)
            .all(&tx.db)
            .await?;
        let mut plan = Plan::default();
        let by_login = |login: &str| self.by_login(login);
        let named = std::iter::once(input.successor.trim()).chain(input.each.iter().map(|(_, login)| login.trim()));
        plan.unknown = named
            .filter(|login| !login.is_empty() && *login != LeaveInput::NOBODY)
            .any(|login| by_login(login).is_none());
        let mut cannot = 0;
        for row in rows {
            let visible = known.contains(&row.id);
            let found = Found::of_row(&tx.db, row).await?;
            // A 課題 that the actor may not know of cannot be named: it follows the others.
            let login = if visible { input.successor_of(&found.row.key) } else { input.successor_of("") };
            let heir = login.and_then(by_login);
            let fits = heir.filter(|heir| self.assignment(heir).check(&found.issue.audience).is_ok());
            if visible && heir.is_some() && fits.is_none() {
                cannot += 1;
            }
            plan.issues.push((found, fits));
        }
        Ok((plan, cannot))
    }
}

/// The open 課題 of a person that the actor may know of.
async fn known_to(tx: &Tx, actor: &Actor, user: Uuid) -> Result<HashSet<Uuid>> {
    #[derive(sea_orm::FromQueryResult)]
    struct Row {
        id: Uuid,
    }
    let select = Query::select()
        .expr_as(col("issue", "id"), "id")
        .from("issue")
        .and_where(col("issue", "assignee_id").eq(user))
        .and_where(col("issue", "is_open").eq(true))
        .cond_where(issues_for(actor))
        .take();
    Ok(all::<Row>(&tx.db, &select).await?.into_iter().map(|row| row.id).collect())
}

/// Ends the roles, and the account when the day has come.
async fn end(tx: &Tx, account: &Account, leaving: Leaving) -> Result<()> {
    let disabled_at = if leaving.at_once { Some(tx.now) } else { None };
    let row = user_account::ActiveModel {
        left_on: Set(Some(leaving.last_day)),
        disabled_at: Set(account.user.disabled_at.or(disabled_at)),
        ..Default::default()
    };
    account.save(tx, row).await?;
    for row in &account.periods {
        match cut(term(row)?.period, leaving.last_day) {
            Cut::Stays => {}
            Cut::EndsOn(day) => {
                let ended =
                    role_period::ActiveModel { id: Unchanged(row.id), valid_to: Set(Some(day)), ..Default::default() };
                ended.update(&tx.db).await?;
            }
            Cut::Falls => {
                role_period::Entity::delete_by_id(row.id).exec(&tx.db).await?;
            }
        }
    }
    if leaving.at_once {
        end_sessions(tx, account.user.id).await?;
    }
    Ok(())
}
