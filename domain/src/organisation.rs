//! Organisations and the three sides they stand on.

use crate::coded::coded_enum;

coded_enum! {
    /// What an organisation is to the contract (specification 第2-7(1), 第3-1).
    pub enum OrgKind {
        /// 契約所管課.
        Contract = "contract",
        /// 業務所管課.
        Business = "business",
        /// 総務事務センター・教育総務事務センター.
        Center = "center",
        /// ベンダー.
        Vendor = "vendor",
    }
}

coded_enum! {
    /// Who speaks: the city, the contractor's center, or a vendor.
    pub enum Side {
        /// 市.
        City = "city",
        /// センター（受託者）.
        Center = "center",
        /// ベンダー.
        Vendor = "vendor",
    }
}

coded_enum! {
    /// The two centers. A case belongs to exactly one of them.
    pub enum CenterCode {
        /// 『総務事務センター』.
        Somu = "SOMU",
        /// 『教育総務事務センター』.
        Kyoiku = "KYOIKU",
    }
}

impl OrgKind {
    /// The side an organisation of this kind stands on.
    pub const fn side(self) -> Side {
        match self {
            Self::Contract | Self::Business => Side::City,
            Self::Center => Side::Center,
            Self::Vendor => Side::Vendor,
        }
    }
}
