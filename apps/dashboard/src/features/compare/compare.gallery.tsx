import type { ReactNode } from "react";
import type { GalleryEntry } from "../gallery/gallery-entry.ts";
import type { Better } from "../../lib/better-value.ts";
import "./compare.css";
import { DiffView } from "./diff-view.tsx";
import { MetricCell } from "./metric-cell.tsx";

function cells(values: readonly number[], better: Better | undefined): ReactNode {
  return (
    <table className="cmp">
      <tbody>
        <tr>
          {values.map((_, at) => (
            <MetricCell key={at} values={values} at={at} better={better} />
          ))}
        </tr>
      </tbody>
    </table>
  );
}

const row = { width: 760, height: 40 };
const before = Array.from({ length: 24 }, (_, at) => `  step(${at});`);
const after = before.with(3, "  step(3, { warm: true });").toSpliced(20, 1);
const text = (lines: readonly string[]): string => ["for (;;) {", ...lines, "}", ""].join("\n");

/** Values against a baseline, and texts line by line. */
export const entries: readonly GalleryEntry[] = [
  {
    name: "compared values",
    states: [
      { name: "higher is better", ...row, render: () => cells([0.79, 0.8335, 0.8012, 0.6055], "higher") },
      { name: "lower is better", ...row, render: () => cells([0.32, 0.31, 0.9, 0.28], "lower") },
      { name: "nobody knows", ...row, render: () => cells([64, 128, 32, 64], undefined) },
      {
        name: "not finite",
        ...row,
        render: () => cells([1, Number.NaN, Number.POSITIVE_INFINITY, 2], "higher"),
      },
      { name: "extremes", ...row, render: () => cells([1e-9, 1e6, -1e-9, 0], "lower") },
    ],
  },
  {
    name: "code side by side",
    states: [
      {
        name: "changed and removed",
        width: 760,
        height: 420,
        render: () => <DiffView left={text(before)} right={text(after)} />,
      },
      { name: "equal", width: 760, height: 60, render: () => <DiffView left="a" right="a" /> },
      { name: "new file", width: 760, height: 120, render: () => <DiffView left="" right={"one\ntwo\n"} /> },
    ],
  },
];
