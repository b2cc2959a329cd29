//! マイナンバーの入力拒否: how many forms were refused, for the city.

use crate::{
    api::admin::read_refusals,
    part::{
        admin_frame::{AdminPart, admin_frame},
        empty::Empty,
        grid::{Name, grid, heads},
        loaded::loaded,
    },
    viewer::{locale, month},
};
use domain::{date::Month, view::RefusalReport};
use leptos::prelude::*;
use leptos_i18n::td_string;

/// `/admin/refusals`
#[component]
pub fn RefusalsPage() -> impl IntoView {
    loaded(Resource::new(|| (), |()| read_refusals()), |report: RefusalReport| page(&report))
}

fn page(report: &RefusalReport) -> AnyView {
    let l = locale();
    let content = if report.rows.is_empty() {
        view! { <Empty why=td_string!(l, admin.refusals.none)/> }.into_any()
    } else {
        table(report)
    };
    let content = view! {
        <p class="support">{td_string!(l, admin.refusals.lead)}</p>
        {content}
    };
    admin_frame(AdminPart::Refusals, td_string!(l, admin.refusals.heading).to_owned(), (), content)
}

fn table(report: &RefusalReport) -> AnyView {
    let l = locale();
    let rows = report.rows.iter().map(|row| {
        view! {
            <tr>
                <th scope="row">{month(Month::of(row.month))}</th>
                <td>{row.org.name.clone()}</td>
                <td class="number">{td_string!(l, shell.count, n = row.forms).to_string()}</td>
            </tr>
        }
    });
    let rows = rows.collect_view();
    let columns = view! {
        {heads(&[td_string!(l, admin.refusals.month), td_string!(l, admin.refusals.org)])}
        <th scope="col" class="number">{td_string!(l, admin.refusals.forms)}</th>
    };
    grid(Name::Heard(td_string!(l, admin.refusals.caption).into()), "admin-table", columns, rows).into_any()
}
