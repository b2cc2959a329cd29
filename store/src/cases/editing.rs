//! Editing the fields of a case. Its plan is moved elsewhere ([`Store::replan_case`]).

use super::{
    found::FoundCase,
    members::{People, Typed},
    opening::check_own_part,
    typed::{law_typed, related_typed, section_typed},
};
use crate::{
    Result, Store,
    entity::{case_file, case_member, case_section, law_change, organisation, user_account},
    tx::Tx,
};
use domain::{
    actor::Actor,
    event::{Edit, Event},
    ids::OrgId,
    key::CaseNo,
    law::day_or_none,
    planning::{EditInput, RulingDays, late_reason},
    refusal::{Field, Problems, Refusal},
    text,
    view::Position,
};
use sea_orm::{
    ActiveModelTrait,
    ActiveValue::{NotSet, Set},
    ColumnTrait, EntityTrait, QueryFilter,
};

impl Store {
    /// Edits the fields of a case.
    ///
    /// # Errors
    /// NotFound, Stale, not an editor, or problems beside the fields.
    pub async fn edit_case(&self, actor: &Actor, no: CaseNo, version: i32, input: &EditInput) -> Result<()> {
        let tx = self.begin().await?;
        let found = FoundCase::at_version(&tx, actor, no, version).await?;
        found.check_editor(actor)?;
        let mut problems = Problems::default();
        let law = law_typed(&tx, &input.law, &mut problems).await?;
        let section = section_typed(&tx, &input.section, Field::Section, &mut problems).await?;
        let related = related_typed(&tx, &input.related, section.as_ref(), &mut problems).await?;
        let orgs: Vec<OrgId> = section.iter().chain(&related).map(|it| OrgId(it.id)).collect();
        check_own_part(actor, &orgs, &mut problems);
        let typed = Typed { manager: &input.manager, officer: &input.officer, consultants: &input.consultants };
        let people = People::find(&tx, actor, &typed, Some(found.parties.center), &orgs, &mut problems).await?;
        let title = problems.keep(text::line(Field::Title, &input.title));
        let summary = problems.keep(text::optional(Field::Summary, &input.summary, text::PROSE_MAX));
        let in_force = problems.keep(day_or_none(Field::InForceOn, &input.in_force_on));
        let (go_live, held) = (found.row.go_live_on, found.held(&tx).await?);
        let of_law = found.binding(law.as_ref())?;
        let late = in_force.map(|own| {
            let ruling = RulingDays { own, law: of_law };
            late_reason(actor, go_live, ruling, &input.late_reason, &held, self.calendars().of(no.center))
        });
        let late_reason = late.unwrap_or(Ok(None)).unwrap_or_else(|noted| {
            // The day itself stands in another form: what can be mended here is 施行日.
            let here = |field| if field == Field::GoLiveOn { Field::InForceOn } else { field };
            noted.into_iter().for_each(|it| problems.add(here(it.field), it.problem));
            None
        });
        problems.finish()?;
        let (Some(section), Some(title), Some(summary), Some(in_force)) = (section, title, summary, in_force) else {
            return Err(Refusal::Invalid(Vec::new()).into());
        };
        let before = Before::of(&tx, &found).await?;
        let change = case_file::ActiveModel {
            title: Set(title.clone()),
            summary: Set(summary.clone()),
            law_id: Set(law.as_ref().map(|it| it.id)),
            section_org_id: Set(section.id),
            in_force_on: Set(in_force),
            late_reason: Set(late_reason.clone()),
            // What moved in another one is no matter of the case any more.
            law_move: if law.as_ref().map(|it| it.id) == found.row.law_id { NotSet } else { Set(None) },
            ..Default::default()
        };
        let mut after = vec![
            (Field::Title, title),
            (Field::Summary, summary),
            (Field::Law, law.map(|it| it.name).unwrap_or_default()),
            (Field::Section, section.name.clone()),
            (Field::RelatedSections, names(&related)),
            (Field::InForceOn, in_force.map(|it| it.to_string()).unwrap_or_default()),
            (Field::LateReason, late_reason.unwrap_or_default()),
        ];
        after.extend(people.logins());
        let fields = before.edits(after);
        if fields.is_empty() {
            return Ok(());
        }
        found.save(&tx, change).await?;
        save_related(&tx, found.row.id, &related).await?;
        people.save(&tx, found.row.id).await?;
        tx.record(&Event::CaseEdited { fields }, Some(actor), found.place()).await?;
        tx.commit().await
    }
}

async fn save_related(tx: &Tx, case: uuid::Uuid, related: &[organisation::Model]) -> Result<()> {
    case_section::Entity::delete_many().filter(case_section::Column::CaseId.eq(case)).exec(&tx.db).await?;
    for org in related {
        case_section::ActiveModel { case_id: Set(case), org_id: Set(org.id) }.insert(&tx.db).await?;
    }
    Ok(())
}

fn names(orgs: &[organisation::Model]) -> String {
    let mut orgs: Vec<_> = orgs.iter().map(|it| (it.sort, it.name.as_str())).collect();
    orgs.sort_unstable();
    orgs.into_iter().map(|it| it.1).collect::<Vec<_>>().join(" ")
}

/// What the record held, as the history tells it: names as they are now.
struct Before(Vec<(Field, String)>);

impl Before {
    async fn of(tx: &Tx, found: &FoundCase) -> Result<Self> {
        let row = &found.row;
        let law = match row.law_id {
            Some(id) => law_change::Entity::find_by_id(id).one(&tx.db).await?.map(|it| it.name),
            None => None,
        };
        let orgs: Vec<_> = found.parties.related.iter().chain([&found.parties.section]).map(|it| it.0).collect();
        let orgs = organisation::Entity::find().filter(organisation::Column::Id.is_in(orgs)).all(&tx.db).await?;
        let (section, related): (Vec<_>, Vec<_>) = orgs.into_iter().partition(|it| it.id == row.section_org_id);
        let members = case_member::Entity::find().filter(case_member::Column::CaseId.eq(row.id)).all(&tx.db).await?;
        let ids: Vec<_> = members.iter().map(|it| it.user_id).collect();
        let users = user_account::Entity::find().filter(user_account::Column::Id.is_in(ids)).all(&tx.db).await?;
        let in_position = |position: Position| {
            let of_position = members.iter().filter(move |it| it.position == position.as_str());
            let names = of_position.filter_map(|it| users.iter().find(|user| user.id == it.user_id));
            names.map(|it| it.name.as_str()).collect::<Vec<_>>().join(" ")
        };
        Ok(Self(vec![
            (Field::Title, row.title.clone()),
            (Field::Summary, row.summary.clone()),
            (Field::Law, law.unwrap_or_default()),
            (Field::Section, names(&section)),
            (Field::RelatedSections, names(&related)),
            (Field::InForceOn, row.in_force_on.map(|it| it.to_string()).unwrap_or_default()),
            (Field::LateReason, row.late_reason.clone().unwrap_or_default()),
            (Field::Manager, in_position(Position::Manager)),
            (Field::Officer, in_position(Position::Officer)),
            (Field::Consultants, in_position(Position::Consultant)),
        ]))
    }

    fn edits(self, after: Vec<(Field, String)>) -> Vec<Edit> {
        let pairs = self.0.into_iter().zip(after);
        pairs
            .filter(|((_, before), (_, after))| before != after)
            .map(|((field, before), (_, after))| Edit { field, before, after })
            .collect()
    }
}
