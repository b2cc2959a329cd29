//! What keeps a gate shut, each with a link to where it is mended.

use crate::{viewer::locale, words::event::stage_name};
use domain::gate::Unmet;
use leptos::prelude::*;
use leptos_i18n::td_string;

/// One of the conditions, on the page of a 工程: another 工程 of the case is beside it.
pub fn unmet_item(unmet: &Unmet) -> AnyView {
    let l = locale();
    let (kind, href, text) = match unmet {
        Unmet::Issue { key, title } => {
            (td_string!(l, stages.gate.unmet_issue), format!("/issues/{key}"), format!("{key} {title}"))
        }
        Unmet::Line { line, text } => (td_string!(l, stages.gate.unmet_line), format!("#line-{line}"), text.clone()),
        Unmet::Previous { stage, system } => {
            let lane = system.as_ref().map(|code| format!("?system={code}")).unwrap_or_default();
            let name = stage_name(*stage, system.as_deref());
            let text = td_string!(l, stages.gate.unmet_previous_text, stage = name).to_string();
            (td_string!(l, stages.gate.unmet_previous), format!("{}{lane}", stage.number()), text)
        }
        Unmet::Source { law, code } => {
            let (kind, text) = (td_string!(l, stages.gate.unmet_source), law.clone());
            let text = td_string!(l, stages.gate.unmet_source_text, law = text).to_string();
            let Some(code) = code else {
                return view! { <li><span class="unmet-kind">{kind}</span>" "{text}</li> }.into_any();
            };
            (kind, format!("/laws/{code}"), text)
        }
    };
    view! { <li><span class="unmet-kind">{kind}</span>" "<a href=href rel="external">{text}</a></li> }.into_any()
}
