//! The people of the demo world.

/// The password of every one of them.
pub const PASSWORD: &str = "kaisei-demo-2026";

/// Their ログインID.
pub const EVERYBODY: [&str; 22] = [
    "kyuyo",
    "kyuyo-kessai",
    "kyoshokuin",
    "kyoshokuin-kessai",
    "jinji",
    "jinji-kessai",
    "fukuri",
    "fukuri-kessai",
    "keiyaku",
    "sekinin",
    "kanri-somu",
    "kanri-kyoiku",
    "consul",
    "opkanri-somu",
    "op-somu",
    "opkanri-kyoiku",
    "op-kyoiku",
    "vendor-a",
    "vendor-b",
    "vendor-c",
    "vendor-a-member",
    "admin",
];
