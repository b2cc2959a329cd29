//! A 工程 starts, and reports how far it is.

use super::{found::Found, lines::own_lines};
use crate::{Result, Store, cases::begin_work, entity::stage_record};
use domain::{
    actor::Actor,
    event::Event,
    gate::{GateStep, LineState, StageKey, StageVerb, StartFacts, is_release_line, may_start, percent, start},
    policy::Action,
    refusal::{Field, Problems, Refusal},
    stage::StageState,
    text,
};
use sea_orm::ActiveValue::Set;

impl Store {
    /// 工程 starts on a day, today at the latest and today when empty. Before the gate of the 工程
    /// before, and 工程7 before its リリース判定, a reason is needed, and stays on the page. So does
    /// the reason for a day before the case was opened. Its checklist is taken from the templates.
    ///
    /// `version` is `None` for imports, and so is an `actor` whom nobody knows.
    ///
    /// # Errors
    /// NotFound, not the actor's, it has started, Stale, or problems beside the fields.
    pub async fn start_stage(
        &self,
        actor: Option<&Actor>,
        key: &StageKey,
        version: Option<i32>,
        on: &str,
        reason: &str,
    ) -> Result<()> {
        let tx = self.begin().await?;
        let found = Found::open(&tx, actor, key).await?;
        found.check_worker(actor)?;
        if actor.is_some_and(|it| !may_start(it, &found.standing)) {
            return Err(Refusal::NotAllowed(Action::ReleaseDecision).into());
        }
        let lines = own_lines(&tx, &found).await?;
        let open = lines.iter().filter(|it| it.state == LineState::Open.as_str());
        // What an import tells has happened: nothing of it was decided here.
        let open = open.filter(|_| version.is_some());
        let release_open = open.filter(|it| is_release_line(key.stage, it.required, &it.text)).count();
        let opened_on = version.map(|_| found.opened_on());
        let period_from = version.map(|_| found.case.period_from);
        let facts = StartFacts { release_open, opened_on, period_from, today: tx.today };
        let start = start(&found.standing, facts, on, reason)?;
        found.check_version(version)?;
        begin_work(&tx, &found.case).await?;
        let row = stage_record::ActiveModel {
            state: Set(StageState::InProgress.to_string()),
            actual_start: Set(Some(start.on)),
            early_reason: Set(start.early.clone()),
            early_at: Set(start.early.is_some().then_some(tx.now)),
            early_by: Set(actor.filter(|_| start.early.is_some()).map(|it| it.user.0)),
            ..Default::default()
        };
        found.save(&tx, row).await?;
        if let Some(why) = &start.backdated {
            found.step(&tx, actor, GateStep::Backdated, why, &[]).await?;
        }
        let (stage, system) = (key.stage, key.system.clone());
        let event = match start.early {
            Some(_) => Event::StageStartedEarly { stage, system },
            None => {
                let (from, to) = (StageState::NotStarted, StageState::InProgress);
                Event::StageChanged { stage, system, from, to }
            }
        };
        tx.record(&event, actor, found.place()?).await?;
        tx.commit().await
    }

    /// Reports 進捗率 (0, 50 or 100) with a word about it.
    ///
    /// # Errors
    /// NotFound, not the actor's, not in progress, Stale, or problems beside the fields.
    pub async fn report_stage(
        &self,
        actor: &Actor,
        key: &StageKey,
        version: i32,
        typed: &str,
        note: &str,
    ) -> Result<()> {
        let tx = self.begin().await?;
        let found = Found::open(&tx, Some(actor), key).await?;
        found.check_worker(Some(actor))?;
        found.check_state(&[StageState::InProgress], StageVerb::Progress)?;
        let mut problems = Problems::default();
        let percent = problems.keep(percent(typed));
        let note = problems.keep(text::optional(Field::Text, note, text::NOTE_MAX));
        problems.finish()?;
        found.check_version(Some(version))?;
        let percent = percent.unwrap_or_default();
        let row = stage_record::ActiveModel {
            progress: Set(percent),
            progress_note: Set(note.unwrap_or_default()),
            ..Default::default()
        };
        found.save(&tx, row).await?;
        let event = Event::StageProgressed { stage: key.stage, system: key.system.clone(), percent };
        tx.record(&event, Some(actor), found.record_place()?).await?;
        tx.commit().await
    }
}
