//! 案件番号: given inside the transaction that opens the case.

use crate::{
    Result, StoreError,
    entity::{case_file, organisation},
    select::code,
    tx::Tx,
};
use chrono::NaiveDate;
use domain::{
    calendar::fiscal_year,
    key::CaseNo,
    organisation::{CenterCode, OrgKind},
    refusal::{Field, Problem},
};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect, sea_query::LockType};

/// Waits for everybody who gives out a number: the rows of the centers stay locked until the end of the transaction,
/// though not for those who only refer to them. SQLite has one writer at a time anyway.
pub(crate) async fn in_turn(tx: &Tx) -> Result<()> {
    let centers = organisation::Entity::find()
        .filter(organisation::Column::Kind.eq(OrgKind::Center.as_str()))
        .order_by_asc(organisation::Column::Code)
        .lock(LockType::NoKeyUpdate);
    centers.all(&tx.db).await?;
    Ok(())
}

/// The next number of the center in the 年度 in which the case starts. No number is used twice: cases never go.
pub(super) async fn next_number(tx: &Tx, center: CenterCode, start: NaiveDate) -> Result<CaseNo> {
    in_turn(tx).await?;
    let year = fiscal_year(start);
    let given = case_file::Entity::find()
        .filter(case_file::Column::Center.eq(center.as_str()))
        .filter(case_file::Column::FiscalYear.eq(year));
    let mut last = 0;
    for case in given.all(&tx.db).await? {
        last = last.max(code(CaseNo::parse, &case.no)?.number);
    }
    let out_of_range = || StoreError::field(Field::StartOn, Problem::UnknownChoice);
    let fiscal_year = u16::try_from(year).map_err(|_| out_of_range())?;
    Ok(CaseNo { center, fiscal_year, number: last.checked_add(1).ok_or_else(out_of_range)? })
}
