//! Forms about what one may not know of, and those that lack what they need: every verb, at every record that was planted.

use super::secrets::Secrets;
use domain::{case::CaseMove, issue::Move};

/// A form as it is sent.
#[derive(Debug)]
pub struct Form {
    /// The page to which it is posted.
    pub address: String,
    /// Names and values.
    pub fields: Vec<(&'static str, String)>,
    /// The record that it would change, as it is named.
    pub about: String,
}

impl Form {
    /// Its verb.
    pub fn verb(&self) -> &str {
        &self.fields[0].1
    }
}

/// Verbs of a 課題 besides its moves.
const OF_ISSUE: [&str; 8] = ["edit", "move_deadline", "assign", "comment", "add_line", "tick", "untick", "disclose"];

/// Verbs of a 工程.
const OF_STAGE: [&str; 15] = [
    "start_stage",
    "report_stage",
    "request_gate",
    "recall_gate",
    "gate_approved",
    "gate_conditional",
    "gate_returned",
    "propose_leave_out",
    "recall_leave_out",
    "leave_out_agreed",
    "leave_out_returned",
    "undo_leave_out",
    "add_stage_line",
    "edit_stage_line",
    "tick_stage_line",
];

/// Verbs of a 案件, and on which of its pages.
const OF_CASE: [(&str, &str); 10] = [
    ("/plan", "replan"),
    ("/plan", "repropose"),
    ("/plan", "follow_go_live"),
    ("/plan", "settle_law_move"),
    ("/plan", "comment_plan"),
    ("/edit", "edit"),
    ("/edit", "add_lane"),
    ("/edit", "remove_lane"),
    ("", "override_signal"),
    ("/signals", "override_signal"),
];

const OF_RELAY: [&str; 4] = ["send_relay", "return_relay", "resubmit_relay", "withdraw_relay"];

/// All of them. None names the version that stands, and none says why: whoever may do such a thing is refused too.
pub fn forms(secrets: &Secrets) -> Vec<Form> {
    let mut forms = Vec::new();
    let mut form = |address: String, about: &str, fields: &[(&'static str, &str)]| {
        let fields = fields.iter().map(|(name, value)| (*name, (*value).to_owned())).collect();
        forms.push(Form { address, fields, about: about.to_owned() });
    };
    for key in secrets.planted() {
        let moves = Move::ALL.iter().map(|mv| mv.as_str());
        for verb in OF_ISSUE.into_iter().chain(moves) {
            form(format!("/issues/{key}"), key, &[("do", verb), ("version", "0")]);
        }
        let new = format!("/relay/new?issue={key}");
        form(new, key, &[("do", "submit_relay"), ("issue", key), ("title", "")]);
        // From a 課題 that they may see, to one that they may not.
        form("/issues/SOMU-2026-001-12".to_owned(), key, &[("do", "relate"), ("related", key)]);
    }
    for id in secrets.relays.iter().map(ToString::to_string) {
        for verb in OF_RELAY {
            form(format!("/relay/{id}"), &id, &[("do", verb), ("version", "0"), ("text", "")]);
        }
    }
    for no in &secrets.cases {
        let moves = CaseMove::ALL.iter().map(|mv| ("/edit", mv.as_str()));
        for (page, verb) in OF_CASE.into_iter().chain(moves) {
            form(format!("/cases/{no}{page}"), no, &[("do", verb), ("version", "0")]);
        }
        form("/issues/new".to_owned(), no, &[("do", "raise"), ("case", no)]);
    }
    for page in &secrets.stages {
        let (path, system) = page.split_once("?system=").unwrap_or((page, ""));
        for verb in OF_STAGE {
            form(path.to_owned(), page, &[("do", verb), ("version", "0"), ("system", system)]);
        }
    }
    for code in &secrets.laws {
        form(format!("/laws/{code}"), code, &[("do", "edit"), ("version", "0")]);
    }
    forms
}
