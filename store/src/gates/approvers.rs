//! Who decides the gates of a section. One person can be named per 工程; a name counts while the
//! person is a 決裁者 of the section, else every 決裁者 of it decides.

use crate::{
    Noun, Result, Store, StoreError,
    entity::gate_approver,
    masters::org_by_code,
    people::{people, role_on},
    select::{Reading, all, code, col, comparable, first, name_in},
    tx::Place,
};
use chrono::NaiveDate;
use domain::{
    actor::Actor,
    event::Event,
    gate::{is_approver, is_confirmed},
    ids::{OrgId, UserId},
    organisation::OrgKind,
    policy::{Action, Level, Reach, may},
    refusal::{Field, Problem, Problems, Refusal},
    role::Role,
    stage::Stage,
    view::{ApproverCell, ApproversView, Named, PersonChoice},
};
use sea_orm::{
    ActiveModelTrait,
    ActiveValue::Set,
    ColumnTrait, ConnectionTrait, EntityTrait, ExprTrait, FromQueryResult, QueryFilter,
    sea_query::{Expr, JoinType, Order, Query, SelectStatement},
};
use uuid::Uuid;

/// The settings that count for the stage `t` of the case `c`, as `ga`.
pub(super) fn counting(today: NaiveDate) -> SelectStatement {
    let mut select = settings(today);
    select
        .expr(Expr::cust("1"))
        .and_where(col("ga", "org_id").equals(("c", "section_org_id")))
        .and_where(col("ga", "stage").equals(("t", "stage")));
    select
}

/// Settings whose person `u` is a 決裁者 of the section, by the role period `r`.
fn settings(today: NaiveDate) -> SelectStatement {
    Query::select()
        .from_as("gate_approver", "ga")
        .inner("user_account", "u", ("ga", "user_id"))
        .join_as(JoinType::InnerJoin, "role_period", "r", role_on(today))
        .and_where(col("u", "disabled_at").is_null())
        .and_where(col("u", "org_id").equals(("ga", "org_id")))
        .and_where(col("r", "role").eq(Role::SectionApprover.as_str()))
        .take()
}

#[derive(FromQueryResult)]
struct Id {
    id: Uuid,
}

/// The person who counts as named for a section and 工程.
pub(super) async fn named(
    db: &impl ConnectionTrait,
    section: OrgId,
    stage: Stage,
    today: NaiveDate,
) -> Result<Option<UserId>> {
    let mut select = settings(today);
    select
        .expr_as(col("ga", "user_id"), "id")
        .and_where(col("ga", "org_id").eq(section.0))
        .and_where(col("ga", "stage").eq(i32::from(stage.number())))
        .limit(1);
    Ok(first::<Id>(db, &select).await?.map(|it| UserId(it.id)))
}

#[derive(FromQueryResult)]
struct Section {
    code: String,
    name: String,
}

#[derive(FromQueryResult)]
struct Cell {
    section: String,
    stage: i32,
    login: String,
    name: String,
    user_id: Uuid,
}

#[derive(FromQueryResult)]
struct Approver {
    user_id: Uuid,
    login: String,
    name: String,
    title: String,
    org: String,
    org_name: String,
}

