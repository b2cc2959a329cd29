//! How many 課題 of a case are open, written down as it changes: a 案件一覧 adds up a few rows instead of counting
//! what years have left open (docs/decisions/0020).
//!
//! A row has the columns by which `scope.rs` asks who may know of an issue, so that the same condition finds the rows
//! that count for somebody.

use crate::{Result, entity::issue_tally as row, tx::Tx};
use domain::issue::{Issue, Severity};
use sea_orm::{
    ActiveValue::Set,
    EntityTrait, Iterable,
    sea_query::{Expr, OnConflict},
};
use std::collections::{BTreeMap, btree_map::Entry};
use uuid::Uuid;

/// Case, 公開範囲 and vendor.
type Key = (Uuid, &'static str, Uuid);

/// What one issue is counted for.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Share {
    key: Key,
    center: &'static str,
    /// Open; open and blocking a gate; open and grave.
    numbers: [i32; 3],
}

impl Share {
    /// Of an issue of a case.
    pub fn of(issue: &Issue, case: Uuid) -> Self {
        let open = issue.state.is_open();
        let numbers = [open, open && issue.blocks_gate, open && issue.severity == Severity::High].map(i32::from);
        let vendor = issue.audience.vendor.map_or_else(Uuid::nil, |it| it.0);
        Self { key: (case, issue.scope().as_str(), vendor), center: issue.audience.case.center.as_str(), numbers }
    }

    /// The same, no longer counted.
    pub fn gone(self) -> Self {
        Self { numbers: self.numbers.map(|it| -it), ..self }
    }
}

/// What is to be added, one row per key and always in the same order.
#[derive(Debug, Default)]
pub(crate) struct Tally(BTreeMap<Key, Share>);

impl Tally {
    /// Counts it too.
    pub fn add(&mut self, share: Share) {
        match self.0.entry(share.key) {
            Entry::Vacant(new) => {
                new.insert(share);
            }
            Entry::Occupied(known) => {
                let pairs = known.into_mut().numbers.iter_mut().zip(share.numbers);
                pairs.for_each(|(number, more)| *number += more);
            }
        }
    }

    /// Adds it to what is written down.
    pub async fn write(self, tx: &Tx) -> Result<()> {
        for Share { key: (case, scope, vendor), center, numbers: [open, blocking, severe] } in self.0.into_values() {
            if [open, blocking, severe] == [0; 3] {
                continue;
            }
            let share = row::ActiveModel {
                case_id: Set(case),
                scope: Set(scope.to_owned()),
                vendor_org_id: Set(vendor),
                center: Set(center.to_owned()),
                open_issues: Set(open),
                blocking_open: Set(blocking),
                severe_open: Set(severe),
            };
            let added = |column: &str| Expr::cust(format!("issue_tally.{column} + excluded.{column}"));
            let more = OnConflict::columns(row::PrimaryKey::iter())
                .value(row::Column::OpenIssues, added("open_issues"))
                .value(row::Column::BlockingOpen, added("blocking_open"))
                .value(row::Column::SevereOpen, added("severe_open"))
                .to_owned();
            row::Entity::insert(share).on_conflict(more).exec_without_returning(&tx.db).await?;
        }
        Ok(())
    }
}
