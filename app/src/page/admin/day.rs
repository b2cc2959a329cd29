//! A day set by hand: first the form and what it touches (an address, nothing is saved), then the
//! same as a post.

use super::{post, touched::touched};
use crate::{
    api::admin::read_day,
    error::AppError,
    form::{Returned, Typed, came_back, typed},
    page::issue::present::present,
    part::{
        admin_frame::{AdminPart, admin_frame},
        date_field::DateField,
        field::TextField,
        loaded::loaded,
        select::{Choice, SelectField},
        standing,
        text_area::TextArea,
    },
    viewer::{day_text, locale},
    words::{Word, admin},
};
use domain::{
    admin::{DayInput, DaySays},
    refusal::{Field, Refusal},
    view::admin::DayPreview,
};
use leptos::prelude::*;
use leptos_i18n::td_string;
use leptos_router::hooks::use_location;

const VERB: &str = "set_day";

/// `/admin/calendar/day`
#[component]
pub fn DayPage() -> impl IntoView {
    let query = use_location().search;
    // A refused post has no query: what was typed is previewed again.
    let asked = move || {
        let query = query.get();
        let sent = came_back().filter(|returned| returned.verb == VERB);
        sent.map_or(query, |returned| query_of(&returned))
    };
    loaded(Resource::new(asked, read_day), |preview: DayPreview| page(&preview))
}

fn query_of(returned: &Returned) -> String {
    let field = |wanted: Field| {
        let found = returned.fields.iter().find(|(name, _)| name == wanted.as_str());
        found.map(|(_, value)| value.clone()).unwrap_or_default()
    };
    DayInput {
        day: field(Field::Day),
        reach: field(Field::Reach),
        says: field(Field::Says),
        name: field(Field::Label),
        reason: field(Field::Reason),
    }
    .to_query()
}

/// What the fields hold: the refused post, or what the address says with its problems.
fn held(preview: &DayPreview) -> Typed {
    let back = typed(VERB);
    if back.is_returned() {
        return back;
    }
    let fields = preview.input.fields().map(|(field, value)| (field.as_str().to_owned(), value.to_owned()));
    let error = AppError::Refused(Refusal::Invalid(preview.problems.clone()));
    Typed::of(Returned { verb: VERB.to_owned(), fields: fields.to_vec(), error })
}

fn page(preview: &DayPreview) -> AnyView {
    let l = locale();
    let now = preview.present.as_ref().map(|row| {
        let (what, name) = (admin::set_to(row.says), row.name.clone());
        let text = td_string!(l, admin.day.present, what = what, name = name).to_string();
        view! { <p class="present">{day_text(row.day)}" "{text}</p> }
    });
    // What came back stands in the fields of the first step, whether or not the second can be offered.
    standing::stands(&[VERB]);
    let content = view! {
        <p class="support">{td_string!(l, admin.day.steps)}</p>
        <div class="day-columns">
            <form method="get" action="/admin/calendar/day" class="panel admin-form">
                {fields(preview)}
                <button type="submit" class="button-quiet">{td_string!(l, admin.day.check)}</button>
            </form>
            <div>
                {now}
                {preview.touched.as_ref().map(touched)}
                {preview.touched.is_some().then(|| confirm(preview))}
            </div>
        </div>
    };
    admin_frame(AdminPart::Calendar, td_string!(l, admin.day.heading).to_owned(), (), content)
}

fn fields(preview: &DayPreview) -> AnyView {
    let l = locale();
    let back = held(preview);
    let choose = || Choice::new("", td_string!(l, shell.choose));
    let reaches = preview.may_set.iter().map(|it| Choice::new(DayInput::reach_code(*it), admin::reach(*it)));
    let reaches = std::iter::once(choose()).chain(reaches).collect();
    let says = DaySays::ALL.iter().map(|it| Choice::new(it.as_str(), it.word()));
    let says = std::iter::once(choose()).chain(says).collect();
    let present_name = preview.present.as_ref().map(|row| row.name.clone()).unwrap_or_default();
    view! {
        <DateField verb=VERB field=Field::Day typed=back.clone() required=true/>
        <SelectField verb=VERB field=Field::Reach typed=back.clone() choices=reaches required=true/>
        <SelectField verb=VERB field=Field::Says typed=back.clone() choices=says required=true/>
        <TextField verb=VERB field=Field::Label typed=back.clone() support=td_string!(l, admin.day.label_support)/>
        {present(&back, Field::Label, &present_name, &present_name)}
        <TextArea verb=VERB field=Field::Reason typed=back support=td_string!(l, admin.day.reason_support) required=true rows=2/>
    }
    .into_any()
}

/// The same change once more, to be saved: every value is one that was checked and previewed.
fn confirm(preview: &DayPreview) -> AnyView {
    let l = locale();
    let hidden = preview.input.fields().map(|(field, value)| {
        view! { <input type="hidden" name=field.as_str() value=value.to_owned()/> }
    });
    let hidden = hidden.into_iter().collect_view();
    let version = preview.present.as_ref().map_or(0, |row| row.version);
    let inputs = view! { {hidden}<button type="submit" class="button">{td_string!(l, admin.day.save)}</button> };
    post("/admin/calendar/day".to_owned(), VERB, version, inputs)
}
