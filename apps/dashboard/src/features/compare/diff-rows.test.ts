import { expect, test } from "vitest";
import { diffRows, type DiffRow } from "./diff-rows.ts";

const text = (lines: readonly string[]): string => lines.join("\n");
const show = (row: DiffRow): string =>
  row.kind === "fold"
    ? `... ${row.count}`
    : `${row.kind === "same" ? " " : "*"} ${row.left?.number ?? "-"}:${row.left?.text ?? ""} | ${row.right?.number ?? "-"}:${row.right?.text ?? ""}`;

test("A line that was changed stands beside what came in its place", () => {
  expect(diffRows(text(["a", "lr = 1", "b"]), text(["a", "lr = 2", "b"]))?.map(show)).toEqual([
    "  1:a | 1:a",
    "* 2:lr = 1 | 2:lr = 2",
    "  3:b | 3:b",
  ]);
});

test("Lines that came in or went away have nothing beside them", () => {
  expect(diffRows("a\n", "a\nb\n")?.map(show)).toEqual(["  1:a | 1:a", "* -: | 2:b"]);
  expect(diffRows("a\nb\n", "b\n")?.map(show)).toEqual(["* 1:a | -:", "  2:b | 1:b"]);
});

test("Equal lines far from a change are folded away, three around it are not", () => {
  const lines = Array.from({ length: 20 }, (_, at) => `line ${at}`);
  const rows = diffRows(text(lines), text(lines.with(10, "other")))?.map(show);
  expect(rows?.[0]).toBe("... 7");
  expect(rows?.at(-1)).toBe("... 6");
  expect(rows).toHaveLength(9);
});

test("Equal texts are one fold, and two empty ones nothing", () => {
  const lines = text(Array.from({ length: 9 }, (_, at) => `${at}`));
  expect(diffRows(lines, lines)?.map(show)).toEqual(["... 9"]);
  expect(diffRows("", "")).toEqual([]);
});

test("Line ends of Windows are no difference", () => {
  expect(diffRows("a\r\nb\r\n", "a\nb\n")?.every(({ kind }) => kind === "same")).toBe(true);
});

test("A megabyte of line ends is not shown line by line", () => {
  expect(diffRows("\n".repeat(1_000_000), "\n".repeat(999_999))).toBeUndefined();
});
