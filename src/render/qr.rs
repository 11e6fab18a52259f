//! Addresses as QR codes (ISO/IEC 18004), for printed pages.

use std::fmt::Write as _;

use qrcodegen::{Mask, QrCode, QrCodeEcc, QrSegment, Version};

/// Width of the empty border that readers need, in modules.
const BORDER: i32 = 4;

/// A text as a picture; nothing when it is too long for a code. The picture is hidden from assistive
/// technology: the address stands beside it as text.
pub(super) fn svg(text: &str) -> Option<String> {
    // Readers take any mask; to weigh all eight takes ten times longer.
    let mask = Some(Mask::new(0));
    let code = QrCode::encode_segments_advanced(
        &QrSegment::make_segments(text),
        QrCodeEcc::Medium,
        Version::MIN,
        Version::MAX,
        mask,
        false,
    )
    .ok()?;
    let size = code.size();
    let whole = size + 2 * BORDER;
    let mut out = String::with_capacity(2400);
    // Writing into a text cannot fail.
    let _ = write!(
        out,
        "<svg class=\"qr\" width=\"96\" height=\"96\" viewBox=\"0 0 {whole} {whole}\" aria-hidden=\"true\" shape-rendering=\"crispEdges\"><path fill=\"#fff\" d=\"M0 0h{whole}v{whole}H0z\"/><path stroke=\"#000\" d=\""
    );
    for y in 0..size {
        let mut x = 0;
        while x < size {
            let start = x;
            while x < size && code.get_module(x, y) {
                x += 1;
            }
            if x > start {
                out.push('M');
                push_number(start + BORDER, &mut out);
                out.push(' ');
                push_number(y + BORDER, &mut out);
                out.push_str(".5h");
                push_number(x - start, &mut out);
            }
            x += 1;
        }
    }
    out.push_str("\"/></svg>");
    Some(out)
}

/// Writes a number from 0 to 999; the general way takes as long as the code itself.
fn push_number(number: i32, out: &mut String) {
    for unit in [100, 10, 1] {
        if number >= unit || unit == 1 {
            let digit = u32::try_from(number / unit % 10).unwrap_or(0);
            out.push(char::from_digit(digit, 10).unwrap_or('0'));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::svg;

    #[test]
    fn a_code_has_its_three_corners_and_a_long_text_none() {
        let code = svg("https://opas.example/fi/").unwrap_or_default();
        // The upper edge of both upper corners: seven dark modules each.
        assert!(code.contains("d=\"M4 4.5h7M"), "{code}");
        assert!(code.contains(" 4.5h7M4 5.5h1M10 5.5h1M"), "{code}");
        assert_eq!(svg(&"x".repeat(5000)), None);
    }
}
