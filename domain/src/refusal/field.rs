//! The inputs of all forms.

use crate::coded::coded_enum;

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
        /// チェック項目（英語）.
        LineEn = "line_en",
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
        /// 現在のパスワード.
        CurrentPassword = "current_password",
        /// パスワード, typed once more.
        PasswordAgain = "password_again",
        /// 言語.
        Language = "language",
        /// 和暦・西暦.
        DateStyle = "date_style",
        /// 名称 of a 制度改正.
        LawName = "law_name",
        /// 区分 of a 制度改正.
        LawKind = "law_kind",
        /// 法令番号.
        LawNumber = "law_number",
        /// 状態 of a 制度改正.
        LawState = "law_state",
        /// 公布日.
        PromulgatedOn = "promulgated_on",
        /// 施行日.
        InForceOn = "in_force_on",
        /// 適用日.
        AppliesFrom = "applies_from",
        /// 遡及.
        Retroactive = "retroactive",
        /// 所管省庁.
        Ministry = "ministry",
        /// 出典.
        Source = "source",
        /// 概要.
        Summary = "summary",
        /// 制度改正 of a 案件.
        Law = "law",
        /// センター.
        Center = "center",
        /// 業務所管課.
        Section = "section",
        /// 関係課.
        RelatedSections = "related_sections",
        /// 対象システム of a 案件.
        Systems = "systems",
        /// 開始日.
        StartOn = "start_on",
        /// 本番リリース予定.
        GoLiveOn = "go_live_on",
        /// 終了予定日.
        EndOn = "end_on",
        /// 最終日を過ぎる理由.
        LateReason = "late_reason",
        /// 業務管理者.
        Manager = "manager",
        /// 業務所管課 担当.
        Officer = "officer",
        /// コンサルタント.
        Consultants = "consultants",
        /// 工程の予定.
        Plan = "plan",
        /// 開始日.
        On = "on",
        /// 実績開始, corrected.
        ActualStart = "actual_start",
        /// 実績終了, corrected.
        ActualEnd = "actual_end",
        /// 進捗率.
        Percent = "percent",
        /// 証跡.
        Evidence = "evidence",
        /// 確認する側 of a line.
        Side = "side",
        /// 必須.
        Required = "required",
        /// Cases that are there already for what a new one is about.
        Beside = "beside",
        /// 承認の条件.
        Condition = "condition",
        /// 担当組織 of a condition.
        ConditionOrg = "condition_org",
        /// 期限 of a condition.
        ConditionDue = "condition_due",
        /// 担当者 of a condition.
        ConditionAssignee = "condition_assignee",
        /// 決裁者.
        Approver = "approver",
        /// 信号, set by hand.
        Signal = "signal",
        // 管理: accounts, masters, calendar.
        /// 読み.
        Kana = "kana",
        /// 職名.
        JobTitle = "job_title",
        /// 役割.
        Role = "role",
        /// 開始日.
        From = "from",
        /// 終了日.
        To = "to",
        /// 宣誓書提出日.
        PledgedOn = "pledged_on",
        /// 守秘研修日.
        TrainedOn = "trained_on",
        /// 特定個人情報取扱者.
        HandlesNumbers = "handles_numbers",
        /// サインインできるネットワーク of an organisation.
        SignInFrom = "sign_in_from",
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
        // 上申.
        /// 送付先.
        Target = "target",
        /// 元の課題.
        Issue = "issue",
        /// 元のコメント.
        Comment = "comment",
        // 個人設定.
        /// A session of the person.
        Session = "session",
        /// 確認コード of a second factor.
        OneTimeCode = "one_time_code",
    }
}

impl Field {
    /// What it holds is known to one person only: it is never kept, sent back or written down.
    pub const fn is_secret(self) -> bool {
        matches!(self, Self::Password | Self::CurrentPassword | Self::PasswordAgain | Self::OneTimeCode)
    }

    /// People type it: free text, names, codes, days. What it holds is looked through for personal data. A new field
    /// says which it is: there is no default.
    pub const fn is_typed(self) -> bool {
        match self {
            Self::Title
            | Self::Body
            | Self::Impact
            | Self::Policy
            | Self::Due
            | Self::Until
            | Self::Reason
            | Self::Text
            | Self::Line
            | Self::LineEn
            | Self::Related
            | Self::LoginId
            | Self::Name
            | Self::LawName
            | Self::LawNumber
            | Self::PromulgatedOn
            | Self::InForceOn
            | Self::AppliesFrom
            | Self::Ministry
            | Self::Source
            | Self::Summary
            | Self::StartOn
            | Self::GoLiveOn
            | Self::EndOn
            | Self::LateReason
            | Self::On
            | Self::ActualStart
            | Self::ActualEnd
            | Self::Evidence
            | Self::Condition
            | Self::ConditionDue
            | Self::Kana
            | Self::JobTitle
            | Self::From
            | Self::To
            | Self::LastDay
            | Self::Code
            | Self::Label
            | Self::NameEn
            | Self::Bureau
            | Self::Sort
            | Self::PledgedOn
            | Self::TrainedOn
            | Self::SignInFrom
            | Self::Day => true,
            Self::Case
            | Self::Category
            | Self::Severity
            | Self::Priority
            | Self::System
            | Self::Stage
            | Self::Scope
            | Self::BlocksGate
            | Self::Org
            | Self::Assignee
            | Self::Owner
            | Self::Version
            | Self::Password
            | Self::CurrentPassword
            | Self::PasswordAgain
            | Self::Language
            | Self::DateStyle
            | Self::LawKind
            | Self::LawState
            | Self::Retroactive
            | Self::Law
            | Self::Center
            | Self::Section
            | Self::RelatedSections
            | Self::Systems
            | Self::Manager
            | Self::Officer
            | Self::Consultants
            | Self::Plan
            | Self::Percent
            | Self::Required
            | Self::Beside
            | Self::ConditionOrg
            | Self::ConditionAssignee
            | Self::Approver
            | Self::Side
            | Self::Signal
            | Self::Role
            | Self::Term
            | Self::Successor
            | Self::Affiliation
            | Self::OrgKind
            | Self::Vendor
            | Self::Revised
            | Self::Reach
            | Self::Says
            | Self::Target
            | Self::Issue
            | Self::Comment
            | Self::Session
            | Self::OneTimeCode
            | Self::HandlesNumbers => false,
        }
    }
}
