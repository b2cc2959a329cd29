//! Who is what to the case.

use crate::{
    viewer::locale,
    words::{Word, stage_short},
};
use domain::view::{CasePerson, LaneView, Position};
use leptos::prelude::*;
use leptos_i18n::td_string;

/// People by their position, then each system with its ベンダー and the 工程 it is in. A ベンダー that
/// is named without a person stands with its system only.
pub fn people(people: Vec<CasePerson>, lanes: &[LaneView]) -> impl IntoView + use<> {
    let l = locale();
    let list = if people.is_empty() && lanes.is_empty() {
        view! { <p class="support">{td_string!(l, cases.case.nobody)}</p> }.into_any()
    } else {
        let named = people.into_iter().filter(|it| it.position != Position::Vendor || it.name != it.org);
        let people = named.map(|person| {
            let what = match person.system {
                Some(system) => format!("{}（{system}）", person.position.word()),
                None => person.position.word().to_owned(),
            };
            view! { <dt>{what}</dt><dd>{person.name}" "<span class="support">{person.org}</span></dd> }
        });
        let people = people.collect_view();
        let lanes = lanes.iter().map(|lane| {
            let stage = lane.current_stage.map(|stage| {
                let number = td_string!(l, cases.columns.stage, n = stage.number()).to_string();
                format!("{number} {}", stage_short(stage))
            });
            let vendor = lane.vendor.as_ref().map(|vendor| vendor.name.clone());
            view! {
                <dt><span class="lane-code">{lane.system.code.clone()}</span>" "{lane.system.name.clone()}</dt>
                <dd>{vendor}" "<span class="support">{stage}</span></dd>
            }
        });
        let lanes = lanes.collect_view();
        view! { <dl class="facts case-people">{people}{lanes}</dl> }.into_any()
    };
    view! {
        <section class="panel" aria-labelledby="case-people">
            <h2 id="case-people">{td_string!(l, cases.case.people)}</h2>
            {list}
        </section>
    }
}
