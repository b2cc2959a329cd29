//! Numbers that look like chance and are always the same.

/// A small, fixed stream of numbers per issue (SplitMix64).
pub(super) struct Dice(u64);

impl Dice {
    pub const fn of(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15).wrapping_add(0x5851_F42D_4C95_7F2D))
    }

    pub const fn roll(&mut self, sides: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        (z ^ (z >> 31)) % if sides == 0 { 1 } else { sides }
    }

    pub fn pick<'a, T>(&mut self, of: &'a [T]) -> Option<&'a T> {
        let i = self.roll(u64::try_from(of.len()).unwrap_or_default());
        usize::try_from(i).ok().and_then(|i| of.get(i))
    }

    pub fn text(&mut self, of: &'static [&'static str]) -> &'static str {
        self.pick(of).copied().unwrap_or_default()
    }
}
