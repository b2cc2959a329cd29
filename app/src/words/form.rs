//! What the forms that stand on a page once are called, by their verbs: the words on their folds or buttons.

use super::Word;
use crate::viewer::locale;
use domain::{case::CaseMove, issue::Move, refusal::Field};
use leptos_i18n::td_string;

/// The name of a form; `None` of one that a page has several of, which is a button and holds nothing typed.
pub fn name(verb: &str) -> Option<&'static str> {
    let l = locale();
    Some(match verb {
        "edit" => td_string!(l, issue.edit),
        "assign" => td_string!(l, issue.assign),
        "move_deadline" => td_string!(l, issue.move_deadline),
        "add_line" => td_string!(l, issue.add_line),
        "relate" => td_string!(l, issue.relate),
        "comment" => td_string!(l, issue.comment_heading),
        "replan" => td_string!(l, planning.replan),
        "settle_law_move" => td_string!(l, planning.law_move.settle),
        "add_lane" => td_string!(l, planning.add_lane),
        "remove_lane" => td_string!(l, planning.remove_lane),
        "start_stage" => td_string!(l, stages.verb.start),
        "report_stage" => td_string!(l, stages.verb.progress),
        "correct_stage" => td_string!(l, stages.correct.word),
        "gate_approved" => td_string!(l, stages.verb.approve),
        "gate_conditional" => td_string!(l, stages.verb.conditional),
        "gate_returned" => td_string!(l, stages.verb.send_back),
        "recall_gate" => td_string!(l, stages.verb.recall),
        "recall_leave_out" => td_string!(l, stages.leave_out.recall),
        "propose_leave_out" => td_string!(l, stages.leave_out.propose),
        "leave_out_agreed" => td_string!(l, stages.leave_out.agree),
        "leave_out_returned" => td_string!(l, stages.leave_out.send_back),
        "undo_leave_out" => td_string!(l, stages.leave_out.undo),
        "add_stage_line" => td_string!(l, stages.line.add),
        "edit_stage_line" => td_string!(l, stages.line.edit),
        "leave_out_line" => td_string!(l, stages.line.leave_out),
        "edit_template" => td_string!(l, gate_settings.templates.edit),
        "edit_account" => td_string!(l, admin.user.edit),
        "give_role" => td_string!(l, admin.user.give),
        "end_role" => td_string!(l, admin.user.finish),
        "leave" => td_string!(l, admin.user.leave),
        "set_duties" => td_string!(l, admin.user.duties),
        "set_networks" => td_string!(l, admin.org.networks),
        "remove_factor_of" => td_string!(l, admin.user.factor),
        "unlink_openid_of" => td_string!(l, admin.user.openid),
        "end_sessions" => td_string!(l, admin.user.end_sessions),
        "set_password" => td_string!(l, admin.user.password),
        "disable_account" => td_string!(l, admin.user.disable),
        "enable_account" => td_string!(l, admin.user.enable),
        "edit_org" | "edit_system" => td_string!(l, admin.user.edit),
        "change_vendor" => td_string!(l, admin.system.change),
        "set_day" => td_string!(l, admin.calendar.set),
        code => match Move::parse(code) {
            Some(mv) => mv.word(),
            None => match super::relay::form(code) {
                Some(name) => name,
                None => CaseMove::parse(code)?.word(),
            },
        },
    })
}

/// What a field is called in that form: 質問, 回答, 対応内容 and コメント are one field.
pub fn label(verb: &str, field: Field) -> &'static str {
    let l = locale();
    match (field, verb, Move::parse(verb)) {
        (Field::Text, "comment", _) => td_string!(l, issue.comment),
        (Field::Text, _, Some(Move::Answer)) => td_string!(l, issue.answer),
        (Field::Text, _, Some(Move::Resolve)) => td_string!(l, issue.outcome),
        (Field::Text, _, Some(_)) => td_string!(l, issue.question),
        _ => field.word(),
    }
}

/// The id of that form on its page.
pub fn id(verb: &str) -> Option<String> {
    name(verb).map(|_| format!("form-{verb}"))
}
