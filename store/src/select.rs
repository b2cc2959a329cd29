//! Reading with joins: short names for what every select here does.

use crate::{Result, StoreError};
use chrono::NaiveDate;
use domain::language::Language;
use sea_orm::{
    ConnectionTrait, DbErr, ExprTrait, FromQueryResult,
    sea_query::{Condition, Expr, JoinType, SelectStatement},
};

/// A column of a table or of its alias.
pub(crate) fn col(table: &'static str, column: &'static str) -> Expr {
    Expr::col((table, column))
}

/// A text that was typed, to compare a column with: PostgreSQL takes no NUL, and no text of ours holds one.
pub(crate) fn comparable(typed: &str) -> String {
    typed.replace('\0', "\u{FFFD}")
}

/// The column with a name in that language.
pub(crate) const fn name_in(language: Language) -> &'static str {
    match language {
        Language::Ja => "name",
        Language::En => "name_en",
    }
}

/// Rows of masters that are offered on a day: those retired stay in history only.
pub(crate) fn offered_on(alias: &'static str, day: NaiveDate) -> Condition {
    Condition::all()
        .add(col(alias, "valid_from").lte(day))
        .add(col(alias, "valid_to").is_null().or(col(alias, "valid_to").gte(day)))
}

/// What a select of joined rows is made of.
pub(crate) trait Reading {
    /// Columns under their own names.
    fn pick(&mut self, table: &'static str, columns: &[&'static str]) -> &mut Self;
    /// One column under another name.
    fn pick_as(&mut self, table: &'static str, column: &'static str, name: &'static str) -> &mut Self;
    /// The row of `table` whose id `column` names, if it names one.
    fn left(&mut self, table: &'static str, alias: &'static str, column: (&'static str, &'static str)) -> &mut Self;
    /// The row of `table` whose id `column` names.
    fn inner(&mut self, table: &'static str, alias: &'static str, column: (&'static str, &'static str)) -> &mut Self;
}

impl Reading for SelectStatement {
    fn pick(&mut self, table: &'static str, columns: &[&'static str]) -> &mut Self {
        for column in columns {
            self.expr_as(col(table, column), *column);
        }
        self
    }

    fn pick_as(&mut self, table: &'static str, column: &'static str, name: &'static str) -> &mut Self {
        self.expr_as(col(table, column), name)
    }

    fn left(&mut self, table: &'static str, alias: &'static str, column: (&'static str, &'static str)) -> &mut Self {
        self.join_as(JoinType::LeftJoin, table, alias, col(alias, "id").equals(column))
    }

    fn inner(&mut self, table: &'static str, alias: &'static str, column: (&'static str, &'static str)) -> &mut Self {
        self.join_as(JoinType::InnerJoin, table, alias, col(alias, "id").equals(column))
    }
}

/// All rows of a select.
pub(crate) async fn all<T: FromQueryResult>(db: &impl ConnectionTrait, select: &SelectStatement) -> Result<Vec<T>> {
    let rows = db.query_all(select).await?;
    Ok(rows.iter().map(|row| T::from_query_result(row, "")).collect::<std::result::Result<_, DbErr>>()?)
}

/// The first row of a select.
pub(crate) async fn first<T: FromQueryResult>(
    db: &impl ConnectionTrait,
    select: &SelectStatement,
) -> Result<Option<T>> {
    let row = db.query_one(select).await?;
    Ok(row.map(|row| T::from_query_result(&row, "")).transpose()?)
}

/// Reads a code; one that this release does not know is a broken database.
pub(crate) fn code<T>(parse: fn(&str) -> Option<T>, text: &str) -> Result<T> {
    parse(text).ok_or_else(|| StoreError::Broken(DbErr::Type(format!("unknown code {text:?}"))))
}
