//! Pages of a sorted list: from a mark on, forward or backward, never by offset.

use crate::select::{Reading, col};
use chrono::{DateTime, NaiveDate, SecondsFormat, Utc};
use domain::filter::{IssueFilter, Mark, PAGE_SIZE, Position, SortKey};
use domain::ids::IssueId;
use sea_orm::{
    ExprTrait,
    sea_query::{Expr, Order, SelectStatement, SimpleExpr},
};
use uuid::Uuid;

/// What a page is sorted by, in the limited select.
const SORT_KEY: &str = "sort_key";

/// How a list is walked.
pub(super) struct Walk {
    column: &'static str,
    /// The order of the rows as people see them.
    order: Order,
    /// Rows are fetched against that order and turned round.
    backward: bool,
    /// The sort key and id of the mark to start from.
    from: Option<(Expr, Uuid)>,
}

impl Walk {
    /// The walk that the filter asks for. A mark that does not fit the sort key is passed over.
    pub fn of(filter: &IssueFilter) -> Self {
        let sort = filter.sort_key();
        let newest_first = matches!(sort, SortKey::Updated | SortKey::Raised);
        let order = if newest_first != filter.reversed { Order::Desc } else { Order::Asc };
        let mark = match &filter.position {
            Position::After(mark) | Position::Before(mark) => value(sort, &mark.key).map(|key| (key, mark.id.0)),
            Position::First | Position::Last => None,
        };
        let backward = match filter.position {
            Position::Before(_) => mark.is_some(),
            Position::Last => true,
            Position::First | Position::After(_) => false,
        };
        Self { column: column(sort), order, backward, from: mark }
    }

    /// Takes one row more than a page, to know whether there is another page; with the sort key, for [`Self::sort`].
    pub fn limit(&self, select: &mut SelectStatement) {
        let order = self.fetched();
        if let Some((key, id)) = &self.from {
            let here = Expr::tuple([col("issue", self.column), col("issue", "id")]);
            let mark = Expr::tuple([key.clone(), SimpleExpr::from(*id)]);
            select.and_where(if order == Order::Asc { here.gt(mark) } else { here.lt(mark) });
        }
        first_by(select, self.column, order, PAGE_SIZE + 1);
    }

    /// Repeats the order outside of the limited select `found`, whose own is lost in joins.
    pub fn sort(&self, select: &mut SelectStatement) {
        again(select, self.fetched());
    }

    fn fetched(&self) -> Order {
        match (&self.order, self.backward) {
            (Order::Asc, false) | (Order::Desc, true) => Order::Asc,
            _ => Order::Desc,
        }
    }

    /// The page from the rows that were fetched, and the query strings of its neighbours.
    pub fn page<T>(
        &self,
        filter: &IssueFilter,
        mut rows: Vec<T>,
        mark: impl Fn(&T) -> Mark,
    ) -> (Vec<T>, Option<String>, Option<String>) {
        let size = usize::try_from(PAGE_SIZE).unwrap_or(usize::MAX);
        let more = rows.len() > size;
        rows.truncate(size);
        if self.backward {
            rows.reverse();
        }
        let starts_at_mark = self.from.is_some();
        let (has_previous, has_next) = if self.backward { (more, starts_at_mark) } else { (starts_at_mark, more) };
        let link = |position| filter.at(position).to_query();
        let previous =
            has_previous.then(|| link(rows.first().map_or(Position::Last, |row| Position::Before(mark(row)))));
        let next = has_next.then(|| link(rows.last().map_or(Position::First, |row| Position::After(mark(row)))));
        (rows, previous, next)
    }
}

const fn column(sort: SortKey) -> &'static str {
    match sort {
        SortKey::Due => "due_key",
        SortKey::Updated => "updated_at",
        SortKey::Raised => "raised_on",
        SortKey::Severity => "severity_rank",
        SortKey::Priority => "priority_rank",
    }
}

/// The text of a mark as a value of the column.
fn value(sort: SortKey, text: &str) -> Option<Expr> {
    match sort {
        SortKey::Due | SortKey::Raised => text.parse::<NaiveDate>().ok().map(Expr::value),
        SortKey::Updated => text.parse::<DateTime<Utc>>().ok().map(Expr::value),
        SortKey::Severity | SortKey::Priority => text.parse::<i32>().ok().map(Expr::value),
    }
}

/// Limits a select of issues to the first ones by 期限.
pub(crate) fn first_by_due(select: &mut SelectStatement, number: u64) {
    first_by(select, column(SortKey::Due), Order::Asc, number);
}

/// Repeats that order outside of the limited select `found`.
pub(crate) fn again_by_due(select: &mut SelectStatement) {
    again(select, Order::Asc);
}

fn first_by(select: &mut SelectStatement, column: &'static str, order: Order, number: u64) {
    select
        .pick_as("issue", column, SORT_KEY)
        .order_by(("issue", column), order.clone())
        .order_by(("issue", "id"), order)
        .limit(number);
}

/// By the columns of `found`: by those of `issue` SQLite may walk the index of all issues and look each up among the
/// few (100 ms instead of 1 ms of 100,000, in a database without statistics).
fn again(select: &mut SelectStatement, order: Order) {
    select.order_by(("found", SORT_KEY), order.clone()).order_by(("found", "id"), order);
}

/// The sort keys of a row.
pub(crate) struct Keys {
    pub id: Uuid,
    pub due_key: NaiveDate,
    pub updated_at: DateTime<Utc>,
    pub raised_on: NaiveDate,
    pub severity_rank: i32,
    pub priority_rank: i32,
}

impl Keys {
    /// The mark of a row in a list sorted so.
    pub fn mark(&self, sort: SortKey) -> Mark {
        let key = match sort {
            SortKey::Due => self.due_key.to_string(),
            SortKey::Updated => self.updated_at.to_rfc3339_opts(SecondsFormat::Millis, true),
            SortKey::Raised => self.raised_on.to_string(),
            SortKey::Severity => self.severity_rank.to_string(),
            SortKey::Priority => self.priority_rank.to_string(),
        };
        Mark { key, id: IssueId(self.id) }
    }
}
