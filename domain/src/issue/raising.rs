//! 起票: two required fields (案件, 件名); the rest when it is needed.

use super::{Category, Priority, Severity};
use crate::{
    actor::Actor,
    policy::{Action, Level, may},
    refusal::{Field, Problem, Problems, Refusal},
    stage::Stage,
    text,
    visibility::{Scope, may_write},
};
use serde::{Deserialize, Serialize};

/// The fields of the form, as typed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct DraftInput {
    /// 件名.
    pub title: String,
    /// 内容.
    pub body: String,
    /// 影響.
    pub impact: String,
    /// 分類; その他 when empty.
    pub category: String,
    /// 重要度; 中 when empty.
    pub severity: String,
    /// 優先度; 中 when empty.
    pub priority: String,
    /// 工程; none when empty.
    pub stage: String,
    /// 公開範囲; the widest the person may write when empty.
    pub scope: String,
    /// A checked box sends something.
    pub blocks_gate: String,
}

/// Fields that hold together and that the actor may write.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Draft {
    /// 件名.
    pub title: String,
    /// 内容.
    pub body: String,
    /// 影響.
    pub impact: String,
    /// 分類.
    pub category: Category,
    /// 重要度.
    pub severity: Severity,
    /// 優先度.
    pub priority: Priority,
    /// 工程.
    pub stage: Option<Stage>,
    /// 公開範囲.
    pub scope: Scope,
    /// Keeps the gate of its stage shut.
    pub blocks_gate: bool,
}

impl Draft {
    /// The 公開範囲 in which this role may raise a 課題, the usual one first.
    pub fn scopes(actor: &Actor) -> Vec<Scope> {
        let may_raise = |scope: &Scope| {
            let row = if *scope == Scope::Center { Action::InternalTask } else { Action::EditIssue };
            may(actor.role, row).allows(Level::Edit) && may_write(actor, *scope)
        };
        Scope::ALL.iter().copied().filter(may_raise).collect()
    }

    /// Reads the form of a new 課題.
    ///
    /// # Errors
    /// The role may raise none at all, or problems beside the fields.
    pub fn read(actor: &Actor, input: &DraftInput) -> Result<Self, Refusal> {
        let scopes = Self::scopes(actor);
        let Some(usual) = scopes.first().copied() else { return Err(Refusal::NotAllowed(Action::EditIssue)) };
        let mut problems = Problems::default();
        let scope = choice(&mut problems, Field::Scope, &input.scope, usual, Scope::parse);
        if !scopes.contains(&scope) {
            problems.add(Field::Scope, Problem::ScopeNotYours);
        }
        let draft = Self::fields(&mut problems, input, scope);
        problems.finish()?;
        draft.ok_or(Refusal::Invalid(Vec::new()))
    }

    /// Reads the form of an edit, where the 公開範囲 stays as it is: it is never widened silently.
    ///
    /// # Errors
    /// Problems beside the fields.
    pub fn read_edit(input: &DraftInput, scope: Scope) -> Result<Self, Refusal> {
        let mut problems = Problems::default();
        let draft = Self::fields(&mut problems, input, scope);
        problems.finish()?;
        draft.ok_or(Refusal::Invalid(Vec::new()))
    }

    fn fields(problems: &mut Problems, input: &DraftInput, scope: Scope) -> Option<Self> {
        let title = problems.keep(text::line(Field::Title, &input.title));
        let body = problems.keep(text::optional(Field::Body, &input.body, text::PROSE_MAX));
        let impact = problems.keep(text::optional(Field::Impact, &input.impact, text::NOTE_MAX));
        let category = choice(problems, Field::Category, &input.category, Category::Other, Category::parse);
        let severity = choice(problems, Field::Severity, &input.severity, Severity::Medium, Severity::parse);
        let priority = choice(problems, Field::Priority, &input.priority, Priority::Medium, Priority::parse);
        let stage = choice(problems, Field::Stage, &input.stage, None, |text| Stage::parse(text).map(Some));
        let blocks_gate = !input.blocks_gate.is_empty();
        Some(Self {
            title: title?,
            body: body?,
            impact: impact?,
            category,
            severity,
            priority,
            stage,
            scope,
            blocks_gate,
        })
    }
}

/// One of the codes, or what an empty field means.
fn choice<T>(problems: &mut Problems, field: Field, code: &str, empty: T, parse: impl Fn(&str) -> Option<T>) -> T {
    match parse(code.trim()) {
        Some(value) => value,
        None => {
            if !code.trim().is_empty() {
                problems.add(field, Problem::UnknownChoice);
            }
            empty
        }
    }
}
