//! A site's own colours: three that its owner chooses, and from them all shades that text and signs
//! need in the four schemes (light and dark, each also with more contrast).
//!
//! Text has a contrast of 7:1 to all it stands on (WCAG 2.2, 1.4.6), signs have 3:1 (1.4.11). Shades of
//! text are made so; a colour that cannot be used where it stands itself is refused.

use crate::base::{Code, Colour, Diagnostic, Span};
use crate::config::{Chosen, Colours, Config};

/// Contrast of text.
const TEXT: f64 = 7.0;

/// Contrast of text where a reader asks for more.
const MORE: f64 = 12.0;

/// Contrast of signs that are no text.
const SIGN: f64 = 3.0;

/// The grounds of `selkea` that a site's colours stand on, and its text.
const PAGE: Colour = Colour::new(0xff, 0xfd, 0xf9);
const PALE: Colour = Colour::new(0xfa, 0xf3, 0xe7);
const SAND: Colour = Colour::new(0xf3, 0xe7, 0xd3);
const INK: Colour = Colour::new(0x1d, 0x2a, 0x30);
const DARK: [Colour; 3] = [
    Colour::new(0x12, 0x19, 0x1c),
    Colour::new(0x1d, 0x27, 0x2b),
    Colour::new(0x26, 0x33, 0x3a),
];

/// One variable of the style sheet in the four schemes.
struct Variable(&'static str, [Colour; 4]);

/// The style sheet of the colours that a site chose; nothing when it chose none. Colours that cannot be
/// read are reported and left out.
pub(super) fn sheet(config: &Config, sink: &mut Vec<Diagnostic>) -> Option<String> {
    let Colours {
        main,
        accent,
        surface,
    } = &config.colours;
    let mut variables = Vec::new();
    let surface = surface
        .as_ref()
        .filter(|surface| is_ground_for_text(config, surface, sink));
    let sand = surface.map_or(SAND, |chosen| chosen.colour);
    let pale = surface.map_or(PALE, |_| sand.mixed(PAGE, 0.5));
    let light = [PAGE, pale, sand];
    if surface.is_some() {
        variables.push(Variable(
            "sand",
            [sand, DARK[2], Colour::WHITE, Colour::BLACK],
        ));
        variables.push(Variable(
            "pale",
            [pale, DARK[1], Colour::WHITE, Colour::BLACK],
        ));
    }
    if let Some(main) = main
        .as_ref()
        .filter(|main| is_ground_for_white(config, main, sink))
    {
        let colour = main.colour;
        let more = colour.darkened(&[Colour::WHITE], MORE);
        variables.push(Variable("band", [colour, colour, more, more]));
        let link = [
            colour.darkened(&light, TEXT),
            colour.lightened(&DARK, TEXT),
            colour.darkened(&[Colour::WHITE], MORE),
            colour.lightened(&[Colour::BLACK], MORE),
        ];
        variables.push(Variable("link", link));
        variables.push(Variable("note", link));
    }
    if let Some(accent) = accent
        .as_ref()
        .filter(|accent| is_sign(config, accent, &light, sink))
    {
        let colour = accent.colour;
        variables.push(Variable(
            "accent",
            [
                colour,
                colour.lightened(&DARK, SIGN),
                colour.darkened(&[Colour::WHITE], TEXT),
                colour.lightened(&[Colour::BLACK], TEXT),
            ],
        ));
    }
    if variables.is_empty() {
        return None;
    }
    // Paper and colours of the system's choosing are left as they are.
    let mut css = "@media screen and (forced-colors: none) {\n:root {\n".to_owned();
    for Variable(name, [light, dark, light_more, dark_more]) in variables {
        css.push_str(&format!(
            "  --{name}: var(--light, {light}) var(--dark, {dark}) var(--light-more, {light_more}) var(--dark-more, {dark_more});\n"
        ));
    }
    css.push_str("}\n}\n");
    Some(css)
}

/// White text stands on the main colour.
fn is_ground_for_white(config: &Config, main: &Chosen, sink: &mut Vec<Diagnostic>) -> bool {
    let found = main.colour.contrast(Colour::WHITE);
    if found >= TEXT {
        return true;
    }
    let better = main.colour.darkened(&[Colour::WHITE], TEXT);
    refuse(
        config,
        main,
        sink,
        ("main", "white text", found, TEXT),
        better,
    )
}

/// The text of pages stands on the surface.
fn is_ground_for_text(config: &Config, surface: &Chosen, sink: &mut Vec<Diagnostic>) -> bool {
    let found = surface.colour.contrast(INK);
    if found >= TEXT {
        return true;
    }
    let better = surface.colour.lightened(&[INK], TEXT);
    let text = format!("the text (`{INK}`)");
    refuse(
        config,
        surface,
        sink,
        ("surface", &text, found, TEXT),
        better,
    )
}

/// The accent marks where the reader is, on each of the light grounds.
fn is_sign(
    config: &Config,
    accent: &Chosen,
    grounds: &[Colour],
    sink: &mut Vec<Diagnostic>,
) -> bool {
    let found = accent.colour.worst_contrast(grounds);
    if found >= SIGN {
        return true;
    }
    let better = accent.colour.darkened(grounds, SIGN);
    let ground = grounds
        .iter()
        .min_by(|a, b| {
            accent
                .colour
                .contrast(**a)
                .total_cmp(&accent.colour.contrast(**b))
        })
        .copied()
        .unwrap_or(PAGE);
    let ground = format!("the ground (`{ground}`)");
    refuse(
        config,
        accent,
        sink,
        ("accent", &ground, found, SIGN),
        better,
    )
}

fn refuse(
    config: &Config,
    chosen: &Chosen,
    sink: &mut Vec<Diagnostic>,
    (name, other, found, needed): (&str, &str, f64, f64),
    better: Colour,
) -> bool {
    // Cut, not rounded: 6.96 is less than 7.
    let found = (found * 10.0).floor() / 10.0;
    sink.push(
        Diagnostic::new(
            Code::LowContrast,
            Span::new(&config.path, chosen.range),
            format!(
                "`{name}` (`{}`) and {other} have a contrast of {found}:1, and need {needed}:1",
                chosen.colour
            ),
        )
        .help(format!("the nearest shade that is read well is `{better}`")),
    );
    false
}

#[cfg(test)]
mod tests {
    use super::{DARK, INK, PAGE, PALE, SAND};

    #[test]
    fn the_grounds_are_those_of_the_style_sheet() {
        let css = include_str!("../../themes/selkea/static/style.css");
        for colour in [PAGE, PALE, SAND, INK].iter().chain(&DARK) {
            let short = colour.to_string();
            assert!(css.contains(&short), "{short}");
        }
    }
}
