//! 本番リリース: 工程7 begins with it. Nothing of it can be taken back, so that it is decided before it begins, and never
//! by a vendor (notes/domain §2 row 25, §3 工程7).

use super::{Standing, may_work};
use crate::{
    actor::Actor,
    policy::{Action, Level, may},
    stage::Stage,
};

/// How the lines of the 工程7 checklist begin that are to be met before the start. Masters can add such lines.
pub const RELEASE_MARK: &str = "【リリース判定】";

/// Whether the line is to be met before the 工程 starts, not at its end.
pub fn is_release_line(stage: Stage, required: bool, text: &str) -> bool {
    stage == Stage::RELEASE && required && text.starts_with(RELEASE_MARK)
}

/// Whether the actor starts the 工程: who works on it; 工程7 only who takes part in the リリース判定.
pub fn may_start(actor: &Actor, standing: &Standing) -> bool {
    let releases = standing.stage != Stage::RELEASE || may(actor.role, Action::ReleaseDecision).allows(Level::Edit);
    may_work(actor, standing) && releases
}