impl Store {
    /// The settings and what they can be.
    ///
    /// # Errors
    /// The role may not know of masters.
    pub async fn approvers_view(&self, actor: &Actor) -> Result<ApproversView> {
        let grant = may(actor.role, Action::Masters);
        if !grant.allows(Level::Read) {
            return Err(StoreError::NotFound(Noun::Organisation));
        }
        let (today, name) = (self.today(), name_in(actor.language));
        let sections = Query::select()
            .pick("o", &["code"])
            .pick_as("o", name, "name")
            .from_as("organisation", "o")
            .and_where(col("o", "kind").eq(OrgKind::Business.as_str()))
            .order_by(("o", "sort"), Order::Asc)
            .take();
        let sections = all::<Section>(&self.read, &sections).await?;
        let mut select = Query::select();
        select
            .pick_as("u", "id", "user_id")
            .pick("u", &["login", "name", "title"])
            .pick_as("o", "code", "org")
            .pick_as("o", name, "org_name")
            .from_as("user_account", "u")
            .inner("organisation", "o", ("u", "org_id"))
            .join_as(JoinType::InnerJoin, "role_period", "r", role_on(today))
            .and_where(col("u", "disabled_at").is_null())
            .and_where(col("o", "kind").eq(OrgKind::Business.as_str()))
            .and_where(col("r", "role").eq(Role::SectionApprover.as_str()))
            .order_by(("o", "sort"), Order::Asc)
            .order_by(("u", "kana"), Order::Asc)
            .order_by(("u", "login"), Order::Asc);
        let mut people = all::<Approver>(&self.read, &select).await?;
        people.dedup_by_key(|it| it.user_id);
        let cells = Query::select()
            .pick_as("o", "code", "section")
            .pick("ga", &["stage", "user_id"])
            .pick("u", &["login", "name"])
            .from_as("gate_approver", "ga")
            .inner("organisation", "o", ("ga", "org_id"))
            .inner("user_account", "u", ("ga", "user_id"))
            .order_by(("o", "sort"), Order::Asc)
            .order_by(("ga", "stage"), Order::Asc)
            .take();
        let cells = all::<Cell>(&self.read, &cells).await?.into_iter().filter_map(|it| {
            let stage = u8::try_from(it.stage).ok().and_then(Stage::new)?;
            let valid = people.iter().any(|person| person.user_id == it.user_id && person.org == it.section);
            Some(ApproverCell { section: it.section, stage, login: it.login, name: it.name, valid })
        });
        let cells = cells.collect();
        let choice = |it: Approver| PersonChoice {
            login: it.login,
            name: it.name,
            title: it.title,
            org: it.org,
            org_name: it.org_name,
        };
        Ok(ApproversView {
            sections: sections.into_iter().map(|it| Named { code: it.code, name: it.name }).collect(),
            people: people.into_iter().map(choice).collect(),
            cells,
            may_edit: sets_masters(actor),
        })
    }

    /// Names who decides the gates of a section at a 工程; nobody (every 決裁者 of it) when `login` is
    /// empty. Only a 決裁者 of that section can be named: never a vendor, nobody of the contractor.
    ///
    /// # Errors
    /// The role may not change masters, or problems beside the fields.
    pub async fn set_approver(&self, actor: &Actor, section: &str, stage: &str, login: &str) -> Result<()> {
        if !sets_masters(actor) {
            return Err(Refusal::NotAllowed(Action::Masters).into());
        }
        let tx = self.begin().await?;
        let org = org_by_code(&tx, &comparable(section.trim()), Field::Org).await?;
        let mut problems = Problems::default();
        if code(OrgKind::parse, &org.kind)? != OrgKind::Business {
            problems.add(Field::Org, Problem::UnknownChoice);
        }
        let stage = Stage::parse(stage.trim()).filter(|it| !is_confirmed(*it));
        if stage.is_none() {
            problems.add(Field::Stage, Problem::UnknownChoice);
        }
        let login = login.trim();
        let mut person = None;
        if !login.is_empty() {
            let select = people(tx.today).and_where(col("u", "login").eq(comparable(login))).limit(1).take();
            let known = first::<crate::people::Person>(&tx.db, &select).await?;
            match known.map(crate::people::Person::actor).transpose()? {
                None => problems.add(Field::Approver, Problem::UnknownChoice),
                Some(known) if !is_approver(known.role, known.org, OrgId(org.id)) => {
                    problems.add(Field::Approver, Problem::NotAnApprover);
                }
                known => person = known,
            }
        }
        problems.finish()?;
        let Some(stage) = stage else { return Err(StoreError::field(Field::Stage, Problem::UnknownChoice)) };
        let of_cell = gate_approver::Entity::delete_many()
            .filter(gate_approver::Column::OrgId.eq(org.id))
            .filter(gate_approver::Column::Stage.eq(i32::from(stage.number())));
        of_cell.exec(&tx.db).await?;
        if let Some(person) = &person {
            let row = gate_approver::ActiveModel {
                id: Set(tx.new_id()),
                org_id: Set(org.id),
                stage: Set(stage.number().into()),
                user_id: Set(person.user.0),
            };
            row.insert(&tx.db).await?;
        }
        let event = Event::ApproverSet { section: org.code, stage, person: person.map(|it| it.name) };
        tx.record(&event, Some(actor), Place::default()).await?;
        tx.commit().await
    }
}

/// Masters of both centers are changed by those whose reach is both (row 31).
pub(super) fn sets_masters(actor: &Actor) -> bool {
    let grant = may(actor.role, Action::Masters);
    grant.allows(Level::Edit) && grant.reach == Reach::Visible
}
