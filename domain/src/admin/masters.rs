//! Organisations and systems, as forms describe them.

use super::account::{day, required_day};
use crate::{
    my_number,
    organisation::{CenterCode, OrgKind},
    period::Period,
    refusal::{Field, FieldProblem, Problem, Problems, Refusal},
    text,
};
use chrono::NaiveDate;

/// Most characters of a code.
const CODE_MAX: usize = 20;

/// An organisation as typed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OrgInput {
    /// Its code; of a new one only.
    pub code: String,
    /// Code of its kind; of a new one only.
    pub kind: String,
    /// Name in Japanese.
    pub name: String,
    /// Name in English.
    pub name_en: String,
    /// 局, for a section.
    pub bureau: String,
    /// Its place in lists.
    pub sort: String,
    /// First day.
    pub from: String,
    /// Last day, or empty.
    pub to: String,
    /// What [`validity_code`] says of the validity whose effects were looked at; of an edit only.
    pub seen: String,
}

/// What can be changed of an organisation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OrgEdit {
    /// Name in Japanese.
    pub name: String,
    /// Name in English; the Japanese one where none was given.
    pub name_en: String,
    /// 局.
    pub bureau: Option<String>,
    /// Its place in lists.
    pub sort: i32,
    /// When it is offered.
    pub valid: Period,
}

impl OrgInput {
    /// Code and kind of a new one. The two centers are fixed by the contract, so none is added.
    pub fn new_one(&self, problems: &mut Problems) -> Option<(String, OrgKind)> {
        let code = problems.keep(code(&self.code));
        let kind = match OrgKind::parse(self.kind.trim()) {
            Some(OrgKind::Center) | None if self.kind.trim().is_empty() => {
                problems.add(Field::OrgKind, Problem::Required);
                None
            }
            Some(OrgKind::Center) | None => {
                problems.add(Field::OrgKind, Problem::UnknownChoice);
                None
            }
            kind => kind,
        };
        Some((code?, kind?))
    }

    /// What can be changed.
    pub fn edit(&self, problems: &mut Problems) -> Option<OrgEdit> {
        let name = problems.keep(text::line(Field::Label, &self.name));
        let name_en = problems.keep(text::optional(Field::NameEn, &self.name_en, text::LINE_MAX));
        let bureau = problems.keep(text::optional(Field::Bureau, &self.bureau, text::LINE_MAX));
        let sort = problems.keep(sort(&self.sort));
        let valid = validity(problems, &self.from, &self.to);
        let name = name?;
        Some(OrgEdit {
            name_en: name_en.map(|it| if it.is_empty() { name.clone() } else { it })?,
            name,
            bureau: bureau.map(|it| Some(it).filter(|it| !it.is_empty()))?,
            sort: sort?,
            valid: valid?,
        })
    }
}

/// An organisation whose validity loses days takes people, cases and more along, or leaves them behind, and a system its
/// lanes: that is looked at before it is saved.
///
/// # Errors
/// [`Refusal::Unseen`] until `seen` names the validity that follows.
pub fn check_seen(before: Period, valid: Period, seen: &str) -> Result<(), Refusal> {
    let is_seen = !valid.narrows(before) || seen == validity_code(valid);
    if is_seen { Ok(()) } else { Err(Refusal::Unseen) }
}

/// The validity that a form names as looked at.
pub fn validity_code(valid: Period) -> String {
    let to = valid.to.map(|it| it.to_string()).unwrap_or_default();
    format!("{}/{to}", valid.from)
}

/// A system as typed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SystemInput {
    /// Its code; of a new one only.
    pub code: String,
    /// Code of the center that looks after it; of a new one only.
    pub center: String,
    /// Code of its first vendor, or empty; of a new one only.
    pub vendor: String,
    /// Name in Japanese.
    pub name: String,
    /// Name in English.
    pub name_en: String,
    /// Ticked when it is a target of revisions, not a partner only.
    pub revised: String,
    /// Its place in lists.
    pub sort: String,
    /// First day.
    pub from: String,
    /// Last day, or empty.
    pub to: String,
    /// What [`validity_code`] says of the validity whose effects were looked at; of an edit only.
    pub seen: String,
}

