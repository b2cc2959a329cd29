//! 棚卸し: every account once a year, on one page that prints on A4.

use super::{post, users::state};
use crate::{
    api::admin::read_review,
    part::{
        admin_frame::{AdminPart, admin_frame},
        grid::{Name, grid, heads},
        loaded::loaded,
    },
    viewer::{day, locale, moment},
    words::{Word, admin},
};
use chrono::NaiveDate;
use domain::{
    date::instant::jst_day,
    refusal::Field,
    view::admin::{ReviewList, ReviewRow},
};
use leptos::prelude::*;
use leptos_i18n::td_string;

/// `/admin/review`
#[component]
pub fn ReviewPage() -> impl IntoView {
    loaded(Resource::new(|| (), |()| read_review()), |list: ReviewList| page(&list))
}

fn page(list: &ReviewList) -> AnyView {
    let l = locale();
    let progress = td_string!(l, admin.review.progress, n = list.reviewed, all = list.rows.len()).to_string();
    let rows = list.rows.iter().map(|it| row(it, list.today)).collect_view();
    let columns = heads(&[
        td_string!(l, words.field.name),
        td_string!(l, admin.users.org),
        td_string!(l, admin.user.terms),
        td_string!(l, admin.users.state),
        td_string!(l, admin.review.signed_in),
        td_string!(l, admin.user.duties_facts),
        td_string!(l, admin.review.reviewed),
    ]);
    let content = view! {
        <p class="support">{td_string!(l, admin.review.lead)}</p>
        <p role="status">{progress}</p>
        {grid(Name::Heard(td_string!(l, admin.review.caption).into()), "admin-table admin-wide review", columns, rows)}
    };
    admin_frame(AdminPart::Review, td_string!(l, admin.review.heading, year = list.year).to_string(), (), content)
}

fn row(row: &ReviewRow, today: NaiveDate) -> impl IntoView + use<> {
    let l = locale();
    let terms = row.terms.iter().map(|term| {
        view! { <li>{admin::role(term)}" "<span class="nowrap">{admin::period(term.period)}</span></li> }
    });
    let signed_in = row.signed_in_at.map_or_else(|| td_string!(l, admin.review.never).to_owned(), moment);
    let shown = |on: Option<NaiveDate>| on.map_or_else(|| td_string!(l, admin.user.none).to_owned(), day);
    let duties = row.duties;
    let old = duties.is_training_old(today).then(|| {
        view! { " "<span class="chip account-ended">{td_string!(l, admin.users.retrain)}</span> }
    });
    let numbers = duties.handles_numbers.then(|| view! { <li>{Field::HandlesNumbers.word()}</li> });
    let href = format!("/admin/users/{}", row.login);
    view! {
        <tr>
            <th scope="row"><a href=href>{row.name.clone()}</a><small class="support">{row.login.clone()}" "{row.title.clone()}</small></th>
            <td>{row.org.name.clone()}</td>
            <td><ul class="review-terms">{terms.collect_view()}</ul></td>
            <td>{state(row.state)}</td>
            <td class="nowrap">{signed_in}</td>
            <td>
                <ul class="review-terms">
                    <li>{Field::PledgedOn.word()}" "{shown(duties.pledged_on)}</li>
                    <li>{Field::TrainedOn.word()}" "{shown(duties.trained_on)}{old}</li>
                    {numbers}
                </ul>
            </td>
            <td>{reviewed(row)}</td>
        </tr>
    }
}

/// By whom and when, or the button.
fn reviewed(row: &ReviewRow) -> AnyView {
    const VERB: &str = "confirm_account";
    let l = locale();
    let last = row.reviewed.clone().map(|(at, by)| (day(jst_day(at)), by));
    if let (true, Some((on, by))) = (row.is_reviewed, &last) {
        let text = td_string!(l, admin.review.by, day = on.clone(), name = by.clone()).to_string();
        return view! { <span class="chip account-active"><span class="shape" aria-hidden="true">"●"</span>" "{text}</span> }
            .into_any();
    }
    let last = last.map(|(on, by)| {
        let text = td_string!(l, admin.review.last, day = on, name = by).to_string();
        view! { <small class="support">{text}</small> }
    });
    let form = row.may_confirm.then(|| {
        let name = td_string!(l, admin.review.confirm_named, name = row.name.clone()).to_string();
        let inputs = view! {
            <input type="hidden" name=Field::LoginId.as_str() value=row.login.clone()/>
            <button type="submit" class="button-quiet">
                {td_string!(l, admin.review.confirm)}<span class="visually-hidden">{name}</span>
            </button>
        };
        post("/admin/review".to_owned(), VERB, row.version, inputs)
    });
    view! { <span>{td_string!(l, admin.review.not_yet)}</span>" "{last}{form} }.into_any()
}
