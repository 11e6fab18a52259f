//! Keys that items of certain kinds know.

use crate::data::{Field, Shape};
use crate::parse::fields::{DEVICES, KindField};

const fn of(kinds: &'static [&'static str], field: Field) -> KindField {
    KindField { field, kinds }
}

const MINUTES: &[Field] = &[
    Field::new("teach", Shape::Integer(0, 1_000), "Minutes for teaching."),
    Field::new("practice", Shape::Integer(0, 1_000), "Minutes for trying."),
];

const SOFTWARE: &[Field] = &[
    Field::new("name", Shape::Text, "What the pictures show."),
    Field::new("version", Shape::Text, "Its version."),
    Field::new("date", Shape::Date, "The day on which they were made."),
];

const GROUP_SIZE: &[Field] = &[
    Field::new("min", Shape::Integer(1, 1_000), "The fewest."),
    Field::new("max", Shape::Integer(1, 1_000), "The most."),
];

const PLANNED_SESSION: &[Field] = &[
    Field::new("number", Shape::Integer(1, 1_000), "Its place."),
    Field::new("title", Shape::PerLanguage, "Its title."),
    Field::new("goals", Shape::PerLanguage, "What people learn."),
];

const AGENDA: &[Field] = &[
    Field::new("minutes", Shape::Integer(1, 1_000), "How long."),
    Field::new(
        "kind",
        Shape::OneOf(&["open", "talk", "demo", "discuss", "quiz", "close"]),
        "What is done.",
    ),
    Field::new("title", Shape::PerLanguage, "What it is about."),
];

const ATTENDANCE: &[Field] = &[
    Field::new(
        "registered",
        Shape::Integer(0, 1_000_000),
        "How many meant to come.",
    ),
    Field::new("attended", Shape::Integer(0, 1_000_000), "How many came."),
];

const OCCURRENCE: &[Field] = &[
    Field::new(
        "id",
        Shape::Text,
        "What its id in calendars ends in, instead of its place in the list.",
    ),
    Field::new("start", Shape::DateTime, "When it begins."),
    Field::new(
        "end",
        Shape::DateTime,
        "When it ends, if not after its minutes.",
    ),
    Field::new("organisation", Shape::Text, "Who holds it."),
    Field::new(
        "mode",
        Shape::OneOf(&["online", "onsite", "hybrid"]),
        "Where people are.",
    ),
    Field::new("place", Shape::PerLanguage, "The room."),
    Field::new("join_url", Shape::Text, "The address to join at."),
    Field::new(
        "role",
        Shape::PerLanguage,
        "Who leads it: a role, never a name.",
    ),
    Field::new("status", Shape::OneOf(STATES), "How it stands."),
    Field::new(
        "attendance",
        Shape::Table(ATTENDANCE),
        "Counts, never names.",
    ),
];

/// How something that happens at a time stands.
const STATES: &[&str] = &["planned", "held", "cancelled"];

const RECORDING: &[Field] = &[
    Field::new("url", Shape::Text, "Its address."),
    Field::new(
        "captions",
        Shape::List(&Shape::Text),
        "Languages of its captions.",
    ),
    Field::new("transcript", Shape::Text, "Its text, a file or an address."),
    Field::new(
        "expires",
        Shape::Date,
        "The first day on which it is no longer there.",
    ),
];

const PROGRAMME: &[Field] = &[
    Field::new("start", Shape::Time, "When it begins."),
    Field::new("title", Shape::PerLanguage, "What it is."),
];

const ADDRESS: &[Field] = &[
    Field::new("street", Shape::Text, "Street and number."),
    Field::new("postal_code", Shape::Text, "Postal code."),
    Field::new("city", Shape::Text, "Town or village."),
];

const SCHEDULE: &[Field] = &[
    Field::new(
        "rule",
        Shape::Text,
        "When it is open (RFC 5545), such as `FREQ=WEEKLY;BYDAY=TU`.",
    ),
    Field::new("start", Shape::Time, "When it opens."),
    Field::new("end", Shape::Time, "When it closes."),
    Field::new("from", Shape::Date, "The first day."),
    Field::new("until", Shape::Date, "The last day."),
];

const EXCEPTION: &[Field] = &[
    Field::new("date", Shape::Date, "The day."),
    Field::new("start", Shape::Time, "When it opens on that day."),
    Field::new("end", Shape::Time, "When it closes on that day."),
    Field::new("reason", Shape::PerLanguage, "Why it is different."),
];

const VISITS: &[Field] = &[
    Field::new("month", Shape::Text, "The month, `\"2026-10\"`."),
    Field::new("count", Shape::Integer(0, 1_000_000), "How many visits."),
];

