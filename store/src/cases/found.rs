//! A case between row and rule.

use super::standing::binding_day;
use crate::{
    Noun, Result, StoreError,
    entity::{case_file, case_section, law_change, stage_record},
    scope::case_for,
    select::code,
    tx::{Place, Tx},
};
use chrono::NaiveDate;
use domain::{
    actor::Actor,
    case::CaseState,
    date::instant::jst_day,
    ids::OrgId,
    key::CaseNo,
    organisation::CenterCode,
    planning::{CaseParties, HeldDates, RulingDays, may_edit_case},
    policy::Action,
    refusal::Refusal,
};
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter};

/// A case that the actor may know of, as a row and as the rules see it.
pub(super) struct FoundCase {
    pub row: case_file::Model,
    pub parties: CaseParties,
}

/// The row of a case; `actor` is `None` for imports.
pub(crate) async fn find_case(tx: &Tx, actor: Option<&Actor>, no: CaseNo) -> Result<case_file::Model> {
    match actor {
        Some(actor) => case_for(&tx.db, actor, no).await,
        None => {
            let case = case_file::Entity::find().filter(case_file::Column::No.eq(no.to_string())).one(&tx.db);
            case.await?.ok_or(StoreError::NotFound(Noun::Case))
        }
    }
}

impl FoundCase {
    /// The case, or NotFound.
    pub async fn of(tx: &Tx, actor: Option<&Actor>, no: CaseNo) -> Result<Self> {
        let row = find_case(tx, actor, no).await?;
        let related = case_section::Entity::find().filter(case_section::Column::CaseId.eq(row.id)).all(&tx.db).await?;
        let parties = CaseParties {
            center: code(CenterCode::parse, &row.center)?,
            section: OrgId(row.section_org_id),
            related: related.into_iter().map(|it| OrgId(it.org_id)).collect(),
            state: code(CaseState::parse, &row.state)?,
        };
        Ok(Self { row, parties })
    }

    /// The same, changed from the version that the person had before them.
    pub async fn at_version(tx: &Tx, actor: &Actor, no: CaseNo, version: i32) -> Result<Self> {
        let found = Self::of(tx, Some(actor), no).await?;
        if found.row.version == version { Ok(found) } else { Err(StoreError::Stale) }
    }

    /// Where its events happen.
    pub fn place(&self) -> Place {
        Place { case: Some(self.row.id), center: Some(self.parties.center), ..Place::default() }
    }

    /// Where it happens what only the vendor of one lane may know of. A lane without a vendor is no vendor's: then it
    /// is the center's own matter.
    pub fn place_of(&self, vendor: Option<uuid::Uuid>) -> Place {
        Place { vendor: Some(vendor.unwrap_or(self.row.center_org_id)), ..self.place() }
    }

    /// The days that late ones are judged by.
    pub async fn held(&self, tx: &Tx) -> Result<HeldDates> {
        let law = match self.row.law_id {
            Some(id) => law_change::Entity::find_by_id(id).one(&tx.db).await?,
            None => None,
        };
        Ok(HeldDates {
            go_live: self.row.go_live_on,
            ruling: RulingDays { own: self.row.in_force_on, law: self.binding(law.as_ref())? },
            late_reason: self.row.late_reason.clone(),
        })
    }

    /// 施行日 of that 制度改正, as far as it binds the case.
    pub fn binding(&self, law: Option<&law_change::Model>) -> Result<Option<NaiveDate>> {
        law.map_or(Ok(None), |law| binding_day(law.in_force_on, Some(&law.state), jst_day(self.row.created_at)))
    }

    /// Changes the row, if nobody else did.
    pub async fn save(&self, tx: &Tx, change: case_file::ActiveModel) -> Result<()> {
        let row = case_file::ActiveModel { updated_at: Set(tx.now), version: Set(self.row.version + 1), ..change };
        let update = case_file::Entity::update_many()
            .set(row)
            .filter(case_file::Column::Id.eq(self.row.id))
            .filter(case_file::Column::Version.eq(self.row.version));
        if update.exec(&tx.db).await?.rows_affected == 1 { Ok(()) } else { Err(StoreError::Stale) }
    }

    /// Refuses who may not edit it.
    pub fn check_editor(&self, actor: &Actor) -> Result<()> {
        if may_edit_case(actor, &self.parties) { Ok(()) } else { Err(Refusal::NotAllowed(Action::CreateCase).into()) }
    }

    /// Its 工程.
    pub async fn stages(&self, tx: &Tx) -> Result<Vec<stage_record::Model>> {
        let all = stage_record::Entity::find().filter(stage_record::Column::CaseId.eq(self.row.id));
        Ok(all.all(&tx.db).await?)
    }
}
