//! 今日: what waits for me, what is due, what waits for others, what changed, and my cases.

mod changes;
mod relays;
mod waiting;

use crate::{
    Result, Store,
    cases::{self, reading},
    issues::{again_by_due, first_by_due, open, overdue, row, soon, turns},
    scope::issues_for,
    select::{Reading, all, col, name_in},
};
use chrono::{DateTime, NaiveDate, Utc};
use domain::{
    actor::Actor,
    case::CaseState,
    role::Role,
    view::{Count, IssueRow, TodayView, Watch, looks_for_laws, watch},
};
use sea_orm::{
    ConnectionTrait, ExprTrait, FromQueryResult,
    sea_query::{Condition, Expr, Query, SelectStatement, UnionType},
};
use uuid::Uuid;

/// Rows of each list on the page.
const ROWS: usize = 8;

/// The lists of issues, in the order of the page.
#[derive(Clone, Copy, PartialEq, Eq)]
enum List {
    Mine = 0,
    Soon = 1,
    Overdue = 2,
}

const LISTS: [List; 3] = [List::Mine, List::Soon, List::Overdue];

#[derive(FromQueryResult)]
struct Figure {
    what: i32,
    holder: String,
    org_code: Option<String>,
    org_name: Option<String>,
    number: i64,
    since: Option<NaiveDate>,
    at: Option<DateTime<Utc>>,
    data: Option<String>,
    author: Option<String>,
    author_org: Option<String>,
    issue_key: Option<String>,
    issue_title: Option<String>,
    id: Option<Uuid>,
}

#[derive(FromQueryResult)]
struct Listed {
    list: i32,
}

impl Store {
    /// The first page after signing in.
    ///
    /// # Errors
    /// The database failed.
    pub async fn today_view(&self, actor: &Actor) -> Result<TodayView> {
        let today = self.today();
        let watch = watch(actor);
        let [mine, soon, overdue] = self.lists(actor, watch, today).await?;
        let which = my_cases(actor);
        let figures = all::<Figure>(&self.read, &self.figures(actor, watch, &which, today)).await?;
        let count = |list: List| {
            let number = figures.iter().find(|it| it.what == list as i32).map_or(0, |it| it.number);
            Count::capped(u32::try_from(number).unwrap_or(u32::MAX))
        };
        let (mine_count, soon_count, overdue_count) = (count(List::Mine), count(List::Soon), count(List::Overdue));
        let org = figures.iter().find(|it| it.what == OWN_ORG).and_then(|it| it.org_code.clone());

        let (waiting, waiting_more) = self.waiting(actor, &figures, today)?;
        let (laws, laws_count) = changes::read_laws(&figures);
        let (changes, changes_more) = changes::read_changes(&figures)?;
        let rows = self.read.query_all(&reading::cases_and_lanes(actor, &which, None, today)).await?;
        let cases = self.assemble(&rows, &reading::parts(actor, &which, false, today), today).await?;
        Ok(TodayView {
            today,
            watch,
            org: org.unwrap_or_default(),
            mine,
            mine_count,
            soon,
            soon_count,
            overdue,
            overdue_count,
            waiting,
            waiting_more,
            since: figures.iter().find(|it| it.what == SINCE).and_then(|it| it.at),
            changes,
            changes_more,
            laws,
            laws_count,
            relays: relays::read_relays(&figures, today, &self.calendars())?,
            relays_count: relays::count(&figures),
            cases: cases::sorted(cases.into_iter().map(|it| it.row).collect()),
        })
    }

    /// The first rows of the three lists, in one statement.
    async fn lists(&self, actor: &Actor, watch: Watch, today: NaiveDate) -> Result<[Vec<IssueRow>; 3]> {
        let mut first_rows = LISTS.into_iter().flat_map(|list| {
            let parts = self.conditions(list, actor, watch, today).into_iter();
            parts.map(move |part| {
                let mut ids = row::ids().expr_as(Expr::cust((list as i32).to_string()), "list").cond_where(part).take();
                first_by_due(&mut ids, ROWS as u64);
                Query::select().column(sea_orm::sea_query::Asterisk).from_subquery(ids, "found").take()
            })
        });
        let Some(mut union) = first_rows.next() else { return Ok([const { Vec::new() }; 3]) };
        for rows in first_rows {
            union.union(UnionType::All, rows);
        }
        let mut select = row::rows_of(union, actor, today);
        again_by_due(select.pick("found", &["list"]));
        let mut lists = [Vec::new(), Vec::new(), Vec::new()];
        let calendars = self.calendars();
        for found in self.read.query_all(&select).await? {
            let list = Listed::from_query_result(&found, "")?.list;
            let row = row::Record::from_query_result(&found, "")?.view(actor, today, &calendars)?;
            // Of a list in parts each part brings its first rows.
            let list = usize::try_from(list).ok().and_then(|it| lists.get_mut(it));
            if let Some(list) = list.filter(|it| it.len() < ROWS) {
                list.push(row);
            }
        }
        Ok(lists)
    }

