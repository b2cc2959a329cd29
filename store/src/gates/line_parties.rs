//! Who can be responsible for a line or a condition: organisations and people who read the records
//! of the 工程.

use super::found::Found;
use crate::{
    Result,
    people::person_known_to,
    scope::orgs_for,
    select::{Reading, code, col, comparable, first},
    tx::Tx,
};
use domain::{
    actor::Actor,
    ids::{OrgId, UserId},
    issue::assignable,
    organisation::{OrgKind, Side},
    refusal::{Field, Problem, Problems},
};
use sea_orm::{
    ExprTrait, FromQueryResult,
    sea_query::{Condition, Query},
};
use uuid::Uuid;

/// An organisation that can be responsible.
pub(super) struct Party {
    pub id: OrgId,
    pub side: Side,
}

/// 担当 of a line.
#[derive(Default)]
pub(super) struct Owner {
    pub org: Option<Uuid>,
    pub person: Option<Uuid>,
}

#[derive(FromQueryResult)]
struct Row {
    id: Uuid,
    kind: String,
}

/// The organisations that take part in a 工程, by the alias `o`: the city, the center of the case,
/// and the vendor of the lane.
pub(super) fn parties(center: Uuid, vendor: Option<Uuid>) -> Condition {
    let city = [OrgKind::Contract.as_str(), OrgKind::Business.as_str()];
    let parties = Condition::any().add(col("o", "kind").is_in(city)).add(col("o", "id").eq(center));
    match vendor {
        Some(vendor) => parties.add(col("o", "id").eq(vendor)),
        None => parties,
    }
}

/// The organisation with that code, if it takes part in the 工程.
pub(super) async fn party(
    tx: &Tx,
    actor: &Actor,
    found: &Found,
    typed: &str,
) -> Result<std::result::Result<Party, Problem>> {
    let vendor = found.lane.as_ref().and_then(|it| it.vendor_org_id);
    let select = |which: Condition| {
        let mut select = Query::select();
        select
            .pick("o", &["id", "kind"])
            .from_as("organisation", "o")
            .and_where(col("o", "code").eq(comparable(typed.trim())))
            .cond_where(orgs_for(actor))
            .cond_where(which);
        select
    };
    if let Some(row) = first::<Row>(&tx.db, &select(parties(found.case.center_org_id, vendor))).await? {
        return Ok(Ok(Party { id: OrgId(row.id), side: code(OrgKind::parse, &row.kind)?.side() }));
    }
    let known = first::<Row>(&tx.db, &select(Condition::all())).await?.is_some();
    Ok(Err(if known { Problem::CannotSeeIt } else { Problem::UnknownChoice }))
}

/// The person with that ログインID, if they belong to the organisation and can be 担当者 of a 課題 of the 工程; nobody
/// when nothing was typed.
pub(super) async fn member(
    tx: &Tx,
    actor: &Actor,
    found: &Found,
    org: OrgId,
    login: &str,
) -> Result<std::result::Result<Option<UserId>, Problem>> {
    if login.trim().is_empty() {
        return Ok(Ok(None));
    }
    Ok(match person_known_to(&tx.db, actor, login.trim(), tx.today).await? {
        None => Err(Problem::UnknownChoice),
        Some(person) if !assignable(&person, &found.standing.audience) => Err(Problem::CannotSeeIt),
        Some(person) if person.org != org => Err(Problem::NotInOrganisation),
        Some(person) => Ok(Some(person.user)),
    })
}

/// 担当 as typed: an organisation, a person of it, both or neither. A person brings the organisation.
pub(super) async fn owner(
    tx: &Tx,
    actor: &Actor,
    found: &Found,
    org: &str,
    login: &str,
    problems: &mut Problems,
) -> Result<Owner> {
    let mut owner = Owner::default();
    if !org.trim().is_empty() {
        match party(tx, actor, found, org).await? {
            Ok(party) => owner.org = Some(party.id.0),
            Err(problem) => problems.add(Field::Org, problem),
        }
    }
    if !login.trim().is_empty() {
        match person_known_to(&tx.db, actor, login.trim(), tx.today).await? {
            None => problems.add(Field::Owner, Problem::UnknownChoice),
            Some(person) if !assignable(&person, &found.standing.audience) => {
                problems.add(Field::Owner, Problem::CannotSeeIt);
            }
            Some(person) if owner.org.is_some_and(|org| org != person.org.0) => {
                problems.add(Field::Owner, Problem::NotInOrganisation);
            }
            Some(person) => owner = Owner { org: Some(person.org.0), person: Some(person.user.0) },
        }
    }
    Ok(owner)
}
