import { diffArrays } from "diff";

/** A line of a side, numbered from 1. */
export interface DiffSide {
  readonly number: number;
  readonly text: string;
}

/** Lines that stand side by side, or equal lines that are folded away. */
export type DiffRow =
  | {
      readonly kind: "same" | "changed";
      readonly left: DiffSide | undefined;
      readonly right: DiffSide | undefined;
    }
  | { readonly kind: "fold"; readonly count: number; readonly rows: readonly DiffRow[] };

/** Equal lines shown around a change. */
const context = 3;
const timeoutMs = 1_500;
/** Lines of one side. */
const mostLines = 20_000;

/** Two texts line by line; undefined where they are so long or so different that it would take too long to say how. */
export function diffRows(left: string, right: string): readonly DiffRow[] | undefined {
  const [before, after] = [linesOf(left), linesOf(right)];
  if (Math.max(before.length, after.length) > mostLines) return undefined;
  const parts = diffArrays(before, after, { timeout: timeoutMs });
  if (parts === undefined) return undefined;
  const rows: DiffRow[] = [];
  const at = { left: 1, right: 1 };
  const side = (which: "left" | "right", text: string): DiffSide => ({ number: at[which]++, text });
  for (let index = 0; index < parts.length; index++) {
    const { value, added, removed } = parts[index] as (typeof parts)[number];
    if (!added && !removed) {
      rows.push(
        ...value.map((text) => ({
          kind: "same" as const,
          left: side("left", text),
          right: side("right", text),
        })),
      );
      continue;
    }
    // What was removed and what came in its place stand side by side.
    const next = parts[index + 1];
    const pair = removed && next?.added === true ? next.value : [];
    if (pair.length > 0) index += 1;
    const [former, latter] = removed ? [value, pair] : [[], value];
    for (let line = 0; line < Math.max(former.length, latter.length); line++) {
      const [old, fresh] = [former[line], latter[line]];
      rows.push({
        kind: "changed",
        left: old === undefined ? undefined : side("left", old),
        right: fresh === undefined ? undefined : side("right", fresh),
      });
    }
  }
  return folded(rows);
}

function folded(rows: readonly DiffRow[]): readonly DiffRow[] {
  const out: DiffRow[] = [];
  for (let start = 0; start < rows.length;) {
    let end = start;
    while (end < rows.length && rows[end]?.kind === rows[start]?.kind) end += 1;
    const run = rows.slice(start, end);
    const before = start === 0 ? 0 : context;
    const after = end === rows.length ? 0 : context;
    if (rows[start]?.kind === "same" && run.length > before + after + 2) {
      const hidden = run.slice(before, run.length - after);
      out.push(...run.slice(0, before), { kind: "fold", count: hidden.length, rows: hidden });
      out.push(...run.slice(run.length - after));
    } else out.push(...run);
    start = end;
  }
  return out;
}

function linesOf(text: string): string[] {
  const lines = text.split(/\r?\n/);
  if (lines.at(-1) === "") lines.pop();
  return lines;
}
