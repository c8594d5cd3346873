/** A cell of a CSV: undefined and null are empty. */
export type CsvCell = string | number | bigint | boolean | null | undefined;

/** Rows as RFC 4180 has them, in full precision. Texts that a spreadsheet would run get an apostrophe in front. */
export function csvText(rows: Iterable<readonly CsvCell[]>): string {
  const lines: string[] = [];
  for (const row of rows) lines.push(`${row.map(field).join(",")}\r\n`);
  return lines.join("");
}

function field(cell: CsvCell): string {
  if (typeof cell !== "string") return cell === undefined || cell === null ? "" : String(cell);
  const safe = /^[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
