//! What the rules ask about a 課題 beside its own row, in one statement: every verb begins with it, inside its
//! transaction, where on SQLite all others wait.

use crate::{
    Result, StoreError,
    audience::{Party, audience, consultants_of, vendors_of},
    entity::issue,
    select::{Reading, all, code, col},
};
use domain::{
    ids::OrgId,
    organisation::{OrgKind, Side},
    visibility::CaseAudience,
};
use sea_orm::{
    ConnectionTrait, DbErr, ExprTrait, FromQueryResult,
    sea_query::{Expr, Query, SelectStatement, UnionType},
};
use uuid::Uuid;

/// The case of a 課題, and the side of its 担当組織.
pub(super) struct Around {
    pub section: OrgId,
    pub center_org: OrgId,
    pub org_side: Option<Side>,
    pub audience: CaseAudience,
}

/// One fact: whose id, the code that belongs to it, and a second id.
#[derive(Debug, FromQueryResult)]
struct Fact {
    what: String,
    id: Uuid,
    code: Option<String>,
    second: Option<Uuid>,
}

impl Around {
    /// Of a row that was read.
    pub async fn of(db: &impl ConnectionTrait, row: &issue::Model) -> Result<Self> {
        let mut select = case_of(row.case_id);
        select.union(UnionType::All, bare(vendors_of(row.case_id)));
        select.union(UnionType::All, bare(consultants_of(row.case_id)));
        if let Some(org) = row.org_id {
            select.union(UnionType::All, kind_of(org));
        }
        let (mut case, mut org_side, mut parties) = (None, None, Vec::new());
        for Fact { what, id, code: text, second } in all::<Fact>(db, &select).await? {
            match (what.as_str(), text, second) {
                ("case", Some(center), Some(center_org)) => case = Some((OrgId(id), center, OrgId(center_org))),
                ("org", Some(kind), _) => org_side = Some(code(OrgKind::parse, &kind)?.side()),
                _ => parties.push(Party { what, id }),
            }
        }
        let Some((section, center, center_org)) = case.filter(|_| org_side.is_some() == row.org_id.is_some()) else {
            return Err(StoreError::Broken(DbErr::Type("a 課題 without its case or its organisation".to_owned())));
        };
        Ok(Self { section, center_org, org_side, audience: audience(&center, parties)? })
    }
}

/// First, so that the types of its columns are those of all.
fn case_of(case: Uuid) -> SelectStatement {
    Query::select()
        .expr_as(Expr::val("case"), "what")
        .pick_as("case_file", "section_org_id", "id")
        .pick_as("case_file", "center", "code")
        .pick_as("case_file", "center_org_id", "second")
        .from("case_file")
        .and_where(col("case_file", "id").eq(case))
        .take()
}

fn kind_of(org: Uuid) -> SelectStatement {
    let mut select = Query::select();
    select
        .expr_as(Expr::val("org"), "what")
        .pick("organisation", &["id"])
        .pick_as("organisation", "kind", "code")
        .expr_as(Expr::cust("NULL"), "second")
        .from("organisation")
        .and_where(col("organisation", "id").eq(org));
    select
}

/// With nothing in the columns that only others have.
fn bare(mut select: SelectStatement) -> SelectStatement {
    select.expr_as(Expr::cust("NULL"), "code").expr_as(Expr::cust("NULL"), "second");
    select
}
