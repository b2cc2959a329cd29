//! What the forms of a case offer: 制度改正, sections and systems in one statement, people in another.

use crate::{
    Result, Store,
    people::people_known_to,
    select::{Reading, all, code, col, name_in, offered_on},
};
use chrono::NaiveDate;
use domain::{
    actor::Actor,
    law::{code_order, may_see_laws},
    organisation::{CenterCode, OrgKind, Side},
    role::Role,
    view::{CaseChoices, LawChoice, Named, SystemChoice},
};
use sea_orm::{
    ExprTrait, FromQueryResult,
    sea_query::{Condition, Expr, Query, SelectStatement, UnionType},
};
use std::cmp::Reverse;

#[derive(FromQueryResult)]
struct Row {
    what: String,
    code: String,
    name: String,
    center: Option<String>,
    day: Option<NaiveDate>,
    sort: i32,
}

impl Store {
    /// Everything that a form of a case offers this person.
    pub(super) async fn case_choices(&self, actor: &Actor) -> Result<CaseChoices> {
        let today = self.today();
        let mut select = sections(actor, today);
        select.union(UnionType::All, systems(actor, today));
        // Who opens cases sees them; who looks through the eyes of such a person need not.
        if may_see_laws(actor) {
            select.union(UnionType::All, laws());
        }
        let mut rows = all::<Row>(&self.read, &select).await?;
        rows.sort_by(|a, b| (a.sort, &a.code).cmp(&(b.sort, &b.code)));
        let mut choices = CaseChoices::default();
        for row in rows {
            let Row { code: key, name, center, day, .. } = row;
            match row.what.as_str() {
                "section" => choices.sections.push(Named { code: key, name }),
                "system" => {
                    let center = code(CenterCode::parse, center.as_deref().unwrap_or_default())?;
                    if actor.center.is_none_or(|own| own == center) {
                        choices.systems.push(SystemChoice { code: key, name, center });
                    }
                }
                _ => choices.laws.push(LawChoice { code: key, name, in_force_on: day }),
            }
        }
        choices
            .laws
            .sort_by_key(|law| (law.in_force_on.is_some(), Reverse(law.in_force_on), Reverse(code_order(&law.code))));
        for person in people_known_to(&self.read, actor, today).await? {
            let role = code(Role::parse, &person.role)?;
            let choice = person.choice(actor.language);
            match role {
                Role::OperationsManager => choices.managers.push(choice),
                Role::Consultant => choices.consultants.push(choice),
                Role::ContractSection => {}
                _ if role.side() == Side::City => choices.officers.push(choice),
                _ => {}
            }
        }
        Ok(choices)
    }
}

fn sections(actor: &Actor, today: NaiveDate) -> SelectStatement {
    let valid = Condition::all()
        .add(col("o", "valid_from").lte(today))
        .add(col("o", "valid_to").is_null().or(col("o", "valid_to").gte(today)));
    Query::select()
        .expr_as(Expr::cust("'section'"), "what")
        .pick("o", &["code"])
        .pick_as("o", name_in(actor.language), "name")
        .pick_as("o", "center", "center")
        .pick_as("o", "valid_to", "day")
        .pick("o", &["sort"])
        .from_as("organisation", "o")
        .and_where(col("o", "kind").eq(OrgKind::Business.as_str()))
        .cond_where(valid)
        .take()
}

fn systems(actor: &Actor, today: NaiveDate) -> SelectStatement {
    Query::select()
        .expr(Expr::cust("'system'"))
        .expr(col("s", "code"))
        .expr(col("s", name_in(actor.language)))
        .expr(col("s", "center"))
        .expr(Expr::cust("NULL"))
        .expr(col("s", "sort"))
        .from_as("system", "s")
        .and_where(col("s", "revised").eq(true))
        .cond_where(offered_on("s", today))
        .take()
}

fn laws() -> SelectStatement {
    Query::select()
        .expr(Expr::cust("'law'"))
        .expr(col("law", "code"))
        .expr(col("law", "name"))
        .expr(Expr::cust("NULL"))
        .expr(col("law", "in_force_on"))
        .expr(Expr::cust("0"))
        .from_as("law_change", "law")
        .take()
}
