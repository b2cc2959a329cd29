//! Moving the plan of a case; the first one stays beside it as 当初, and the reason is kept.

use super::{
    found::FoundCase,
    replan_checks::{check_moved, go_live_typed},
    talking::write_comment,
};
use crate::{
    Noun, Result, Store, StoreError,
    entity::{case_file, lane, stage_record, system},
    select::code,
    tx::Tx,
};
use chrono::NaiveDate;
use domain::{
    actor::Actor,
    case::CaseState,
    date::Month,
    event::{Edit, Event},
    ids::OrgId,
    key::CaseNo,
    planning::{HeldDates, PlannedLine, ReplanInput, late_reason, may_replan, read_lines},
    policy::Action,
    refusal::{Field, LineOfPlan, PlanProblem, Problem, Problems, Refusal},
    stage::{Stage, StageState},
    text,
};
use sea_orm::{
    ActiveModelTrait,
    ActiveValue::{NotSet, Set, Unchanged},
};

/// A 工程 with what decides who may move it.
pub(super) struct Held {
    pub row: stage_record::Model,
    pub stage: Stage,
    pub state: StageState,
    lane: Option<(lane::Model, system::Model)>,
}

impl Held {
    fn system(&self) -> Option<&str> {
        self.lane.as_ref().map(|it| it.1.code.as_str())
    }

    fn vendor(&self) -> Option<OrgId> {
        self.lane.as_ref().and_then(|it| it.0.vendor_org_id).map(OrgId)
    }

    pub fn line(&self) -> PlannedLine {
        let (start, end) = (self.row.planned_start, self.row.planned_end);
        PlannedLine { stage: self.stage, system: self.system().map(str::to_owned), start, end }
    }
}

/// The days of a plan as they were typed.
struct Judged<'a> {
    /// The lines that differ.
    moved: Vec<(&'a Held, PlannedLine)>,
    /// 本番リリース予定.
    to: Option<NaiveDate>,
    late_reason: Option<String>,
    /// Whether the mover looks at the plan as a whole.
    looks: bool,
    /// Every line could be read.
    is_read: bool,
}

impl Store {
    /// Moves the plan of a case: 本番リリース予定 and the 工程 whose days differ from what is planned. Of a draft the
    /// first plan moves along, and no reason is needed: nobody has agreed to it yet. What moved in its 制度改正 has been
    /// looked at then, unless the mover sees to lanes of their own alone.
    ///
    /// # Errors
    /// NotFound, Stale, not the actor's to move, nothing would change, or problems beside fields and lines.
    pub async fn replan_case(&self, actor: &Actor, no: CaseNo, version: i32, input: &ReplanInput) -> Result<()> {
        let tx = self.begin().await?;
        let found = FoundCase::at_version(&tx, actor, no, version).await?;
        let held = held(&tx, &found).await?;
        if !may_replan(actor, &found.parties, Some(actor.org)) {
            return Err(Refusal::NotAllowed(Action::Baseline).into());
        }
        let mut problems = Problems::default();
        let Judged { moved, to, late_reason, looks, is_read } =
            self.judge(&tx, actor, &found, &held, input, &mut problems).await?;
        let is_draft = found.parties.state == CaseState::Draft;
        let reason = if is_draft {
            text::optional(Field::Reason, &input.reason, text::NOTE_MAX)
        } else {
            text::note(Field::Reason, &input.reason)
        };
        let reason = problems.keep(reason).filter(|it| !it.is_empty());
        let stays = moved.is_empty() && to == found.row.go_live_on;
        let vouched = Edit::between(Field::LateReason, found.row.late_reason.as_deref(), late_reason.as_deref());
        // What could not be read may well be a change.
        if is_read && stays && vouched.is_none() {
            problems.add(Field::Plan, Problem::Unchanged);
        }
        problems.finish()?;
        for (held, line) in &moved {
            self.save_line(&tx, Some(actor), &found, held, line, reason.as_deref()).await?;
        }
        let ends = held.iter().filter(|it| moved.iter().all(|(moved, _)| moved.row.id != it.row.id));
        let ends = ends.map(|it| it.row.planned_end).chain(moved.iter().map(|(_, line)| line.end)).max();
        let change = case_file::ActiveModel {
            go_live_on: Set(to),
            first_go_live_on: Set(if is_draft { to } else { found.row.first_go_live_on.or(to) }),
            late_reason: Set(late_reason),
            law_move: if looks { Set(None) } else { NotSet },
            period_to: Set(ends.map_or(found.row.period_to, |day| Month::of(day).first_day())),
            ..Default::default()
        };
        found.save(&tx, change).await?;
        if let Some(edit) = vouched {
            tx.record(&Event::CaseEdited { fields: vec![edit] }, Some(actor), found.place()).await?;
        }
        if let Some(text) = reason.clone().filter(|_| stays) {
            // Nothing moved that it could stand beside.
            write_comment(&tx, actor, &found, text).await?;
        }
        if let Some(to) = to.filter(|_| to != found.row.go_live_on) {
            let from = found.row.go_live_on;
            let days = from.map_or(0, |from| self.calendars().of(no.center).between(from, to));
            tx.record(&Event::GoLiveMoved { from, to, days, reason }, Some(actor), found.place()).await?;
        }
        tx.commit().await
    }

