//! The checklist templates, one 工程 at a time.

use crate::{
    api::read_templates,
    form::{Typed, sent_by, typed},
    part::{
        self,
        admin_frame::{AdminPart, admin_frame},
        check_side::{side_field, side_word},
        empty::Empty,
        field::{Hints, TextField},
        fold::fold_as,
        grid::{Name, grid, heads},
        loaded::loaded,
    },
    viewer::locale,
    words::Word,
};
use domain::{
    refusal::Field,
    stage::Stage,
    view::{TemplateLine, TemplatesView},
};
use leptos::prelude::*;
use leptos_i18n::td_string;
use leptos_router::hooks::use_query_map;

const PATH: &str = "/admin/checklists";

/// `/admin/checklists?stage=`; `?edit=` names the line whose form is open.
#[component]
pub fn ChecklistsPage() -> impl IntoView {
    let query = use_query_map();
    let templates = Resource::new(|| (), |()| read_templates());
    loaded(templates, move |view| {
        let asked = |name: &str| query.read().get(name).unwrap_or_default();
        let stage = Stage::parse(&asked("stage")).unwrap_or(Stage::ALL[0]);
        let edit = sent_by(&["edit_template"], "template").unwrap_or_else(|| asked("edit"));
        shown(&view, stage, &edit)
    })
}

fn shown(view: &TemplatesView, stage: Stage, edit: &str) -> AnyView {
    let l = locale();
    let tab = |it: &Stage| {
        let href = format!("{PATH}?stage={}", it.number());
        let name = format!("{} {}", it.number(), it.word());
        view! { <li><a class="stage-tab" href=href rel="external" aria-current=(*it == stage).then_some("page")>{name}</a></li> }
    };
    let tabs = Stage::ALL.iter().map(tab).collect::<Vec<_>>();
    let of_stage = view.lines.iter().filter(|it| it.stage == stage);
    let (retired, used): (Vec<_>, Vec<_>) = of_stage.partition(|it| it.retired);
    let read_only =
        (!view.may_edit).then(|| view! { <p class="support">{td_string!(l, gate_settings.templates.read_only)}</p> });
    let content = view! {
        <p>{td_string!(l, gate_settings.templates.lead)}</p>
        {read_only}
        <nav class="stage-tabs" aria-label=td_string!(l, gate_settings.templates.stages)><ul>{tabs}</ul></nav>
        {table(view, stage, &used, edit)}
        {view.may_edit.then(|| add(stage))}
        {(!retired.is_empty()).then(|| self::retired(view, &retired))}
    };
    admin_frame(AdminPart::Checklists, td_string!(l, gate_settings.templates.heading).to_owned(), (), content)
}

fn table(view: &TemplatesView, stage: Stage, lines: &[&TemplateLine], edit: &str) -> AnyView {
    let l = locale();
    if lines.is_empty() {
        return view! { <Empty why=td_string!(l, gate_settings.templates.none)/> }.into_any();
    }
    let caption = td_string!(l, gate_settings.templates.caption, n = stage.number()).to_string();
    let rows = (1..).zip(lines).map(|(place, line)| row(view, place, line, edit)).collect::<Vec<_>>();
    let actions =
        view.may_edit.then(|| view! { <th scope="col">{td_string!(l, gate_settings.templates.actions)}</th> });
    let columns = view! {
        {heads(&[td_string!(l, gate_settings.templates.place), td_string!(l, gate_settings.templates.line), td_string!(l, gate_settings.templates.required), Field::Side.word()])}
        {actions}
    };
    grid(Name::Heard(caption), "template-table", columns, rows)
}

fn row(view: &TemplatesView, place: u32, line: &TemplateLine, edit: &str) -> AnyView {
    let l = locale();
    let required = if line.required {
        td_string!(l, gate_settings.templates.required)
    } else {
        td_string!(l, gate_settings.templates.optional)
    };
    let id = line.id.to_string();
    let open = view.may_edit && edit == id;
    let text = if open {
        self::edit(line)
    } else {
        let english =
            (!line.text_en.is_empty()).then(|| view! { <p class="support" lang="en">{line.text_en.clone()}</p> });
        view! { <span lang="ja">{line.text.clone()}</span>{english} }.into_any()
    };
    let actions = view.may_edit.then(|| {
        let href = format!("{PATH}?stage={}&edit={id}", line.stage.number());
        let of = td_string!(l, gate_settings.templates.of, line = line.text.clone()).to_string();
        let edit = (!open).then(|| {
            view! {
                <a class="button-quiet" href=href rel="external">
                    {td_string!(l, gate_settings.templates.edit)}<span class="visually-hidden">{of}</span>
                </a>
            }
        });
        view! {
            <td class="template-actions">
                {button(line, "template_up", td_string!(l, gate_settings.templates.up))}
                {button(line, "template_down", td_string!(l, gate_settings.templates.down))}
                {edit}
                {button(line, "retire_template", td_string!(l, gate_settings.templates.retire))}
            </td>
        }
    });
    let side = line.side.map_or_else(|| td_string!(l, stages.side.any), side_word);
    view! { <tr><td>{place}</td><td class="template-text">{text}</td><td>{required}</td><td>{side}</td>{actions}</tr> }
        .into_any()
}

