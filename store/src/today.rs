//! 今日: what waits for me, what is due, what waits for others, and my cases.

use crate::{
    Result, Store,
    cases::{self, reading},
    issues::{held_by_someone, mine, open, overdue, row, soon},
    scope::issues_for,
    select::{Reading, all, code, col, name_in},
};
use chrono::NaiveDate;
use domain::{
    actor::Actor,
    case::CaseState,
    issue::Holder,
    organisation::Side,
    role::Role,
    view::{Count, IssueRow, Named, TodayView, Waiting, Watch, watch},
};
use sea_orm::{
    ConnectionTrait, ExprTrait, FromQueryResult,
    sea_query::{Condition, Expr, Order, Query, SelectStatement, UnionType},
};
use std::cmp::Reverse;

/// Rows of each list on the page.
const ROWS: u64 = 8;

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
        let figures = all::<Figure>(&self.read, &self.figures(actor, watch, today)).await?;
        let count = |list: List| {
            let number = figures.iter().find(|it| it.what == list as i32).map_or(0, |it| it.number);
            Count::capped(u32::try_from(number).unwrap_or(u32::MAX))
        };
        let (mine_count, soon_count, overdue_count) = (count(List::Mine), count(List::Soon), count(List::Overdue));
        let org = figures.iter().find(|it| it.what == OWN_ORG).and_then(|it| it.org_code.clone());

        let which = my_cases(actor);
        let rows = self.read.query_all(&reading::cases_and_lanes(actor, &which, None, today)).await?;
        let cases = self.assemble(&rows, &reading::parts(actor, &which, false), today).await?;
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
            waiting: self.waiting(actor, &figures, today)?,
            cases: cases::sorted(cases.into_iter().map(|it| it.row).collect()),
        })
    }

    /// The first rows of the three lists, in one statement.
    async fn lists(&self, actor: &Actor, watch: Watch, today: NaiveDate) -> Result<[Vec<IssueRow>; 3]> {
        let first_rows = |list: List| {
            let ids = row::ids()
                .expr_as(Expr::cust((list as i32).to_string()), "list")
                .cond_where(self.condition(list, actor, watch, today))
                .order_by(("issue", "due_key"), Order::Asc)
                .order_by(("issue", "id"), Order::Asc)
                .limit(ROWS)
                .take();
            Query::select().column(sea_orm::sea_query::Asterisk).from_subquery(ids, "found").take()
        };
        let union = first_rows(List::Mine)
            .union(UnionType::All, first_rows(List::Soon))
            .union(UnionType::All, first_rows(List::Overdue))
            .take();
        let mut select = row::rows_of(union, actor);
        select
            .pick("found", &["list"])
            .order_by(("issue", "due_key"), Order::Asc)
            .order_by(("issue", "id"), Order::Asc);
        let mut lists = [Vec::new(), Vec::new(), Vec::new()];
        let calendars = self.calendars();
        for found in self.read.query_all(&select).await? {
            let list = Listed::from_query_result(&found, "")?.list;
            let row = row::Record::from_query_result(&found, "")?.view(actor, today, &calendars)?;
            if let Some(list) = usize::try_from(list).ok().and_then(|it| lists.get_mut(it)) {
                list.push(row);
            }
        }
        Ok(lists)
    }

    /// What is in a list.
    fn condition(&self, list: List, actor: &Actor, watch: Watch, today: NaiveDate) -> Condition {
        let watched = match watch {
            Watch::Everything => Condition::all(),
            Watch::OwnOrg => Condition::all().add(col("issue", "org_id").eq(actor.org.0)),
        };
        let of_list = match list {
            List::Mine => Condition::all().add(open()).add(mine(actor)),
            List::Soon => soon(today, &self.calendars()).add(watched),
            List::Overdue => overdue(today).add(watched),
        };
        Condition::all().add(issues_for(actor)).add(of_list)
    }

    /// The counts of the lists and the groups that wait for others, in one statement.
    fn figures(&self, actor: &Actor, watch: Watch, today: NaiveDate) -> SelectStatement {
        let mut select = waiting_groups(actor, watch);
        for list in LISTS {
            let found = Query::select()
                .expr(Expr::cust("1"))
                .from("issue")
                .cond_where(self.condition(list, actor, watch, today))
                .limit(u64::from(Count::CAP) + 1)
                .take();
            let count = Query::select()
                .expr(Expr::cust((list as i32).to_string()))
                .expr(Expr::cust("''"))
                .expr(Expr::cust("NULL"))
                .expr(Expr::cust("NULL"))
                .expr(Expr::cust("COUNT(*)"))
                .expr(Expr::cust("NULL"))
                .from_subquery(found, "found")
                .take();
            select.union(UnionType::All, count);
        }
        let own = Query::select()
            .expr(Expr::cust(OWN_ORG.to_string()))
            .expr(Expr::cust("''"))
            .expr(col("o", "code"))
            .expr(col("o", "name"))
            .expr(Expr::cust("1"))
            .expr(Expr::cust("NULL"))
            .from_as("organisation", "o")
            .and_where(col("o", "id").eq(actor.org.0))
            .take();
        select.union(UnionType::All, own).take()
    }

    /// Groups go over the centers: their days are counted by the asker's own calendar.
    fn waiting(&self, actor: &Actor, figures: &[Figure], today: NaiveDate) -> Result<Vec<Waiting>> {
        let calendars = self.calendars();
        let calendar = calendars.of_some(actor.center);
        let mut groups = Vec::new();
        for figure in figures.iter().filter(|it| it.what == WAITING) {
            let side = match code(Holder::parse, &figure.holder)? {
                Holder::City => Some(Side::City),
                Holder::Center => Some(Side::Center),
                Holder::Vendor => Some(Side::Vendor),
                Holder::Nation | Holder::Nobody => None,
            };
            let org = figure.org_code.clone().zip(figure.org_name.clone());
            groups.push(Waiting {
                side,
                org: org.map(|(code, name)| Named { code, name }),
                count: u32::try_from(figure.number).unwrap_or(u32::MAX),
                longest_days: figure.since.map_or(0, |since| Ord::max(calendar.between(since, today), 0)),
            });
        }
        groups.sort_by_key(|group| Reverse((group.longest_days, group.count)));
        Ok(groups)
    }
}

