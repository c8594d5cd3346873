const MAX_ROWS = 10_000;

/**
 * At most 10,000 rows of all classes together. Each class keeps its share of them, spread evenly, with its ends.
 */
export function sampleByClass<Row>(classes: readonly (readonly Row[])[]): (readonly Row[])[] {
  const total = classes.reduce((sum, rows) => sum + rows.length, 0);
  if (total <= MAX_ROWS) return [...classes];
  return classes.map((rows) => {
    const kept = Math.max(Math.floor((rows.length / total) * MAX_ROWS), Math.min(rows.length, 2));
    if (kept >= rows.length) return rows;
    return Array.from(
      { length: kept },
      (_, at) => rows[Math.round((at / Math.max(kept - 1, 1)) * (rows.length - 1))] as Row,
    );
  });
}
