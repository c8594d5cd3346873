import type { Json } from "@stepwell/protocol";
import { MEDIA } from "./media.ts";
import type { Media } from "./media.ts";
import { nestedLists } from "./plain-data.ts";
import { isPlain } from "./table-cell.ts";
import type { Cell } from "./table-cell.ts";

/** A cell in the file of the run's media: NaN stays, and media are only named. */
export function cellForRun(cell: Cell): Json {
  return encodeCell(cell, RUN_FORM);
}

/** A cell in the table's artifact: NaN is null, dates are milliseconds, media are stored by `media`. */
export function createArtifactCells(media: (value: Media) => Json): (cell: Cell) => Json {
  const form: CellForm = {
    number: (value) => (Number.isNaN(value) ? null : value),
    date: (time) => time,
    media,
  };
  return (cell) => encodeCell(cell, form);
}

/** A cell as the user gave it; dates, lists and objects are copies. */
export function cellValue(cell: Cell): unknown {
  if (isPlain(cell)) return cell;
  switch (cell.kind) {
    case "date":
      return new Date(cell.time);
    case "media":
    case "histogram":
    case "index":
      return cell.value;
    case "array":
      return cell.value.shape.length === 1 && !cell.value.boolean
        ? cell.value.data.slice()
        : nestedLists(cell.value);
    case "list":
      return cell.items.map(cellValue);
    case "dict":
      return Object.fromEntries(cell.members.map(([name, item]) => [name, cellValue(item)]));
  }
}

interface CellForm {
  number(value: number): Json;
  date(time: number): Json;
  media(value: Media): Json;
}

const RUN_FORM: CellForm = {
  number: (value) => value,
  date: (time) => new Date(time).toISOString(),
  media: (value) => value[MEDIA].name,
};

function encodeCell(cell: Cell, form: CellForm): Json {
  if (typeof cell === "number") return form.number(cell);
  if (isPlain(cell)) return cell;
  switch (cell.kind) {
    case "date":
      return form.date(cell.time);
    case "media":
      return form.media(cell.value);
    case "histogram":
      return cell.value.toJSON();
    case "index":
      return cell.value.index;
    case "array":
      return nestedLists(cell.value) as Json;
    case "list":
      return cell.items.map((item) => encodeCell(item, form));
    case "dict":
      return Object.fromEntries(cell.members.map(([name, item]) => [name, encodeCell(item, form)]));
  }
}