/// A form that names its verb, its line and the version that the person has before them.
fn post(line: &TemplateLine, verb: &'static str, inputs: AnyView) -> AnyView {
    let stage = line.stage.number().to_string();
    let inputs = view! {
        <input type="hidden" name="template" value=line.id.to_string()/>
        <input type="hidden" name=Field::Stage.as_str() value=stage.clone()/>
        {inputs}
    };
    part::post::post(format!("{PATH}?stage={stage}"), "", verb, Some(line.version), inputs)
}

fn button(line: &TemplateLine, verb: &'static str, word: &'static str) -> AnyView {
    let of = td_string!(locale(), gate_settings.templates.of, line = line.text.clone()).to_string();
    let button =
        view! { <button type="submit" class="button-quiet">{word}<span class="visually-hidden">{of}</span></button> };
    post(line, verb, button.into_any())
}

fn edit(line: &TemplateLine) -> AnyView {
    const VERB: &str = "edit_template";
    let l = locale();
    let back = typed(VERB);
    let close = format!("{PATH}?stage={}", line.stage.number());
    let inputs = view! {
        <TextField verb=VERB field=Field::Line typed=back.clone() value=line.text.clone() required=true/>
        {english(VERB, &back, &line.text_en)}
        {must(VERB, line.required)}
        {side_field(VERB, &back, line.side)}
        <div class="stage-buttons">
            <button type="submit" class="button">{td_string!(l, gate_settings.templates.save)}</button>
            <a class="button-quiet" href=close rel="external">{td_string!(l, gate_settings.templates.close)}</a>
        </div>
    };
    post(line, VERB, inputs.into_any())
}

/// The English text.
fn english(verb: &'static str, back: &Typed, held: &str) -> AnyView {
    let hint = td_string!(locale(), gate_settings.templates.english_hint);
    view! { <TextField verb=verb field=Field::LineEn typed=back.clone() value=held.to_owned() support=hint/> }
        .into_any()
}

/// 必須, as sent or as it is.
fn must(verb: &'static str, required: bool) -> AnyView {
    let back = typed(verb);
    let hints = Hints::new(verb, Field::Required, &back);
    let checked = back.value(Field::Required.as_str()).map_or(required, |sent| !sent.is_empty());
    view! {
        <div class="stage-check">
            <input type="checkbox" id=hints.id() name=Field::Required.as_str() value="on" checked=checked/>
            <label for=hints.id()>{td_string!(locale(), gate_settings.templates.must)}</label>
        </div>
    }
    .into_any()
}

fn add(stage: Stage) -> AnyView {
    const VERB: &str = "add_template";
    let l = locale();
    let back = typed(VERB);
    let n = stage.number().to_string();
    let inputs = view! {
        <input type="hidden" name=Field::Stage.as_str() value=n.clone()/>
        <TextField verb=VERB field=Field::Line typed=back.clone() required=true/>
        {english(VERB, &back, "")}
        {must(VERB, true)}
        {side_field(VERB, &back, None)}
        <button type="submit" class="button">{td_string!(l, gate_settings.templates.add_button)}</button>
    };
    let form = part::post::post(format!("{PATH}?stage={n}"), "stage-form", VERB, None, inputs);
    fold_as("panel", td_string!(l, gate_settings.templates.add), back.is_returned(), form)
}

fn retired(view: &TemplatesView, lines: &[&TemplateLine]) -> AnyView {
    let l = locale();
    let row = |line: &&TemplateLine| {
        let restore =
            view.may_edit.then(|| button(line, "restore_template", td_string!(l, gate_settings.templates.restore)));
        view! { <li class="template-retired"><span>{line.text.clone()}</span>{restore}</li> }
    };
    let rows = lines.iter().map(row).collect::<Vec<_>>();
    view! {
        <section aria-labelledby="retired-heading">
            <h2 id="retired-heading">{td_string!(l, gate_settings.templates.retired)}</h2>
            <ul>{rows}</ul>
        </section>
    }
    .into_any()
}
