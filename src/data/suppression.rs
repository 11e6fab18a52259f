//! Counts of small groups are not told: which cells of a table are shown, and which must be left out
//! so that nobody works the small ones out.
//!
//! A count below the threshold is left out, 0 too: “fewer than 5” then says neither that somebody
//! answered so nor that nobody did. Then follow further cells until none that is left out follows
//! exactly from what is told. Offices of statistics do the same: primary suppression of cells with a
//! risk, secondary suppression so that they cannot be found “by means of table row or column totals”
//! (Statistics Finland, instructions for researchers, output checking).
//!
//! Whoever tries it is taken to know much: every total of a row, how many people are in no group, and
//! which cells are small and which are left out for their sake. The table is then a network: rows and
//! columns are nodes, cells that are left out are edges, and a cell is known exactly if and only if no
//! circle of changes that the bounds allow runs through it (Gusfield, SIAM J. Comput. 17, 1988).

/// What is told of a count.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Told {
    /// The count.
    Count(u32),
    /// That it is below the threshold.
    Small,
    /// Nothing, for the sake of small ones.
    Nothing,
}

/// A row as it is told: its cells, or nothing where even the row as a whole would tell too much.
pub type Row = Option<Vec<Told>>;

/// Decides what is told of a table: the first row counts all people, each further row one group of
/// them; nobody is in two groups. Each row has as many counts as the first.
pub fn protect(rows: &[Vec<u32>], least: u32) -> Vec<Row> {
    let mut table = Table::new(rows, least);
    while let Some(cell) = table.first_known() {
        match table.cheapest_circle(cell) {
            Some(circle) => {
                for (row, column) in circle {
                    table.is_left_out[row][column] = true;
                }
            }
            None if cell.0 == 0 => return vec![None; rows.len()],
            None => table.withhold(cell.0),
        }
    }
    table.told()
}

/// Row and column of a cell.
type Place = (usize, usize);

struct Table<'a> {
    rows: &'a [Vec<u32>],
    least: u32,
    is_left_out: Vec<Vec<bool>>,
    is_withheld: Vec<bool>,
}

/// A change by one that the bounds of a cell allow, from node to node.
struct Arc {
    from: usize,
    to: usize,
    cost: u64,
    cell: Option<Place>,
}

impl<'a> Table<'a> {
    fn new(rows: &'a [Vec<u32>], least: u32) -> Self {
        let small = |row: &Vec<u32>| row.iter().map(|count| *count < least).collect();
        Self {
            rows,
            least,
            is_left_out: rows.iter().map(small).collect(),
            is_withheld: vec![false; rows.len()],
        }
    }

    fn withhold(&mut self, row: usize) {
        self.is_withheld[row] = true;
        self.is_left_out[row].fill(true);
    }

    fn columns(&self) -> usize {
        self.rows.first().map_or(0, Vec::len)
    }

    /// The first cell that is left out and yet follows from what is told.
    fn first_known(&self) -> Option<Place> {
        let places = (0..self.rows.len())
            .filter(|row| !self.is_withheld[*row])
            .flat_map(|row| (0..self.columns()).map(move |column| (row, column)));
        let mut left_out = places.filter(|(row, column)| self.is_left_out[*row][*column]);
        left_out.find(|cell| {
            let is_told = |(row, column): &Place| !self.is_left_out[*row][*column];
            let circle = self.cheapest_circle(*cell);
            circle.is_none_or(|cells| cells.iter().any(is_told))
        })
    }

    /// Whether a count could be one more, and one less, for all that is known of it alone once it is
    /// left out.
    fn may_change(&self, (row, column): Place) -> (bool, bool) {
        let count = self.rows[row][column];
        if self.is_withheld[row] {
            (true, count > 0)
        } else if count < self.least {
            (count + 1 < self.least, count > 0)
        } else {
            (true, count > self.least)
        }
    }

    /// The cells that change together with this one, where the fewest people are left out besides
    /// those who are already; nothing where it cannot change.
    fn cheapest_circle(&self, cell: Place) -> Option<Vec<Place>> {
        let arcs = self.arcs();
        let own = arcs.iter().filter(|arc| arc.cell == Some(cell));
        let ways = own.filter_map(|arc| self.cheapest_way(&arcs, (arc.to, arc.from), cell));
        ways.min_by_key(|(cost, _)| *cost).map(|(_, cells)| cells)
    }