const WAITING: i32 = 10;
const OWN_ORG: i32 = 11;

/// Open issues whose ball another organisation has, or 国等, by that organisation.
fn waiting_groups(actor: &Actor, watch: Watch) -> SelectStatement {
    let with_others =
        Condition::any().add(col("issue", "ball_org_id").is_null()).add(col("issue", "ball_org_id").ne(actor.org.0));
    let party = match watch {
        Watch::Everything => Condition::all(),
        // As a `CASE`, so that SQLite reads one index that has all of it, not the rows of two.
        Watch::OwnOrg => {
            let party = col("issue", "raised_org_id").eq(actor.org.0).or(col("issue", "org_id").eq(actor.org.0));
            let party = Expr::case(party, Expr::cust("1")).finally(Expr::cust("0"));
            Condition::all().add(party.eq(Expr::cust("1")))
        }
    };
    let groups = Query::select()
        .pick("issue", &["ball_holder", "ball_org_id"])
        .expr_as(Expr::cust("COUNT(*)"), "number")
        .expr_as(col("issue", "ball_since").min(), "since")
        .from("issue")
        .cond_where(issues_for(actor))
        .and_where(open())
        .and_where(held_by_someone())
        .cond_where(with_others)
        .cond_where(party)
        .add_group_by([col("issue", "ball_holder"), col("issue", "ball_org_id")])
        .take();
    Query::select()
        .expr_as(Expr::cust(WAITING.to_string()), "what")
        .pick_as("g", "ball_holder", "holder")
        .pick_as("o", "code", "org_code")
        .pick_as("o", name_in(actor.language), "org_name")
        .pick("g", &["number", "since"])
        .from_subquery(groups, "g")
        .left("organisation", "o", ("g", "ball_org_id"))
        .take()
}

/// Live cases: a section's own and those it is related to, for others all they may know of.
fn my_cases(actor: &Actor) -> Condition {
    let live = [CaseState::Planned, CaseState::Active, CaseState::OnHold].map(CaseState::as_str);
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
