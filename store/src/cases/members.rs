//! The people of a case: 業務管理者, 業務所管課 担当, コンサルタント.

use crate::entity::case_member;
use crate::{Result, people::person_known_to, tx::Tx};
use domain::view::Position;
use domain::{
    actor::Actor,
    ids::OrgId,
    organisation::{CenterCode, Side},
    refusal::{Field, Problem, Problems},
    role::Role,
};
use sea_orm::{ActiveModelTrait, ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter};
use uuid::Uuid;

/// ログインID as typed.
pub(super) struct Typed<'a> {
    pub manager: &'a str,
    pub officer: &'a str,
    pub consultants: &'a [String],
}

/// The people, found and fit for their part.
#[derive(Debug, Default)]
pub(super) struct People {
    pub manager: Option<Actor>,
    pub officer: Option<Actor>,
    pub consultants: Vec<Actor>,
}

impl People {
    /// Finds them; who does not fit is noted beside the field.
    pub async fn find(
        tx: &Tx,
        actor: &Actor,
        typed: &Typed<'_>,
        center: Option<CenterCode>,
        sections: &[OrgId],
        problems: &mut Problems,
    ) -> Result<Self> {
        let manager = one(tx, actor, typed.manager, Field::Manager, problems).await?.filter(|person| {
            let is_manager = person.role == Role::OperationsManager;
            let fits = is_manager && center.is_none_or(|center| person.center == Some(center));
            if !fits {
                let problem = if is_manager { Problem::OtherCenter } else { Problem::UnknownChoice };
                problems.add(Field::Manager, problem);
            }
            fits
        });
        let officer = one(tx, actor, typed.officer, Field::Officer, problems).await?.filter(|person| {
            let fits = person.side() == Side::City && (sections.is_empty() || sections.contains(&person.org));
            if !fits {
                problems.add(Field::Officer, Problem::NotInOrganisation);
            }
            fits
        });
        let mut consultants: Vec<Actor> = Vec::new();
        for login in typed.consultants {
            let person = one(tx, actor, login, Field::Consultants, problems).await?;
            match person {
                Some(person) if person.role != Role::Consultant => {
                    problems.add(Field::Consultants, Problem::UnknownChoice);
                }
                Some(person) if consultants.iter().all(|it| it.user != person.user) => consultants.push(person),
                _ => {}
            }
        }
        Ok(Self { manager, officer, consultants })
    }

    /// ログインID in the order of the positions, to tell what changed.
    pub fn logins(&self) -> [(Field, String); 3] {
        let login = |person: &Option<Actor>| person.as_ref().map(|it| it.name.clone()).unwrap_or_default();
        let consultants: Vec<_> = self.consultants.iter().map(|it| it.name.as_str()).collect();
        [
            (Field::Manager, login(&self.manager)),
            (Field::Officer, login(&self.officer)),
            (Field::Consultants, consultants.join(" ")),
        ]
    }

    /// Makes them the people of the case, in place of those who were.
    pub async fn save(&self, tx: &Tx, case: Uuid) -> Result<()> {
        case_member::Entity::delete_many().filter(case_member::Column::CaseId.eq(case)).exec(&tx.db).await?;
        let manager = self.manager.iter().map(|it| (it, Position::Manager));
        let officer = self.officer.iter().map(|it| (it, Position::Officer));
        let consultants = self.consultants.iter().map(|it| (it, Position::Consultant));
        for (person, position) in manager.chain(officer).chain(consultants) {
            let row = case_member::ActiveModel {
                case_id: Set(case),
                user_id: Set(person.user.0),
                position: Set(position.to_string()),
            };
            row.insert(&tx.db).await?;
        }
        Ok(())
    }
}

async fn one(tx: &Tx, actor: &Actor, login: &str, field: Field, problems: &mut Problems) -> Result<Option<Actor>> {
    let login = login.trim();
    if login.is_empty() {
        return Ok(None);
    }
    let person = person_known_to(&tx.db, actor, login, tx.today).await?;
    if person.is_none() {
        problems.add(field, Problem::UnknownChoice);
    }
    Ok(person)
}
