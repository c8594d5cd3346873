import { decodeSmoothing } from "../../lib/smoothing.ts";
import type { PanelSettings } from "../charts/panel-spec.ts";
import {
  fewestColumns,
  gridColumns,
  leastHeight,
  mostColumns,
  mostHeight,
  type PanelLayout,
  type SectionLayout,
} from "./layout.ts";

const longestText = 1_024;

/** What people changed of a section, from JSON of anywhere. */
export function readSectionLayout(json: unknown): SectionLayout {
  const { open, columns } = membersOf(json);
  return defined<SectionLayout>({
    open: typeof open === "boolean" ? open : undefined,
    columns: whole(columns, fewestColumns, mostColumns),
  });
}

/** What people changed of a panel, from JSON of anywhere. */
export function readPanelLayout(json: unknown): PanelLayout {
  const { removed, width, height, keys, settings } = membersOf(json);
  return defined<PanelLayout>({
    removed: removed === true ? true : undefined,
    width: whole(width, 1, gridColumns),
    height: whole(height, leastHeight, mostHeight),
    keys: Array.isArray(keys) ? keys.filter(isText).slice(0, 100) : undefined,
    settings: settings === undefined ? undefined : readSettings(settings),
  });
}

function readSettings(json: unknown): PanelSettings {
  const { title, x, yScale, range, smoothing, band, groupBand, expression } = membersOf(json);
  return defined<PanelSettings>({
    title: text(title),
    x: text(x),
    yScale: oneOf(["linear", "log", "symlog"] as const, yScale),
    range: range === undefined ? undefined : readRange(range),
    smoothing: decodeSmoothing(text(smoothing)),
    band: typeof band === "boolean" ? band : undefined,
    groupBand: oneOf(["std", "minmax", "sem"] as const, groupBand),
    expression: text(expression),
  });
}

function readRange(json: unknown): { min?: number; max?: number } {
  const { min, max } = membersOf(json);
  return defined<{ min?: number; max?: number }>({
    min: typeof min === "number" && Number.isFinite(min) ? min : undefined,
    max: typeof max === "number" && Number.isFinite(max) ? max : undefined,
  });
}

function membersOf(json: unknown): Readonly<Record<string, unknown>> {
  if (typeof json !== "object" || json === null || Array.isArray(json)) return {};
  return Object.fromEntries(Object.entries(json));
}

function isText(value: unknown): value is string {
  return typeof value === "string" && value.length <= longestText;
}

function text(value: unknown): string | undefined {
  return isText(value) && value !== "" ? value : undefined;
}

function oneOf<T extends string>(options: readonly T[], value: unknown): T | undefined {
  return options.find((option) => option === value);
}

function whole(value: unknown, least: number, most: number): number | undefined {
  if (typeof value !== "number" || !Number.isFinite(value)) return undefined;
  return Math.round(Math.min(most, Math.max(least, value)));
}

function defined<T extends object>(members: { readonly [Name in keyof T]?: T[Name] | undefined }): T {
  return Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined)) as T;
}