    /// What [`Store::replan_case`] would say of the days as they were typed. Writes nothing.
    ///
    /// # Errors
    /// NotFound, Stale, not the actor's to move, or problems beside fields and lines.
    pub async fn judge_replan(&self, actor: &Actor, no: CaseNo, version: i32, input: &ReplanInput) -> Result<()> {
        let tx = self.look().await?;
        let found = FoundCase::at_version(&tx, actor, no, version).await?;
        let held = held(&tx, &found).await?;
        if !may_replan(actor, &found.parties, Some(actor.org)) {
            return Err(Refusal::NotAllowed(Action::Baseline).into());
        }
        let mut problems = Problems::default();
        self.judge(&tx, actor, &found, &held, input, &mut problems).await?;
        Ok(problems.finish()?)
    }

    /// Reads the days, and notes what cannot be.
    async fn judge<'a>(
        &self,
        tx: &Tx,
        actor: &Actor,
        found: &FoundCase,
        held: &'a [Held],
        input: &ReplanInput,
        problems: &mut Problems,
    ) -> Result<Judged<'a>> {
        let lines = read_lines(&input.lines, problems);
        let moved = moved(actor, found, held, &lines, problems)?;
        let go_live = go_live_typed(actor, found, held, input, tx.today, problems)?;
        let to = go_live.or(found.row.go_live_on);
        // Who may move the plan as a whole looks at it, and with it at what moved in its 制度改正.
        let looks = may_replan(actor, &found.parties, None);
        let moved_law = looks && found.row.law_move.is_some() && found.row.late_reason.is_none();
        let held_dates = found.held(tx).await?;
        let ruling = held_dates.ruling;
        let held_dates = if moved_law { HeldDates::default() } else { held_dates };
        let calendars = self.calendars();
        let calendar = calendars.of(found.parties.center);
        let late = late_reason(actor, to, ruling, &input.late_reason, &held_dates, calendar);
        let late_reason = late.unwrap_or_else(|noted| {
            noted.into_iter().for_each(|it| problems.add(it.field, it.problem));
            None
        });
        check_moved(held, &moved, [found.row.go_live_on, to], problems);
        Ok(Judged { moved, to, late_reason, looks, is_read: lines.len() == input.lines.len() })
    }

    /// Moves the plan of one 工程: for imports, which replay what people once decided.
    ///
    /// # Errors
    /// NotFound, not the actor's, it is over, nothing would change, it would end before it starts, or no reason.
    #[expect(clippy::too_many_arguments, reason = "the key of a 工程 is three of them")]
    pub async fn replan_stage(
        &self,
        actor: Option<&Actor>,
        no: CaseNo,
        stage: Stage,
        system: Option<&str>,
        start: NaiveDate,
        end: NaiveDate,
        reason: &str,
    ) -> Result<()> {
        let tx = self.begin().await?;
        let found = FoundCase::of(&tx, actor, no).await?;
        let all = held(&tx, &found).await?;
        let held = all.iter().find(|it| it.stage == stage && it.system() == system);
        let held = held.ok_or(StoreError::NotFound(Noun::Lane))?;
        if actor.is_some_and(|actor| !may_replan(actor, &found.parties, held.vendor())) {
            return Err(Refusal::NotAllowed(Action::Baseline).into());
        }
        if held.state.is_over() || (held.row.planned_start, held.row.planned_end) == (start, end) {
            return Err(StoreError::field(Field::Stage, Problem::Unchanged));
        }
        if end < start {
            return Err(StoreError::field(Field::Due, Problem::UnknownChoice));
        }
        let reason = text::note(Field::Reason, reason)?;
        let line = PlannedLine { start, end, ..held.line() };
        self.save_line(&tx, actor, &found, held, &line, Some(&reason)).await?;
        tx.commit().await
    }

    async fn save_line(
        &self,
        tx: &Tx,
        actor: Option<&Actor>,
        found: &FoundCase,
        held: &Held,
        line: &PlannedLine,
        reason: Option<&str>,
    ) -> Result<()> {
        let is_draft = found.parties.state == CaseState::Draft;
        let first = |to: NaiveDate, first: NaiveDate| Set(if is_draft { to } else { first });
        let row = stage_record::ActiveModel {
            id: Unchanged(held.row.id),
            first_start: first(line.start, held.row.first_start),
            first_end: first(line.end, held.row.first_end),
            planned_start: Set(line.start),
            planned_end: Set(line.end),
            replan_reason: Set(reason.map(str::to_owned)),
            version: Set(held.row.version + 1),
            ..Default::default()
        };
        row.update(&tx.db).await?;
        let from = held.row.planned_end;
        let event = Event::StageReplanned {
            stage: held.stage,
            system: line.system.clone(),
            from,
            to: line.end,
            days: self.calendars().of(found.parties.center).between(from, line.end),
            reason: reason.map(str::to_owned),
        };
        // What happens in a lane only its vendor may know of.
        let place = match &held.lane {
            Some((lane, system)) => found.place_of(lane.vendor_org_id.or(system.vendor_org_id)),
            None => found.place(),
        };
        tx.record(&event, actor, place).await
    }
}

