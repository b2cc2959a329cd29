//! Systems: added, edited, given to another vendor from a day on.

use super::{account_verbs::edits, check, let_in, organisations::text};
use crate::{
    Noun, Result, Store, StoreError,
    entity::{organisation, system, system_vendor},
    error::OrTaken,
    masters::{add_vendor, org_by_code},
    select::{code, comparable},
    tx::{Place, Tx},
};
use chrono::NaiveDate;
use domain::{
    actor::Actor,
    admin::{SystemInput, VendorInput, check_seen, edits_center},
    event::Event,
    organisation::{CenterCode, OrgKind},
    period::Period,
    refusal::{Field, Problem, Problems, Refusal},
};
use sea_orm::{ActiveModelTrait, ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};
use uuid::Uuid;

/// The vendor that looks after the system on a day: the one new lanes get.
pub(crate) async fn vendor_on(db: &impl ConnectionTrait, system: Uuid, day: NaiveDate) -> Result<Option<Uuid>> {
    let found = system_vendor::Entity::find()
        .filter(system_vendor::Column::SystemId.eq(system))
        .filter(system_vendor::Column::ValidFrom.lte(day))
        .order_by_desc(system_vendor::Column::ValidFrom);
    Ok(found.one(db).await?.and_then(|row| row.vendor_org_id))
}

impl Store {
    /// Adds a system; answers its code.
    ///
    /// # Errors
    /// Not let in, not the actor's to add, problems beside the fields, or the code is taken.
    pub async fn add_system(&self, actor: &Actor, input: &SystemInput) -> Result<String> {
        let_in(actor, Noun::System)?;
        check(super::edits_some(actor))?;
        let mut problems = Problems::default();
        let new = input.new_one(&mut problems);
        let edit = input.edit(&mut problems);
        if new.as_ref().is_some_and(|(_, center)| !edits_center(actor, *center)) {
            problems.add(Field::Center, Problem::NotYours);
        }
        let tx = self.begin().await?;
        let vendor = vendor_typed(&tx, &input.vendor, &mut problems).await?;
        problems.finish()?;
        let (Some((code, center)), Some(edit)) = (new, edit) else { return Err(Refusal::Invalid(Vec::new()).into()) };
        let id = tx.new_id();
        let row = system::ActiveModel {
            id: Set(id),
            code: Set(code.clone()),
            name: Set(edit.name),
            name_en: Set(edit.name_en),
            center: Set(center.to_string()),
            vendor_org_id: Set(vendor.as_ref().map(|it| it.id)),
            revised: Set(edit.revised),
            sort: Set(edit.sort),
            version: Set(1),
            valid_from: Set(edit.valid.from),
            valid_to: Set(edit.valid.to),
        };
        row.insert(&tx.db).await.or_taken(Field::Code)?;
        if let Some(vendor) = vendor {
            add_vendor(&tx, id, Some(vendor.id), edit.valid.from).await?;
        }
        tx.record(&Event::MasterRegistered { code: code.clone() }, Some(actor), Place::default()).await?;
        tx.commit().await?;
        Ok(code)
    }

    /// Edits a system.
    ///
    /// # Errors
    /// NotFound, not the actor's, Stale, problems beside the fields, or the validity loses days and what hangs on the
    /// system was not looked at.
    pub async fn edit_system(&self, actor: &Actor, code: &str, version: i32, input: &SystemInput) -> Result<()> {
        let tx = self.begin().await?;
        let row = found(&tx, actor, code, version).await?;
        let mut problems = Problems::default();
        let edit = input.edit(&mut problems);
        problems.finish()?;
        let Some(edit) = edit else { return Err(Refusal::Invalid(Vec::new()).into()) };
        let fields = edits(&[
            (Field::Label, &row.name, &edit.name),
            (Field::NameEn, &row.name_en, &edit.name_en),
            (Field::Revised, flag(row.revised), flag(edit.revised)),
            (Field::Sort, &row.sort.to_string(), &edit.sort.to_string()),
            (Field::From, &row.valid_from.to_string(), &edit.valid.from.to_string()),
            (Field::To, &text(&row.valid_to), &text(&edit.valid.to)),
        ]);
        if fields.is_empty() {
            return Err(StoreError::field(Field::Label, Problem::Unchanged));
        }
        check_seen(Period::new(row.valid_from, row.valid_to), edit.valid, &input.seen)?;
        let changed = system::ActiveModel {
            name: Set(edit.name),
            name_en: Set(edit.name_en),
            revised: Set(edit.revised),
            sort: Set(edit.sort),
            valid_from: Set(edit.valid.from),
            valid_to: Set(edit.valid.to),
            ..Default::default()
        };
        save(&tx, &row, changed).await?;
        tx.record(&Event::MasterEdited { code: row.code, fields }, Some(actor), Place::default()).await?;
        tx.commit().await
    }

