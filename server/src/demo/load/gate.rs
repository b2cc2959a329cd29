//! The course of a 工程: its start, its checklist, and what its gate saw.

use super::{LoadError, Stage, at};
use crate::demo::{
    files::{CaseFile, GateEntry, StageEntry},
    morning,
};
use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use domain::{
    actor::Actor,
    calendar::BusinessCalendar,
    gate::{ConditionInput, DecisionInput, LeaveOutAnswer, LineInput, LineState, StageKey, Verdict, is_confirmed},
    issue::{AssignmentInput, Move, MoveInput},
    stage::StageState,
    view::StageView,
};
use store::{Noun, StoreError};

/// Something that happened to a stage.
#[derive(Clone, Copy)]
pub(super) enum Turn {
    Start(NaiveDate),
    Replan(NaiveDate, NaiveDate),
    /// Gives lines of the checklist to people.
    Give,
    /// Says where the proof of the lines lies that are about to be ticked.
    Prove,
    /// Ticks some lines of the checklist.
    Tick,
    /// Ticks them all.
    TickAll,
    /// Reports how far it is.
    Report,
    Request,
    Return,
    Pass,
    LeaveOut,
}

impl Stage {
    /// The course of a stage. The files give days; the hours are those of an office, and nothing lies after the
    /// morning on which the demo starts.
    pub(super) fn turns<'a>(
        &self,
        case: &CaseFile,
        entry: &'a StageEntry,
    ) -> Vec<(DateTime<Utc>, &'a StageEntry, Turn)> {
        let latest = self.latest;
        let moment = move |day: NaiveDate, hour: i64| (morning(day) + TimeDelta::hours(hour - 9)).min(latest);
        let mut turns = Vec::new();
        if entry.state == StageState::NotApplicable {
            turns.push((case.registered_at.0, entry, Turn::LeaveOut));
        }
        let started = entry.actual.first().copied();
        let ended = entry.actual.get(1).copied();
        if let Some(day) = started {
            turns.push((moment(day, 9), entry, Turn::Start(day)));
            if !entry.line.is_empty() {
                turns.push((moment(day, 10), entry, Turn::Give));
            }
        }
        if let Some([start, end]) = entry.replanned {
            // A plan is moved half-way; one that lies ahead was moved last Friday.
            let day = entry.planned[0] + (entry.planned[1] - entry.planned[0]) / 2;
            let at = moment(day, 11).min(latest - TimeDelta::hours(4 * 24 - 2));
            turns.push((at.max(case.registered_at.0), entry, Turn::Replan(start, end)));
        }
        if let Some(progress) = &entry.progress {
            turns.push((moment(progress.on, 16), entry, Turn::Report));
        }
        if let Some(returned) = &entry.returned {
            turns.push((moment(returned.on, 10), entry, Turn::Request));
            turns.push((moment(returned.on, 15), entry, Turn::Return));
        }
        match (entry.state, started, ended) {
            (_, _, Some(day)) => turns.extend([
                (moment(day, 15), entry, Turn::TickAll),
                (moment(day, 16), entry, Turn::Request),
                (moment(day, 17), entry, Turn::Pass),
            ]),
            (StageState::AwaitingGate, ..) => {
                let day = entry.requested.unwrap_or(entry.replanned.unwrap_or(entry.planned)[1]);
                turns.push((moment(day, 14), entry, Turn::Prove));
                turns.push((moment(day, 15), entry, Turn::TickAll));
                turns.push((moment(day, 16), entry, Turn::Request));
            }
            (StageState::InProgress, Some(day), _) if !entry.ticked.is_empty() => {
                // Some day half-way.
                let half = day + (latest.date_naive() - day) / 2;
                let day = BusinessCalendar::by_law().last_on_or_before(half).max(day);
                turns.push((moment(day, 13), entry, Turn::Prove));
                turns.push((moment(day, 14), entry, Turn::Tick));
            }
            _ => {}
        }
        turns
    }

    /// Plays one turn.
    pub(super) async fn turn(
        &self,
        manager: &Actor,
        case: &CaseFile,
        entry: &StageEntry,
        turn: Turn,
        place: impl Fn() -> String,
    ) -> Result<(), LoadError> {
        let key = StageKey { no: case.no, stage: entry.stage, system: entry.system.clone() };
        match turn {
            Turn::Return => {
                let returned = entry.returned.as_ref().map(|it| it.reason.clone()).unwrap_or_default();
                self.decide(case, &key, Verdict::Returned, returned, Vec::new(), &place).await.map(|_| ())
            }
            Turn::Pass => self.pass(case, entry, &key, &place).await,
            Turn::LeaveOut => self.leave_out(manager, case, entry, &key, &place).await,
            Turn::Tick | Turn::TickAll => {
                let officer = self.people.get(&case.officer, &place)?.clone();
                self.tick_lines([manager, &officer], &key, entry, turn).await.map_err(at(place))
            }
            other => self.work(manager, &key, entry, other).await.map_err(at(place)),
        }
    }

    async fn work(&self, who: &Actor, key: &StageKey, entry: &StageEntry, turn: Turn) -> Result<(), StoreError> {
        let (store, system) = (&self.store, key.system.as_deref());
        match turn {
            Turn::Start(day) => {
                let why = entry.early.as_deref().unwrap_or_default();
                store.start_stage(Some(who), key, None, &day.to_string(), why).await
            }
            Turn::Replan(start, end) => {
                let why = entry.replan_reason.as_deref().unwrap_or_default();
                store.replan_stage(Some(who), key.no, key.stage, system, start, end, why).await
            }
            Turn::Give | Turn::Prove => self.look_after(who, key, entry, turn).await,
            Turn::Report => {
                let Some(progress) = &entry.progress else { return Ok(()) };
                let version = self.page(who, key).await?.version;
                store.report_stage(who, key, version, &progress.percent.to_string(), &progress.note).await
            }
            Turn::Request => store.request_gate(Some(who), key, None).await,
            Turn::Tick | Turn::TickAll | Turn::Return | Turn::Pass | Turn::LeaveOut => Ok(()),
        }
    }

    /// Lines are ticked by the manager, and those that are the city's by the officer.
    async fn tick_lines(
        &self,
        who: [&Actor; 2],
        key: &StageKey,
        entry: &StageEntry,
        turn: Turn,
    ) -> Result<(), StoreError> {
        for who in who {
            let lines = self.page(who, key).await?.lines;
            let wanted = |place: usize| matches!(turn, Turn::TickAll) || entry.ticked.contains(&place);
            let open = (1..).zip(&lines).filter(|(place, it)| wanted(*place) && it.state == LineState::Open);
            let open: Vec<_> = open.filter(|(_, it)| it.may_settle).map(|(_, it)| it.id).collect();
            self.store.tick_stage_lines(who, key, &open, true).await?;
        }
        Ok(())
    }

    /// Lines get their owners and days at the start, and their proof before they are ticked.
    async fn look_after(&self, who: &Actor, key: &StageKey, entry: &StageEntry, turn: Turn) -> Result<(), StoreError> {
        let proves = matches!(turn, Turn::Prove);
        let is_ticked = |place: usize| entry.state == StageState::AwaitingGate || entry.ticked.contains(&place);
        for line in entry.line.iter().filter(|it| !proves || (is_ticked(it.place) && !it.evidence.is_empty())) {
            let page = self.page(who, key).await?;
            let meant = line.place.checked_sub(1).and_then(|place| page.lines.get(place));
            let meant = meant.ok_or(StoreError::NotFound(Noun::ChecklistLine))?;
            let input = LineInput {
                owner: line.owner.clone(),
                due: line.due.to_string(),
                evidence: if proves { line.evidence.clone() } else { String::new() },
                ..LineInput::default()
            };
            self.store.edit_stage_line(who, key, page.version, meant.id, &input).await?;
        }
        Ok(())
    }

    /// The gate is passed: plainly, or with conditions, whose 課題 somebody takes.
    async fn pass(
        &self,
        case: &CaseFile,
        entry: &StageEntry,
        key: &StageKey,
        place: &impl Fn() -> String,
    ) -> Result<(), LoadError> {
        let said = entry.gate.clone().unwrap_or(GateEntry { reason: String::new(), condition: Vec::new() });
        let verdict = if said.condition.is_empty() { Verdict::Approved } else { Verdict::Conditional };
        let conditions = said.condition.iter().map(|it| ConditionInput {
            text: it.text.clone(),
            org: it.org.clone(),
            due: it.due.to_string(),
            assignee: String::new(),
        });
        let raised = self.decide(case, key, verdict, said.reason.clone(), conditions.collect(), place).await?;
        for (issue, condition) in raised.into_iter().zip(&said.condition) {
            let Some(login) = &condition.accepted_by else { continue };
            let who = self.people.get(login, place)?.clone();
            let due = condition.due.to_string();
            let assignment = AssignmentInput { org: condition.org.clone(), assignee: login.clone(), due };
            let accepted = MoveInput { assignment, ..MoveInput::default() };
            for (mv, input) in [(Move::Accept, accepted), (Move::Start, MoveInput::default())] {
                let version = self.store.issue_version(&who, issue).await.map_err(at(place))?;
                self.store.move_issue(&who, issue, version, mv, &input).await.map_err(at(place))?;
            }
        }
        Ok(())
    }

    /// 対象外: the manager proposes, and whoever decides agrees.
    async fn leave_out(
        &self,
        manager: &Actor,
        case: &CaseFile,
        entry: &StageEntry,
        key: &StageKey,
        place: &impl Fn() -> String,
    ) -> Result<(), LoadError> {
        let reason = entry.left_out.as_deref().unwrap_or_default();
        self.store.propose_leave_out(Some(manager), key, None, reason).await.map_err(at(place))?;
        let decider = self.decider(case, key, place)?;
        let version = self.page(&decider, key).await.map_err(at(place))?.version;
        let agreed = self.store.answer_leave_out(&decider, key, version, LeaveOutAnswer::Agreed, "").await;
        agreed.map_err(at(place))
    }

    async fn decide(
        &self,
        case: &CaseFile,
        key: &StageKey,
        verdict: Verdict,
        reason: String,
        conditions: Vec<ConditionInput>,
        place: &impl Fn() -> String,
    ) -> Result<Vec<domain::key::IssueKey>, LoadError> {
        let decider = self.decider(case, key, place)?;
        let version = self.page(&decider, key).await.map_err(at(place))?.version;
        let input = DecisionInput { verdict, reason, conditions };
        self.store.decide_gate(&decider, key, version, &input).await.map_err(at(place))
    }

    /// Whoever decides there: the 決裁者 of the owning section, or the 責任者.
    fn decider(&self, case: &CaseFile, key: &StageKey, place: &impl Fn() -> String) -> Result<Actor, LoadError> {
        let section = self.people.get(&case.officer, place)?.org;
        let decider = if is_confirmed(key.stage) { self.people.lead() } else { self.people.approver(section) };
        let nobody = || LoadError::Refused { place: place(), why: "nobody decides there".to_owned() };
        decider.cloned().ok_or_else(nobody)
    }

    async fn page(&self, who: &Actor, key: &StageKey) -> Result<StageView, StoreError> {
        let page = self.store.stage_page(who, key.no, key.stage, key.system.as_deref()).await?;
        page.view.ok_or(StoreError::NotFound(Noun::Stage))
    }
}
