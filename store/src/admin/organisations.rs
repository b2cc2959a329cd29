//! Organisations: read, added, edited. One that is retired is offered no more and stays in history.

use super::{account_verbs::edits, check, let_in};
use crate::{
    Noun, Result, Store, StoreError,
    entity::organisation,
    error::OrTaken,
    select::{code, comparable},
    tx::{Place, Tx},
};
use domain::{
    actor::Actor,
    admin::{OrgInput, check_seen, edits_all, edits_center, validity},
    event::{Edit, Event},
    network::networks,
    organisation::{CenterCode, OrgKind},
    period::Period,
    refusal::{Field, Problem, Problems, Refusal},
    view::admin::{OrgList, OrgRow},
};
use sea_orm::{ActiveModelTrait, ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};

/// All organisations, in their order.
pub(super) async fn organisations(db: &impl ConnectionTrait, actor: &Actor) -> Result<Vec<OrgRow>> {
    let rows = organisation::Entity::find()
        .order_by_asc(organisation::Column::Sort)
        .order_by_asc(organisation::Column::Code)
        .all(db)
        .await?;
    rows.into_iter().map(|row| view(row, actor)).collect()
}

fn view(row: organisation::Model, actor: &Actor) -> Result<OrgRow> {
    let center = row.center.as_deref().map(|it| code(CenterCode::parse, it)).transpose()?;
    Ok(OrgRow {
        kind: code(OrgKind::parse, &row.kind)?,
        may_edit: edits_all(actor) || center.is_some_and(|it| edits_center(actor, it)),
        center,
        valid: Period::new(row.valid_from, row.valid_to),
        code: row.code,
        name: row.name,
        name_en: row.name_en,
        bureau: row.bureau,
        sort: row.sort,
        sign_in_from: row.sign_in_from.unwrap_or_default(),
        version: row.version,
    })
}

impl Store {
    /// The organisations.
    ///
    /// # Errors
    /// Not let in.
    pub async fn org_list(&self, actor: &Actor) -> Result<OrgList> {
        let_in(actor, Noun::Organisation)?;
        let rows = organisations(&self.read, actor).await?;
        Ok(OrgList { today: self.today(), rows, may_add: edits_all(actor), ending: None })
    }

    /// One organisation, as a list of one. `typed`: the first and the last day of a validity; when days are lost in
    /// it, with what hangs on the organisation.
    ///
    /// # Errors
    /// Not let in, or there is none with that code.
    pub async fn org_page(&self, actor: &Actor, code: &str, typed: Option<[&str; 2]>) -> Result<OrgList> {
        let_in(actor, Noun::Organisation)?;
        let row = organisation::Entity::find().filter(organisation::Column::Code.eq(comparable(code)));
        let row = row.one(&self.read).await?.ok_or(StoreError::NotFound(Noun::Organisation))?;
        let shown = view(row.clone(), actor)?;
        let typed = typed.and_then(|[from, to]| validity(&mut Problems::default(), from, to));
        let ending = match typed.filter(|valid| shown.may_edit && valid.narrows(shown.valid)) {
            Some(valid) => Some(self.org_ending(actor, &row, valid).await?),
            None => None,
        };
        Ok(OrgList { today: self.today(), rows: vec![shown], may_add: edits_all(actor), ending })
    }

    /// Adds an organisation; answers its code.
    ///
    /// # Errors
    /// Not let in, not the actor's to add, problems beside the fields, or the code is taken.
    pub async fn add_organisation(&self, actor: &Actor, input: &OrgInput) -> Result<String> {
        let_in(actor, Noun::Organisation)?;
        check(edits_all(actor))?;
        let mut problems = Problems::default();
        let new = input.new_one(&mut problems);
        let edit = input.edit(&mut problems);
        problems.finish()?;
        let (Some((code, kind)), Some(edit)) = (new, edit) else { return Err(Refusal::Invalid(Vec::new()).into()) };
        let tx = self.begin().await?;
        let row = organisation::ActiveModel {
            id: Set(tx.new_id()),
            code: Set(code.clone()),
            kind: Set(kind.to_string()),
            name: Set(edit.name),
            name_en: Set(edit.name_en),
            bureau: Set(edit.bureau),
            center: Set(None),
            sort: Set(edit.sort),
            valid_from: Set(edit.valid.from),
            valid_to: Set(edit.valid.to),
            version: Set(1),
            sign_in_from: Set(None),
        };
        row.insert(&tx.db).await.or_taken(Field::Code)?;
        tx.record(&Event::MasterRegistered { code: code.clone() }, Some(actor), Place::default()).await?;
        tx.commit().await?;
        Ok(code)
    }

