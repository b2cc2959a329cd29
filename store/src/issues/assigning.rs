//! 担当組織 and 担当者.

use super::found::Found;
use crate::{
    Result, Store,
    people::person_known_to,
    scope::orgs_for,
    select::{Reading, code, col, comparable, first, offered_on},
    tx::Tx,
};
use domain::{
    actor::Actor,
    ids::OrgId,
    issue::{Assignment, AssignmentInput},
    key::IssueKey,
    organisation::OrgKind,
    refusal::{Field, FieldProblem, Problem, Refusal},
};
use sea_orm::{ExprTrait, FromQueryResult, sea_query::Query};
use uuid::Uuid;

impl Store {
    /// Gives the issue to somebody else. `to.due` is of no meaning here.
    ///
    /// # Errors
    /// NotFound, Stale, not an editor, or problems beside the fields.
    pub async fn assign_issue(&self, actor: &Actor, key: IssueKey, version: i32, to: &AssignmentInput) -> Result<()> {
        let tx = self.begin().await?;
        let found = Found::at_version(&tx.db, actor, key, version).await?;
        let to = match assignment(&tx, actor, to).await? {
            Some(Ok(to)) => to,
            Some(Err(problems)) => return Err(Refusal::Invalid(problems).into()),
            None => return Err(Refusal::Invalid(vec![required(Field::Org), required(Field::Assignee)]).into()),
        };
        let (issue, event) = found.issue.clone().assign(actor, to, tx.today)?;
        found.save(&tx, &issue).await?;
        tx.record(&event, Some(actor), found.place()).await?;
        tx.commit().await
    }
}

/// What was typed, looked up: nothing when nothing was typed, and problems beside the fields when
/// there is none such or the actor may not know of it.
pub(super) async fn assignment(
    tx: &Tx,
    actor: &Actor,
    input: &AssignmentInput,
) -> Result<Option<std::result::Result<Assignment, Vec<FieldProblem>>>> {
    let (org, login) = (input.org.trim(), input.assignee.trim());
    if org.is_empty() && login.is_empty() {
        return Ok(None);
    }
    let mut problems = Vec::new();
    let org = if org.is_empty() {
        problems.push(required(Field::Org));
        None
    } else {
        let known = known_org(tx, actor, org).await?;
        known.is_none().then(|| problems.push(FieldProblem::new(Field::Org, Problem::UnknownChoice)));
        known
    };
    let person = if login.is_empty() {
        problems.push(required(Field::Assignee));
        None
    } else {
        let known = person_known_to(&tx.db, actor, login, tx.today).await?;
        known.is_none().then(|| problems.push(FieldProblem::new(Field::Assignee, Problem::UnknownChoice)));
        known
    };
    let (Some(org), Some(person)) = (org, person) else { return Ok(Some(Err(problems))) };
    let side = code(OrgKind::parse, &org.kind)?.side();
    Ok(Some(Ok(Assignment { org: OrgId(org.id), org_name: org.name, org_name_en: org.name_en, side, person })))
}

const fn required(field: Field) -> FieldProblem {
    FieldProblem::new(field, Problem::Required)
}

#[derive(FromQueryResult)]
struct OrgRow {
    id: Uuid,
    kind: String,
    name: String,
    name_en: String,
}

/// The organisation with that code, as far as the actor may know of it.
async fn known_org(tx: &Tx, actor: &Actor, code: &str) -> Result<Option<OrgRow>> {
    let mut select = Query::select();
    select
        .pick("o", &["id", "kind", "name", "name_en"])
        .from_as("organisation", "o")
        .and_where(col("o", "code").eq(comparable(code)))
        .cond_where(orgs_for(actor))
        .cond_where(offered_on("o", tx.today));
    first(&tx.db, &select).await
}
