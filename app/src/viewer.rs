//! Who looks at the screen, as the screen needs to know it.

use crate::texts::Locale;
use chrono::{DateTime, NaiveDate, Utc};
use domain::{
    access::{AccessRules, PasswordDue},
    actor::Actor,
    calendar::{BusinessCalendar, Calendars},
    date::{DateStyle, Month, format, instant},
    language::Language,
    organisation::CenterCode,
};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

/// Put into the request by the server: the signed-in person, if any.
#[derive(Clone, Debug, Default)]
pub struct Visitor(pub Option<Actor>);

/// An account that the sign-in page offers as a button.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DemoAccount {
    /// ログインID.
    pub login: String,
    /// 氏名.
    pub name: String,
    /// Position.
    pub title: String,
    /// Organisation.
    pub org: String,
}

/// Given to the screens by the server in demo mode only.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct DemoAccounts(pub Vec<DemoAccount>);

/// 組織のアカウント: given to the sign-in page by the server where it is set.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OpenIdDoor {
    /// What its button says in Japanese, when not the usual.
    pub name_ja: Option<String>,
    /// The same in English.
    pub name_en: Option<String>,
}

/// What every part of a page may ask: the person, their language, their dates, and the day.
/// The browser never asks its own clock what day it is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Viewer {
    /// The signed-in person.
    pub actor: Option<Actor>,
    /// Language of the screen.
    pub language: Language,
    /// 和暦 or 西暦.
    pub date_style: DateStyle,
    /// Today (JST) by the server's clock.
    pub today: NaiveDate,
    /// The server runs the demo world.
    pub demo: bool,
    /// 開庁日 of the city and of each center.
    pub calendars: Calendars,
    /// What is asked of passwords here, and what wrong ones lead to.
    pub rules: AccessRules,
    /// Why the person changes their password before anything else, if they must.
    pub due: Option<PasswordDue>,
}

#[cfg(feature = "ssr")]
impl Viewer {
    /// Somebody who reads something that is no page.
    pub fn of(actor: &Actor, today: NaiveDate) -> Self {
        let (language, date_style) = (actor.language, actor.date_style);
        Self { actor: Some(actor.clone()), language, date_style, today, ..Self::default() }
    }
}

/// Given by a page whose record belongs to a center: its days are that center's.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RecordCenter(pub CenterCode);

impl Default for Viewer {
    fn default() -> Self {
        Self {
            actor: None,
            language: Language::Ja,
            date_style: DateStyle::Japanese,
            today: NaiveDate::MIN,
            demo: false,
            calendars: Calendars::by_law(),
            rules: AccessRules::default(),
            due: None,
        }
    }
}

/// The viewer of this page.
pub fn viewer() -> Viewer {
    use_context::<StoredValue<Viewer>>().map(|v| v.get_value()).unwrap_or_default()
}

/// Gives the viewer once more where a page's own part begins: every cell asks for it, and would else look through
/// all that stands around the page first.
pub fn keep_at_hand() {
    if let Some(viewer) = use_context::<StoredValue<Viewer>>() {
        provide_context(viewer);
    }
}

/// How the viewer reads. A table of many cells asks once and hands it to them; whoever has one thing to say asks by
/// the functions below.
#[derive(Clone, Copy, Debug)]
pub struct Reader {
    /// The language, for `td_string!` and `word_in`.
    pub locale: Locale,
    language: Language,
    /// 和暦 or 西暦.
    pub date_style: DateStyle,
}

impl Reader {
    fn of(viewer: &Viewer) -> Self {
        let locale = match viewer.language {
            Language::Ja => Locale::ja,
            Language::En => Locale::en,
        };
        Self { locale, language: viewer.language, date_style: viewer.date_style }
    }

    /// As [`typed_lang`].
    pub const fn typed_lang(self) -> Option<&'static str> {
        match self.language {
            Language::Ja => None,
            Language::En => Some("ja"),
        }
    }

    /// As [`day`].
    pub fn day(self, date: NaiveDate) -> String {
        format::table(date, self.date_style)
    }

    /// As [`day_text`].
    pub fn day_text(self, date: NaiveDate) -> String {
        format::text(date, self.date_style, self.language)
    }

    /// The same day in the other notation, for a tooltip.
    pub fn day_other(self, date: NaiveDate) -> String {
        format::text(date, self.date_style.other(), self.language)
    }

    /// As [`moment`].
    pub fn moment(self, at: DateTime<Utc>) -> String {
        instant::text(at, self.date_style)
    }
}

/// How the viewer of this page reads.
pub fn reader() -> Reader {
    with(Reader::of)
}

/// The language of this page, for `td_string!`.
pub fn locale() -> Locale {
    reader().locale
}

/// `lang` of what people typed, where the page around it is in English: a voice reads Japanese as Japanese, and the
/// browser takes Japanese letter forms (WCAG 2.2, 3.1.2).
pub fn typed_lang() -> Option<&'static str> {
    reader().typed_lang()
}

fn with<T>(read: impl FnOnce(&Viewer) -> T) -> T {
    match use_context::<StoredValue<Viewer>>() {
        Some(stored) => stored.with_value(read),
        None => read(&Viewer::default()),
    }
}

/// The calendar of the record on this page, or of the viewer.
pub fn record_calendar() -> BusinessCalendar {
    let record = use_context::<RecordCenter>().map(|it| it.0);
    with(|v| {
        let own = v.actor.as_ref().and_then(|actor| actor.center);
        v.calendars.of_some(record.or(own)).clone()
    })
}

/// A day in a table: `R8.12.1` or `2026-12-01`.
pub fn day(date: NaiveDate) -> String {
    reader().day(date)
}

/// A day in running text: 令和8年12月1日（火）.
pub fn day_text(date: NaiveDate) -> String {
    reader().day_text(date)
}

/// A month: `R8.11` or `2026-11`.
pub fn month(month: Month) -> String {
    with(|v| format::month(month, v.date_style))
}

/// An instant: `R8.11.24 09:12`.
pub fn moment(at: DateTime<Utc>) -> String {
    reader().moment(at)
}
