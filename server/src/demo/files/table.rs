//! The files, inside the binary: the demo works wherever the binary is.

pub(super) const ORGANISATIONS: &str = include_str!("../../../../demo/organisations.toml");
pub(super) const SYSTEMS: &str = include_str!("../../../../demo/systems.toml");
pub(super) const USERS: &str = include_str!("../../../../demo/users.toml");
pub(super) const LAWS: &str = include_str!("../../../../demo/laws.toml");

macro_rules! cases {
    ($($name:literal)+) => {
        &[$((
            concat!("cases/", $name, ".toml"),
            include_str!(concat!("../../../../demo/cases/", $name, ".toml")),
        )),+]
    };
}

/// Past cases first, so that links lead back to what is there already.
pub(super) const CASES: &[(&str, &str)] = cases! {
    "P-01" "P-02" "P-03" "P-04" "P-05" "P-06" "P-07" "P-08" "K-01" "K-02" "K-03" "K-04" "K-05" "K-06"
};
