//! Systems, read: with their vendors over time, and the lanes that a change of vendor would concern.

use super::{counted, edits_some, let_in};
use crate::{
    Noun, Result, Store, StoreError,
    cases::is_live,
    entity::system,
    scope::cases_as,
    select::{Reading, all, code, col, name_in},
};
use chrono::NaiveDate;
use domain::{
    actor::Actor,
    admin::{edits_center, validity},
    key::CaseNo,
    organisation::{CenterCode, OrgKind},
    period::Period,
    refusal::Problems,
    view::{
        Named,
        admin::{LaneOfSystem, SystemList, SystemPage, SystemRow, VendorTerm},
    },
};
use sea_orm::{
    EntityTrait, ExprTrait, FromQueryResult, QueryOrder,
    sea_query::{Expr, Order, Query, SelectStatement},
};
use uuid::Uuid;

/// An organisation that can be a vendor (`system_id` null), or the vendor of a system from a day on.
#[derive(FromQueryResult)]
struct VendorRow {
    system_id: Option<Uuid>,
    valid_from: Option<NaiveDate>,
    code: Option<String>,
    name: Option<String>,
    retired: bool,
}

impl Store {
    /// The systems.
    ///
    /// # Errors
    /// Not let in.
    pub async fn system_list(&self, actor: &Actor) -> Result<SystemList> {
        let_in(actor, Noun::System)?;
        let (rows, vendors) = self.systems(actor).await?;
        let centers = CenterCode::ALL.iter().copied().filter(|center| edits_center(actor, *center)).collect();
        Ok(SystemList { today: self.today(), rows, centers, vendors })
    }

    /// One system, with the lanes of live cases: a change of vendor leaves them as they are. `typed`: the first and the
    /// last day of a validity; when days are lost in it, with what else hangs on the system.
    ///
    /// # Errors
    /// Not let in, or there is none with that code.
    pub async fn system_page(&self, actor: &Actor, wanted: &str, typed: Option<[&str; 2]>) -> Result<SystemPage> {
        let_in(actor, Noun::System)?;
        let (rows, vendors) = self.systems(actor).await?;
        let row = rows.into_iter().find(|row| row.code == wanted).ok_or(StoreError::NotFound(Noun::System))?;
        let (lanes, hidden_lanes) = self.lanes_of_system(actor, wanted).await?;
        let typed = typed.and_then(|[from, to]| validity(&mut Problems::default(), from, to));
        let ending = match typed.filter(|valid| row.may_edit && valid.narrows(row.valid)) {
            Some(valid) => Some(self.system_ending(actor, &row.code, valid).await?),
            None => None,
        };
        Ok(SystemPage { today: self.today(), row, vendors, lanes, hidden_lanes, ending })
    }

    async fn systems(&self, actor: &Actor) -> Result<(Vec<SystemRow>, Vec<Named>)> {
        let systems = system::Entity::find()
            .order_by_asc(system::Column::Sort)
            .order_by_asc(system::Column::Code)
            .all(&self.read)
            .await?;
        let found = all::<VendorRow>(&self.read, &vendors(actor, self.today())).await?;
        let mut rows = Vec::new();
        for system in systems {
            let center = code(CenterCode::parse, &system.center)?;
            rows.push(SystemRow {
                center,
                vendors: terms(&found, system.id),
                valid: Period::new(system.valid_from, system.valid_to),
                code: system.code,
                name: system.name,
                name_en: system.name_en,
                revised: system.revised,
                sort: system.sort,
                version: system.version,
                may_edit: edits_some(actor) && edits_center(actor, center),
            });
        }
        let offered = found.iter().filter(|it| it.system_id.is_none() && !it.retired).filter_map(VendorRow::named);
        Ok((rows, offered.collect()))
    }

    async fn lanes_of_system(&self, actor: &Actor, system: &str) -> Result<(Vec<LaneOfSystem>, u32)> {
        #[derive(FromQueryResult)]
        struct Row {
            no: String,
            title: String,
            vendor: Option<String>,
            known: i32,
        }
        let select = Query::select()
            .pick("c", &["no", "title"])
            .pick_as("v", name_in(actor.language), "vendor")
            .expr_as(Expr::case(cases_as(actor, "c"), Expr::cust("1")).finally(Expr::cust("0")), "known")
            .from_as("lane", "l")
            .inner("case_file", "c", ("l", "case_id"))
            .inner("system", "s", ("l", "system_id"))
            .left("organisation", "v", ("l", "vendor_org_id"))
            .and_where(col("s", "code").eq(system))
            .and_where(is_live("c"))
            .order_by(("c", "no"), Order::Asc)
            .take();
        let rows = all::<Row>(&self.read, &select).await?;
        let hidden = rows.iter().filter(|row| row.known == 0).count();
        let lanes = rows
            .into_iter()
            .filter(|row| row.known != 0)
            .map(|row| Ok(LaneOfSystem { no: code(CaseNo::parse, &row.no)?, title: row.title, vendor: row.vendor }));
        Ok((lanes.collect::<Result<_>>()?, counted(i64::try_from(hidden).unwrap_or(i64::MAX))))
    }
}

/// The vendors of all systems over time, and the organisations that can be one, in one statement.
fn vendors(actor: &Actor, today: NaiveDate) -> SelectStatement {
    let name = name_in(actor.language);
    let retired = || {
        let over = col("o", "valid_to").is_not_null().and(col("o", "valid_to").lt(today));
        Expr::case(over, Expr::cust("TRUE")).finally(Expr::cust("FALSE"))
    };
    let offered = Query::select()
        .expr(Expr::cust("NULL"))
        .expr(Expr::cust("NULL"))
        .expr(col("o", "code"))
        .expr(col("o", name))
        .expr(retired())
        .from_as("organisation", "o")
        .and_where(col("o", "kind").eq(OrgKind::Vendor.as_str()))
        .take();
    Query::select()
        .pick("sv", &["system_id", "valid_from"])
        .pick_as("o", "code", "code")
        .pick_as("o", name, "name")
        .expr_as(retired(), "retired")
        .from_as("system_vendor", "sv")
        .left("organisation", "o", ("sv", "vendor_org_id"))
        .union(sea_orm::sea_query::UnionType::All, offered)
        .take()
}

/// Each vendor until the day before the next one begins; the latest first.
fn terms(found: &[VendorRow], system: Uuid) -> Vec<VendorTerm> {
    let mut of_system: Vec<_> = found.iter().filter(|it| it.system_id == Some(system)).collect();
    of_system.sort_by_key(|it| std::cmp::Reverse(it.valid_from));
    let mut next: Option<NaiveDate> = None;
    let mut terms = Vec::new();
    for row in of_system {
        let Some(from) = row.valid_from else { continue };
        terms.push(VendorTerm { vendor: row.named(), period: Period::new(from, next.and_then(|day| day.pred_opt())) });
        next = Some(from);
    }
    terms
}

impl VendorRow {
    fn named(&self) -> Option<Named> {
        Some(Named { code: self.code.clone()?, name: self.name.clone()? })
    }
}
