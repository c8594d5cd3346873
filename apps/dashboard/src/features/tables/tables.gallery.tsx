import type { Json } from "@stepwell/protocol";
import type { GalleryEntry } from "../gallery/gallery-entry.ts";
import type { TableContent } from "./table-content.ts";
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

const square = (colour: string): string =>
  `data:image/svg+xml,${encodeURIComponent(`<svg xmlns="http://www.w3.org/2000/svg" width="48" height="48"><rect width="48" height="48" fill="${colour}"/><circle cx="24" cy="24" r="12" fill="white"/></svg>`)}`;
const picture = (path: string): Json => ({ _type: "image-file", path, width: 48, height: 48 });
const mixed: TableContent = {
  columns: ["whole", "score", "tiny", "text", "truth", "picture", "file", "json", "anything"],
  rows: [
    [1, 0.5, 1e-7, "quay", true, picture("teal"), { _type: "html-file", path: "a.html" }, { box: [1, 2] }, 1],
    [20_000, 0.123456, 2.5e-9, "a text\nof two lines", false, picture("navy"), null, [1, [2]], "two"],
    [-300, Number.NaN, -1e-8, "<b>not bold</b>", null, picture("broken"), null, {}, null],
    [null, Number.POSITIVE_INFINITY, 0, "", true, null, { _type: "molecule-file", path: "a.pdb" }, [], true],
  ],
};
const colours = ["teal", "navy"];

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
        name: "all kinds of cells",
        width: 1000,
        height: 380,
        render: () => (
          <TableView
            table={mixed}
            label="mixed"
            urlOf={(path) => (colours.includes(path) ? square(path) : "data:,")}
          />
        ),
      },
      {
        name: "pictures that are elsewhere",
        width: 1000,
        height: 300,
        render: () => (
          <TableView table={mixed} label="far pictures">
            <span className="badge">4 of 20,000 rows are here</span>
          </TableView>
        ),
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
