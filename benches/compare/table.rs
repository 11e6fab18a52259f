//! Rows of figures into a table on the terminal.

/// What a step cost, in the middle of the rounds.
pub(crate) struct Row {
    pub(crate) name: &'static str,
    pub(crate) cpu_seconds: f64,
    /// To the floor in the same round.
    pub(crate) cpu_ratio: f64,
    pub(crate) wall_seconds: f64,
    /// To the floor in the same round.
    pub(crate) wall_ratio: f64,
    pub(crate) peak_megabytes: f64,
    /// HTML files that it wrote, or would have written.
    pub(crate) pages: usize,
}

/// Prints the table; the first row is the floor. Where fallback pages are written, opas writes more
/// pages than the floor: the last column compares page to page.
pub(crate) fn print_table(rows: &[Row]) {
    println!(
        "{:<12} {:>8} {:>9} {:>8} {:>9} {:>8} {:>8} {:>12} {:>9}",
        "step",
        "CPU s",
        "to floor",
        "wall s",
        "to floor",
        "peak MB",
        "pages",
        "µs CPU/page",
        "to floor",
    );
    let floor_pages = rows.first().map_or(f64::NAN, |floor| floor.pages as f64);
    for row in rows {
        println!(
            "{:<12} {:>8.3} {:>9.2} {:>8.3} {:>9.2} {:>8.1} {:>8} {:>12.1} {:>9.2}",
            row.name,
            row.cpu_seconds,
            row.cpu_ratio,
            row.wall_seconds,
            row.wall_ratio,
            row.peak_megabytes,
            row.pages,
            row.cpu_seconds * 1_000_000.0 / row.pages as f64,
            row.cpu_ratio * floor_pages / row.pages as f64,
        );
    }
}
