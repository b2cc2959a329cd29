//! 「この人として表示」: 責任者 and システム管理者 look at the screens as somebody else has them, and change nothing.
//!
//! They see only what both may see (docs/decisions/0031): nobody learns more by it than by their own eyes.

use crate::{actor::Actor, ids::UserId, role::Role};

/// Whether the actor may look as that person: 責任者 and システム管理者 as anybody whose role is neither, and nobody
/// through two pairs of eyes at once.
pub fn may_view_as(watcher: &Actor, user: UserId, role: Role) -> bool {
    const LOOKING: [Role; 2] = [Role::CenterLead, Role::SystemAdmin];
    watcher.watcher.is_none() && watcher.user != user && LOOKING.contains(&watcher.role) && !LOOKING.contains(&role)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::issue::sample;

    #[test]
    fn only_the_lead_and_the_administrator_look_and_never_as_each_other() {
        for role in Role::ALL {
            let watcher = Actor { role: *role, ..sample::keiyaku() };
            for other in Role::ALL {
                let may = may_view_as(&watcher, UserId(uuid::Uuid::from_u128(7)), *other);
                let (looks, looked) = (["center_lead", "system_admin"], ["center_lead", "system_admin"]);
                assert_eq!(
                    may,
                    looks.contains(&role.as_str()) && !looked.contains(&other.as_str()),
                    "{role} as {other}"
                );
            }
            assert!(!may_view_as(&watcher, watcher.user, Role::Operator), "{role} as themselves");
        }
        let lead = Actor { role: Role::CenterLead, ..sample::keiyaku() };
        let twice = sample::keiyaku().seen_by(lead);
        assert!(!may_view_as(&Actor { role: Role::CenterLead, ..twice }, UserId(uuid::Uuid::nil()), Role::Operator));
    }
}
