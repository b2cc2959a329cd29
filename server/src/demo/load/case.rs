//! A 案件: its registration, the course of its stages, and then its 課題.

use super::{LoadError, Stage, at};
use crate::demo::{
    files::{CaseFile, Moment, StageEntry},
    morning,
};
use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use domain::{actor::Actor, case::CaseState, stage::StageState};
use indicatif::ProgressBar;
use store::{NewCase, StagePlan, StoreError};

/// Something that happened to a stage.
#[derive(Clone, Copy)]
enum Turn {
    Start(NaiveDate),
    Replan(NaiveDate, NaiveDate),
    AwaitGate,
    End(NaiveDate),
    Skip,
}

impl Stage {
    /// Plays one case file.
    pub(super) async fn case(&mut self, file: &str, case: &CaseFile, bar: &ProgressBar) -> Result<(), LoadError> {
        let place = |what: String| format!("demo/{file}, {} {}, {what}", case.plan, case.no);
        let manager = self.people.get(&case.manager, || place("manager".to_owned()))?.clone();
        if case.no.center != case.center {
            let why = "the number names the other center".to_owned();
            return Err(LoadError::Refused { place: place("center".to_owned()), why });
        }
        self.set(case.registered_at);
        let registered = self.store.register_case(Some(&manager), &new_case(case)).await;
        registered.map_err(at(|| place("案件の登録".to_owned())))?;
        bar.inc(1);
        let mut turns: Vec<_> = case.stage.iter().flat_map(|entry| self.turns(case, entry)).collect();
        turns.sort_by_key(|(when, ..)| *when);
        for (when, entry, turn) in turns {
            self.clock.set(when);
            let place = || {
                let system = entry.system.as_deref().unwrap_or_default();
                place(format!("工程{} {system}", entry.stage.number()))
            };
            self.turn(&manager, case, entry, turn).await.map_err(at(place))?;
        }
        let over = self.clock.now();
        for (i, entry) in case.issue.iter().enumerate() {
            self.issue(file, case, &format!("{}/{}", case.plan, i + 1), entry).await?;
            bar.inc(1);
        }
        if case.state == CaseState::Completed {
            self.clock.set(over.max(self.clock.now()));
            let completed = self.store.complete_case(Some(&manager), case.no).await;
            completed.map_err(at(|| place("案件の完了".to_owned())))?;
        }
        Ok(())
    }

    /// The course of a stage. The files give days; the hours are those of an office, and nothing lies after the
    /// morning on which the demo starts.
    fn turns<'a>(&self, case: &CaseFile, entry: &'a StageEntry) -> Vec<(DateTime<Utc>, &'a StageEntry, Turn)> {
        let latest = self.latest;
        let moment = move |day: NaiveDate, hour: i64| (morning(day) + TimeDelta::hours(hour - 9)).min(latest);
        let mut turns = Vec::new();
        if entry.state == StageState::NotApplicable {
            turns.push((case.registered_at.0, entry, Turn::Skip));
        }
        let started = entry.actual.first().copied();
        let ended = entry.actual.get(1).copied();
        if let Some(day) = started {
            turns.push((moment(day, 9), entry, Turn::Start(day)));
        }
        if let Some([start, end]) = entry.replanned {
            // A plan is moved half-way; one that lies ahead was moved last Friday.
            let day = entry.planned[0] + (entry.planned[1] - entry.planned[0]) / 2;
            let at = moment(day, 11).min(latest - TimeDelta::hours(4 * 24 - 2));
            turns.push((at.max(case.registered_at.0), entry, Turn::Replan(start, end)));
        }
        if entry.state == StageState::AwaitingGate {
            let end = entry.replanned.unwrap_or(entry.planned)[1];
            turns.push((moment(end, 16), entry, Turn::AwaitGate));
        }
        if let Some(day) = ended {
            turns.push((moment(day, 17), entry, Turn::End(day)));
        }
        turns
    }

    async fn turn(&self, who: &Actor, case: &CaseFile, entry: &StageEntry, turn: Turn) -> Result<(), StoreError> {
        let (store, who, no, stage) = (&self.store, Some(who), case.no, entry.stage);
        let system = entry.system.as_deref();
        match turn {
            Turn::Start(day) => store.start_stage(who, no, stage, system, day).await,
            Turn::Replan(start, end) => {
                let reason = entry.replan_reason.as_deref().unwrap_or_default();
                store.replan_stage(who, no, stage, system, start, end, reason).await
            }
            Turn::AwaitGate => store.await_gate(who, no, stage, system).await,
            Turn::End(day) => store.end_stage(who, no, stage, system, day).await,
            Turn::Skip => store.skip_stage(who, no, stage, system).await,
        }
    }

    pub(super) fn set(&self, at: Moment) {
        self.clock.set(at.0);
    }
}

fn new_case(case: &CaseFile) -> NewCase {
    let plan = |entry: &StageEntry| StagePlan {
        stage: entry.stage,
        system: entry.system.clone(),
        start: entry.planned[0],
        end: entry.planned[1],
    };
    NewCase {
        no: case.no,
        title: case.title.clone(),
        summary: case.summary.trim().to_owned(),
        law: case.law.clone(),
        section: case.section.clone(),
        related: case.related.clone(),
        systems: case.systems.clone(),
        period_from: case.period[0].first_day(),
        period_to: case.period[1].first_day(),
        in_force_on: case.in_force_on,
        go_live_on: Some(case.go_live),
        state: if case.state == CaseState::Completed { CaseState::Active } else { case.state },
        manager: Some(case.manager.clone()),
        officer: Some(case.officer.clone()),
        consultants: case.consultants.clone(),
        stages: case.stage.iter().map(plan).collect(),
    }
}
