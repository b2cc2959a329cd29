//! What moved in the 制度改正, and that it does not touch the plan.

use crate::{
    form::{beginning, typed},
    part::{fold::fold, text_area::TextArea, will_read::case_will_read},
    viewer::locale,
    words::{self, law_move::moved},
};
use domain::{refusal::Field, view::PlanPage};
use leptos::prelude::*;
use leptos_i18n::td_string;

const VERB: &str = "settle_law_move";

/// Nothing while nothing waits.
pub(super) fn law_move(page: &PlanPage) -> Option<AnyView> {
    let l = locale();
    let what = moved(page.law_move.as_ref()?);
    let form = page.may_move_go_live.then(|| form(page));
    let lead = if page.may_move_go_live {
        td_string!(l, planning.law_move.to_do)
    } else {
        td_string!(l, planning.law_move.waits)
    };
    let heading = td_string!(l, planning.law_move.heading);
    Some(
        view! {
            <section class="notice notice-warning law-moved" aria-labelledby="law-moved">
                <h2 id="law-moved"><span aria-hidden="true">"▲ "</span>{heading}</h2>
                <p>{what}</p>
                <p>{lead}</p>
                {form}
            </section>
        }
        .into_any(),
    )
}

fn form(page: &PlanPage) -> AnyView {
    let l = locale();
    let back = typed(VERB);
    let form = view! {
        <form method="post" action=format!("/cases/{}/plan", page.no) class="stage-form" id=words::form::id(VERB) tabindex="-1">
            {beginning(VERB)}
            <input type="hidden" name=Field::Version.as_str() value=page.version.to_string()/>
            <TextArea verb=VERB field=Field::Reason typed=back.clone() required=true rows=2
                support=td_string!(l, planning.law_move.reason_hint)/>
            {case_will_read(page.state)}
            <button type="submit" class="button-quiet">{td_string!(l, planning.law_move.settle)}</button>
        </form>
    };
    fold(td_string!(l, planning.law_move.settle), back.is_returned(), form.into_any())
}
