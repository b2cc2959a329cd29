//! The only place with a `<textarea>` (notes/stack §3.1): Leptos writes its children unescaped, so
//! they are escaped here. A test greps that no other file has one.

use crate::{
    api::preview,
    form::Typed,
    part::field::{Hints, describe},
    texts::Locale,
    viewer::locale,
    words::{Word, problem},
};
use domain::refusal::Field;
use leptos::prelude::*;
use leptos_i18n::td_string;

/// What to write, and what never to write.
pub fn with_privacy(hint: &str) -> String {
    let l = locale();
    let privacy = td_string!(l, shell.privacy);
    if l == Locale::ja { format!("{hint}{privacy}") } else { format!("{hint} {privacy}") }
}

/// A text of some lines; with `markdown`, a preview while WASM runs.
#[component]
pub fn TextArea(
    /// The verb of the form.
    verb: &'static str,
    /// Which field.
    field: Field,
    /// What came back.
    typed: Typed,
    /// What the record holds.
    #[prop(optional, into)]
    value: String,
    /// Label other than the field's own word.
    #[prop(optional, into)]
    label: Option<String>,
    /// What to write, in smaller letters.
    #[prop(optional, into)]
    support: Option<String>,
    /// It must be given.
    #[prop(optional)]
    required: bool,
    /// The text is Markdown and can be previewed.
    #[prop(optional)]
    markdown: bool,
    /// It shows a text that can be copied, not changed.
    #[prop(optional)]
    readonly: bool,
    /// Lines shown.
    #[prop(default = 4)]
    rows: u32,
) -> impl IntoView {
    let hints = Hints::new(verb, field, &typed);
    let supported = support.is_some();
    let text = typed.or(field, value);
    let current = RwSignal::new(text.clone());
    view! {
        <div class="field field-text">
            {describe(&hints, label.unwrap_or_else(|| field.word().to_owned()), required)}
            {support.map(|text| view! { <p class="support" id=hints.support_id()>{text}</p> })}
            <textarea
                id=hints.id()
                name=field.as_str()
                rows=rows
                required=required
                readonly=readonly
                aria-invalid=hints.invalid()
                aria-describedby=hints.described_by(supported)
                on:input:target=move |ev| current.set(ev.target().value())
            >
                {escaped(text)}
            </textarea>
            {hints.error()}
            {markdown.then(|| view! { <Preview text=current/> })}
        </div>
    }
}

/// The parser drops the first line break after `<textarea>`, hence the one we add.
#[cfg(feature = "ssr")]
fn escaped(text: String) -> String {
    format!("\n{}", html_escape::encode_text(&text))
}

/// In the browser the children are not touched on hydration, and set as text when made anew.
#[cfg(not(feature = "ssr"))]
fn escaped(text: String) -> String {
    text
}

/// Shows what a Markdown text will look like, rendered by the server like the text itself.
#[component]
fn Preview(text: RwSignal<String>) -> impl IntoView {
    let l = locale();
    let show = Action::new(move |source: &String| preview(source.clone()));
    let shown = move || {
        show.value().get().map(|result| match result {
            Ok(html) => view! { <div class="prose preview" inner_html=html></div> }.into_any(),
            Err(error) => view! { <p class="error">{problem::error(&error)}</p> }.into_any(),
        })
    };
    view! {
        <div class="preview-area needs-script">
            <button type="button" class="button-quiet" on:click=move |_| { show.dispatch(text.get_untracked()); }>
                {td_string!(l, shell.preview)}
            </button>
            {shown}
        </div>
    }
}
