//! Registering a 案件: its lanes, sections, people and plan.

use crate::{
    Result, Store, StoreError,
    admin::vendor_on,
    entity::{case_file, case_member, case_section, lane, organisation, stage_record, system, user_account},
    error::OrTaken,
    masters::{law_by_code, org_by_code},
    tx::{Place, Tx},
};
use chrono::NaiveDate;
use domain::{
    actor::Actor,
    case::CaseState,
    event::Event,
    key::CaseNo,
    organisation::OrgKind,
    period::Period,
    planning::PlannedLine,
    policy::{Action, Level, may},
    refusal::{Field, Problem, Refusal},
    stage::{Stage, StageState},
    text,
    view::Position,
};
use sea_orm::{ActiveModelTrait, ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter};
use std::collections::HashMap;
use uuid::Uuid;

/// A new 案件.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewCase {
    /// 案件番号; it names the center.
    pub no: CaseNo,
    /// 件名.
    pub title: String,
    /// 概要.
    pub summary: String,
    /// Code of the 制度改正.
    pub law: Option<String>,
    /// Code of the owning 業務所管課.
    pub section: String,
    /// Codes of related sections.
    pub related: Vec<String>,
    /// Codes of the systems: one lane each, in this order.
    pub systems: Vec<String>,
    /// 期間, first month.
    pub period_from: NaiveDate,
    /// 期間, last month.
    pub period_to: NaiveDate,
    /// 施行日, the date that rules the case.
    pub in_force_on: Option<NaiveDate>,
    /// 本番リリース予定.
    pub go_live_on: Option<NaiveDate>,
    /// 状態 as registered; [`Store::move_case`] ends it.
    pub state: CaseState,
    /// ログインID of the 業務管理者 in charge.
    pub manager: Option<String>,
    /// ログインID of the 業務所管課 担当.
    pub officer: Option<String>,
    /// ログインID of the assigned コンサルタント.
    pub consultants: Vec<String>,
    /// The first plan: 工程1, 2 without a system, 3 to 7 once per system.
    pub stages: Vec<StagePlan>,
}

/// The first plan of one 工程.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StagePlan {
    /// Which one.
    pub stage: Stage,
    /// Code of the system of its lane, for 工程3 to 7.
    pub system: Option<String>,
    /// 予定開始.
    pub start: NaiveDate,
    /// 予定終了.
    pub end: NaiveDate,
}

impl Store {
    /// Registers a 案件; `actor` is `None` where nobody is signed in yet (imports).
    ///
    /// # Errors
    /// The role may register none, the number is taken, or a code is unknown.
    pub async fn register_case(&self, actor: Option<&Actor>, new: &NewCase) -> Result<CaseNo> {
        check_actor(actor, new)?;
        let title = text::line(Field::Title, &new.title)?;
        let summary = text::optional(Field::Body, &new.summary, text::PROSE_MAX)?;
        let tx = self.begin().await?;
        let law = match &new.law {
            Some(code) => Some(law_by_code(&tx, code).await?),
            None => None,
        };
        let mut related = Vec::new();
        for code in &new.related {
            related.push(section(&tx, code).await?);
        }
        let registration = Registration {
            no: new.no,
            title,
            summary,
            law,
            section: section(&tx, &new.section).await?,
            related,
            systems: systems(&tx, &new.systems).await?,
            period: [new.period_from, new.period_to],
            in_force_on: new.in_force_on,
            go_live_on: new.go_live_on,
            late_reason: None,
            state: new.state,
            lines: new.stages.iter().map(StagePlan::line).collect(),
        };
        let case = insert(&tx, actor, registration).await?;
        add_members(&tx, case, new).await?;
        tx.commit().await?;
        Ok(new.no)
    }
}

impl StagePlan {
    fn line(&self) -> PlannedLine {
        PlannedLine { stage: self.stage, system: self.system.clone(), start: self.start, end: self.end }
    }
}

/// A case whose parts were looked up.
pub(super) struct Registration {
    pub no: CaseNo,
    pub title: String,
    pub summary: String,
    pub law: Option<Uuid>,
    pub section: Uuid,
    pub related: Vec<Uuid>,
    pub systems: Vec<system::Model>,
    /// 期間, first and last month.
    pub period: [NaiveDate; 2],
    pub in_force_on: Option<NaiveDate>,
    pub go_live_on: Option<NaiveDate>,
    pub late_reason: Option<String>,
    pub state: CaseState,
    pub lines: Vec<PlannedLine>,
}

