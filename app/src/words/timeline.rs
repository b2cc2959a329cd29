//! The words of the 線表.

use super::Word;
use crate::texts::Locale;
use domain::timeline::{Grouping, Paper, Season, Zoom};
use leptos_i18n::td_string;

impl Word for Grouping {
    fn word_in(&self, l: Locale) -> &'static str {
        match self {
            Self::Center => td_string!(l, timeline.group.center),
            Self::Section => td_string!(l, timeline.group.section),
            Self::System => td_string!(l, timeline.group.system),
            Self::Vendor => td_string!(l, timeline.group.vendor),
        }
    }
}

impl Word for Zoom {
    fn word_in(&self, l: Locale) -> &'static str {
        match self {
            Self::Out => td_string!(l, timeline.zoom.far),
            Self::Usual => td_string!(l, timeline.zoom.usual),
            Self::In => td_string!(l, timeline.zoom.near),
        }
    }
}

impl Word for Paper {
    fn word_in(&self, l: Locale) -> &'static str {
        match self {
            Self::A3 => td_string!(l, timeline.paper.a3),
            Self::A4 => td_string!(l, timeline.paper.a4),
        }
    }
}

impl Word for Season {
    fn word_in(&self, l: Locale) -> &'static str {
        match self {
            Self::YearEndAdjustment => td_string!(l, timeline.season.year_end_adjustment),
            Self::FiscalYearTurn => td_string!(l, timeline.season.fiscal_year_turn),
        }
    }
}
