//! Why something may not be done: data for the screens, never sentences.

use crate::{
    coded::coded_enum,
    date::DateProblem,
    issue::{IssueState, Move},
    policy::Action,
};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

coded_enum! {
    /// An input of a form; the code is its `name` attribute.
    pub enum Field {
        /// 案件.
        Case = "case",
        /// 件名.
        Title = "title",
        /// 内容.
        Body = "body",
        /// 影響.
        Impact = "impact",
        /// 対応方針.
        Policy = "policy",
        /// 分類.
        Category = "category",
        /// 重要度.
        Severity = "severity",
        /// 優先度.
        Priority = "priority",
        /// 対象システム.
        System = "system",
        /// 工程.
        Stage = "stage",
        /// 公開範囲.
        Scope = "scope",
        /// 工程完了を止める.
        BlocksGate = "blocks_gate",
        /// 担当組織.
        Org = "org",
        /// 担当者.
        Assignee = "assignee",
        /// 期限.
        Due = "due",
        /// 再開日.
        Until = "until",
        /// 理由.
        Reason = "reason",
        /// コメント・回答・対応内容.
        Text = "text",
        /// チェック項目.
        Line = "line",
        /// チェック項目の担当.
        Owner = "owner",
        /// 関連課題.
        Related = "related",
        /// 版: what the person had before them.
        Version = "version",
        /// ログインID.
        LoginId = "login_id",
        /// 氏名.
        Name = "name",
        /// パスワード.
        Password = "password",
        /// 言語.
        Language = "language",
        /// 和暦・西暦.
        DateStyle = "date_style",
        // 管理: accounts, masters, calendar.
        /// 読み.
        Kana = "kana",
        /// 職名.
        JobTitle = "job_title",
        /// 役割.
        Role = "role",
        /// センター.
        Center = "center",
        /// 開始日.
        From = "from",
        /// 終了日.
        To = "to",
        /// 役割の期間.
        Term = "term",
        /// 最終日 of somebody who leaves.
        LastDay = "last_day",
        /// 引継ぎ先.
        Successor = "successor",
        /// 所属 of an account.
        Affiliation = "affiliation",
        /// コード.
        Code = "code",
        /// 名称 of a master or of a day.
        Label = "label",
        /// 英語名.
        NameEn = "name_en",
        /// 局.
        Bureau = "bureau",
        /// 区分 of an organisation.
        OrgKind = "org_kind",
        /// ベンダー of a system.
        Vendor = "vendor",
        /// 改修対象.
        Revised = "revised",
        /// 表示順.
        Sort = "sort",
        /// 日付 of the calendar.
        Day = "day",
        /// 適用範囲 of a day.
        Reach = "reach",
        /// 設定内容 of a day.
        Says = "says",
    }
}

/// What is wrong with one input.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Problem {
    /// Nothing was given.
    Required,
    /// More characters than there is room for.
    TooLong {
        /// The limit, in characters.
        max: u32,
        /// What was given, in characters.
        actual: u32,
    },
    /// Fewer characters than needed.
    TooShort {
        /// The least, in characters.
        min: u32,
    },
    /// Characters that cannot be seen or printed.
    ControlCharacter,
    /// It is no day, or none that exists.
    Date(DateProblem),
    /// The day is before today.
    Past {
        /// Today (JST).
        today: NaiveDate,
    },
    /// Not one of the choices, or one the person may not know of.
    UnknownChoice,
    /// The person does not belong to that organisation.
    NotInOrganisation,
    /// The person could not read this record.
    CannotSeeIt,
    /// A person of that 公開範囲 may not be written to from here.
    ScopeNotYours,
    /// It is what it was before.
    Unchanged,
    /// It names itself.
    Itself,
    /// It is there already.
    AlreadyThere,
    /// Only what is visible to no more people than before.
    WiderThanBefore,
    /// It shares days with another period of the same thing.
    Overlaps {
        /// The first day of the other one.
        from: NaiveDate,
        /// Its last day, if one is known.
        to: Option<NaiveDate>,
    },
    /// It comes before the day on which the thing begins.
    BeforeStart,
    /// The successor could not hold some of the 課題.
    CannotHold {
        /// How many of those that the asker may know of.
        count: u32,
    },
    /// Not for this person to give.
    NotYours,
    /// It does not fit the kind of the organisation, or its center.
    NotOfOrganisation,
    /// Not a code: capital letters, digits and `-`, 20 at most.
    NoCode,
    /// Not a whole number from 0 to 9999.
    NoNumber,
    /// A day outside the years of the calendar.
    OutsideCalendar,
}

/// A problem and the input it belongs to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FieldProblem {
    /// Where it is shown.
    pub field: Field,
    /// What is wrong.
    pub problem: Problem,
}

impl FieldProblem {
    /// Pairs an input with its problem.
    pub const fn new(field: Field, problem: Problem) -> Self {
        Self { field, problem }
    }
}

/// The rules say no.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
pub enum Refusal {
    /// Some inputs are wrong (422).
    #[error("invalid input")]
    Invalid(Vec<FieldProblem>),
    /// This role may not do that (403).
    #[error("not allowed: {0}")]
    NotAllowed(Action),
    /// Not in this state (409).
    #[error("{attempted} is not possible while {state}")]
    WrongState {
        /// The state the issue is in.
        state: IssueState,
        /// What was asked for.
        attempted: Move,
    },
}

impl Refusal {
    /// One wrong input.
    pub fn field(field: Field, problem: Problem) -> Self {
        Self::Invalid(vec![FieldProblem::new(field, problem)])
    }
}

/// Collects the problems of a form, so that a person reads all of them at once.
#[derive(Debug, Default)]
pub struct Problems(Vec<FieldProblem>);

impl Problems {
    /// Keeps the value, or notes the problem and goes on.
    pub fn keep<T>(&mut self, result: Result<T, FieldProblem>) -> Option<T> {
        match result {
            Ok(value) => Some(value),
            Err(problem) => {
                self.0.push(problem);
                None
            }
        }
    }

    /// Notes a problem.
    pub fn add(&mut self, field: Field, problem: Problem) {
        self.0.push(FieldProblem::new(field, problem));
    }

    /// All was well, or all that was not.
    ///
    /// # Errors
    /// [`Refusal::Invalid`] with every problem noted.
    pub fn finish(self) -> Result<(), Refusal> {
        if self.0.is_empty() { Ok(()) } else { Err(Refusal::Invalid(self.0)) }
    }
}
