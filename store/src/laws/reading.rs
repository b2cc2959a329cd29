//! The list of 制度改正 and the page of one, each with the cases that the actor may know of.

use super::editing::check_reader;
use crate::{
    Noun, Result, Store, StoreError,
    cases::read_event,
    naming::doer,
    scope::cases_as,
    select::{Reading, all, code, col, comparable, name_in},
};
use chrono::{DateTime, NaiveDate, Utc};
use domain::{
    actor::Actor,
    case::CaseState,
    key::CaseNo,
    law::{LawKind, LawState, code_order, is_ahead, law_states},
    organisation::CenterCode,
    signal::latest_go_live,
    view::{EventView, LawCase, LawList, LawPage, LawRef, LawRow},
};
use sea_orm::{
    ExprTrait, FromQueryResult,
    sea_query::{Condition, JoinType, Order, Query, SelectStatement},
};
use std::cmp::Reverse;

const EVENTS: u64 = 30;

#[derive(FromQueryResult)]
struct Row {
    code: String,
    name: String,
    kind: String,
    state: String,
    number: Option<String>,
    promulgated_on: Option<NaiveDate>,
    in_force_on: Option<NaiveDate>,
    applies_from: Option<NaiveDate>,
    retroactive: bool,
    summary: String,
    ministry: Option<String>,
    source: Option<String>,
    version: i32,
    case_no: Option<String>,
    case_title: Option<String>,
    case_center: Option<String>,
    case_state: Option<String>,
    case_go_live: Option<NaiveDate>,
    case_in_force: Option<NaiveDate>,
    case_law_move: Option<String>,
}

#[derive(FromQueryResult)]
struct Happened {
    at: DateTime<Utc>,
    data: String,
    actor: Option<String>,
    org: Option<String>,
}

impl Store {
    /// All 制度改正.
    ///
    /// # Errors
    /// NotFound for who may not know of the list.
    pub async fn law_list(&self, actor: &Actor) -> Result<LawList> {
        check_reader(actor)?;
        let today = self.today();
        let rows = all::<Row>(&self.read, &laws_and_cases(actor)).await?;
        let mut rows: Vec<LawRow> = self.assemble_laws(rows)?.into_iter().map(|it| it.0).collect();
        // Those to come by their day, those without one behind them; then the others, the newest first.
        rows.sort_by_key(|row| {
            let day = row.law.in_force_on;
            let newest = Reverse(if row.is_ahead { None } else { day });
            (!row.is_ahead, day.is_none(), if row.is_ahead { day } else { None }, newest, code_order(&row.law.code))
        });
        Ok(LawList { today, rows })
    }

    /// The page of one 制度改正.
    ///
    /// # Errors
    /// NotFound.
    pub async fn law_page(&self, actor: &Actor, law: &str) -> Result<LawPage> {
        check_reader(actor)?;
        let mut select = laws_and_cases(actor);
        select.and_where(col("law", "code").eq(comparable(law)));
        let rows = all::<Row>(&self.read, &select).await?;
        let (row, detail) = self.assemble_laws(rows)?.pop().ok_or(StoreError::NotFound(Noun::LawChange))?;
        let events = Query::select()
            .pick("event", &["at", "data"])
            .expr_as(doer(actor, "u", ("event", "at")), "actor")
            .pick_as("o", name_in(actor.language), "org")
            .from("event")
            .inner("law_change", "law", ("event", "law_id"))
            .left("user_account", "u", ("event", "actor_id"))
            .left("organisation", "o", ("event", "actor_org_id"))
            .and_where(col("law", "code").eq(comparable(law)))
            .order_by(("event", "at"), Order::Desc)
            .order_by(("event", "id"), Order::Desc)
            .limit(EVENTS)
            .take();
        let events = all::<Happened>(&self.read, &events).await?.into_iter().map(Happened::view);
        Ok(LawPage {
            today: self.today(),
            may_edit: law_states(actor).contains(&row.law.state),
            events: events.collect::<Result<_>>()?,
            row,
            ministry: detail.ministry,
            source: detail.source,
            version: detail.version,
        })
    }

    /// One row per law, with its cases.
    fn assemble_laws(&self, rows: Vec<Row>) -> Result<Vec<(LawRow, Detail)>> {
        let today = self.today();
        let mut laws: Vec<(LawRow, Detail)> = Vec::new();
        for mut row in rows {
            let case = row.case()?;
            if laws.last().is_none_or(|(known, _)| known.law.code != row.code) {
                let state = code(LawState::parse, &row.state)?;
                let law = LawRow {
                    latest_go_live: row.in_force_on.map(|day| latest_go_live(day, self.calendars().of_some(None))),
                    is_ahead: is_ahead(state, row.in_force_on, today),
                    cases: Vec::new(),
                    law: row.law(state)?,
                };
                laws.push((law, row.detail()));
            }
            if let (Some((law, _)), Some(case)) = (laws.last_mut(), case) {
                law.cases.push(case);
            }
        }
        Ok(laws)
    }
}

/// What only the page shows.
struct Detail {
    ministry: Option<String>,
    source: Option<String>,
    version: i32,
}

impl Row {
    fn case(&mut self) -> Result<Option<LawCase>> {
        let (Some(no), Some(title), Some(center), Some(state)) =
            (&self.case_no, self.case_title.take(), &self.case_center, &self.case_state)
        else {
            return Ok(None);
        };
        let state = code(CaseState::parse, state)?;
        Ok(Some(LawCase {
            no: code(CaseNo::parse, no)?,
            title,
            center: code(CenterCode::parse, center)?,
            state,
            go_live_on: self.case_go_live,
            in_force_on: self.case_in_force,
            unsettled: self.case_law_move.is_some() && !state.is_over(),
        }))
    }

    fn law(&self, state: LawState) -> Result<LawRef> {
        Ok(LawRef {
            code: self.code.clone(),
            name: self.name.clone(),
            kind: code(LawKind::parse, &self.kind)?,
            state,
            number: self.number.clone(),
            promulgated_on: self.promulgated_on,
            in_force_on: self.in_force_on,
            applies_from: self.applies_from,
            retroactive: self.retroactive,
            summary: self.summary.clone(),
        })
    }

    fn detail(self) -> Detail {
        Detail { ministry: self.ministry, source: self.source, version: self.version }
    }
}

impl Happened {
    fn view(self) -> Result<EventView> {
        Ok(EventView {
            at: self.at,
            actor: self.actor.unwrap_or_default(),
            org: self.org.unwrap_or_default(),
            event: read_event(&self.data)?,
            issue: None,
            issue_title: None,
        })
    }
}

/// Laws × visible cases.
fn laws_and_cases(actor: &Actor) -> SelectStatement {
    let own_cases = Condition::all().add(col("c", "law_id").equals(("law", "id"))).add(cases_as(actor, "c"));
    let columns =
        ["code", "name", "kind", "state", "number", "promulgated_on", "in_force_on", "applies_from", "retroactive"];
    Query::select()
        .pick("law", &columns)
        .pick("law", &["summary", "ministry", "source", "version"])
        .pick_as("c", "no", "case_no")
        .pick_as("c", "title", "case_title")
        .pick_as("c", "center", "case_center")
        .pick_as("c", "state", "case_state")
        .pick_as("c", "go_live_on", "case_go_live")
        .pick_as("c", "in_force_on", "case_in_force")
        .pick_as("c", "law_move", "case_law_move")
        .from_as("law_change", "law")
        .join_as(JoinType::LeftJoin, "case_file", "c", own_cases)
        .order_by(("law", "code"), Order::Asc)
        .order_by(("c", "no"), Order::Desc)
        .take()
}
