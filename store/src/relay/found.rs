//! A 上申 between row and rule.

use crate::{
    Noun, Result, StoreError,
    audience::case_audience,
    entity::{case_file, relay, relay_step},
    scope::relays_for,
    select::code,
    tx::{Place, Tx},
};
use domain::{
    actor::Actor,
    event::Event,
    ids::{RelayId, UserId},
    organisation::CenterCode,
    relay::{Relay, RelayMove, RelayState, RelayStep},
    visibility::Scope,
};
use sea_orm::{ActiveModelTrait, ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter, sea_query::Condition};
use uuid::Uuid;

/// A 上申 that the actor may know of, as a row and as the rules see it.
pub(super) struct Found {
    pub relay: Relay,
    pub row: relay::Model,
    pub case: case_file::Model,
}

impl Found {
    /// The 上申 from the version that the person had before them, or NotFound, or Stale.
    pub async fn at_version(tx: &Tx, actor: &Actor, id: RelayId, version: i32) -> Result<Self> {
        let known: Condition = relays_for(actor, "relay");
        let row = relay::Entity::find_by_id(id.0).filter(known).one(&tx.db).await?;
        let row = row.ok_or(StoreError::NotFound(Noun::Relay))?;
        let case = case_file::Entity::find_by_id(row.case_id).one(&tx.db).await?;
        let case = case.ok_or(StoreError::NotFound(Noun::Case))?;
        let relay = Relay {
            case: case_audience(&tx.db, case.id, &case.center).await?,
            by: UserId(row.by_id),
            state: code(RelayState::parse, &row.state)?,
        };
        if row.version == version { Ok(Self { relay, row, case }) } else { Err(StoreError::Stale) }
    }

    /// Makes the move and writes it down. `text`: what was put before the manager, or why it was returned.
    pub async fn make(
        &self,
        tx: &Tx,
        actor: &Actor,
        mv: RelayMove,
        text: &str,
        columns: relay::ActiveModel,
    ) -> Result<()> {
        let state = self.relay.make_move(actor, mv)?;
        let columns =
            relay::ActiveModel { state: Set(state.to_string()), version: Set(self.row.version + 1), ..columns };
        let update = relay::Entity::update_many()
            .set(columns)
            .filter(relay::Column::Id.eq(self.row.id))
            .filter(relay::Column::Version.eq(self.row.version));
        if update.exec(&tx.db).await?.rows_affected != 1 {
            return Err(StoreError::Stale);
        }
        write_step(tx, actor, &self.row, mv.into(), text).await
    }
}

/// Adds a step to the history of a 上申, and what happened to the log: センター内.
pub(super) async fn write_step(tx: &Tx, actor: &Actor, row: &relay::Model, step: RelayStep, text: &str) -> Result<()> {
    let written = relay_step::ActiveModel {
        id: Set(tx.new_id()),
        relay_id: Set(row.id),
        step: Set(step.to_string()),
        text: Set(text.to_owned()),
        by_id: Set(actor.user.0),
        by_org_id: Set(actor.org.0),
        at: Set(tx.now),
    };
    written.insert(&tx.db).await?;
    let event = Event::Relayed { relay: RelayId(row.id), title: row.title.clone(), step };
    tx.record(&event, Some(actor), place(row.case_id, row.issue_id, &row.center)?).await
}

/// Where something happens with a 上申: inside the center.
pub(super) fn place(case: Uuid, issue: Option<Uuid>, center: &str) -> Result<Place> {
    Ok(Place {
        case: Some(case),
        issue,
        center: Some(code(CenterCode::parse, center)?),
        scope: Some(Scope::Center),
        ..Place::default()
    })
}
