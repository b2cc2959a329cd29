//! Who did something, and for which organisation.

/// The organisation beside a name: nothing where the name is the organisation's own, as a center speaks for its
/// operators (specification 9-(5)).
pub fn org_beside(name: &str, org: &str) -> String {
    if name == org { String::new() } else { org.to_owned() }
}
