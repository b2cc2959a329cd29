//! Masters: organisations, systems, 制度改正. Registered where nobody is signed in yet, by the
//! command line and the demo loader.

use crate::{
    Result, Store, StoreError,
    entity::{law_change, organisation, system, system_vendor},
    error::OrTaken,
    tx::{Place, Tx},
};
use chrono::NaiveDate;
use domain::{
    event::Event,
    ids::{LawId, OrgId, SystemId},
    law::{LawKind, LawState},
    organisation::{CenterCode, OrgKind},
    refusal::{Field, Problem},
    text,
};
use sea_orm::{ActiveModelTrait, ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter};
use uuid::Uuid;

/// A new organisation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewOrganisation {
    /// Its code, e.g. `KYUYO`.
    pub code: String,
    /// What it is to the contract.
    pub kind: OrgKind,
    /// Name in Japanese.
    pub name: String,
    /// Name in English; the Japanese one when empty.
    pub name_en: String,
    /// 局, for a section.
    pub bureau: Option<String>,
    /// Which center, for a center.
    pub center: Option<CenterCode>,
    /// Its place in lists.
    pub sort: i32,
    /// First day; the day of registration when `None`.
    pub valid_from: Option<NaiveDate>,
}

/// A new system.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewSystem {
    /// Its code, e.g. `JINKYU`.
    pub code: String,
    /// Name in Japanese.
    pub name: String,
    /// Name in English; the Japanese one when empty.
    pub name_en: String,
    /// The center that looks after it.
    pub center: CenterCode,
    /// Code of its vendor.
    pub vendor: Option<String>,
    /// Target of revisions, or partner only.
    pub revised: bool,
    /// Its place in lists.
    pub sort: i32,
}

/// A new 制度改正.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewLaw {
    /// Its code, e.g. `L19`.
    pub code: String,
    /// 名称.
    pub name: String,
    /// 区分.
    pub kind: LawKind,
    /// 法令番号.
    pub number: Option<String>,
    /// 公布日.
    pub promulgated_on: Option<NaiveDate>,
    /// 施行日.
    pub in_force_on: Option<NaiveDate>,
    /// 適用日.
    pub applies_from: Option<NaiveDate>,
    /// 遡及.
    pub retroactive: bool,
    /// 所管府省.
    pub ministry: Option<String>,
    /// 出典.
    pub source: Option<String>,
    /// 状態.
    pub state: LawState,
    /// 概要.
    pub summary: String,
}

impl Store {
    /// Registers an organisation.
    ///
    /// # Errors
    /// It has no code or no name, or the code is taken.
    pub async fn register_organisation(&self, new: &NewOrganisation) -> Result<OrgId> {
        let tx = self.begin().await?;
        let id = insert_organisation(&tx, new).await?;
        tx.commit().await?;
        Ok(OrgId(id))
    }

    /// Registers a system.
    ///
    /// # Errors
    /// The code is taken, or there is no such vendor.
    pub async fn register_system(&self, new: &NewSystem) -> Result<SystemId> {
        let tx = self.begin().await?;
        let vendor = match &new.vendor {
            Some(code) => Some(org_by_code(&tx, code, Field::Org).await?.id),
            None => None,
        };
        let id = tx.new_id();
        let row = system::ActiveModel {
            id: Set(id),
            code: Set(new.code.clone()),
            name: Set(new.name.clone()),
            name_en: Set(english(&new.name_en, &new.name)),
            center: Set(new.center.to_string()),
            vendor_org_id: Set(vendor),
            revised: Set(new.revised),
            sort: Set(new.sort),
            version: Set(1),
            valid_from: Set(tx.today),
            valid_to: Set(None),
        };
        row.insert(&tx.db).await.or_taken(Field::System)?;
        if vendor.is_some() {
            add_vendor(&tx, id, vendor, tx.today).await?;
        }
        tx.record(&Event::MasterRegistered { code: new.code.clone() }, None, Place::default()).await?;
        tx.commit().await?;
        Ok(SystemId(id))
    }