/// Writes the case with its lanes, sections and plan, and tells of it.
pub(super) async fn insert(tx: &Tx, actor: Option<&Actor>, new: Registration) -> Result<Uuid> {
    let case = tx.new_id();
    let center_org = organisation::Entity::find()
        .filter(organisation::Column::Kind.eq(OrgKind::Center.as_str()))
        .filter(organisation::Column::Center.eq(new.no.center.as_str()));
    let center_org = center_org.one(&tx.db).await?;
    let center_org = center_org.ok_or_else(|| StoreError::field(Field::Case, Problem::UnknownChoice))?;
    let [period_from, period_to] = new.period;
    let row = case_file::ActiveModel {
        id: Set(case),
        no: Set(new.no.to_string()),
        center: Set(new.no.center.to_string()),
        fiscal_year: Set(new.no.fiscal_year.into()),
        title: Set(new.title.clone()),
        summary: Set(new.summary),
        law_id: Set(new.law),
        section_org_id: Set(new.section),
        center_org_id: Set(center_org.id),
        state: Set(new.state.to_string()),
        period_from: Set(period_from),
        period_to: Set(period_to),
        in_force_on: Set(new.in_force_on),
        go_live_on: Set(new.go_live_on),
        first_go_live_on: Set(new.go_live_on),
        late_reason: Set(new.late_reason),
        law_move: Set(None),
        moved_reason: Set(None),
        moved_at: Set(None),
        moved_by: Set(None),
        last_issue_number: Set(0),
        version: Set(1),
        created_at: Set(tx.now),
        updated_at: Set(tx.now),
    };
    row.insert(&tx.db).await.or_taken(Field::Case)?;
    for org_id in new.related {
        case_section::ActiveModel { case_id: Set(case), org_id: Set(org_id) }.insert(&tx.db).await?;
    }
    let mut lanes = HashMap::new();
    for (sort, system) in (0..).zip(&new.systems) {
        let lane = add_lane(tx, case, system, sort, new.state).await?;
        if lanes.insert(system.code.clone(), lane).is_some() {
            return Err(StoreError::field(Field::System, Problem::AlreadyThere));
        }
    }
    add_stages(tx, case, &lanes, &new.lines).await?;
    let place = Place { case: Some(case), center: Some(new.no.center), ..Place::default() };
    let title = new.title;
    let event =
        if new.state == CaseState::Draft { Event::CaseDrafted { title } } else { Event::CaseRegistered { title } };
    tx.record(&event, actor, place).await?;
    Ok(case)
}

/// A lane with the vendor that looks after the system now. Of a draft no vendor knows: its lanes get theirs when it
/// is confirmed.
pub(super) async fn add_lane(tx: &Tx, case: Uuid, system: &system::Model, sort: i32, state: CaseState) -> Result<Uuid> {
    if !Period::new(system.valid_from, system.valid_to).covers(tx.today) {
        return Err(StoreError::field(Field::System, Problem::UnknownChoice));
    }
    let id = tx.new_id();
    let vendor = vendor_on(&tx.db, system.id, tx.today).await?;
    let row = lane::ActiveModel {
        id: Set(id),
        case_id: Set(case),
        system_id: Set(system.id),
        vendor_org_id: Set(vendor.filter(|_| state != CaseState::Draft)),
        sort: Set(sort),
    };
    row.insert(&tx.db).await?;
    Ok(id)
}

/// The first plan of each line, by the code of its lane's system.
pub(super) async fn add_stages(
    tx: &Tx,
    case: Uuid,
    lanes: &HashMap<String, Uuid>,
    lines: &[PlannedLine],
) -> Result<()> {
    for line in lines {
        let lane = line.system.as_ref().map(|code| lanes.get(code).copied());
        if lane == Some(None) || lane.is_some() != line.stage.is_per_lane() {
            return Err(StoreError::field(Field::Stage, Problem::UnknownChoice));
        }
        if line.end < line.start {
            return Err(StoreError::field(Field::Due, Problem::UnknownChoice));
        }
        let row = stage_record::ActiveModel {
            id: Set(tx.new_id()),
            case_id: Set(case),
            lane_id: Set(lane.flatten()),
            stage: Set(line.stage.number().into()),
            state: Set(StageState::NotStarted.to_string()),
            first_start: Set(line.start),
            first_end: Set(line.end),
            planned_start: Set(line.start),
            planned_end: Set(line.end),
            actual_start: Set(None),
            actual_end: Set(None),
            replan_reason: Set(None),
            version: Set(1),
            ..Default::default()
        };
        row.insert(&tx.db).await?;
    }
    Ok(())
}

fn check_actor(actor: Option<&Actor>, new: &NewCase) -> Result<()> {
    let Some(actor) = actor else { return Ok(()) };
    let elsewhere = actor.center.is_some_and(|center| center != new.no.center);
    if elsewhere || !may(actor.role, Action::CreateCase).allows(Level::Edit) {
        return Err(Refusal::NotAllowed(Action::CreateCase).into());
    }
    Ok(())
}

async fn section(tx: &Tx, code: &str) -> Result<Uuid> {
    let org = org_by_code(tx, code, Field::Org).await?;
    if Period::new(org.valid_from, org.valid_to).covers(tx.today) {
        Ok(org.id)
    } else {
        Err(StoreError::field(Field::Org, Problem::UnknownChoice))
    }
}

async fn systems(tx: &Tx, codes: &[String]) -> Result<Vec<system::Model>> {
    let mut systems = Vec::new();
    for code in codes {
        let found = system::Entity::find().filter(system::Column::Code.eq(code.as_str())).one(&tx.db).await?;
        systems.push(found.ok_or_else(|| StoreError::field(Field::System, Problem::UnknownChoice))?);
    }
    Ok(systems)
}

async fn add_members(tx: &Tx, case: Uuid, new: &NewCase) -> Result<()> {
    let one = |login: &Option<String>, position| login.iter().map(move |it| (it.clone(), position)).collect::<Vec<_>>();
    let members = one(&new.manager, Position::Manager)
        .into_iter()
        .chain(one(&new.officer, Position::Officer))
        .chain(new.consultants.iter().map(|it| (it.clone(), Position::Consultant)));
    for (login, position) in members {
        let user = user_account::Entity::find().filter(user_account::Column::Login.eq(login.as_str())).one(&tx.db);
        let user = user.await?.ok_or_else(|| StoreError::field(Field::Assignee, Problem::UnknownChoice))?;
        let row =
            case_member::ActiveModel { case_id: Set(case), user_id: Set(user.id), position: Set(position.to_string()) };
        row.insert(&tx.db).await?;
    }
    Ok(())
}
