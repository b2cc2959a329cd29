//! One id type per noun, so that two kinds of id can never be swapped.

/// Declares a newtype over a UUID (version 7, made by the store).
macro_rules! id {
    ($($(#[$meta:meta])* $name:ident),+ $(,)?) => { $(
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
        #[serde(transparent)]
        pub struct $name(pub uuid::Uuid);

        impl $name {
            /// Reads the usual hyphenated form; `None` for anything else.
            pub fn parse(text: &str) -> Option<Self> {
                uuid::Uuid::try_parse(text).ok().map(Self)
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                self.0.fmt(f)
            }
        }
    )+ };
}

id! {
    /// A person's account.
    UserId,
    /// A section of the city, a center or a vendor.
    OrgId,
    /// One of the systems under revision (対象システム) or a partner system.
    SystemId,
    /// A 制度改正.
    LawId,
    /// A 案件.
    CaseId,
    /// One system of one case.
    LaneId,
    /// One 工程 of a case or of a lane.
    StageRecordId,
    /// A 課題.
    IssueId,
    /// A comment on a 課題.
    CommentId,
    /// A line of a 課題's checklist.
    ChecklistLineId,
    /// A line of a 工程's checklist.
    StageLineId,
    /// A line of the checklist templates.
    TemplateId,
    /// Something that happened.
    EventId,
    /// A 上申 or 開示.
    RelayId,
    /// A form that was opened, to be carried out once.
    FormToken,
}