    /// Registers a 制度改正.
    ///
    /// # Errors
    /// The code is taken.
    pub async fn register_law(&self, new: &NewLaw) -> Result<LawId> {
        let tx = self.begin().await?;
        let id = tx.new_id();
        let row = law_change::ActiveModel {
            id: Set(id),
            code: Set(new.code.clone()),
            name: Set(new.name.clone()),
            kind: Set(new.kind.to_string()),
            number: Set(new.number.clone()),
            promulgated_on: Set(new.promulgated_on),
            in_force_on: Set(new.in_force_on),
            applies_from: Set(new.applies_from),
            retroactive: Set(new.retroactive),
            ministry: Set(new.ministry.clone()),
            source: Set(new.source.clone()),
            state: Set(new.state.to_string()),
            summary: Set(new.summary.clone()),
            version: Set(1),
            created_at: Set(tx.now),
            updated_at: Set(tx.now),
        };
        row.insert(&tx.db).await.or_taken(Field::Name)?;
        let place = Place { law: Some(id), ..Place::default() };
        tx.record(&Event::LawRegistered { name: new.name.clone() }, None, place).await?;
        tx.commit().await?;
        Ok(LawId(id))
    }
}

/// An organisation, in the transaction of whatever needs it.
pub(crate) async fn insert_organisation(tx: &Tx, new: &NewOrganisation) -> Result<Uuid> {
    let code = text::line(Field::Code, &new.code)?;
    let name = text::line(Field::Label, &new.name)?;
    let id = tx.new_id();
    let row = organisation::ActiveModel {
        id: Set(id),
        code: Set(code.clone()),
        kind: Set(new.kind.to_string()),
        name_en: Set(english(&new.name_en, &name)),
        name: Set(name),
        bureau: Set(new.bureau.clone()),
        center: Set(new.center.map(|it| it.to_string())),
        sort: Set(new.sort),
        valid_from: Set(new.valid_from.unwrap_or(tx.today)),
        valid_to: Set(None),
        version: Set(1),
        sign_in_from: Set(None),
    };
    row.insert(&tx.db).await.or_taken(Field::Org)?;
    tx.record(&Event::MasterRegistered { code }, None, Place::default()).await?;
    Ok(id)
}

/// A vendor looks after a system from that day on.
pub(crate) async fn add_vendor(tx: &Tx, system: Uuid, vendor: Option<Uuid>, from: NaiveDate) -> Result<()> {
    let row = system_vendor::ActiveModel {
        id: Set(tx.new_id()),
        system_id: Set(system),
        vendor_org_id: Set(vendor),
        valid_from: Set(from),
    };
    row.insert(&tx.db).await.or_taken(Field::From)?;
    Ok(())
}

fn english(name_en: &str, name: &str) -> String {
    if name_en.trim().is_empty() { name.to_owned() } else { name_en.to_owned() }
}

/// Whether an organisation is there on a day.
pub(crate) fn valid_on(org: &organisation::Model, day: NaiveDate) -> bool {
    org.valid_from <= day && org.valid_to.is_none_or(|to| to >= day)
}

/// The organisation with that code, or a problem beside `field`.
pub(crate) async fn org_by_code(tx: &Tx, code: &str, field: Field) -> Result<organisation::Model> {
    let found = organisation::Entity::find().filter(organisation::Column::Code.eq(code)).one(&tx.db);
    found.await?.ok_or_else(|| StoreError::field(field, Problem::UnknownChoice))
}

/// The id of the 制度改正 with that code, or a problem beside 案件.
pub(crate) async fn law_by_code(tx: &Tx, code: &str) -> Result<Uuid> {
    let found = law_change::Entity::find().filter(law_change::Column::Code.eq(code)).one(&tx.db);
    found.await?.map(|law| law.id).ok_or_else(|| StoreError::field(Field::Case, Problem::UnknownChoice))
}
