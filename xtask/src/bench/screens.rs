//! What is measured.

/// A screen that is read.
#[derive(Clone, Debug)]
pub(super) struct Screen {
    /// In the kept figures.
    pub(super) id: &'static str,
    pub(super) path: String,
}

/// A form that many send at a time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    Raise,
    Comment,
}

impl Form {
    pub(super) const ALL: [Self; 2] = [Self::Raise, Self::Comment];

    /// In the kept figures.
    pub(super) const fn id(self) -> &'static str {
        match self {
            Self::Raise => "raise",
            Self::Comment => "comment",
        }
    }
}

/// The comments of the one 課題 that is read.
pub(super) const COMMENTS: u32 = 50;

/// Each screen with what tables call it, in the order of the report. `{issue}` is the 課題 with the comments.
const READ: [(&str, &str, &str); 7] = [
    ("today", "今日", "/"),
    ("cases", "案件一覧", "/cases"),
    ("timeline", "線表", "/timeline"),
    ("issues-first", "課題一覧 first page", "/issues"),
    ("issues-filtered", "課題一覧 filtered, by 期限", "/issues?state=all&severity=medium&sort=due"),
    ("issues-last", "課題一覧 last page", "/issues?page=last"),
    ("issue", "課題 with 50 comments", "/issues/{issue}"),
];

const SENT: [(&str, &str); 2] = [("raise", "課題を起票 50 writers"), ("comment", "コメント 50 writers")];

/// The screens that are read; `issue` is the 課題番号 of the one with the comments.
pub(super) fn screens(issue: &str) -> Vec<Screen> {
    READ.into_iter().map(|(id, _, path)| Screen { id, path: path.replace("{issue}", issue) }).collect()
}

/// Ids and names of everything, in the order of the report.
pub(super) fn all() -> impl Iterator<Item = (&'static str, &'static str)> {
    READ.into_iter().map(|(id, name, _)| (id, name)).chain(SENT)
}

/// What an id is called.
pub(super) fn name_of(id: &str) -> &str {
    all().find(|(it, _)| *it == id).map_or(id, |(_, name)| name)
}
