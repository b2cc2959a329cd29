//! Masters that a form of a 案件 names by their codes.

use crate::{
    Result,
    entity::{law_change, organisation, system},
    masters::valid_on,
    select::comparable,
    tx::Tx,
};
use domain::{
    organisation::{CenterCode, OrgKind},
    period::Period,
    refusal::{Field, Problem, Problems},
};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};

/// The 制度改正 that was typed; none when empty.
pub(super) async fn law_typed(tx: &Tx, typed: &str, problems: &mut Problems) -> Result<Option<law_change::Model>> {
    let typed = typed.trim();
    if typed.is_empty() {
        return Ok(None);
    }
    let law = law_change::Entity::find().filter(law_change::Column::Code.eq(comparable(typed))).one(&tx.db).await?;
    if law.is_none() {
        problems.add(Field::Law, Problem::UnknownChoice);
    }
    Ok(law)
}

/// The 業務所管課 that was typed.
pub(super) async fn section_typed(
    tx: &Tx,
    typed: &str,
    field: Field,
    problems: &mut Problems,
) -> Result<Option<organisation::Model>> {
    let typed = typed.trim();
    if typed.is_empty() {
        problems.add(field, Problem::Required);
        return Ok(None);
    }
    let found = organisation::Entity::find()
        .filter(organisation::Column::Code.eq(comparable(typed)))
        .filter(organisation::Column::Kind.eq(OrgKind::Business.as_str()));
    let found = found.one(&tx.db).await?.filter(|it| valid_on(it, tx.today));
    if found.is_none() {
        problems.add(field, Problem::UnknownChoice);
    }
    Ok(found)
}

/// The related sections, each once and without the owning one.
pub(super) async fn related_typed(
    tx: &Tx,
    typed: &[String],
    owning: Option<&organisation::Model>,
    problems: &mut Problems,
) -> Result<Vec<organisation::Model>> {
    let mut related: Vec<organisation::Model> = Vec::new();
    for code in typed.iter().filter(|it| !it.trim().is_empty()) {
        let found = section_typed(tx, code, Field::RelatedSections, problems).await?;
        let known = |it: &organisation::Model| related.iter().chain(owning).any(|known| known.id == it.id);
        let new = found.filter(|it| !known(it));
        related.extend(new);
    }
    Ok(related)
}

/// The systems that the center revises, each once, in their order.
pub(super) async fn systems_typed(
    tx: &Tx,
    typed: &[String],
    center: Option<CenterCode>,
    problems: &mut Problems,
) -> Result<Vec<system::Model>> {
    let mut systems: Vec<system::Model> = Vec::new();
    for code in typed.iter().filter(|it| !it.trim().is_empty()) {
        let found = system_typed(tx, code, center, Field::Systems, problems).await?;
        let new = found.filter(|it| systems.iter().all(|known| known.id != it.id));
        systems.extend(new);
    }
    if typed.iter().all(|it| it.trim().is_empty()) {
        problems.add(Field::Systems, Problem::Required);
    }
    systems.sort_by(|a, b| (a.sort, &a.code).cmp(&(b.sort, &b.code)));
    Ok(systems)
}

/// A system that the center revises.
pub(super) async fn system_typed(
    tx: &Tx,
    typed: &str,
    center: Option<CenterCode>,
    field: Field,
    problems: &mut Problems,
) -> Result<Option<system::Model>> {
    let found = system::Entity::find()
        .filter(system::Column::Code.eq(comparable(typed.trim())))
        .filter(system::Column::Revised.eq(true));
    let in_use = |it: &system::Model| Period::new(it.valid_from, it.valid_to).covers(tx.today);
    let Some(found) = found.one(&tx.db).await?.filter(in_use) else {
        problems.add(field, Problem::UnknownChoice);
        return Ok(None);
    };
    if center.is_some_and(|center| center.as_str() != found.center) {
        problems.add(field, Problem::OtherCenter);
        return Ok(None);
    }
    Ok(Some(found))
}
