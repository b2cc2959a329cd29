//! A 制度改正 whose days move tells its cases, and each waits until somebody has looked at its plan (docs/decisions/0023).

use super::{found::FoundCase, standing::live_states};
use crate::{
    Result, Store, StoreError,
    entity::{case_file, law_change},
    select::code,
    tx::{Place, Tx},
};
use domain::{
    actor::Actor,
    event::Event,
    key::CaseNo,
    law::{LawFields, LawMove, settle_law_move},
    organisation::CenterCode,
    refusal::{Field, Problem},
    signal::latest_go_live,
};
use sea_orm::{
    ActiveModelTrait,
    ActiveValue::{NotSet, Set, Unchanged},
    ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect,
};

/// What waits in a row, read.
pub(crate) fn read_law_move(held: Option<&str>) -> Result<Option<LawMove>> {
    Ok(held.map(serde_json::from_str).transpose()?)
}

/// Tells the open cases of a 制度改正 what an edit of it moved. A case that was planned for its 施行日 goes with it, and
/// a later 本番 that was let pass is let pass no more: that was for another day. One with a 施行日 of its own keeps it.
pub(crate) async fn tell_cases(
    tx: &Tx,
    actor: &Actor,
    law: &law_change::Model,
    before: &LawFields,
    after: &LawFields,
) -> Result<()> {
    let Some(moved) = LawMove::of(before, after, tx.today) else { return Ok(()) };
    let cases = case_file::Entity::find()
        .filter(case_file::Column::LawId.eq(law.id))
        .filter(case_file::Column::State.is_in(live_states()))
        .order_by_asc(case_file::Column::Id)
        .lock_exclusive();
    for case in cases.all(&tx.db).await? {
        let earlier = read_law_move(case.law_move.as_deref())?;
        let all = moved.clone().after(earlier.as_ref());
        let all = all.map(|it| serde_json::to_string(&it)).transpose()?;
        let follows = moved.in_force.is_some() && case.in_force_on == before.in_force_on;
        let row = case_file::ActiveModel {
            id: Unchanged(case.id),
            law_move: Set(all),
            in_force_on: if follows { Set(after.in_force_on) } else { NotSet },
            late_reason: if follows { Set(None) } else { NotSet },
            version: Set(case.version + 1),
            updated_at: Set(tx.now),
            ..Default::default()
        };
        row.update(&tx.db).await?;
        let center = code(CenterCode::parse, &case.center)?;
        let place = Place { case: Some(case.id), center: Some(center), ..Place::default() };
        let dropped = case.late_reason.filter(|_| follows);
        let event = Event::LawMoved { law: after.name.clone(), moved: moved.clone(), follows, dropped };
        tx.record(&event, Some(actor), place).await?;
    }
    Ok(())
}

impl Store {
    /// 「予定への影響なし」: somebody who may move the plan has looked at it, and it stays.
    ///
    /// # Errors
    /// NotFound, Stale, not the actor's, nothing waits, no reason, or 本番 is too late for the new day.
    pub async fn settle_law_move(&self, actor: &Actor, no: CaseNo, version: i32, reason: &str) -> Result<()> {
        let tx = self.begin().await?;
        let found = FoundCase::at_version(&tx, actor, no, version).await?;
        let row = &found.row;
        let binding = found.held(&tx).await?.ruling.binding();
        let latest = binding.map(|day| latest_go_live(day, self.calendars().of(no.center)));
        let late = row.late_reason.is_none() && row.go_live_on.zip(latest).is_some_and(|(day, latest)| day > latest);
        let reason = settle_law_move(actor, &found.parties, latest.filter(|_| late), reason)?;
        if row.law_move.is_none() {
            return Err(StoreError::field(Field::Reason, Problem::Unchanged));
        }
        found.save(&tx, case_file::ActiveModel { law_move: Set(None), ..Default::default() }).await?;
        tx.record(&Event::LawMoveSettled { reason }, Some(actor), found.place()).await?;
        tx.commit().await
    }
}
