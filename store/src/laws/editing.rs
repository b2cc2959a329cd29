//! Registering and editing a 制度改正.

use crate::{
    Noun, Result, Store, StoreError,
    cases::{in_turn, tell_cases},
    entity::law_change,
    error::OrTaken,
    select::{code, comparable},
    tx::{Place, Tx},
};
use domain::{
    actor::Actor,
    event::Event,
    law::{LawFields, LawInput, LawKind, LawState, may_see_laws},
    refusal::Field,
};
use sea_orm::{ActiveModelTrait, ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter};

impl Store {
    /// Registers a 制度改正 under the next code.
    ///
    /// # Errors
    /// NotFound for who may not know of the list; problems beside the fields.
    pub async fn add_law(&self, actor: &Actor, input: &LawInput) -> Result<String> {
        check_reader(actor)?;
        let tx = self.begin().await?;
        let fields = LawFields::read(actor, input, None, tx.today)?;
        let code = next_code(&tx).await?;
        let id = tx.new_id();
        let row = law_change::ActiveModel {
            id: Set(id),
            code: Set(code.clone()),
            version: Set(1),
            created_at: Set(tx.now),
            updated_at: Set(tx.now),
            ..columns(&fields)
        };
        row.insert(&tx.db).await.or_taken(Field::LawName)?;
        let place = Place { law: Some(id), ..Place::default() };
        tx.record(&Event::LawRegistered { name: fields.name }, Some(actor), place).await?;
        tx.commit().await?;
        Ok(code)
    }

    /// Edits a 制度改正, and tells its open cases when a day moves that they were planned for.
    ///
    /// # Errors
    /// NotFound, Stale, not the actor's, or problems beside the fields.
    pub async fn edit_law(&self, actor: &Actor, law: &str, version: i32, input: &LawInput) -> Result<()> {
        check_reader(actor)?;
        let tx = self.begin().await?;
        let found = law_change::Entity::find().filter(law_change::Column::Code.eq(comparable(law))).one(&tx.db);
        let found = found.await?.ok_or(StoreError::NotFound(Noun::LawChange))?;
        if found.version != version {
            return Err(StoreError::Stale);
        }
        let before = held(&found)?;
        let after = LawFields::read(actor, input, Some(before.state), tx.today)?;
        let fields = after.edits_from(&before);
        if fields.is_empty() {
            return Ok(());
        }
        let row = law_change::ActiveModel { version: Set(version + 1), updated_at: Set(tx.now), ..columns(&after) };
        let update = law_change::Entity::update_many()
            .set(row)
            .filter(law_change::Column::Id.eq(found.id))
            .filter(law_change::Column::Version.eq(version));
        if update.exec(&tx.db).await?.rows_affected != 1 {
            return Err(StoreError::Stale);
        }
        let place = Place { law: Some(found.id), ..Place::default() };
        tx.record(&Event::LawEdited { fields }, Some(actor), place).await?;
        tell_cases(&tx, actor, &found, &before, &after).await?;
        tx.commit().await
    }
}

pub(super) fn check_reader(actor: &Actor) -> Result<()> {
    if may_see_laws(actor) { Ok(()) } else { Err(StoreError::NotFound(Noun::LawChange)) }
}

/// `L25` after `L24`; what stands behind the number (`L06b`) does not count.
async fn next_code(tx: &Tx) -> Result<String> {
    in_turn(tx).await?;
    let number = |code: &str| {
        let digits: String = code.strip_prefix('L')?.chars().take_while(char::is_ascii_digit).collect();
        digits.parse::<u32>().ok()
    };
    let given = law_change::Entity::find().all(&tx.db).await?;
    let last = given.iter().filter_map(|it| number(&it.code)).max().unwrap_or_default();
    Ok(format!("L{:02}", last + 1))
}

fn columns(fields: &LawFields) -> law_change::ActiveModel {
    law_change::ActiveModel {
        name: Set(fields.name.clone()),
        kind: Set(fields.kind.to_string()),
        number: Set(fields.number.clone()),
        promulgated_on: Set(fields.promulgated_on),
        in_force_on: Set(fields.in_force_on),
        applies_from: Set(fields.applies_from),
        retroactive: Set(fields.retroactive),
        ministry: Set(fields.ministry.clone()),
        source: Set(fields.source.clone()),
        state: Set(fields.state.to_string()),
        summary: Set(fields.summary.clone()),
        ..Default::default()
    }
}

fn held(row: &law_change::Model) -> Result<LawFields> {
    Ok(LawFields {
        name: row.name.clone(),
        kind: code(LawKind::parse, &row.kind)?,
        number: row.number.clone(),
        promulgated_on: row.promulgated_on,
        in_force_on: row.in_force_on,
        applies_from: row.applies_from,
        retroactive: row.retroactive,
        ministry: row.ministry.clone(),
        source: row.source.clone(),
        state: code(LawState::parse, &row.state)?,
        summary: row.summary.clone(),
    })
}
