import { escapeItem, unescapeItem } from "./list-item.ts";

/** A part of an x axis, both ends included. Its end is `Infinity` where it follows new points: `8000..` in the address. */
export type ZoomRange = readonly [number, number];

/**
 * Zooms by what x is: "" for the axis that the page has chosen, else the step metric of the panels that are zoomed.
 * The y range of one panel stands under `yZoomOf`.
 */
export type Zooms = ReadonlyMap<string, ZoomRange>;

const yPrefix = "y=";

/** The name under which the y range of a panel stands. */
export function yZoomOf(panel: string): string {
  return `${yPrefix}${panel}`;
}

/** The panel whose y range stands under a name, or undefined for a range of x. */
export function panelOfZoom(name: string): string | undefined {
  return name.startsWith(yPrefix) ? name.slice(yPrefix.length) : undefined;
}

/** The same zooms with one more, or, for undefined, one less. */
export function withZoom(zooms: Zooms, x: string, range: ZoomRange | undefined): Zooms {
  const next = new Map(zooms);
  if (range === undefined) next.delete(x);
  else next.set(x, range);
  return next;
}

/** Reads `8000..9600,epoch:3..5`. What makes no sense is left out. */
export function decodeZooms(text: string | undefined): Zooms {
  const zooms = new Map<string, ZoomRange>();
  for (const item of (text ?? "").split(",")) {
    const colon = item.lastIndexOf(":");
    const range = decodeRange(item.slice(colon + 1));
    if (range !== undefined) zooms.set(unescapeItem(item.slice(0, Math.max(0, colon))), range);
  }
  return zooms;
}

/** Writes zooms as `decodeZooms` reads them; undefined for none. */
export function encodeZooms(zooms: Zooms): string | undefined {
  const items = [...zooms].map(
    ([x, [from, to]]) => `${x === "" ? "" : `${escapeItem(x)}:`}${short(from)}..${short(to)}`,
  );
  return items.length === 0 ? undefined : items.join(",");
}

function decodeRange(text: string): [number, number] | undefined {
  const [from, to, rest] = text.split("..");
  const range: [number, number] = [Number(from), to === "" ? Number.POSITIVE_INFINITY : Number(to)];
  const whole =
    from !== undefined && from !== "" && to !== undefined && to !== "Infinity" && rest === undefined;
  return whole && Number.isFinite(range[0]) && range[0] < range[1] ? range : undefined;
}

function short(value: number): string {
  if (value === Number.POSITIVE_INFINITY) return "";
  return String(Number(value.toPrecision(8)));
}
