//! Rows with nothing in them but what decides who may know of them.

use crate::entity::{case_file, event, issue, relay, stage_record, system, user_account};
use chrono::{DateTime, NaiveDate, Utc};
use domain::{
    actor::Actor,
    date::DateStyle,
    event::Event,
    ids::{OrgId, UserId},
    language::Language,
    organisation::{CenterCode, OrgKind},
    origin::Origin,
    role::Role,
    visibility::{RecordAudience, Scope},
};
use uuid::Uuid;

pub(super) fn today() -> NaiveDate {
    "2026-11-24".parse().unwrap()
}

pub(super) fn now() -> DateTime<Utc> {
    "2026-11-24T00:00:00Z".parse().unwrap()
}

/// The organisations of a world by name.
pub(super) struct Orgs(pub Vec<(&'static str, Uuid)>);

impl Orgs {
    pub fn id(&self, name: &str) -> Uuid {
        self.0.iter().find(|(it, _)| *it == name).unwrap().1
    }
}

pub(super) fn watcher_in(role: Role, org: Uuid) -> Actor {
    Actor {
        user: UserId(Uuid::from_u128(1)),
        login: String::new(),
        name: String::new(),
        org: OrgId(org),
        org_name: String::new(),
        org_name_en: String::new(),
        org_kind: OrgKind::Center,
        role,
        center: None,
        language: Language::Ja,
        date_style: DateStyle::Japanese,
        origin: Origin::default(),
        watcher: None,
    }
}

pub(super) fn system_row(id: Uuid, code: String) -> system::Model {
    system::Model {
        id,
        code,
        name: String::new(),
        name_en: String::new(),
        center: CenterCode::Somu.to_string(),
        vendor_org_id: None,
        revised: true,
        sort: 0,
        version: 1,
        valid_from: today(),
        valid_to: None,
    }
}

pub(super) fn case_row(id: Uuid, no: String, center: CenterCode, orgs: &Orgs) -> case_file::Model {
    case_file::Model {
        id,
        no,
        center: center.to_string(),
        fiscal_year: 2026,
        title: String::new(),
        summary: String::new(),
        law_id: None,
        section_org_id: orgs.id("S1"),
        center_org_id: orgs.id("SOMU-C"),
        state: "active".to_owned(),
        period_from: today(),
        period_to: today(),
        in_force_on: None,
        go_live_on: None,
        first_go_live_on: None,
        late_reason: None,
        law_move: None,
        moved_reason: None,
        moved_at: None,
        moved_by: None,
        last_issue_number: 0,
        version: 1,
        created_at: now(),
        updated_at: now(),
    }
}

pub(super) fn stage_row(id: Uuid, case: Uuid, lane: Option<Uuid>) -> stage_record::Model {
    stage_record::Model {
        id,
        case_id: case,
        lane_id: lane,
        stage: if lane.is_some() { 3 } else { 1 },
        state: "not_started".to_owned(),
        first_start: today(),
        first_end: today(),
        planned_start: today(),
        planned_end: today(),
        actual_start: None,
        actual_end: None,
        replan_reason: None,
        version: 1,
        early_reason: None,
        early_at: None,
        early_by: None,
        checklist_at: None,
        progress: 0,
        progress_note: String::new(),
        leave_out_reason: None,
    }
}

pub(super) fn relay_row(id: Uuid, case: Uuid, center: CenterCode, by: UserId, orgs: &Orgs) -> relay::Model {
    relay::Model {
        id,
        kind: "submission".to_owned(),
        case_id: case,
        center: center.to_string(),
        issue_id: None,
        comment_id: None,
        title: String::new(),
        body: String::new(),
        by_id: by.0,
        by_org_id: orgs.id("SOMU-C"),
        state: "waiting".to_owned(),
        reason: String::new(),
        target_issue_id: None,
        target_comment_id: None,
        target_scope: None,
        submitted_at: now(),
        version: 1,
    }
}

pub(super) fn event_row(
    id: Uuid,
    case: Uuid,
    issue: Option<Uuid>,
    center: CenterCode,
    scope: Option<Scope>,
    vendor: Option<OrgId>,
    event: &Event,
) -> event::Model {
    event::Model {
        id,
        at: now(),
        actor_id: None,
        actor_org_id: None,
        case_id: Some(case),
        issue_id: issue,
        vendor_org_id: vendor.map(|it| it.0),
        law_id: None,
        user_id: None,
        center: Some(center.to_string()),
        scope: scope.map(|it| it.to_string()),
        talk: event.is_talk(),
        kind: event.kind().to_owned(),
        data: serde_json::to_string(event).unwrap(),
        actor_role: None,
        actor_center: None,
        address: None,
        session: None,
    }
}

pub(super) fn issue_row(
    id: Uuid,
    key: &str,
    case: Uuid,
    lane: Option<Uuid>,
    record: &RecordAudience,
    raiser: Uuid,
    orgs: &Orgs,
) -> issue::Model {
    issue::Model {
        id,
        key: key.to_owned(),
        case_id: case,
        lane_id: lane,
        number: 1,
        title: String::new(),
        body: String::new(),
        impact: String::new(),
        policy: String::new(),
        category: "other".to_owned(),
        severity_rank: 1,
        priority_rank: 1,
        stage: None,
        blocks_gate: false,
        state: "open".to_owned(),
        is_open: true,
        scope: record.scope.to_string(),
        center: record.case.center.to_string(),
        vendor_org_id: record.vendor.map(|it| it.0),
        raised_by: raiser,
        raised_org_id: orgs.id("CON"),
        raised_kind: "contract".to_owned(),
        raised_on: today(),
        org_id: None,
        assignee_id: None,
        first_due: None,
        due: None,
        due_key: today(),
        slips: 0,
        slip_days: 0,
        hold_until: None,
        ball_holder: "city".to_owned(),
        ball_org_id: None,
        ball_user_id: None,
        ball_since: today(),
        approved_by: None,
        closed_on: None,
        folded: String::new(),
        version: 1,
        created_at: now(),
        updated_at: now(),
    }
}

pub(super) fn user_row(id: Uuid, login: String, org: Uuid, disabled: bool) -> user_account::Model {
    user_account::Model {
        id,
        login,
        name: String::new(),
        kana: String::new(),
        title: String::new(),
        org_id: org,
        password_hash: String::new(),
        language: "ja".to_owned(),
        date_style: "japanese".to_owned(),
        demo: false,
        failed_sign_ins: 0,
        last_failed_at: None,
        disabled_at: disabled.then(now),
        left_on: None,
        version: 1,
        created_at: now(),
        must_change: false,
        password_at: None,
        signed_in_at: None,
        pledged_on: None,
        trained_on: None,
        handles_numbers: false,
        reviewed_at: None,
        reviewed_by: None,
        totp_secret: None,
        totp_since: None,
        totp_step: None,
        openid_issuer: None,
        openid_subject: None,
    }
}