/// Facts that items of certain kinds state.
pub(super) const FACTS: &[KindField] = &[
    of(
        &["guide", "lesson", "session"],
        Field::new(
            "minutes",
            Shape::IntegerOrTable(1, 10_000, MINUTES),
            "How long it takes; of a lesson `{ teach = 15, practice = 20 }`.",
        ),
    ),
    of(
        &["guide", "lesson"],
        Field::new(
            "device",
            Shape::List(&Shape::OneOf(DEVICES)),
            "Devices that it is about.",
        ),
    ),
    of(
        &["guide", "lesson"],
        Field::new(
            "software_seen",
            Shape::List(&Shape::Table(SOFTWARE)),
            "What its pictures show.",
        ),
    ),
    of(
        &["lesson"],
        Field::new(
            "handout",
            Shape::OneOf(&["one-page", "two-page", "full", "none"]),
            "How much goes on paper.",
        ),
    ),
    of(
        &["course"],
        Field::new(
            "prerequisites",
            Shape::List(&Shape::Text),
            "Keys of courses and lessons to know before.",
        ),
    ),
    of(
        &["course"],
        Field::new(
            "group_size",
            Shape::Table(GROUP_SIZE),
            "How many learn together.",
        ),
    ),
    of(
        &["series"],
        Field::new(
            "sessions",
            Shape::List(&Shape::Table(PLANNED_SESSION)),
            "Sessions that have no text yet.",
        ),
    ),
    of(
        &["session"],
        Field::new(
            "number",
            Shape::Integer(1, 1_000),
            "Its place in its series.",
        ),
    ),
    of(
        &["session"],
        Field::new(
            "agenda",
            Shape::List(&Shape::Table(AGENDA)),
            "What is done, minute by minute.",
        ),
    ),
    of(
        &["session"],
        Field::new(
            "occurrences",
            Shape::List(&Shape::Table(OCCURRENCE)),
            "When it is held.",
        ),
    ),
    of(
        &["session"],
        Field::new(
            "recording",
            Shape::Table(RECORDING),
            "Where it can be seen afterwards.",
        ),
    ),
    of(
        &["event"],
        Field::new("start", Shape::DateTime, "When it begins."),
    ),
    of(
        &["event"],
        Field::new("end", Shape::DateTime, "When it ends."),
    ),
    of(
        &["event"],
        Field::new("place", Shape::PerLanguage, "Where it is."),
    ),
    of(
        &["event", "service-point"],
        Field::new(
            "address",
            Shape::TextOrTable(ADDRESS),
            "Its street address.",
        ),
    ),
    of(
        &["event"],
        Field::new(
            "programme",
            Shape::List(&Shape::Table(PROGRAMME)),
            "What happens when.",
        ),
    ),
    of(
        &["event"],
        Field::new(
            "registration",
            Shape::Text,
            "Where people say that they come: an address or a telephone number.",
        ),
    ),
    of(
        &["event"],
        Field::new("state", Shape::OneOf(STATES), "How it stands."),
    ),
    of(
        &["service-point"],
        Field::new(
            "schedule",
            Shape::List(&Shape::Table(SCHEDULE)),
            "When it is open.",
        ),
    ),
    of(
        &["service-point"],
        Field::new(
            "exceptions",
            Shape::List(&Shape::Table(EXCEPTION)),
            "Days on which it is different.",
        ),
    ),
    of(
        &["service-point", "event"],
        Field::new(
            "accessibility",
            Shape::List(&Shape::OneOf(&[
                "step-free",
                "accessible-toilet",
                "induction-loop",
                "parking",
                "guide-dog",
            ])),
            "What helps people to come.",
        ),
    ),
    of(
        &["service-point"],
        Field::new(
            "served_languages",
            Shape::List(&Shape::Text),
            "Languages that are spoken there (BCP 47).",
        ),
    ),
    of(
        &["service-point"],
        Field::new(
            "appointment",
            Shape::OneOf(&["needed", "not-needed", "recommended"]),
            "Whether people must book a time.",
        ),
    ),
    of(
        &["service-point"],
        Field::new(
            "partners",
            Shape::List(&Shape::Text),
            "Who else advises there.",
        ),
    ),
    of(
        &["service-point"],
        Field::new(
            "visits",
            Shape::List(&Shape::Table(VISITS)),
            "Counts by month.",
        ),
    ),
    of(
        &["service-point", "organisation"],
        Field::new("phone", Shape::Text, "Telephone number."),
    ),
    of(
        &["service-point", "organisation"],
        Field::new(
            "email",
            Shape::Text,
            "E-mail address of the place, never of a person.",
        ),
    ),
];

/// Texts that items of certain kinds have.
pub(super) const TEXTS: &[KindField] = &[
    of(
        &["guide"],
        Field::new("task", Shape::Text, "What the reader can do afterwards."),
    ),
    of(
        &["guide", "lesson", "course", "service-point"],
        Field::new("needs", Shape::List(&Shape::Text), "What the reader needs."),
    ),
    of(
        &["guide", "lesson"],
        Field::new("stop_when", Shape::Text, "When to stop and ask for help."),
    ),
    of(
        &["course", "lesson", "session"],
        Field::new(
            "objectives",
            Shape::List(&Shape::Text),
            "What people can do afterwards.",
        ),
    ),
    of(
        &["lesson"],
        Field::new("key_points", Shape::List(&Shape::Text), "What to remember."),
    ),
    of(
        &["course"],
        Field::new("who_for", Shape::Text, "For whom it is."),
    ),
    of(
        &["course"],
        Field::new("before_you_start", Shape::Text, "What to do before."),
    ),
    of(
        &["session"],
        Field::new(
            "summary_after",
            Shape::Text,
            "For those who were not there.",
        ),
    ),
    of(
        &["session"],
        Field::new(
            "one_thing_to_try",
            Shape::Text,
            "One thing to do before the next.",
        ),
    ),
    of(
        &["service-point"],
        Field::new(
            "services",
            Shape::List(&Shape::Text),
            "What people get help with.",
        ),
    ),
    of(
        &["service-point"],
        Field::new(
            "cannot_help_with",
            Shape::List(&Shape::Text),
            "What people must get elsewhere.",
        ),
    ),
    of(
        &["term"],
        Field::new("example", Shape::Text, "The word in a sentence."),
    ),
    of(
        &["term"],
        Field::new(
            "not_confused_with",
            Shape::List(&Shape::Text),
            "What it is not.",
        ),
    ),
    of(
        &["term"],
        Field::new(
            "forms",
            Shape::List(&Shape::Text),
            "Other words that mean it.",
        ),
    ),
];
