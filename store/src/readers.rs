//! 「なぜ見える／見えない」: the rule asked of everybody, as far as the asker may know of them.

use crate::{
    Noun, Result, Store, StoreError,
    audience::case_audience,
    people::{Person, people},
    scope::{case_for, issue_for, people_for},
    select::{Reading, all, code, col, first, name_in},
};
use domain::{
    actor::Actor,
    ids::OrgId,
    key::{CaseNo, IssueKey},
    view::{Asked, PersonChoice, ReadIssue, Readers, ReadersPage},
    visibility::{CaseAudience, RecordAudience, Scope, Sight, case_sight, may_ask_why, record_sight},
};
use sea_orm::{
    ExprTrait, FromQueryResult,
    sea_query::{Expr, JoinType, Query},
};
use uuid::Uuid;

/// A person with a role today.
#[derive(FromQueryResult)]
struct Known {
    #[sea_orm(nested)]
    person: Person,
    /// Whether the asker may know of them.
    known: i32,
}

impl Store {
    /// Who reads a 課題, and why. `login`: whom the asker chose.
    ///
    /// # Errors
    /// NotFound, also for those who may not ask.
    pub async fn issue_readers(&self, actor: &Actor, key: IssueKey, login: Option<&str>) -> Result<ReadersPage> {
        if !may_ask_why(actor) {
            return Err(StoreError::NotFound(Noun::Issue));
        }
        let row = issue_for(&self.read, actor, key).await?;
        let about = About::of(self, actor, row.case_id, row.lane_id).await?;
        let audience = RecordAudience {
            case: case_audience(&self.read, row.case_id, &about.center).await?,
            vendor: row.vendor_org_id.map(OrgId),
            scope: code(Scope::parse, &row.scope)?,
        };
        let issue = ReadIssue { key, title: row.title, scope: audience.scope, system: about.system };
        let groups = self.readers(actor, login, &|it| record_sight(it, &audience)).await?;
        Ok(groups.page(key.case, about.title, Some(issue)))
    }

    /// Who knows of a 案件, and why. `login`: whom the asker chose.
    ///
    /// # Errors
    /// NotFound, also for those who may not ask.
    pub async fn case_readers(&self, actor: &Actor, no: CaseNo, login: Option<&str>) -> Result<ReadersPage> {
        if !may_ask_why(actor) {
            return Err(StoreError::NotFound(Noun::Case));
        }
        let case = case_for(&self.read, actor, no).await?;
        let audience: CaseAudience = case_audience(&self.read, case.id, &case.center).await?;
        let groups = self.readers(actor, login, &|it| case_sight(it, &audience)).await?;
        Ok(groups.page(no, case.title, None))
    }

    async fn readers(
        &self,
        actor: &Actor,
        login: Option<&str>,
        rule: &(dyn Fn(&Actor) -> Sight + Sync),
    ) -> Result<Everybody> {
        let known = Expr::case(people_for(actor), Expr::cust("1")).finally(Expr::cust("0"));
        let mut everybody = all::<Known>(&self.read, people(self.today()).expr_as(known, "known")).await?;
        everybody.dedup_by_key(|it| it.person.user_id);
        let mut all = Everybody { asked: login.map(|_| Asked::NoSuchPerson), ..Everybody::default() };
        for Known { person, known } in everybody {
            let one = person.as_actor()?;
            all.add(actor, &person, &one, rule(&one), known == 1, login);
        }
        Ok(all)
    }
}

/// What was found out about everybody.
#[derive(Default)]
struct Everybody {
    groups: Vec<Readers>,
    people: Vec<PersonChoice>,
    asked: Option<Asked>,
}

impl Everybody {
    fn add(&mut self, asker: &Actor, person: &Person, one: &Actor, sight: Sight, known: bool, login: Option<&str>) {
        let org = person.org_name_in(asker.language).to_owned();
        let (role, center) = (one.role, one.center);
        if known {
            if login == Some(person.login.as_str()) {
                self.asked = Some(Asked::Person { name: person.name.clone(), org: org.clone(), role, sight });
            }
            self.people.push(person.choice(asker.language));
        }
        let name = known.then(|| person.name.clone());
        let same = |it: &&mut Readers| it.org == org && (it.role, it.center, it.sight) == (role, center, sight);
        match self.groups.iter_mut().find(same) {
            Some(group) => group.names.extend(name),
            None => self.groups.push(Readers { org, role, center, sight, names: name.into_iter().collect() }),
        }
    }

    fn page(self, no: CaseNo, case_title: String, issue: Option<ReadIssue>) -> ReadersPage {
        ReadersPage { no, case_title, issue, groups: self.groups, people: self.people, asked: self.asked }
    }
}

/// What a 課題 belongs to.
#[derive(FromQueryResult)]
struct About {
    center: String,
    title: String,
    system: Option<String>,
}

impl About {
    async fn of(store: &Store, actor: &Actor, case: Uuid, lane: Option<Uuid>) -> Result<Self> {
        let select = Query::select()
            .pick("c", &["center", "title"])
            .pick_as("s", name_in(actor.language), "system")
            .from_as("case_file", "c")
            .join_as(JoinType::LeftJoin, "lane", "l", col("l", "id").eq(lane))
            .left("system", "s", ("l", "system_id"))
            .and_where(col("c", "id").eq(case))
            .take();
        first::<Self>(&store.read, &select).await?.ok_or(StoreError::NotFound(Noun::Case))
    }
}
