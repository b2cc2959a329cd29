//! Roles. A person has one role at a time, for a period.

use crate::{coded::coded_enum, organisation::Side};

coded_enum! {
    /// The columns of the role × action table (notes/domain §2).
    pub enum Role {
        /// 契約所管課.
        ContractSection = "contract_section",
        /// 業務所管課 担当.
        SectionOfficer = "section_officer",
        /// 業務所管課 決裁者.
        SectionApprover = "section_approver",
        /// 責任者（プロジェクト責任者兼センター統括管理者）, over both centers.
        CenterLead = "center_lead",
        /// 業務管理者, of one center.
        OperationsManager = "operations_manager",
        /// オペレーター管理者, of one center.
        OperatorManager = "operator_manager",
        /// オペレーター, of one center.
        Operator = "operator",
        /// コンサルタント.
        Consultant = "consultant",
        /// ベンダー PM.
        VendorManager = "vendor_manager",
        /// ベンダー メンバー.
        VendorMember = "vendor_member",
        /// システム管理者: runs the tool, sees no case content.
        SystemAdmin = "system_admin",
    }
}

impl Role {
    /// The side this role speaks for.
    pub const fn side(self) -> Side {
        match self {
            Self::ContractSection | Self::SectionOfficer | Self::SectionApprover => Side::City,
            Self::CenterLead
            | Self::OperationsManager
            | Self::OperatorManager
            | Self::Operator
            | Self::Consultant
            | Self::SystemAdmin => Side::Center,
            Self::VendorManager | Self::VendorMember => Side::Vendor,
        }
    }

    /// オペレーター管理者 and オペレーター: no communication with the city (specification 9-(5)).
    pub const fn is_operator(self) -> bool {
        matches!(self, Self::OperatorManager | Self::Operator)
    }

    /// Accounts of these roles belong to one center and see only its cases.
    pub const fn is_bound_to_one_center(self) -> bool {
        matches!(self, Self::OperationsManager | Self::OperatorManager | Self::Operator)
    }
}
