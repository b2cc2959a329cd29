//! 取下げ of all that is open in a case, because the case is cancelled (docs/decisions/0048).

use super::found::Found;
use crate::{
    Result,
    entity::issue::{Column, Entity},
    tx::Tx,
};
use domain::actor::Actor;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect, sea_query::LockType};
use uuid::Uuid;

/// Withdraws every open issue of a case whose row this transaction has locked, whatever its 公開範囲, each with its own
/// event. All are locked before the first is written, in the order in which a 退任 takes them: whoever moves one of
/// them in this moment was there before or comes after, and neither waits for the other for ever.
pub(crate) async fn withdraw_all(tx: &Tx, actor: Option<&Actor>, case: Uuid, reason: &str) -> Result<()> {
    let open = Entity::find()
        .filter(Column::CaseId.eq(case))
        .filter(Column::IsOpen.eq(true))
        .order_by_asc(Column::DueKey)
        .order_by_asc(Column::Id)
        .lock(LockType::NoKeyUpdate);
    for row in open.all(&tx.db).await? {
        let found = Found::of_row(&tx.db, row).await?;
        let Some((issue, event)) = found.issue.clone().withdrawn_with_case(reason, tx.today) else { continue };
        found.save(tx, &issue).await?;
        tx.record(&event, actor, found.place()).await?;
    }
    Ok(())
}