    /// Edits an organisation.
    ///
    /// # Errors
    /// NotFound, not the actor's, Stale, problems beside the fields, or the validity loses days and what hangs on the
    /// organisation was not looked at.
    pub async fn edit_organisation(&self, actor: &Actor, code: &str, version: i32, input: &OrgInput) -> Result<()> {
        let_in(actor, Noun::Organisation)?;
        let tx = self.begin().await?;
        let (row, before) = at_version(&tx, actor, code, version).await?;
        let mut problems = Problems::default();
        let edit = input.edit(&mut problems);
        problems.finish()?;
        let Some(edit) = edit else { return Err(Refusal::Invalid(Vec::new()).into()) };
        let fields = edits(&[
            (Field::Label, &before.name, &edit.name),
            (Field::NameEn, &before.name_en, &edit.name_en),
            (Field::Bureau, &text(&before.bureau), &text(&edit.bureau)),
            (Field::Sort, &before.sort.to_string(), &edit.sort.to_string()),
            (Field::From, &before.valid.from.to_string(), &edit.valid.from.to_string()),
            (Field::To, &text(&before.valid.to), &text(&edit.valid.to)),
        ]);
        if fields.is_empty() {
            return Err(StoreError::field(Field::Label, Problem::Unchanged));
        }
        check_seen(before.valid, edit.valid, &input.seen)?;
        let changed = organisation::ActiveModel {
            name: Set(edit.name),
            name_en: Set(edit.name_en),
            bureau: Set(edit.bureau),
            sort: Set(edit.sort),
            valid_from: Set(edit.valid.from),
            valid_to: Set(edit.valid.to),
            ..Default::default()
        };
        save(tx, actor, row, changed, fields).await
    }
}

impl Store {
    /// Sets the networks from which the people of an organisation sign in; none: from everywhere. Who belongs to it
    /// does not lock themselves out.
    ///
    /// # Errors
    /// NotFound, not the actor's, Stale, or problems beside the field.
    pub async fn set_sign_in_from(&self, actor: &Actor, code: &str, version: i32, typed: &str) -> Result<()> {
        let_in(actor, Noun::Organisation)?;
        let tx = self.begin().await?;
        let (row, before) = at_version(&tx, actor, code, version).await?;
        let problem = |problem| StoreError::field(Field::SignInFrom, problem);
        let networks = networks(typed).ok_or(problem(Problem::NoNetwork))?;
        let inside = |address| networks.iter().any(|it| it.holds(address));
        if let Some(address) = actor.origin.address
            && row.id == actor.org.0
            && !networks.is_empty()
            && !inside(address)
        {
            return Err(problem(Problem::WithoutYours { address: address.to_string() }));
        }
        let kept = networks.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ");
        let fields = edits(&[(Field::SignInFrom, &before.sign_in_from, &kept)]);
        if fields.is_empty() {
            return Err(problem(Problem::Unchanged));
        }
        let changed = organisation::ActiveModel {
            sign_in_from: Set(Some(kept).filter(|it| !it.is_empty())),
            ..Default::default()
        };
        save(tx, actor, row, changed, fields).await
    }
}

/// An organisation to be changed, from the version that the administrator had before them.
async fn at_version(tx: &Tx, actor: &Actor, code: &str, version: i32) -> Result<(organisation::Model, OrgRow)> {
    let row = organisation::Entity::find().filter(organisation::Column::Code.eq(comparable(code))).one(&tx.db);
    let row = row.await?.ok_or(StoreError::NotFound(Noun::Organisation))?;
    let before = view(row.clone(), actor)?;
    check(before.may_edit)?;
    if before.version == version { Ok((row, before)) } else { Err(StoreError::Stale) }
}

/// Changes the row, if nobody else did, with its event.
async fn save(
    tx: Tx,
    actor: &Actor,
    row: organisation::Model,
    changed: organisation::ActiveModel,
    fields: Vec<Edit>,
) -> Result<()> {
    let changed = organisation::ActiveModel { version: Set(row.version + 1), ..changed };
    let update = organisation::Entity::update_many()
        .set(changed)
        .filter(organisation::Column::Id.eq(row.id))
        .filter(organisation::Column::Version.eq(row.version));
    if update.exec(&tx.db).await?.rows_affected != 1 {
        return Err(StoreError::Stale);
    }
    tx.record(&Event::MasterEdited { code: row.code, fields }, Some(actor), Place::default()).await?;
    tx.commit().await
}

/// What may be absent, as text for the history.
pub(super) fn text(value: &Option<impl ToString>) -> String {
    value.as_ref().map(ToString::to_string).unwrap_or_default()
}
