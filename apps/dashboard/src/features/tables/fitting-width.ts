/** How wide a column of a table has to be for all that is drawn of it, CSS pixels. */
export function fittingWidth(head: HTMLTableCellElement): number {
  const rows = [...(head.closest("table")?.rows ?? [])];
  const cells = rows.flatMap((row) => row.cells[head.cellIndex] ?? []);
  const before = cells.map((cell) => cell.style.cssText);
  for (const cell of cells) Object.assign(cell.style, { width: "1px", minWidth: "0", maxWidth: "none" });
  const width = head.offsetWidth;
  for (const [at, cell] of cells.entries()) cell.style.cssText = before[at] ?? "";
  return width;
}
