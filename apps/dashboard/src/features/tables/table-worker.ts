import { tableContent } from "./table-content.ts";

/** Rows that are told at once: the page takes them over in some milliseconds. */
const mostRows = 5_000;

/** Reads a table's file: tells its head, then its rows in pieces, and `undefined` at the end, or at once where it is no table. */
addEventListener("message", ({ data }: MessageEvent<string>) => {
  const table = tableContent(data);
  if (table !== undefined) {
    const { rows, ...head } = table;
    postMessage(head);
    for (let from = 0; from < rows.length; from += mostRows) postMessage(rows.slice(from, from + mostRows));
  }
  postMessage(undefined);
});