    /// The changes that are possible. Of the nodes, rows come first, then columns, then the one for
    /// what is not known.
    fn arcs(&self) -> Vec<Arc> {
        let (rows, columns) = (self.rows.len(), self.columns());
        let mut arcs = Vec::new();
        let mut add = |from, to, cost, cell| {
            arcs.push(Arc {
                from,
                to,
                cost,
                cell,
            });
        };
        for row in 0..rows {
            for column in 0..columns {
                let (may_grow, may_shrink) = self.may_change((row, column));
                let (mut from, mut to) = (row, rows + column);
                // The row of all people takes from a column what its groups give to it.
                if row == 0 {
                    std::mem::swap(&mut from, &mut to);
                }
                let cost = if self.is_left_out[row][column] {
                    0
                } else {
                    u64::from(self.rows[row][column]) + 1
                };
                if may_grow {
                    add(from, to, cost, Some((row, column)));
                }
                if may_shrink {
                    add(to, from, cost, Some((row, column)));
                }
            }
        }
        let unknown = rows + columns;
        let free_rows = (0..rows).filter(|row| self.is_withheld[*row]);
        // Without groups, nothing is known of a column.
        let free_columns = (rows..unknown).filter(|_| rows == 1);
        for node in free_rows.chain(free_columns) {
            add(node, unknown, 0, None);
            add(unknown, node, 0, None);
        }
        arcs
    }

    /// The cheapest way from one node to another that does not use a cell, and the cells on it
    /// (Bellman and Ford: the networks are small).
    fn cheapest_way(
        &self,
        arcs: &[Arc],
        (from, to): (usize, usize),
        avoided: Place,
    ) -> Option<(u64, Vec<Place>)> {
        let nodes = self.rows.len() + self.columns() + 1;
        let mut best: Vec<Option<(u64, Option<usize>)>> = vec![None; nodes];
        best[from] = Some((0, None));
        let mut is_better = true;
        while is_better {
            is_better = false;
            for (index, arc) in arcs.iter().enumerate() {
                let Some((cost, _)) = best[arc.from].filter(|_| arc.cell != Some(avoided)) else {
                    continue;
                };
                let cost = cost + arc.cost;
                if best[arc.to].is_none_or(|(known, _)| cost < known) {
                    best[arc.to] = Some((cost, Some(index)));
                    is_better = true;
                }
            }
        }
        let (cost, _) = best[to]?;
        let mut cells = Vec::new();
        let mut at = to;
        while let Some((_, Some(index))) = best[at] {
            cells.extend(arcs[index].cell);
            at = arcs[index].from;
        }
        Some((cost, cells))
    }

    fn told(&self) -> Vec<Row> {
        let rows = self.rows.iter().enumerate();
        rows.map(|(index, row)| {
            let cells = row.iter().zip(&self.is_left_out[index]);
            let cells = cells.map(|(count, is_left_out)| match (count, is_left_out) {
                (count, false) => Told::Count(*count),
                (count, true) if *count < self.least => Told::Small,
                _ => Told::Nothing,
            });
            (!self.is_withheld[index]).then(|| cells.collect())
        })
        .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::{Told, protect};

    fn shown(rows: &[Vec<u32>]) -> Vec<String> {
        let row = |row: Vec<Told>| {
            let cells = row.iter().map(|told| match told {
                Told::Count(count) => count.to_string(),
                Told::Small => "<5".to_owned(),
                Told::Nothing => "x".to_owned(),
            });
            cells.collect::<Vec<_>>().join(" ")
        };
        let rows = protect(rows, 5).into_iter();
        rows.map(|told| told.map_or("-".to_owned(), row)).collect()
    }

    #[test]
    fn large_counts_are_all_told() {
        let rows = [vec![30, 20, 10], vec![20, 10, 5], vec![10, 10, 5]];
        assert_eq!(shown(&rows), ["30 20 10", "20 10 5", "10 10 5"]);
    }

    #[test]
    fn one_small_count_takes_others_with_it() {
        let rows = [vec![30, 20, 18], vec![22, 10, 14], vec![8, 10, 4]];
        assert_eq!(shown(&rows), ["30 20 18", "22 x x", "8 x <5"]);
    }

    #[test]
    fn a_small_count_of_all_people_is_left_out_too() {
        assert_eq!(shown(&[vec![30, 3, 12]]), ["30 <5 x"]);
        assert_eq!(shown(&[vec![30, 3, 2]]), ["30 <5 <5"]);
        // Two counts of at most 4 that make 8 or 0 would be known.
        assert_eq!(shown(&[vec![30, 4, 4, 9]]), ["30 <5 <5 x"]);
        assert_eq!(shown(&[vec![30, 0, 0, 9]]), ["30 <5 <5 x"]);
    }

    #[test]
    fn what_cannot_be_kept_secret_is_not_told_at_all() {
        // A single count equals the total, which is known.
        assert_eq!(shown(&[vec![3]]), ["-"]);
        // Nobody is in the second group, and everybody knows.
        let rows = [vec![20, 30], vec![20, 30], vec![0, 0]];
        assert_eq!(shown(&rows)[2], "-");
    }
}