    /// What is in a list, in parts that have no issue in common.
    fn conditions(&self, list: List, actor: &Actor, watch: Watch, today: NaiveDate) -> Vec<Condition> {
        let watched = match watch {
            Watch::Everything => Condition::all(),
            Watch::OwnOrg => Condition::all().add(col("issue", "org_id").eq(actor.org.0)),
        };
        let parts = match list {
            List::Mine => turns(actor).into_iter().map(|it| Condition::all().add(open()).add(it)).collect(),
            List::Soon => vec![soon(today, &self.calendars()).add(watched)],
            List::Overdue => vec![overdue(today).add(watched)],
        };
        parts.into_iter().map(|part| Condition::all().add(issues_for(actor)).add(part)).collect()
    }

    /// What changed, the groups that wait for others and the counts of the lists, in one statement.
    /// What changed comes first: its columns tell PostgreSQL the types of those that others leave empty.
    fn figures(&self, actor: &Actor, watch: Watch, which: &Condition, today: NaiveDate) -> SelectStatement {
        let nothing = || ["NULL"; 7].map(Expr::cust);
        let mut select = changes::changes(actor, which);
        select.union(UnionType::All, waiting::waiting_groups(actor, watch));
        select.union(UnionType::All, changes::since(actor));
        if let Some(relays) = relays::relays(actor) {
            select.union(UnionType::All, relays);
        }
        if looks_for_laws(actor) {
            select.union(UnionType::All, changes::unanswered(today));
        }
        for list in LISTS {
            let parts = self.conditions(list, actor, watch, today).into_iter();
            let mut parts =
                parts.map(|part| Query::select().expr(Expr::cust("1")).from("issue").cond_where(part).take());
            let Some(mut found) = parts.next() else { continue };
            for part in parts {
                found.union(UnionType::All, part);
            }
            found.limit(u64::from(Count::CAP) + 1);
            let count = Query::select()
                .expr(Expr::cust((list as i32).to_string()))
                .expr(Expr::cust("''"))
                .expr(Expr::cust("NULL"))
                .expr(Expr::cust("NULL"))
                .expr(Expr::cust("COUNT(*)"))
                .expr(Expr::cust("NULL"))
                .exprs(nothing())
                .from_subquery(found, "found")
                .take();
            select.union(UnionType::All, count);
        }
        let own = Query::select()
            .expr(Expr::cust(OWN_ORG.to_string()))
            .expr(Expr::cust("''"))
            .expr(col("o", "code"))
            .expr(col("o", name_in(actor.language)))
            .expr(Expr::cust("1"))
            .expr(Expr::cust("NULL"))
            .exprs(nothing())
            .from_as("organisation", "o")
            .and_where(col("o", "id").eq(actor.org.0))
            .take();
        select.union(UnionType::All, own).take()
    }
}

const WAITING: i32 = 10;
const OWN_ORG: i32 = 11;
const CHANGED: i32 = 12;
const SINCE: i32 = 13;
const UNANSWERED: i32 = 14;
const RELAYED: i32 = 15;

/// Live cases: a section's own and those it is related to, for others all they may know of.
fn my_cases(actor: &Actor) -> Condition {
    let live = [CaseState::Draft, CaseState::Planned, CaseState::Active, CaseState::OnHold].map(CaseState::as_str);
    let live = Condition::all().add(col("c", "state").is_in(live));
    match actor.role {
        Role::SectionOfficer | Role::SectionApprover => {
            let related = Query::select()
                .column("case_id")
                .from("case_section")
                .and_where(Expr::col("org_id").eq(actor.org.0))
                .take();
            live.add(
                Condition::any()
                    .add(col("c", "section_org_id").eq(actor.org.0))
                    .add(col("c", "id").in_subquery(related)),
            )
        }
        _ => live,
    }
}
