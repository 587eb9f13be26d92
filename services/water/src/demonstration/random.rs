//! Numbers from a seed: the same on every machine.

/// `SplitMix64` (Steele, Lea, Flood 2014): small, without state of its own elsewhere, the same everywhere.
pub struct Random(u64);

impl Random {
    /// From a seed and a name: what one name draws does not depend on the others.
    pub fn of_name(seed: u64, name: &str) -> Self {
        // FNV-1a.
        let mixed = name.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
            (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
        });
        Self(seed ^ mixed)
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// Between two bounds, inclusive. The bias of the remainder is of no account here.
    pub fn between(&mut self, least: u64, most: u64) -> u64 {
        least + self.next() % (most.saturating_sub(least) + 1)
    }

    /// True in so many of a thousand draws.
    pub fn permille(&mut self, permille: u64) -> bool {
        self.between(1, 1_000) <= permille
    }

    /// An index below `length`; 0 where there is none.
    pub fn index(&mut self, length: usize) -> usize {
        let last = u64::try_from(length).unwrap_or(1).saturating_sub(1);
        usize::try_from(self.between(0, last)).unwrap_or(0)
    }

    /// One of some things, each as often as its weight says; none where all weights are 0.
    pub fn weighted<T>(&mut self, items: impl IntoIterator<Item = (T, u64)> + Clone) -> Option<T> {
        let total: u64 = items.clone().into_iter().map(|(_, weight)| weight).sum();
        let mut left = self.between(1, total.max(1));
        items.into_iter().find_map(|(item, weight)| {
            if left <= weight {
                return Some(item);
            }
            left -= weight;
            None
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_generator_is_the_published_one() {
        // First outputs of SplitMix64 for the seed 1234567, as its authors' test vector has them.
        let mut random = Random(1_234_567);
        let first: Vec<u64> = (0..3).map(|_| random.next()).collect();
        assert_eq!(
            first,
            [6_457_827_717_110_365_317, 3_203_168_211_198_807_973, 9_817_491_932_198_370_423]
        );
    }

    #[test]
    fn numbers_stay_between_their_bounds() {
        let mut random = Random(1);
        let drawn: Vec<u64> = (0..1_000).map(|_| random.between(3, 5)).collect();
        assert!(drawn.iter().all(|number| (3..=5).contains(number)) && [3, 4, 5].iter().all(|wanted| drawn.contains(wanted)));
    }

    #[test]
    fn weights_are_kept() {
        let mut random = Random::of_name(7, "weights");
        let drawn: Vec<&str> = (0..4_000)
            .filter_map(|_| random.weighted([("rare", 1), ("often", 3), ("never", 0)]))
            .collect();
        let rare = drawn.iter().filter(|found| **found == "rare").count();
        assert!(
            drawn.len() == 4_000 && !drawn.contains(&"never") && (900..1_100).contains(&rare),
            "{rare}"
        );
        assert_eq!(random.weighted([("nothing", 0)]), None);
    }
}
