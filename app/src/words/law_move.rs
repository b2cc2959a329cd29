//! What moved in a 制度改正.

use super::Word;
use crate::{
    texts::Locale,
    viewer::{day, locale},
};
use chrono::NaiveDate;
use domain::{
    law::{DayMove, LawMove},
    refusal::Field,
};
use leptos_i18n::td_string;

/// What moved in a 制度改正: 施行日（R10.10.1 → R10.7.1）.
pub fn moved(what: &LawMove) -> String {
    let l = locale();
    let one = |field: Field, days: Option<DayMove>| {
        let days = days?;
        let text = |it: Option<NaiveDate>| it.map_or_else(|| td_string!(l, laws.unset).to_owned(), day);
        let (before, after) = (text(days.from), text(days.to));
        Some(td_string!(l, events.edit, field = field.word(), before = before, after = after).to_string())
    };
    let all = [one(Field::InForceOn, what.in_force), one(Field::AppliesFrom, what.applies)];
    all.into_iter().flatten().collect::<Vec<_>>().join(if l == Locale::ja { "、" } else { ", " })
}