/// What can be changed of a system.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SystemEdit {
    /// Name in Japanese.
    pub name: String,
    /// Name in English; the Japanese one where none was given.
    pub name_en: String,
    /// Target of revisions, or partner only.
    pub revised: bool,
    /// Its place in lists.
    pub sort: i32,
    /// When it is offered.
    pub valid: Period,
}

impl SystemInput {
    /// Code and center of a new one.
    pub fn new_one(&self, problems: &mut Problems) -> Option<(String, CenterCode)> {
        let code = problems.keep(code(&self.code));
        let center = CenterCode::parse(self.center.trim());
        if center.is_none() {
            let problem = if self.center.trim().is_empty() { Problem::Required } else { Problem::UnknownChoice };
            problems.add(Field::Center, problem);
        }
        Some((code?, center?))
    }

    /// What can be changed.
    pub fn edit(&self, problems: &mut Problems) -> Option<SystemEdit> {
        let name = problems.keep(text::line(Field::Label, &self.name));
        let name_en = problems.keep(text::optional(Field::NameEn, &self.name_en, text::LINE_MAX));
        let sort = problems.keep(sort(&self.sort));
        let valid = validity(problems, &self.from, &self.to);
        let name = name?;
        Some(SystemEdit {
            name_en: name_en.map(|it| if it.is_empty() { name.clone() } else { it })?,
            name,
            revised: !self.revised.is_empty(),
            sort: sort?,
            valid: valid?,
        })
    }
}

/// Another vendor of a system, as typed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct VendorInput {
    /// Code of the vendor; empty: none any more.
    pub vendor: String,
    /// The first day.
    pub from: String,
}

/// Another vendor of a system, checked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VendorChange {
    /// Code of the vendor.
    pub vendor: Option<String>,
    /// The first day.
    pub from: NaiveDate,
}

impl VendorInput {
    /// Checks what was typed against the day on which the present vendor began: vendors follow one
    /// another, and history is not rewritten.
    ///
    /// # Errors
    /// No day, or none after that beginning.
    pub fn read(&self, last_began: Option<NaiveDate>) -> Result<VendorChange, Refusal> {
        let mut problems = Problems::default();
        let from = problems.keep(required_day(Field::From, &self.from));
        if let (Some(from), Some(began)) = (from, last_began)
            && from <= began
        {
            problems.add(Field::From, Problem::Overlaps { from: began, to: None });
        }
        problems.finish()?;
        let vendor = Some(self.vendor.trim().to_owned()).filter(|code| !code.is_empty());
        from.map(|from| VendorChange { vendor, from }).ok_or_else(|| Refusal::Invalid(Vec::new()))
    }
}

/// A code: capital letters, digits and `-`, as in addresses and files.
fn code(input: &str) -> Result<String, FieldProblem> {
    let problem = |it| Err(FieldProblem::new(Field::Code, it));
    let code = text::narrowed(input).to_uppercase();
    if code.is_empty() {
        return problem(Problem::Required);
    }
    // `NEW` is the address of the form.
    let well_formed = code.bytes().all(|b| b.is_ascii_uppercase() || b.is_ascii_digit() || b == b'-');
    if !well_formed || code.len() > CODE_MAX || code == "NEW" {
        return problem(Problem::NoCode);
    }
    my_number::refuse(Field::Code, &code)?;
    Ok(code)
}

/// A place in lists; 0 where none was given.
fn sort(input: &str) -> Result<i32, FieldProblem> {
    let digits = text::folded(input);
    if digits.is_empty() {
        return Ok(0);
    }
    let number = digits.parse().ok().filter(|it| (0..=9_999).contains(it));
    number.ok_or(FieldProblem::new(Field::Sort, Problem::NoNumber))
}

/// The validity that two typed days say.
pub fn validity(problems: &mut Problems, from: &str, to: &str) -> Option<Period> {
    let (from, to) = (problems.keep(required_day(Field::From, from)), problems.keep(day(Field::To, to)));
    let period = Period::new(from?, to?);
    if period.is_backwards() {
        problems.add(Field::To, Problem::BeforeStart);
    }
    Some(period)
}
