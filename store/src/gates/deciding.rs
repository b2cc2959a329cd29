//! The decision at a gate.

use super::{
    found::Found,
    line_parties::{member, party},
    lines::own_lines,
    unmet::unmet,
};
use crate::{
    Result, Store,
    entity::{gate_condition, stage_record},
    issues::{Given, LaneRef, raise},
    tx::Tx,
};
use domain::{
    actor::Actor,
    event::Event,
    gate::{Condition, Decision, DecisionInput, StageKey, Verdict, decide, is_confirmed, stage_path},
    issue::{Category, Draft, Priority, Severity},
    key::IssueKey,
    refusal::{Field, Problem, Problems},
    stage::StageState,
    visibility::Scope,
};
use sea_orm::{ActiveModelTrait, ActiveValue::Set};
use uuid::Uuid;

impl Store {
    /// Decides a gate. What keeps it shut is looked at again here, inside the transaction. Each
    /// condition becomes a 課題. A 差戻し reopens the 工程.
    ///
    /// # Errors
    /// NotFound, not the actor's to decide, not while the case is on hold or over, not asked for (somebody else was
    /// faster), the gate is shut, Stale, or problems beside the fields.
    pub async fn decide_gate(
        &self,
        actor: &Actor,
        key: &StageKey,
        version: i32,
        input: &DecisionInput,
    ) -> Result<Vec<IssueKey>> {
        let tx = self.begin().await?;
        let found = Found::open(&tx, Some(actor), key).await?;
        let lines = own_lines(&tx, &found).await?;
        let unmet = unmet(&tx, actor, &found, &lines).await?;
        let decision = decide(actor, &found.standing, input, &unmet, tx.today)?;
        found.check_version(Some(version))?;
        let given = owners(&tx, actor, &found, &decision.conditions).await?;
        let row = stage_record::ActiveModel { state: Set(decision.to.to_string()), ..Default::default() };
        let row = match decision.to {
            StageState::Done => {
                stage_record::ActiveModel { actual_end: Set(Some(tx.today)), progress: Set(100), ..row }
            }
            _ => stage_record::ActiveModel { progress: Set(50), ..row },
        };
        found.save(&tx, row).await?;
        let (step, reason) = (decision.verdict.into(), &decision.reason);
        let step = found.step(&tx, Some(actor), step, reason, &decision.left_open).await?;
        let raised = conditions(&tx, actor, &found, &decision, &given, step).await?;
        let event = Event::GateDecided {
            stage: key.stage,
            system: key.system.clone(),
            verdict: decision.verdict,
            conditions: u32::try_from(raised.len()).unwrap_or(u32::MAX),
        };
        tx.record(&event, Some(actor), found.record_place()?).await?;
        tx.commit().await?;
        Ok(raised)
    }
}

/// The organisations and people that the conditions name, in their order.
async fn owners(tx: &Tx, actor: &Actor, found: &Found, conditions: &[Condition]) -> Result<Vec<Given>> {
    let mut problems = Problems::default();
    let mut given = Vec::new();
    for condition in conditions {
        let in_row = |problem| Problem::InRow { row: condition.row, problem: Box::new(problem) };
        let org = match party(tx, actor, found, &condition.org).await? {
            Ok(org) => org,
            Err(problem) => {
                problems.add(Field::ConditionOrg, in_row(problem));
                continue;
            }
        };
        match member(tx, actor, found, org.id, &condition.assignee).await? {
            Ok(assignee) => given.push(Given { org: org.id, side: org.side, assignee, due: condition.due }),
            Err(problem) => problems.add(Field::ConditionAssignee, in_row(problem)),
        }
    }
    problems.finish()?;
    Ok(given)
}

/// Each condition becomes a 課題 of this 工程, with its 担当組織 and 期限.
async fn conditions(
    tx: &Tx,
    actor: &Actor,
    found: &Found,
    decision: &Decision,
    given: &[Given],
    step: Uuid,
) -> Result<Vec<IssueKey>> {
    let lane = found.lane.as_ref().map(|it| LaneRef { id: it.id, vendor_org_id: it.vendor_org_id });
    let mut keys = Vec::new();
    for ((position, condition), given) in (1..).zip(&decision.conditions).zip(given) {
        debug_assert_eq!(decision.verdict, Verdict::Conditional, "only a 条件付承認 has conditions");
        let draft = Draft {
            title: condition.text.clone(),
            body: body(found, &decision.reason),
            impact: String::new(),
            category: Category::Other,
            severity: Severity::Medium,
            priority: Priority::Medium,
            stage: Some(found.key.stage),
            scope: Scope::Shared,
            blocks_gate: false,
        };
        let key = raise(tx, actor, draft, found.key.no, &found.case, lane, Some(*given)).await?;
        let issue = crate::scope::issue_for(&tx.db, actor, key).await?;
        let row = gate_condition::ActiveModel {
            id: Set(tx.new_id()),
            gate_step_id: Set(step),
            issue_id: Set(issue.id),
            position: Set(position),
            text: Set(condition.text.clone()),
        };
        row.insert(&tx.db).await?;
        keys.push(key);
    }
    Ok(keys)
}

/// Where the 課題 comes from, and what the decision said: whoever gets it has seen neither.
fn body(found: &Found, reason: &str) -> String {
    let key = &found.key;
    let (verdict, number) = (if is_confirmed(key.stage) { "条件付確認" } else { "条件付承認" }, key.stage.number());
    let lane = key.system.as_ref().map_or_else(String::new, |it| format!("（{it}）"));
    let path = stage_path(key.no, key.stage, key.system.as_deref());
    let from = format!("[{no} 工程{number}{lane}]({path})の{verdict}の条件です。", no = key.no);
    if reason.is_empty() { from } else { format!("{from}\n\n{reason}") }
}
