//! Fields that the form of a new 案件 and that of an edit share.

use crate::{
    form::Typed,
    part::{
        check_group::CheckGroup,
        present::{present, present_group},
        select::{Choice, SelectField},
    },
    viewer::{day, locale},
};
use domain::{
    refusal::Field,
    view::{CaseChoices, Named, PersonChoice},
};
use leptos::prelude::*;
use leptos_i18n::td_string;

/// 制度改正, or none.
pub fn law(verb: &'static str, back: &Typed, choices: &CaseChoices, held: &str) -> AnyView {
    let l = locale();
    let named = choices.laws.iter().map(|law| {
        let name = law.name.clone();
        let text = match law.in_force_on {
            Some(date) => td_string!(l, planning.law_option, name = name, day = day(date)).to_string(),
            None => td_string!(l, planning.law_option_unset, name = name).to_string(),
        };
        Choice::new(&law.code, text)
    });
    let named = std::iter::once(Choice::new("", td_string!(l, planning.no_law))).chain(named).collect();
    let shown = choices.laws.iter().find(|it| it.code == held).map(|it| it.name.clone()).unwrap_or_default();
    view! {
        <SelectField verb=verb field=Field::Law typed=back.clone() choices=named value=held.to_owned()
            support=td_string!(l, planning.law_hint)/>
        {present(back, Field::Law, held, &shown)}
    }
    .into_any()
}

/// 業務所管課 and 関係課.
pub fn sections(
    verb: &'static str,
    back: &Typed,
    choices: &CaseChoices,
    held: Option<&Named>,
    related: &[Named],
    support: &'static str,
) -> AnyView {
    let l = locale();
    let code = held.map(|it| it.code.clone()).unwrap_or_default();
    let shown = held.map(|it| it.name.clone()).unwrap_or_default();
    let all = with(&choices.sections, held.into_iter().chain(related));
    let one = std::iter::once(Choice::new("", td_string!(l, shell.choose)));
    let one = one.chain(all.iter().map(|it| Choice::new(&it.code, &it.name))).collect();
    let many = all.iter().map(|it| Choice::new(&it.code, &it.name)).collect();
    let codes: Vec<String> = related.iter().map(|it| it.code.clone()).collect();
    let names: Vec<String> = related.iter().map(|it| it.name.clone()).collect();
    let also = present_group(back, Field::RelatedSections, &codes, &names);
    view! {
        <SelectField verb=verb field=Field::Section typed=back.clone() choices=one value=code.clone() required=true support=support/>
        {present(back, Field::Section, &code, &shown)}
        <CheckGroup verb=verb field=Field::RelatedSections typed=back.clone() choices=many chosen=codes/>
        {also}
    }
    .into_any()
}

/// The choices and what is held, though it may not be offered any more.
fn with<'a>(offered: &[Named], held: impl Iterator<Item = &'a Named>) -> Vec<Named> {
    let mut all = offered.to_vec();
    for named in held {
        if all.iter().all(|it| it.code != named.code) {
            all.push(named.clone());
        }
    }
    all
}

/// 業務管理者, 業務所管課 担当, コンサルタント, by ログインID.
pub fn people(
    verb: &'static str,
    back: &Typed,
    choices: &CaseChoices,
    manager: &str,
    officer: &str,
    consultants: &[String],
    manager_hint: &'static str,
) -> AnyView {
    let l = locale();
    let nobody = || std::iter::once(Choice::new("", td_string!(l, planning.nobody)));
    let managers = choices.managers.iter().map(|it| Choice::new(&it.login, format!("{} {}", it.title, it.name)));
    let managers = nobody().chain(managers).collect::<Vec<_>>();
    let officers = choices
        .officers
        .iter()
        .map(|it| Choice::in_group(&it.login, format!("{} {}", it.title, it.name), it.org_name.clone()));
    let officers = nobody().chain(officers).collect::<Vec<_>>();
    let ticks = choices.consultants.iter().map(|it| Choice::new(&it.login, it.name.clone())).collect();
    let name = |people: &[PersonChoice], login: &str| {
        people.iter().find(|it| it.login == login).map(|it| it.name.clone()).unwrap_or_default()
    };
    let names: Vec<String> = consultants.iter().map(|login| name(&choices.consultants, login)).collect();
    let also = present_group(back, Field::Consultants, consultants, &names);
    view! {
        <div class="field-grid">
            <div>
                <SelectField verb=verb field=Field::Manager typed=back.clone() choices=managers value=manager.to_owned()
                    support=manager_hint/>
                {present(back, Field::Manager, manager, &name(&choices.managers, manager))}
            </div>
            <div>
                <SelectField verb=verb field=Field::Officer typed=back.clone() choices=officers value=officer.to_owned()
                    support=td_string!(l, planning.officer_hint)/>
                {present(back, Field::Officer, officer, &name(&choices.officers, officer))}
            </div>
        </div>
        <CheckGroup verb=verb field=Field::Consultants typed=back.clone() choices=ticks chosen=consultants.to_vec()/>
        {also}
    }
    .into_any()
}
