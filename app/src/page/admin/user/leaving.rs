//! 退任・引継ぎ: the last day, and who takes over what.

use super::{super::post, address};
use crate::{
    form::{SUCCESSOR_OF, Typed, typed},
    part::{
        date_field::DateField,
        fold::fold_as,
        grid::{Name, grid, heads},
        select::{Choice, SelectField, options},
        stage_link::stage_href,
    },
    viewer::{day, locale},
    words::event::stage_name,
};
use domain::{
    admin::LeaveInput,
    refusal::Field,
    view::admin::{AccountPage, HeldIssue, LineOf},
};
use leptos::prelude::*;
use leptos_i18n::td_string;

const VERB: &str = "leave";

pub(super) fn leaving(account: &AccountPage) -> AnyView {
    let l = locale();
    let back = typed(VERB);
    let nobody = Choice::new("", td_string!(l, admin.user.nobody));
    let people = account.successors.iter().map(|it| Choice::new(&it.login, format!("{} {}", it.name, it.title)));
    let successors = std::iter::once(nobody).chain(people).collect();
    let hidden = (account.hidden_issues > 0).then(|| {
        let text = td_string!(l, admin.user.held_hidden, n = account.hidden_issues).to_string();
        view! { <p class="support">{text}</p> }
    });
    let held = if account.issues.is_empty() && account.hidden_issues == 0 {
        view! { <p class="support">{td_string!(l, admin.user.held_none)}</p> }.into_any()
    } else if account.issues.is_empty() {
        ().into_any()
    } else {
        table(account, &back)
    };
    let lines = lines(account, &back);
    let last = account.last_approver.map(|n| {
        let text = td_string!(l, admin.user.last_approver, org = account.org.name.clone(), n = n).to_string();
        view! { <p class="notice notice-warning">{text}</p> }
    });
    let last_day = day(account.left_on.unwrap_or(account.today));
    let inputs = view! {
        <p class="support">{td_string!(l, admin.user.leave_support)}</p>
        {last}
        <DateField verb=VERB field=Field::LastDay typed=back.clone() value=last_day required=true any_day=true/>
        <SelectField verb=VERB field=Field::Successor typed=back.clone() choices=successors
            label=td_string!(l, admin.user.successor_all) support=td_string!(l, admin.user.successor_support)/>
        {held}
        {hidden}
        {lines}
        <button type="submit" class="button-danger">{td_string!(l, admin.user.leave_submit)}</button>
    };
    let form = post(address(account), VERB, account.version, inputs);
    fold_as("panel", td_string!(l, admin.user.leave), back.is_returned(), form)
}

/// The 課題 that can be named, each with a successor of its own: only who may hold it is offered.
fn table(account: &AccountPage, back: &Typed) -> AnyView {
    let l = locale();
    let rows = account.issues.iter().map(|issue| {
        let href = format!("/issues/{}", issue.key);
        view! {
            <tr>
                <th scope="row" class="nowrap"><a href=href>{issue.key.to_string()}</a></th>
                <td>{issue.title.clone()}</td>
                <td class="nowrap">{issue.due.map(day)}</td>
                <td>{successor(account, issue, back)}</td>
            </tr>
        }
    });
    let rows = rows.collect_view();
    let columns = heads(&[
        td_string!(l, issues.col.key),
        td_string!(l, words.field.title),
        td_string!(l, words.field.due),
        td_string!(l, words.field.successor),
    ]);
    grid(Name::Shown(td_string!(l, admin.user.held_caption).into()), "admin-table admin-held", columns, rows)
}

fn successor(account: &AccountPage, issue: &HeldIssue, back: &Typed) -> AnyView {
    let l = locale();
    let label = td_string!(l, admin.user.each, key = issue.key.to_string()).to_string();
    chosen(account, &issue.key.to_string(), label, td_string!(l, admin.user.as_above), &issue.fits, back)
}

/// The lines of checklists that can be named, and a count of the others.
fn lines(account: &AccountPage, back: &Typed) -> AnyView {
    let l = locale();
    let hidden = (account.hidden_lines > 0).then(|| {
        let text = td_string!(l, admin.user.lines_hidden, n = account.hidden_lines).to_string();
        view! { <p class="support">{text}</p> }
    });
    if account.lines.is_empty() {
        let none = hidden.is_none().then(|| view! { <p class="support">{td_string!(l, admin.user.lines_none)}</p> });
        return view! { {none}{hidden} }.into_any();
    }
    let rows = account.lines.iter().map(|line| {
        let label = td_string!(l, admin.user.each_line, line = line.text.clone()).to_string();
        let otherwise = match line.of {
            LineOf::Issue(_) => td_string!(l, admin.user.line_as_above),
            LineOf::Stage(_) => td_string!(l, admin.user.as_above),
        };
        view! {
            <tr>
                <th scope="row" class="nowrap">{line_place(&line.of)}</th>
                <td>{line.text.clone()}</td>
                <td class="nowrap">{line.due.map(day)}</td>
                <td>{chosen(account, &line.id, label, otherwise, &line.fits, back)}</td>
            </tr>
        }
    });
    let rows = rows.collect_view();
    let columns = heads(&[
        td_string!(l, admin.user.line_place),
        td_string!(l, words.field.line),
        td_string!(l, words.field.due),
        td_string!(l, words.field.successor),
    ]);
    let caption = Name::Shown(td_string!(l, admin.user.lines_caption).into());
    view! { {grid(caption, "admin-table admin-held", columns, rows)}{hidden} }.into_any()
}

/// Where the line stands, with the way there.
pub(in crate::page::admin) fn line_place(of: &LineOf) -> AnyView {
    let (href, text, more) = match of {
        LineOf::Issue(key) => (format!("/issues/{key}"), key.to_string(), None),
        LineOf::Stage(key) => {
            let href = stage_href(key.no, key.stage, key.system.as_deref());
            (href, key.no.to_string(), Some(stage_name(key.stage, key.system.as_deref())))
        }
    };
    view! { <a href=href>{text}</a>{more.map(|more| view! { " "<span class="support held-stage">{more}</span> })} }
        .into_any()
}

/// A successor of its own: only who may hold it is offered.
fn chosen(
    account: &AccountPage,
    of: &str,
    label: String,
    otherwise: &'static str,
    fits: &[String],
    back: &Typed,
) -> AnyView {
    let name = format!("{SUCCESSOR_OF}{of}");
    let fits = account.successors.iter().filter(|it| fits.contains(&it.login));
    let nobody = Choice::new(LeaveInput::NOBODY, td_string!(locale(), admin.user.nobody));
    let choices = [Choice::new("", otherwise), nobody];
    let choices = choices.into_iter().chain(fits.map(|it| Choice::new(&it.login, &it.name))).collect();
    let chosen = back.value(&name).unwrap_or_default();
    view! { <select name=name aria-label=label>{options(choices, &chosen)}</select> }.into_any()
}
