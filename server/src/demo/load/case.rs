//! A 案件: its registration, and then the course of its stages and its 課題 in order of time.

use super::{LoadError, Stage, at, gate::Turn};
use crate::demo::files::{CaseFile, GoLiveEntry, IssueEntry, Moment, StageEntry};
use domain::{actor::Actor, case::CaseState, planning::ReplanInput};
use indicatif::ProgressBar;
use store::{NewCase, StagePlan, StoreError};

/// What happens in a case, in order of time.
enum Next<'a> {
    Turn(&'a StageEntry, Turn),
    GoLive(&'a GoLiveEntry),
    Issue(usize, &'a IssueEntry),
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
        let turns = case.stage.iter().flat_map(|entry| self.turns(case, entry));
        let turns = turns.map(|(when, entry, turn)| (when, Next::Turn(entry, turn)));
        let issues = case.issue.iter().enumerate().map(|(i, it)| (it.raised_at.0, Next::Issue(i + 1, it)));
        let go_live = case.go_live_moved.iter().map(|it| (it.at.0, Next::GoLive(it)));
        let mut all: Vec<_> = turns.chain(go_live).chain(issues).collect();
        all.sort_by_key(|(when, _)| *when);
        let mut over = case.registered_at.0;
        for (when, next) in all {
            match next {
                Next::Turn(entry, turn) => {
                    self.clock.set(when);
                    over = over.max(when);
                    let place = || {
                        let system = entry.system.as_deref().unwrap_or_default();
                        place(format!("工程{} {system}", entry.stage.number()))
                    };
                    self.turn(&manager, case, entry, turn, place).await?;
                }
                Next::GoLive(entry) => {
                    self.clock.set(when);
                    over = over.max(when);
                    self.go_live(&manager, case, entry).await.map_err(at(|| place("本番リリース予定".to_owned())))?;
                }
                Next::Issue(number, entry) => {
                    self.issue(file, case, &format!("{}/{number}", case.plan), entry).await?;
                    bar.inc(1);
                }
            }
            over = over.max(self.clock.now());
        }
        for entry in &case.relay {
            self.relay(file, case, entry).await?;
        }
        if case.state == CaseState::Completed {
            self.clock.set(over);
            let completed = self.store.complete_case(Some(&manager), case.no).await;
            completed.map_err(at(|| place("案件の完了".to_owned())))?;
        }
        Ok(())
    }

    /// Moves 本番リリース予定; the 工程 that go with it were moved before.
    async fn go_live(&self, manager: &Actor, case: &CaseFile, entry: &GoLiveEntry) -> Result<(), StoreError> {
        let version = self.store.plan_page(manager, case.no).await?.version;
        let input = ReplanInput {
            go_live_on: Some(entry.to.to_string()),
            late_reason: entry.late_reason.clone(),
            reason: entry.reason.clone(),
            lines: Vec::new(),
        };
        self.store.replan_case(manager, case.no, version, &input).await
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
