import type { GalleryEntry } from "../gallery/gallery-entry.ts";
import { TableView } from "./table-view.tsx";

const many = {
  columns: ["id", "class", "score", "a column with a very long name that has to be cut somewhere"],
  rows: Array.from({ length: 936 }, (_, at) => [
    at,
    ["water", "vessel", "quay"][at % 3] as string,
    at % 50 === 7 ? Number.NaN : Math.sin(at) ** 2,
    { box: [at, 1e-9 * at], night: at % 2 === 0 },
  ]),
};

/** Tables in their states. */
export const entries: readonly GalleryEntry[] = [
  {
    name: "Table",
    states: [
      {
        name: "936 rows",
        width: 900,
        height: 520,
        render: () => <TableView table={many} label="predictions" />,
      },
      {
        name: "no rows",
        width: 420,
        height: 260,
        render: () => <TableView table={{ columns: ["a", "b"], rows: [] }} label="empty" />,
      },
      {
        name: "one cell of a million",
        width: 420,
        height: 260,
        render: () => <TableView table={{ columns: ["x"], rows: [[1e6], [-1e-9], [null]] }} label="far" />,
      },
    ],
  },
];
