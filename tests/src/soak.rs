//! How long a long test is: short and seeded in `cargo xtask test`, in full in `cargo xtask soak`.

/// Set by `cargo xtask soak`.
const FULL: &str = "KAISEI_TEST_SOAK";

/// `short` of something, or `full` of it in `cargo xtask soak`.
pub fn how_many(short: u64, full: u64) -> u64 {
    if std::env::var_os(FULL).is_some() { full } else { short }
}

/// Whether this is `cargo xtask soak`.
pub fn is_full() -> bool {
    how_many(0, 1) == 1
}

/// Numbers that look thrown, the same at each run of the same seed (splitmix64).
#[derive(Debug)]
pub struct Dice(u64);

impl Dice {
    /// From a seed.
    pub const fn new(seed: u64) -> Self {
        Self(seed)
    }

    /// From 0 up to below `below`.
    pub fn roll(&mut self, below: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        (z ^ (z >> 31)) % below.max(1)
    }
}

/// A figure, where somebody asked for the long form.
pub fn say(figure: &str) {
    if is_full() {
        eprintln!("{figure}");
    }
}
