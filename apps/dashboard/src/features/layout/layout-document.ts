import type { Json, JsonObject } from "@stepwell/protocol";
import { emptyLayout, type Layout } from "./layout.ts";
import { readPanelLayout, readSectionLayout } from "./read-layout-parts.ts";
import { encodeSmoothing } from "../../lib/smoothing.ts";
import type { PanelLayout } from "./layout.ts";

const mostEntries = 5_000;
const longestName = 1_024;

/** A layout as JSON, with short names since it also goes into addresses. Maps are lists: names of sections may be any text. */
export function layoutDocument({ sections, panels, added, moves, sectionMoves }: Layout): JsonObject {
  const parts: Record<string, Json> = {
    s: [...sections].map(([name, section]) => [name, { ...section }]),
    p: [...panels].map(([id, panel]) => [id, panelDocument(panel)]),
    a: added.map(({ id, section, keys }) => [id, section, [...keys]]),
    m: moves.map(({ panel, section, after }) => [panel, section, after]),
    o: sectionMoves.map(({ section, after }) => [section, after]),
  };
  return Object.fromEntries(Object.entries(parts).filter(([, list]) => (list as readonly Json[]).length > 0));
}

/** Reads a layout from JSON of anywhere; what makes no sense is left out. */
export function readLayout(json: unknown): Layout {
  if (typeof json !== "object" || json === null) return emptyLayout;
  const parts = json as Readonly<Record<string, unknown>>;
  const list = <T>(name: string, read: (entry: readonly unknown[]) => T | undefined): T[] => {
    const entries = Object.hasOwn(parts, name) ? parts[name] : undefined;
    if (!Array.isArray(entries)) return [];
    return entries.slice(0, mostEntries).flatMap((entry: unknown): T[] => {
      const found = Array.isArray(entry) ? read(entry) : undefined;
      return found === undefined ? [] : [found];
    });
  };
  return {
    sections: new Map(
      list("s", ([name, section]) => (isName(name) ? [name, readSectionLayout(section)] : undefined)),
    ),
    panels: new Map(list("p", ([id, panel]) => (isName(id) ? [id, readPanelLayout(panel)] : undefined))),
    added: list("a", ([id, section, keys]) =>
      isName(id) && isName(section) && Array.isArray(keys)
        ? { id, section, keys: keys.filter(isName).slice(0, 100) }
        : undefined,
    ),
    moves: list("m", ([panel, section, after]) =>
      isName(panel) && isName(section) && isName(after) ? { panel, section, after } : undefined,
    ),
    sectionMoves: list("o", ([section, after]) =>
      isName(section) && isName(after) ? { section, after } : undefined,
    ),
  };
}

function panelDocument({ settings, keys, ...rest }: PanelLayout): Json {
  const { smoothing, ...others } = settings ?? {};
  const told = { ...others, ...(smoothing === undefined ? {} : { smoothing: encodeSmoothing(smoothing) }) };
  return {
    ...rest,
    ...(keys === undefined ? {} : { keys: [...keys] }),
    ...(settings === undefined ? {} : { settings: JSON.parse(JSON.stringify(told)) as Json }),
  };
}

function isName(value: unknown): value is string {
  return typeof value === "string" && value.length <= longestName;
}