    /// Names another vendor from a day on. Lanes of cases that are under way keep theirs: what was
    /// begun with one vendor is finished with it, unless a person changes the lane.
    ///
    /// # Errors
    /// NotFound, not the actor's, Stale, or problems beside the fields.
    pub async fn change_vendor(&self, actor: &Actor, code: &str, version: i32, input: &VendorInput) -> Result<()> {
        let tx = self.begin().await?;
        let row = found(&tx, actor, code, version).await?;
        let last = system_vendor::Entity::find()
            .filter(system_vendor::Column::SystemId.eq(row.id))
            .order_by_desc(system_vendor::Column::ValidFrom)
            .one(&tx.db)
            .await?;
        let mut problems = Problems::default();
        let vendor = vendor_typed(&tx, &input.vendor, &mut problems).await?;
        let change = match input.read(last.as_ref().map(|it| it.valid_from)) {
            Ok(change) => Some(change),
            Err(Refusal::Invalid(wrong)) => {
                wrong.into_iter().for_each(|it| problems.add(it.field, it.problem));
                None
            }
            Err(refusal) => return Err(refusal.into()),
        };
        let id = vendor.as_ref().map(|it| it.id);
        if last.as_ref().and_then(|it| it.vendor_org_id) == id && input.vendor.trim().is_empty() == id.is_none() {
            problems.add(Field::Vendor, Problem::Unchanged);
        }
        problems.finish()?;
        let Some(change) = change else { return Err(Refusal::Invalid(Vec::new()).into()) };
        let mut changed: system::ActiveModel = Default::default();
        if change.from <= tx.today {
            changed.vendor_org_id = Set(id);
        }
        save(&tx, &row, changed).await?;
        add_vendor(&tx, row.id, id, change.from).await?;
        let event = Event::VendorChanged { system: row.code, vendor: vendor.map(|it| it.code), from: change.from };
        tx.record(&event, Some(actor), Place::default()).await?;
        tx.commit().await
    }
}

/// The system to be changed, at the version that the administrator had before them.
async fn found(tx: &Tx, actor: &Actor, wanted: &str, version: i32) -> Result<system::Model> {
    let_in(actor, Noun::System)?;
    let row = system::Entity::find().filter(system::Column::Code.eq(comparable(wanted))).one(&tx.db).await?;
    let row = row.ok_or(StoreError::NotFound(Noun::System))?;
    check(edits_center(actor, code(CenterCode::parse, &row.center)?))?;
    if row.version == version { Ok(row) } else { Err(StoreError::Stale) }
}

/// Changes the row, if nobody else did.
async fn save(tx: &Tx, row: &system::Model, changed: system::ActiveModel) -> Result<()> {
    let update = system::Entity::update_many()
        .set(system::ActiveModel { version: Set(row.version + 1), ..changed })
        .filter(system::Column::Id.eq(row.id))
        .filter(system::Column::Version.eq(row.version));
    if update.exec(&tx.db).await?.rows_affected == 1 { Ok(()) } else { Err(StoreError::Stale) }
}

/// The vendor that was typed; one that is none, or retired, is no choice.
async fn vendor_typed(tx: &Tx, typed: &str, problems: &mut Problems) -> Result<Option<organisation::Model>> {
    if typed.trim().is_empty() {
        return Ok(None);
    }
    let org = match org_by_code(tx, &comparable(typed.trim()), Field::Vendor).await {
        Err(StoreError::Refused(Refusal::Invalid(wrong))) => {
            wrong.into_iter().for_each(|it| problems.add(it.field, it.problem));
            return Ok(None);
        }
        org => org?,
    };
    if org.kind != OrgKind::Vendor.as_str() || org.valid_to.is_some_and(|to| to < tx.today) {
        problems.add(Field::Vendor, Problem::UnknownChoice);
        return Ok(None);
    }
    Ok(Some(org))
}

const fn flag(value: bool) -> &'static str {
    if value { "true" } else { "" }
}
