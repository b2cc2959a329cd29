//! The lines of checklists of somebody who leaves. They stay in their checklists, and somebody else looks after them.

use super::{
    account::Account,
    held::{Held, held_by},
    leaving::Heirs,
};
use crate::{
    Result,
    audience::case_audience,
    entity::{checklist_line, issue, stage_line, stage_record},
    issues::Found,
    select::code,
    tx::{Place, Tx},
};
use domain::{
    actor::Actor,
    admin::LeaveInput,
    event::{Event, LineChange},
    issue::assignable,
    language::Language,
    organisation::CenterCode,
    view::admin::LineOf,
    visibility::{RecordAudience, Scope},
};
use sea_orm::{ColumnTrait, EntityTrait, ExprTrait, QueryFilter, sea_query::Expr};

/// A line, and who takes it over.
pub(super) struct LinePlan<'a> {
    line: Held,
    of: LineOf,
    /// Its 課題, of a line of one.
    issue: Option<Found>,
    heir: Option<&'a Actor>,
}

impl Heirs {
    /// Finds an heir for every open line, and counts those that the actor may know of and whose heir could not hold
    /// them. A line goes to whoever was chosen for it, else with its 課題, else to the successor of all.
    pub async fn plan_lines(
        &self,
        tx: &Tx,
        actor: &Actor,
        account: &Account,
        input: &LeaveInput,
    ) -> Result<(Vec<LinePlan<'_>>, u32)> {
        let (mut plan, mut cannot) = (Vec::new(), 0);
        // The history keeps the text as it was written.
        let reader = Actor { language: Language::Ja, ..actor.clone() };
        let (_, lines) = held_by(&tx.db, &reader, account.user.id).await?;
        for line in lines {
            let of = line.of()?;
            let visible = line.known != 0;
            let issue = match &of {
                LineOf::Issue(_) => issue::Entity::find_by_id(line.record).one(&tx.db).await?,
                LineOf::Stage(_) => None,
            };
            let issue = match issue {
                Some(row) => Some(Found::of_row(&tx.db, row).await?),
                None => None,
            };
            let audience = match &issue {
                Some(found) => found.issue.audience.clone(),
                None => RecordAudience {
                    case: case_audience(&tx.db, line.place.case_id, &line.place.center).await?,
                    ..line.place.audience(&[])?
                },
            };
            let key = issue.as_ref().map(|it| it.row.key.as_str());
            let login = match visible {
                true => input.successor_of_line(&line.id.to_string(), key),
                false => input.successor_of(""),
            };
            let heir = login.and_then(|login| self.by_login(login));
            let fits = heir.filter(|heir| assignable(heir, &audience));
            if visible && heir.is_some() && fits.is_none() {
                cannot += 1;
            }
            plan.push(LinePlan { line, of, issue, heir: fits });
        }
        Ok((plan, cannot))
    }
}

impl LinePlan<'_> {
    /// Hands it over; answers whether there was somebody to take it.
    pub async fn hand_over(&self, tx: &Tx, actor: &Actor, account: &Account) -> Result<bool> {
        let Some(heir) = self.heir else { return Ok(false) };
        let text = self.line.text.clone();
        match (&self.of, &self.issue) {
            (LineOf::Issue(_), Some(found)) => {
                checklist_line::Entity::update_many()
                    .col_expr(checklist_line::Column::OwnerId, Expr::value(heir.user.0))
                    .col_expr(checklist_line::Column::Version, next(checklist_line::Column::Version))
                    .filter(checklist_line::Column::Id.eq(self.line.id))
                    .exec(&tx.db)
                    .await?;
                found.touch(tx).await?;
                let (from, to) = (account.user.name.clone(), heir.name.clone());
                tx.record(&Event::LineHandedOver { line: text, from, to }, Some(actor), found.place()).await?;
            }
            (LineOf::Issue(_), None) => return Ok(false),
            (LineOf::Stage(key), _) => {
                stage_line::Entity::update_many()
                    .col_expr(stage_line::Column::OwnerId, Expr::value(heir.user.0))
                    .col_expr(stage_line::Column::OrgId, Expr::value(heir.org.0))
                    .col_expr(stage_line::Column::Version, next(stage_line::Column::Version))
                    .filter(stage_line::Column::Id.eq(self.line.id))
                    .exec(&tx.db)
                    .await?;
                // Who decides from an older page is told.
                stage_record::Entity::update_many()
                    .col_expr(stage_record::Column::Version, next(stage_record::Column::Version))
                    .filter(stage_record::Column::Id.eq(self.line.record))
                    .exec(&tx.db)
                    .await?;
                let (stage, system) = (key.stage, key.system.clone());
                let change = LineChange::HandedOver;
                let event = Event::StageChecklist { stage, system, change, lines: vec![text] };
                tx.record(&event, Some(actor), self.place()?).await?;
            }
        }
        Ok(true)
    }

    /// Where it happens: for those who read the records of the 工程.
    fn place(&self) -> Result<Place> {
        let place = &self.line.place;
        Ok(Place {
            case: Some(place.case_id),
            vendor: place.vendor_org_id,
            center: Some(code(CenterCode::parse, &place.center)?),
            scope: Some(Scope::Shared),
            ..Place::default()
        })
    }
}

fn next(version: impl ColumnTrait) -> Expr {
    Expr::col(version).add(1)
}
