//! Addresses as QR codes (ISO/IEC 18004), for printed pages.

use std::fmt::Write as _;

use fast_qr::QRBuilder;

/// Width of the empty border that readers need, in modules.
const BORDER: usize = 4;

/// A text as a picture; nothing when it is too long for a code. The picture is hidden from assistive
/// technology: the address stands beside it as text.
pub(super) fn svg(text: &str) -> Option<String> {
    let code = QRBuilder::new(text).build().ok()?;
    let size = code.size;
    let whole = size + 2 * BORDER;
    let mut out = format!(
        "<svg class=\"qr\" width=\"96\" height=\"96\" viewBox=\"0 0 {whole} {whole}\" aria-hidden=\"true\" shape-rendering=\"crispEdges\"><path fill=\"#fff\" d=\"M0 0h{whole}v{whole}H0z\"/><path stroke=\"#000\" d=\""
    );
    for y in 0..size {
        let row = &code[y][..size];
        let mut x = 0;
        while x < size {
            let run = row[x..].iter().take_while(|module| module.value()).count();
            if run > 0 {
                // Writing into a text cannot fail.
                let _ = write!(out, "M{} {}.5h{run}", x + BORDER, y + BORDER);
            }
            x += run.max(1);
        }
    }
    out.push_str("\"/></svg>");
    Some(out)
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
