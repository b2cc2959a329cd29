//! Where the page of a 工程 is.

use domain::{key::CaseNo, stage::Stage};

/// The address of a 工程: of the case, or of one lane.
pub fn stage_href(no: CaseNo, stage: Stage, system: Option<&str>) -> String {
    let lane = system.map(|code| format!("?system={code}")).unwrap_or_default();
    format!("/cases/{no}/stages/{}{lane}", stage.number())
}
