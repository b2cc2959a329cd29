//! Why somebody sees a record, or does not, as sentences.

use super::Word;
use crate::texts::Locale;
use domain::visibility::{Hidden, Seen};
use leptos_i18n::td_string;

impl Word for Seen {
    fn word_in(&self, l: Locale) -> &'static str {
        match self {
            Self::EveryCase => td_string!(l, readers.because.every_case),
            Self::OwnCenter => td_string!(l, readers.because.own_center),
            Self::OwnLane => td_string!(l, readers.because.own_lane),
            Self::CityInside => td_string!(l, readers.because.city_inside),
            Self::City => td_string!(l, readers.because.city),
            Self::Manager => td_string!(l, readers.because.manager),
            Self::CenterInside => td_string!(l, readers.because.center_inside),
            Self::Operator => td_string!(l, readers.because.operator),
            Self::Assigned => td_string!(l, readers.because.assigned),
            Self::OwnSystem => td_string!(l, readers.because.own_system),
        }
    }
}

impl Word for Hidden {
    fn word_in(&self, l: Locale) -> &'static str {
        match self {
            Self::Administrator => td_string!(l, readers.barrier.administrator),
            Self::OtherCenter => td_string!(l, readers.barrier.other_center),
            Self::NoLane => td_string!(l, readers.barrier.no_lane),
            Self::CityInside => td_string!(l, readers.barrier.city_inside),
            Self::CenterInside => td_string!(l, readers.barrier.center_inside),
            Self::CityAndManagers => td_string!(l, readers.barrier.city_and_managers),
            Self::NotAssigned => td_string!(l, readers.barrier.not_assigned),
            Self::OtherSystem => td_string!(l, readers.barrier.other_system),
            Self::WholeCase => td_string!(l, readers.barrier.whole_case),
        }
    }
}
