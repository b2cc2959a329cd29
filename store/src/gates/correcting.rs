//! 実績 of a 工程 is corrected.

use super::found::Found;
use crate::{Result, Store, entity::stage_record};
use domain::{
    actor::Actor,
    event::Event,
    gate::{Actuals, CorrectionInput, StageKey, correct},
};
use sea_orm::ActiveValue::{NotSet, Set};

impl Store {
    /// Corrects 実績開始, and 実績終了 of a 工程 that is 完了, with a reason that stays in the history of its gate. The
    /// decision stays as it was.
    ///
    /// # Errors
    /// NotFound, not the actor's, it has not begun, the case is over, Stale, or problems beside the fields.
    pub async fn correct_stage(
        &self,
        actor: &Actor,
        key: &StageKey,
        version: i32,
        input: &CorrectionInput,
    ) -> Result<()> {
        let tx = self.begin().await?;
        let found = Found::open(&tx, Some(actor), key).await?;
        let actuals = Actuals {
            start: found.row.actual_start,
            end: found.row.actual_end,
            decided_on: found.decided_on(&tx).await?,
            period_from: found.case.period_from,
            today: tx.today,
        };
        let (days, reason) = correct(actor, &found.standing, actuals, input)?;
        found.check_version(Some(version))?;
        let row = stage_record::ActiveModel {
            actual_start: days.start.map_or(NotSet, |it| Set(Some(it.to))),
            actual_end: days.end.map_or(NotSet, |it| Set(Some(it.to))),
            ..Default::default()
        };
        found.save(&tx, row).await?;
        found.corrected(&tx, actor, &days, &reason).await?;
        let event = Event::StageCorrected { stage: key.stage, system: key.system.clone(), days };
        tx.record(&event, Some(actor), found.place()?).await?;
        tx.commit().await
    }
}
