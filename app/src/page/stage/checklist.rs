//! The checklist of the 工程: what is to be shown at its gate.

use super::{
    line_form,
    posting::{href, post},
};
use crate::{
    part::{check_side::side_word, chip, empty::Empty},
    viewer::{locale, moment},
    words::Word,
};
use domain::{
    gate::LineState,
    refusal::Field,
    stage::StageState,
    view::{StageLine, StagePage, StageView},
};
use leptos::prelude::*;
use leptos_i18n::td_string;

pub(super) fn checklist(page: &StagePage, stage: &StageView, edit: &str) -> AnyView {
    let l = locale();
    let live = !stage.cell.state.is_over() && !page.case_state.is_over();
    let keeps = stage.may_work && live;
    let body = if stage.lines.is_empty() {
        let why = match stage.cell.state {
            StageState::NotApplicable => td_string!(l, stages.line.none_left_out),
            StageState::Done => td_string!(l, stages.line.none_over),
            _ => td_string!(l, stages.line.none),
        };
        view! { <Empty why=why/> }.into_any()
    } else {
        let settled = stage.lines.iter().filter(|it| it.state != LineState::Open).count();
        let count = td_string!(l, stages.line.count, total = stage.lines.len(), done = settled).to_string();
        let lines = stage.lines.iter().map(|it| line(page, stage, it, live, edit)).collect::<Vec<_>>();
        view! { <p class="support">{count}</p><ul class="checklist stage-lines">{lines}</ul> }.into_any()
    };
    let preview = (stage.cell.state == StageState::NotStarted && !stage.lines.is_empty())
        .then(|| view! { <p class="support">{td_string!(l, stages.line.preview)}</p> });
    let masters = stage.may_set.then(|| {
        let n = page.stage.number();
        view! {
            <p class="support stage-masters">
                <a href=format!("/admin/checklists?stage={n}")>{td_string!(l, gate_settings.templates.heading)}</a>
                <a href="/admin/approvers">{td_string!(l, gate_settings.approvers.heading)}</a>
            </p>
        }
    });
    view! {
        <section class="stage-checklist" aria-labelledby="checklist-heading">
            <h2 id="checklist-heading">{td_string!(l, stages.line.heading)}</h2>
            {preview}
            {body}
            {keeps.then(|| line_form::add(page, stage))}
            {masters}
        </section>
    }
    .into_any()
}

fn line(page: &StagePage, stage: &StageView, line: &StageLine, live: bool, edit: &str) -> AnyView {
    let l = locale();
    let keeps = stage.may_work && live;
    let left = stage.cell.state == StageState::Done && line.state == LineState::Open && !page.case_state.is_over();
    let settles = line.may_settle && (live || left);
    let shape = match line.state {
        LineState::Open => "☐",
        LineState::Done => "☑",
        LineState::NotApplicable => "–",
    };
    let required = line
        .required
        .then(|| view! { " "<span class="chip line-required">{td_string!(l, stages.line.required)}</span> });
    let left_out = (line.state == LineState::NotApplicable).then(|| {
        view! { " "<span class="chip">{LineState::NotApplicable.word()}</span> }
    });
    let reason = (!line.reason.is_empty()).then(|| {
        let text = td_string!(l, stages.line.reason, reason = line.reason.clone()).to_string();
        view! { <p class="line-facts as-typed">{text}</p> }
    });
    let id = line.id.to_string();
    let open = edit == id && keeps;
    let buttons = (keeps || settles).then(|| {
        let to = href(page, stage);
        let to = format!("{to}{}edit={id}#line-{id}", if to.contains('?') { '&' } else { '?' });
        let of = td_string!(l, stages.line.of, line = line.text.clone()).to_string();
        view! {
            <div class="line-buttons">
                {settles.then(|| tick(page, stage, line))}
                {(keeps && !open).then(|| view! {
                    <a class="line-edit" href=to rel="external">
                        {td_string!(l, stages.line.edit)}<span class="visually-hidden">{of}</span>
                    </a>
                })}
            </div>
        }
    });
    let class = if line.state == LineState::Open { "line" } else { "line line-done" };
    view! {
        <li class=class id=format!("line-{id}")>
            <span class="line-shape" aria-hidden="true">{shape}</span>
            <div class="line-what">
                <p><span class="visually-hidden">{line.state.word()}" "</span>{line.text.clone()}{required}{left_out}</p>
                {facts(line, live)}
                {reason}
                {open.then(|| line_form::edit(page, stage, line))}
            </div>
            {buttons}
        </li>
    }
    .into_any()
}

/// Whose it is to settle, 担当, 期限, 証跡, and who settled it when.
fn facts(line: &StageLine, live: bool) -> AnyView {
    let l = locale();
    let side = line.side.filter(|_| live && line.state == LineState::Open).map(|side| {
        let text = td_string!(l, stages.side.of, side = side_word(side)).to_string();
        view! { <span>{text}</span> }
    });
    let names = [line.org.as_ref().map(|it| it.name.clone()), line.owner.clone()];
    let who = names.into_iter().flatten().collect::<Vec<_>>().join(" ");
    let who = (!who.is_empty()).then(|| {
        let text = td_string!(l, stages.line.owner, who = who).to_string();
        view! { <span>{text}</span> }
    });
    let due = line.due.map(|due| {
        view! { <span>{td_string!(l, stages.line.due)}{chip::date(due)}" "{chip::due_mark(line.mark)}</span> }
    });
    let settled = line.settled_at.map(|at| {
        let by = line.settled_by.clone().unwrap_or_default();
        let text = td_string!(l, stages.line.settled, at = moment(at), who = by).to_string();
        view! { <span>{text}</span> }
    });
    view! { <p class="line-facts">{side}{who}{due}{evidence(&line.evidence)}{settled}</p> }.into_any()
}

/// A link where a browser can follow it; the path of a shared folder as text.
fn evidence(evidence: &str) -> Option<AnyView> {
    let word = td_string!(locale(), stages.line.evidence);
    let (text, lower) = (evidence.to_owned(), evidence.to_ascii_lowercase());
    let follows = lower.starts_with("http://")
        || lower.starts_with("https://")
        || (evidence.starts_with('/') && !evidence.starts_with("//"));
    match (evidence.is_empty(), follows) {
        (true, _) => None,
        (false, true) => Some(
            view! { <span>{word}" "<a href=text.clone() rel="external noopener noreferrer">{text.clone()}</a></span> }
                .into_any(),
        ),
        (false, false) => Some(view! { <span>{word}" "<span class="line-path">{text}</span></span> }.into_any()),
    }
}

fn tick(page: &StagePage, stage: &StageView, line: &StageLine) -> AnyView {
    let l = locale();
    let (verb, word) = match line.state {
        LineState::Open => ("tick_stage_line", td_string!(l, stages.line.tick)),
        _ => ("untick_stage_line", td_string!(l, stages.line.untick)),
    };
    let of = td_string!(l, stages.line.of, line = line.text.clone()).to_string();
    let inputs = view! {
        <input type="hidden" name=Field::Line.as_str() value=line.id.to_string()/>
        <button type="submit" class="button-quiet">{word}<span class="visually-hidden">{of}</span></button>
    };
    post(page, stage, verb, inputs)
}
