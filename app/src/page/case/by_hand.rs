//! Setting the 信号 by hand: which, until when, why.

use crate::{
    form::typed,
    part::{
        date_field::DateField,
        fold::fold_as,
        post::post,
        select::{Choice, SelectField},
        signal_reasons,
        text_area::TextArea,
        will_read::will_read,
    },
    viewer::{day, locale},
};
use domain::{
    refusal::Field,
    signal::{ByHand, HAND_SCOPE, Signal, SignalReason},
    view::CasePage,
};
use leptos::prelude::*;
use leptos_i18n::td_string;

/// The forms, for whom they are.
pub fn by_hand(case: &CasePage) -> Option<impl IntoView + use<>> {
    if !case.may_override {
        return None;
    }
    let l = locale();
    let now = case.row.reasons.iter().find_map(|reason| match reason {
        SignalReason::ByHand { hand, .. } => Some(hand),
        _ => None,
    });
    let summary =
        if now.is_some() { td_string!(l, signals.override_again) } else { td_string!(l, signals.set_by_hand) };
    let open = typed("override_signal").is_returned();
    let action = format!("/cases/{}", case.row.no);
    let release = now.map(|_| {
        view! {
            <button type="submit" class="button-quiet">{td_string!(l, signals.release)}</button>
        }
    });
    let release = release.map(|button| post(action.clone(), "", "release_signal", None, button));
    Some(view! {
        {fold_as("by-hand", summary, open, form(action, now))}
        {release}
    })
}

fn form(action: String, now: Option<&ByHand>) -> AnyView {
    const VERB: &str = "override_signal";
    let l = locale();
    let back = typed(VERB);
    let none = Choice::new("", td_string!(l, shell.choose));
    let signals = Signal::ALL.iter().rev().map(|it| Choice::new(it.as_str(), signal_reasons::choice(*it)));
    let choices = std::iter::once(none).chain(signals).collect();
    let signal = now.map(|it| it.signal.as_str()).unwrap_or_default();
    let until = now.map(|it| day(it.until)).unwrap_or_default();
    let reason = now.map(|it| it.reason.clone()).unwrap_or_default();
    let inputs = view! {
            <p class="support">{td_string!(l, signals.override_lead)}</p>
            <SelectField verb=VERB field=Field::Signal typed=back.clone() choices=choices value=signal required=true/>
            <DateField verb=VERB field=Field::Due typed=back.clone() value=until label=td_string!(l, signals.until) required=true/>
            <TextArea
                verb=VERB
                field=Field::Reason
                typed=back
                value=reason
                support=format!("{} {}", td_string!(l, signals.reason_hint), td_string!(l, signals.readers))
                required=true
                rows=3
            />
            {will_read(HAND_SCOPE, None)}
            <button type="submit" class="button">{td_string!(l, signals.set)}</button>
    };
    post(action, "issue-form", VERB, None, inputs)
}
