//! What hangs on a system whose validity loses days, beside the form that would save it.

use super::{
    org_ending::{issues, list},
    system::lane,
};
use crate::{
    page::admin::touched::{hidden, sum},
    viewer::locale,
    words::admin,
};
use domain::view::admin::{SystemEnding, SystemPage};
use leptos::prelude::*;
use leptos_i18n::td_string;

/// Its lanes and their open 課題, and the counts of what the administrator may not know of.
pub(super) fn ending(system: &SystemPage, ending: &SystemEnding) -> AnyView {
    let l = locale();
    let nothing =
        system.lanes.is_empty() && system.hidden_lanes == 0 && ending.issues.is_empty() && ending.hidden_issues == 0;
    let lead = if nothing {
        td_string!(l, admin.org.affects_nothing).to_owned()
    } else {
        td_string!(l, admin.system.affects_lead, period = admin::period(ending.valid)).to_string()
    };
    let lanes = sum(system.lanes.len(), system.hidden_lanes);
    let lanes = list(
        td_string!(l, admin.system.affects_lanes, n = lanes).to_string(),
        system.lanes.iter().map(lane).collect(),
        hidden(system.hidden_lanes),
    );
    let count = sum(ending.issues.len(), ending.hidden_issues);
    let heading = td_string!(l, admin.system.affects_issues, n = count).to_string();
    view! {
        <section class="touched org-ending" aria-labelledby="system-ending">
            <h3 id="system-ending">{td_string!(l, admin.org.affects)}</h3>
            <p>{lead}</p>
            {lanes}
            {issues(heading, &ending.issues, ending.hidden_issues)}
            <p>{td_string!(l, admin.org.affects_then)}</p>
        </section>
    }
    .into_any()
}
