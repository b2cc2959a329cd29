//! 確認する側 of a line of a checklist: who may say that it is done.

use crate::{
    form::Typed,
    part::select::{Choice, SelectField},
    viewer::locale,
    words::Word,
};
use domain::{issue::Holder, organisation::Side, refusal::Field};
use leptos::prelude::*;
use leptos_i18n::td_string;

/// The input of a form; any side comes first.
pub fn side_field(verb: &'static str, back: &Typed, held: Option<Side>) -> AnyView {
    let l = locale();
    let mut choices = vec![Choice::new("", td_string!(l, stages.side.any))];
    choices.extend(Side::ALL.iter().map(|side| Choice::new(side.as_str(), side_word(*side))));
    let held = held.map_or_else(String::new, |side| side.to_string());
    view! {
        <SelectField verb=verb field=Field::Side typed=back.clone() choices=choices value=held
            support=td_string!(l, stages.side.hint)/>
    }
    .into_any()
}

/// 市, センター or ベンダー.
pub fn side_word(side: Side) -> &'static str {
    Holder::from(side).word()
}
