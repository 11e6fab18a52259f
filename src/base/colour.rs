//! Colours of sRGB, and how well one is read on another.

use std::fmt;

/// An opaque colour of sRGB, 8 bits for each part.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Colour {
    red: u8,
    green: u8,
    blue: u8,
}

impl Colour {
    /// White.
    pub const WHITE: Self = Self::new(255, 255, 255);
    /// Black.
    pub const BLACK: Self = Self::new(0, 0, 0);

    /// A colour by its parts.
    pub const fn new(red: u8, green: u8, blue: u8) -> Self {
        Self { red, green, blue }
    }

    /// A colour as CSS writes it: `#0b5563` or `#abc`; nothing for other texts.
    pub fn parse(text: &str) -> Option<Self> {
        let digits = text.strip_prefix('#')?;
        if !digits.bytes().all(|byte| byte.is_ascii_hexdigit()) {
            return None;
        }
        let part = |at: usize| u8::from_str_radix(&digits[at..at + 2], 16).ok();
        let short = |at: usize| {
            u8::from_str_radix(&digits[at..=at], 16)
                .ok()
                .map(|n| n * 17)
        };
        match digits.len() {
            6 => Some(Self::new(part(0)?, part(2)?, part(4)?)),
            3 => Some(Self::new(short(0)?, short(1)?, short(2)?)),
            _ => None,
        }
    }

    /// The contrast of two colours, 1 to 21 (WCAG 2.2, "contrast ratio").
    pub fn contrast(self, other: Self) -> f64 {
        let (a, b) = (self.luminance(), other.luminance());
        (a.max(b) + 0.05) / (a.min(b) + 0.05)
    }

    /// Relative luminance, 0 to 1 (WCAG 2.2).
    fn luminance(self) -> f64 {
        let [red, green, blue] = self.linear();
        0.2126 * red + 0.7152 * green + 0.0722 * blue
    }

    fn linear(self) -> [f64; 3] {
        [self.red, self.green, self.blue].map(|part| {
            let part = f64::from(part) / 255.0;
            if part <= 0.04045 {
                part / 12.92
            } else {
                ((part + 0.055) / 1.055).powf(2.4)
            }
        })
    }

    /// The nearest darker shade, or itself, that has at least this contrast to all of `grounds`; black
    /// if none has.
    pub fn darkened(self, grounds: &[Self], contrast: f64) -> Self {
        self.towards(Self::BLACK, grounds, contrast)
    }

    /// The nearest lighter tint, or itself, that has at least this contrast to all of `grounds`; white
    /// if none has.
    pub fn lightened(self, grounds: &[Self], contrast: f64) -> Self {
        self.towards(Self::WHITE, grounds, contrast)
    }

    /// The lowest contrast to any of `grounds`.
    pub fn worst_contrast(self, grounds: &[Self]) -> f64 {
        let all = grounds.iter().map(|ground| self.contrast(*ground));
        all.fold(21.0, f64::min)
    }

    fn towards(self, end: Self, grounds: &[Self], contrast: f64) -> Self {
        const STEPS: u32 = 100;
        (0..=STEPS)
            .map(|step| self.mixed(end, f64::from(step) / f64::from(STEPS)))
            .find(|shade| shade.worst_contrast(grounds) >= contrast)
            .unwrap_or(end)
    }

    /// A mixture with `share` (0 to 1) of another colour, in OKLab, where equal steps look equal.
    pub fn mixed(self, other: Self, share: f64) -> Self {
        let (a, b) = (self.oklab(), other.oklab());
        let mix = |at: usize| a[at] + (b[at] - a[at]) * share;
        Self::from_oklab([mix(0), mix(1), mix(2)])
    }

    /// OKLab (CSS Color 4, section 10).
    fn oklab(self) -> [f64; 3] {
        let [r, g, b] = self.linear();
        let l = (0.412_221_470_8 * r + 0.536_332_536_3 * g + 0.051_445_992_9 * b).cbrt();
        let m = (0.211_903_498_2 * r + 0.680_699_545_1 * g + 0.107_396_956_6 * b).cbrt();
        let s = (0.088_302_461_9 * r + 0.281_718_837_6 * g + 0.629_978_700_5 * b).cbrt();
        [
            0.210_454_255_3 * l + 0.793_617_785 * m - 0.004_072_046_8 * s,
            1.977_998_495_1 * l - 2.428_592_205 * m + 0.450_593_709_9 * s,
            0.025_904_037_1 * l + 0.782_771_766_2 * m - 0.808_675_766 * s,
        ]
    }

    fn from_oklab([lightness, a, b]: [f64; 3]) -> Self {
        let l = (lightness + 0.396_337_777_4 * a + 0.215_803_757_3 * b).powi(3);
        let m = (lightness - 0.105_561_345_8 * a - 0.063_854_172_8 * b).powi(3);
        let s = (lightness - 0.089_484_177_5 * a - 1.291_485_548 * b).powi(3);
        Self::from_linear([
            4.076_741_662_1 * l - 3.307_711_591_3 * m + 0.230_969_929_2 * s,
            -1.268_438_004_6 * l + 2.609_757_401_1 * m - 0.341_319_396_5 * s,
            -0.004_196_086_3 * l - 0.703_418_614_7 * m + 1.707_614_701 * s,
        ])
    }

    fn from_linear(parts: [f64; 3]) -> Self {
        let [red, green, blue] = parts.map(|part| {
            let part = part.clamp(0.0, 1.0);
            let part = if part <= 0.003_130_8 {
                part * 12.92
            } else {
                1.055 * part.powf(1.0 / 2.4) - 0.055
            };
            // Rounded and between 0 and 255.
            format!("{:.0}", part * 255.0).parse().unwrap_or(u8::MAX)
        });
        Self::new(red, green, blue)
    }
}

/// As CSS writes it: `#0b5563`.
impl fmt::Display for Colour {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { red, green, blue } = self;
        write!(formatter, "#{red:02x}{green:02x}{blue:02x}")
    }
}

#[cfg(test)]
mod tests {
    use super::Colour;

    fn colour(text: &str) -> Colour {
        Colour::parse(text).expect("a colour")
    }

    #[test]
    fn colours_are_read_and_written() {
        assert_eq!(colour("#0B5563").to_string(), "#0b5563");
        assert_eq!(colour("#abc").to_string(), "#aabbcc");
        for wrong in ["0b5563", "#0b556", "#0b556g", "#ääää", "teal", "", "#"] {
            assert_eq!(Colour::parse(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn contrast_is_that_of_wcag() {
        assert!((Colour::WHITE.contrast(Colour::BLACK) - 21.0).abs() < 0.001);
        // The grey that just passes level AA on white, and the one that just fails.
        assert!(colour("#767676").contrast(Colour::WHITE) >= 4.5);
        assert!(colour("#777777").contrast(Colour::WHITE) < 4.5);
    }

    #[test]
    fn mixtures_go_from_one_colour_to_the_other() {
        let teal = colour("#0b5563");
        assert_eq!(teal.mixed(Colour::WHITE, 0.0), teal);
        assert_eq!(teal.mixed(Colour::WHITE, 1.0), Colour::WHITE);
        let dark = colour("#7a9b3c").darkened(&[Colour::WHITE], 7.0);
        assert!(dark.contrast(Colour::WHITE) >= 7.0);
        assert!(
            dark.contrast(Colour::WHITE) < 7.5,
            "no darker than needed: {dark}"
        );
    }
}
