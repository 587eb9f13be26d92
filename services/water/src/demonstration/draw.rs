//! Deterministic drawing: the same seed gives the same county everywhere.

/// `SplitMix64`, a small generator with a fixed sequence per seed.
pub struct Draw(u64);

impl Draw {
    /// Starts the sequence of a seed.
    pub fn new(seed: u64) -> Self {
        Self(seed)
    }

    /// A number from `least` to `most`, inclusive; `least` when the bounds are reversed.
    pub fn between(&mut self, least: u64, most: u64) -> u64 {
        least + self.next() % (most.saturating_sub(least) + 1)
    }

    /// One of some things; none of nothing.
    pub fn one_of<'a, T>(&mut self, things: &'a [T]) -> Option<&'a T> {
        let last = things.len().checked_sub(1)?;
        let index = self.between(0, u64::try_from(last).unwrap_or(u64::MAX));
        things.get(usize::try_from(index).unwrap_or(0))
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_seed_has_one_sequence() {
        let mut draw = Draw::new(0);
        assert_eq!([draw.next(), draw.next()], [0xe220_a839_7b1d_cdaf, 0x6e78_9e6a_a1b9_65f4]);
    }
}
