use num_traits::One;
use proptest::prelude::*;

use super::*;

fn exact(text: &str) -> Exact {
    Exact::parse(text, 12).unwrap()
}

#[test]
fn the_grammar_refuses_what_a_float_parser_would_take() {
    for text in [
        "",
        "+1",
        "1e3",
        "NaN",
        "inf",
        " 1",
        "1 ",
        "1.",
        ".5",
        "--1",
        "1_000",
        "１",
        "1234567890123456",
        "0x1",
        "1,5",
        "-",
    ] {
        assert_eq!(Exact::parse(text, 4), Err(DecimalError::Malformed), "{text:?}");
    }
    assert_eq!(Exact::parse("1.00001", 4), Err(DecimalError::TooManyDecimals(4)));
    assert_eq!(exact("999999999999999.99").to_fixed(2), "999999999999999.99");
}

#[test]
fn half_is_rounded_away_from_zero() {
    for (text, rounded) in [
        ("0.005", "0.01"),
        ("0.0049", "0.00"),
        ("0.015", "0.02"),
        ("-0.005", "-0.01"),
        ("1.004999", "1.00"),
        ("2.675", "2.68"),
    ] {
        assert_eq!(exact(text).to_fixed(2), rounded, "{text}");
    }
}

#[test]
fn texts_show_what_the_number_is() {
    assert_eq!(Exact::ratio(1, 3).unwrap().to_exact_text(), "1/3");
    assert_eq!(Exact::ratio(1, 8).unwrap().to_exact_text(), "0.125");
    assert_eq!(exact("4.2000").to_text(2, 4), "4.20");
    assert_eq!(exact("4.2050").to_text(2, 4), "4.205");
    assert_eq!(exact("7").to_text(0, 6), "7");
    assert_eq!(exact("-0.004").to_fixed(2), "0.00");
}

proptest! {
    #[test]
    fn a_parsed_decimal_prints_back_as_itself(units in -10_i64.pow(15)..10_i64.pow(15), decimals in 0_u32..6) {
        let text = Exact::scaled(units, decimals).to_fixed(decimals);
        prop_assert_eq!(Exact::parse(&text, decimals).unwrap().to_scaled(decimals), Some(units));
    }

    #[test]
    fn rounding_moves_a_number_by_at_most_half_a_unit(numerator in -10_i64.pow(12)..10_i64.pow(12), denominator in 1_i64..100_000) {
        let value = Exact::ratio(numerator, denominator).unwrap();
        let rounded = Exact::scaled(value.round_half_up(2), 2);
        let distance = (&rounded - &value).to_big().abs();
        prop_assert!(distance <= BigRational::new(BigInt::one(), BigInt::from(200)));
    }

    /// Whatever the size, the result is that of the big rationals, in the one form that equal numbers have.
    #[test]
    fn the_small_form_gives_what_the_big_one_gives(a in numbers(), b in numbers(), decimals in 0_u32..13) {
        let (big_a, big_b) = (a.to_big(), b.to_big());
        prop_assert_eq!(&a + &b, Exact::big(&big_a + &big_b));
        prop_assert_eq!(&a - &b, Exact::big(&big_a - &big_b));
        prop_assert_eq!(&a * &b, Exact::big(&big_a * &big_b));
        prop_assert_eq!(&a / &b, (!b.is_zero()).then(|| Exact::big(&big_a / &big_b)));
        prop_assert_eq!(a.cmp(&b), big_a.cmp(&big_b));
        prop_assert_eq!(-a.clone(), Exact::big(-big_a.clone()));
        prop_assert_eq!((a.is_negative(), a.is_zero(), a.is_positive()), (big_a.is_negative(), big_a.is_zero(), big_a.is_positive()));
        let unboxed = Exact(Repr::Big(Box::new(big_a)));
        prop_assert_eq!(a.round_half_up(decimals), unboxed.round_half_up(decimals));
        prop_assert_eq!(a.to_scaled(decimals), unboxed.to_scaled(decimals));
        prop_assert_eq!(a.to_fixed(decimals), unboxed.to_fixed(decimals));
        prop_assert_eq!(a.to_exact_text(), unboxed.to_exact_text());
    }
}

/// Numbers of every magnitude, many beyond 128 bits once they are combined.
fn numbers() -> impl Strategy<Value = Exact> {
    let magnitudes = || (any::<i128>(), 0_u32..128).prop_map(|(number, shift)| number >> shift);
    (magnitudes(), magnitudes(), any::<bool>()).prop_map(|(numerator, denominator, ten)| {
        let denominator = if ten {
            10_i128.pow(denominator.unsigned_abs().trailing_zeros() % 39)
        } else {
            denominator
        };
        Exact::ratio(numerator, denominator).unwrap_or_else(Exact::zero)
    })
}
