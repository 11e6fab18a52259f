//! Numbers with a language's digits, grouping and decimal mark, from CLDR.

use icu::decimal::DecimalFormatter;
use icu::decimal::input::{Decimal, SignDisplay};
use icu::decimal::options::GroupingStrategy;
use icu::locale::Locale as Identifier;

use crate::locale::percent::{NEUTRAL_PERCENT, Percent, percent_of};

/// One language's way of writing numbers.
#[derive(Debug)]
pub(crate) struct Numbers {
    formatter: DecimalFormatter,
    percent: Percent,
}

/// CLDR's symbols for a language.
pub(crate) fn numbers_of(identifier: &Identifier) -> Numbers {
    Numbers {
        formatter: formatter_of(identifier, GroupingStrategy::Auto),
        percent: percent_of(identifier),
    }
}

/// Plain digits with a decimal point and no grouping, whose comma could be read as a decimal mark;
/// the percent sign after a space, as in ISO 80000-1.
pub(crate) fn neutral_numbers() -> Numbers {
    Numbers {
        formatter: formatter_of(&Identifier::UNKNOWN, GroupingStrategy::Never),
        percent: NEUTRAL_PERCENT,
    }
}

fn formatter_of(identifier: &Identifier, grouping: GroupingStrategy) -> DecimalFormatter {
    DecimalFormatter::try_new(identifier.into(), grouping.into())
        .expect("compiled number symbols fall back to the root's")
}

impl Numbers {
    pub(crate) fn integer(&self, number: i64) -> String {
        self.formatter.format_to_string(&Decimal::from(number))
    }

    pub(crate) fn decimal(&self, number: f64, fraction_digits: u8) -> String {
        match exact(number) {
            Some(decimal) => self.rounded(decimal, fraction_digits),
            None => not_finite(number),
        }
    }

    pub(crate) fn percent(&self, ratio: f64, fraction_digits: u8) -> String {
        let number = match exact(ratio) {
            Some(mut decimal) => {
                decimal.multiply_pow10(2);
                self.rounded(decimal, fraction_digits)
            }
            None => not_finite(ratio),
        };
        self.percent.join(&number)
    }

    fn rounded(&self, mut decimal: Decimal, fraction_digits: u8) -> String {
        let last = -i16::from(fraction_digits);
        if decimal.absolute.digit_at(last - 1) >= 5 {
            decimal.expand(last);
        } else {
            decimal.trunc(last);
        }
        decimal.absolute.trim_start();
        decimal.absolute.trim_end();
        decimal.absolute.pad_end(last);
        self.formatter
            .format_to_string(&decimal.with_sign_display(SignDisplay::Negative))
    }
}

/// The shortest decimal number that reads back as `number`, as JavaScript's `Intl` takes it (ECMA-402):
/// 0.285 is 0.285, and not the 0.28499999999999998 that the binary number is.
fn exact(number: f64) -> Option<Decimal> {
    Decimal::try_from_str(&number.to_string()).ok()
}

/// CLDR's root symbols, which nearly all languages share.
fn not_finite(number: f64) -> String {
    let symbol = if number.is_nan() {
        "NaN"
    } else if number > 0.0 {
        "∞"
    } else {
        "-∞"
    };
    symbol.to_owned()
}
