//! Who decides the gates: sections × 工程.

use crate::{
    api::read_approvers,
    form::typed,
    part::{
        admin_frame::{AdminPart, admin_frame},
        grid::{Name, grid, heads},
        loaded::loaded,
        post::post,
        select::{Choice, SelectField},
    },
    viewer::locale,
    words::Word,
};
use domain::{
    gate::is_confirmed,
    refusal::Field,
    stage::Stage,
    view::{ApproversView, Named},
};
use leptos::prelude::*;
use leptos_i18n::td_string;

/// `/admin/approvers`.
#[component]
pub fn ApproversPage() -> impl IntoView {
    let approvers = Resource::new(|| (), |()| read_approvers());
    loaded(approvers, |view| shown(&view))
}

fn shown(view: &ApproversView) -> AnyView {
    let l = locale();
    let below = if view.may_edit {
        form(view)
    } else {
        view! { <p class="support">{td_string!(l, gate_settings.approvers.read_only)}</p> }.into_any()
    };
    let content = view! {
        <p>{td_string!(l, gate_settings.approvers.lead)}</p>
        {table(view)}
        {below}
    };
    admin_frame(AdminPart::Approvers, td_string!(l, gate_settings.approvers.heading).to_owned(), (), content)
}

fn table(view: &ApproversView) -> AnyView {
    let l = locale();
    let stages = Stage::ALL.iter().map(|stage| {
        let number = td_string!(l, gate_settings.approvers.stage, n = stage.number()).to_string();
        view! { <th scope="col" title=stage.word()>{number}</th> }
    });
    let rows = view.sections.iter().map(|section| {
        let cells = Stage::ALL.iter().map(|stage| cell(view, section, *stage)).collect::<Vec<_>>();
        view! { <tr><th scope="row">{section.name.clone()}</th>{cells}</tr> }
    });
    let rows = rows.collect::<Vec<_>>();
    let columns = view! {
        {heads(&[td_string!(l, gate_settings.approvers.section)])}
        {stages.collect::<Vec<_>>()}
    };
    grid(Name::Heard(td_string!(l, gate_settings.approvers.caption).into()), "approvers-table", columns, rows)
}

fn cell(view: &ApproversView, section: &Named, stage: Stage) -> AnyView {
    let l = locale();
    let set = view.cells.iter().find(|it| it.section == section.code && it.stage == stage);
    let has_any = view.people.iter().any(|it| it.org == section.code);
    match set {
        _ if is_confirmed(stage) => {
            view! { <td class="support">{td_string!(l, gate_settings.approvers.lead_confirms)}</td> }.into_any()
        }
        Some(set) if set.valid => view! { <td><b>{set.name.clone()}</b></td> }.into_any(),
        Some(set) => {
            view! { <td>{set.name.clone()}" "<span class="error">{td_string!(l, gate_settings.approvers.invalid)}</span></td> }
                .into_any()
        }
        None if has_any => view! { <td class="support">{td_string!(l, gate_settings.approvers.everyone)}</td> }.into_any(),
        None => view! { <td class="support">"▲ "{td_string!(l, gate_settings.approvers.nobody)}</td> }.into_any(),
    }
}

fn form(view: &ApproversView) -> AnyView {
    const VERB: &str = "set_approver";
    let l = locale();
    let back = typed(VERB);
    let choose = || Choice::new("", td_string!(l, shell.choose));
    let mut sections = vec![choose()];
    sections.extend(view.sections.iter().map(|it| Choice::new(&it.code, &it.name)));
    let mut stages = vec![choose()];
    let decided = Stage::ALL.iter().filter(|it| !is_confirmed(**it));
    stages.extend(decided.map(|it| Choice::new(it.number().to_string(), format!("{} {}", it.number(), it.word()))));
    let mut people = vec![Choice::new("", td_string!(l, gate_settings.approvers.everyone))];
    people.extend(
        view.people.iter().map(|it| Choice::in_group(&it.login, format!("{} {}", it.name, it.title), &it.org_name)),
    );
    let inputs = view! {
                <SelectField verb=VERB field=Field::Org typed=back.clone() choices=sections required=true
                    label=td_string!(l, gate_settings.approvers.section)/>
                <SelectField verb=VERB field=Field::Stage typed=back.clone() choices=stages required=true/>
                <SelectField verb=VERB field=Field::Approver typed=back.clone() choices=people/>
                <button type="submit" class="button">{td_string!(l, gate_settings.approvers.save)}</button>
    };
    let form = post("/admin/approvers".to_owned(), "stage-form", VERB, None, inputs);
    view! {
        <section class="panel form-narrow" aria-labelledby="approver-heading">
            <h2 id="approver-heading">{td_string!(l, gate_settings.approvers.form)}</h2>
            <p class="support">{td_string!(l, gate_settings.approvers.form_lead)}</p>
            {form}
        </section>
    }
    .into_any()
}