async fn held(tx: &Tx, found: &FoundCase) -> Result<Vec<Held>> {
    let lanes = super::holding::lanes_with_systems(tx, found).await?;
    let mut all = Vec::new();
    for row in found.stages(tx).await? {
        let Some(stage) = u8::try_from(row.stage).ok().and_then(Stage::new) else { continue };
        let lane = row.lane_id.and_then(|id| lanes.iter().find(|(lane, _)| lane.id == id)).cloned();
        all.push(Held { state: code(StageState::parse, &row.state)?, stage, lane, row });
    }
    Ok(all)
}

/// The lines that differ from what is planned, each the actor's to move and not over yet.
fn moved<'a>(
    actor: &Actor,
    found: &FoundCase,
    held: &'a [Held],
    lines: &[PlannedLine],
    problems: &mut Problems,
) -> Result<Vec<(&'a Held, PlannedLine)>> {
    let mut moved = Vec::new();
    for line in lines {
        let visible = |it: &&Held| {
            actor.side() != domain::organisation::Side::Vendor || it.vendor().is_none_or(|org| org == actor.org)
        };
        let known = held.iter().find(|it| it.stage == line.stage && it.system() == line.system.as_deref());
        let known = known.filter(visible).ok_or(StoreError::NotFound(Noun::Lane))?;
        if (known.row.planned_start, known.row.planned_end) == (line.start, line.end) {
            continue;
        }
        if !may_replan(actor, &found.parties, known.vendor()) {
            return Err(Refusal::NotAllowed(Action::Baseline).into());
        }
        if known.state.is_over() {
            let (stage, system) = (line.stage, line.system.clone());
            problems.add(Field::Plan, Problem::InPlan(LineOfPlan { stage, system, wrong: PlanProblem::Over }));
        }
        moved.push((known, line.clone()));
    }
    Ok(moved)
}
