import { decodeSmoothing, encodeSmoothing } from "../../lib/smoothing.ts";
import { keyText } from "../../lib/format-key.ts";
import { isProblem, parseExpression } from "../charts/parse-expression.ts";
import type { PanelSettings, PanelSpec } from "../charts/panel-spec.ts";

/** What stands in the fields of a panel's editor. */
export interface PanelDraft {
  readonly title: string;
  /** Keys and globs, separated by commas. */
  readonly keys: string;
  readonly x: string;
  readonly yScale: string;
  readonly min: string;
  readonly max: string;
  /** "" for that of the page, else `ema`, `gauss` or `mean`. */
  readonly smoothing: string;
  readonly amount: string;
  readonly band: string;
  readonly groupBand: string;
  readonly expression: string;
}

/** The fields for a panel as it is. `wanted` are the keys and globs that somebody gave. */
export function draftOf(
  { settings = {}, keys }: PanelSpec,
  wanted: readonly string[] | undefined,
): PanelDraft {
  const { range, smoothing, band } = settings;
  const [kind = "", amount = ""] = smoothing === undefined ? [] : encodeSmoothing(smoothing).split(":");
  return {
    title: settings.title ?? "",
    keys: (wanted ?? keys.map(keyText)).join(", "),
    x: settings.x ?? "",
    yScale: settings.yScale ?? "",
    min: range?.min === undefined ? "" : String(range.min),
    max: range?.max === undefined ? "" : String(range.max),
    smoothing: kind,
    amount,
    band: band === undefined ? "" : band ? "always" : "never",
    groupBand: settings.groupBand ?? "",
    expression: settings.expression ?? "",
  };
}

/** The keys and globs of a draft. */
export function draftKeys({ keys }: PanelDraft): string[] {
  return keys
    .split(",")
    .map((key) => key.trim())
    .filter((key) => key !== "");
}

/** The settings that a draft says; fields that make no sense yet are left out. */
export function draftSettings(draft: PanelDraft): PanelSettings {
  const [min, max] = [number(draft.min), number(draft.max)];
  const range = {
    ...(min === undefined ? {} : { min }),
    ...(max === undefined ? {} : { max }),
  };
  const smoothing = decodeSmoothing(`${draft.smoothing}:${draft.amount.trim()}`);
  const hasExpression = draft.expression.trim() !== "" && expressionProblem(draft) === undefined;
  return {
    ...(draft.title.trim() === "" ? {} : { title: draft.title.trim() }),
    ...(draft.x === "" ? {} : { x: draft.x }),
    ...(isScale(draft.yScale) ? { yScale: draft.yScale } : {}),
    ...(Object.keys(range).length === 0 ? {} : { range }),
    ...(smoothing === undefined ? {} : { smoothing }),
    ...(draft.band === "" ? {} : { band: draft.band === "always" }),
    ...(isGroupBand(draft.groupBand) ? { groupBand: draft.groupBand } : {}),
    ...(hasExpression ? { expression: draft.expression.trim() } : {}),
  };
}

/** What is wrong with the range, as a sentence. */
export function rangeProblem({ min, max }: PanelDraft): string | undefined {
  for (const text of [min, max])
    if (text.trim() !== "" && number(text) === undefined) return `"${text.trim()}" is not a number.`;
  const [low, high] = [number(min), number(max)];
  return low !== undefined && high !== undefined && low >= high
    ? "The least is not below the most."
    : undefined;
}

/** What is wrong with the expression, as a sentence. */
export function expressionProblem({ expression }: PanelDraft): string | undefined {
  if (expression.trim() === "") return undefined;
  const parsed = parseExpression(expression.trim());
  return isProblem(parsed) ? parsed.message : undefined;
}

function number(text: string): number | undefined {
  const value = text.trim() === "" ? Number.NaN : Number(text.trim().replace("\u2212", "-"));
  return Number.isFinite(value) ? value : undefined;
}

function isScale(text: string): text is NonNullable<PanelSettings["yScale"]> {
  return ["linear", "log", "symlog"].includes(text);
}

function isGroupBand(text: string): text is NonNullable<PanelSettings["groupBand"]> {
  return ["std", "minmax", "sem"].includes(text);
}
