import { createHash } from "node:crypto";
import { decode as decodePng } from "fast-png";
import { parseJson } from "@stepwell/protocol";
import type { Json, JsonObject } from "@stepwell/protocol";
import type { ConsoleLine, Row, RunState } from "@stepwell/runlog";
import type { EncodedLeaf } from "../run-conformance-case.ts";
import { withoutOwn } from "../run-conformance-case.ts";

/** A run as it was read back from its folder. */
export interface ReadRun {
  readonly rows: readonly Row[];
  readonly state: RunState;
  readonly console: readonly ConsoleLine[];
  readonly encoded: readonly (readonly EncodedLeaf[])[];
  readonly tables: readonly JsonObject[];
  /** A file of the run by its path below `files/`. */
  readFile(path: string): Uint8Array;
}

const TIMES = ["_runtime", "_timestamp"];
const HASH = /_[0-9a-f]{20}(?=\.)/g;

/**
 * A run without what differs from run to run: times, random ids, and the bytes that an encoder of pictures is free to
 * choose. Pictures are compared by their pixels instead.
 */
export function comparableRun(run: ReadRun, options: { readonly times: boolean }): JsonObject {
  const hidden = options.times ? TIMES.slice(0, 1) : TIMES;
  const { config, summary, metrics, files } = run.state;
  const own = (config["_wandb"] ?? {}) as JsonObject;
  return {
    rows: run.rows.map((row) => steady(withoutOwn(row, ...hidden))),
    summary: steady(withoutOwn(summary, ...hidden, "_wandb")),
    config: withoutOwn(config, "_wandb"),
    metrics: metrics
      .map(({ name, globName, stepMetric, stepSync, hidden: isHidden, summary: modes, defined }) => ({
        name: name || globName,
        stepMetric,
        stepSync,
        hidden: isHidden,
        defined,
        summary: [...modes].sort(),
      }))
      .sort((left, right) => (left.name < right.name ? -1 : 1)),
    charts: own["visualize"] ?? {},
    classLabels: Object.fromEntries(Object.entries(own).filter(([key]) => key.endsWith("/class_labels"))),
    encoded: run.encoded.map((row) =>
      Object.fromEntries(
        row.filter(({ path }) => !isMediaFact(path)).map(({ path, json }) => [path.join("\0"), json]),
      ),
    ),
    tables: run.tables.map(withoutFreeNames),
    files: Object.fromEntries(
      files.filter((path) => path.startsWith("media/")).map((path) => fileFacts(path, run.readFile(path))),
    ),
    console: run.console.map(({ number, stream, text }) => ({ number, stream, text })),
  };
}

// The facts of a file stand in the rows and are compared there; here they would only repeat the encoder's choice.
function isMediaFact(path: readonly string[]): boolean {
  return ["sha256", "size", "path", "filenames", "artifact_path", "_latest_artifact_path"].includes(
    path.at(-1) ?? "",
  );
}

// Inside an artifact, a file that the client made itself has a random name.
function withoutFreeNames(table: JsonObject): JsonObject {
  const text = JSON.stringify(table, (_, value: unknown) =>
    typeof value === "bigint" ? `${value}n` : value,
  );
  return JSON.parse(
    text
      .replace(/(media\/[a-z0-9_]+\/)[0-9a-f]{20}\./g, "$1<name>.")
      .replace(/wandb-client-artifact:\/\/[^"]*/g, "<id>"),
  ) as JsonObject;
}

function fileFacts(path: string, bytes: Uint8Array): [string, Json] {
  if (path.endsWith(".png")) {
    const { width, height, channels, data } = decodePng(bytes);
    return [path.replace(HASH, "_<hash>"), { width, height, channels, pixels: [...data] }];
  }
  if (path.endsWith(".json"))
    return [path.replace(HASH, "_<hash>"), parseJson(new TextDecoder().decode(bytes))];
  return [path, createHash("sha256").update(bytes).digest("hex")];
}

function steady(value: Json): Json {
  if (Array.isArray(value)) return (value as readonly Json[]).map(steady);
  if (typeof value !== "object" || value === null) return value;
  const object = value as JsonObject;
  const isFree = typeof object["path"] === "string" && /\.(png|json)$/.test(object["path"]);
  return Object.fromEntries(
    Object.entries(object).map(([key, inner]) => {
      if (key === "artifact_path" || key === "_latest_artifact_path") return [key, "<id>"];
      if (key === "previous_increments_paths") return [key, (inner as readonly Json[]).map(() => "<id>")];
      if (isFree && (key === "sha256" || key === "size")) return [key, "<free>"];
      if (key === "path" && typeof inner === "string" && isFree) return [key, inner.replace(HASH, "_<hash>")];
      if (key === "filenames" && Array.isArray(inner)) {
        return [key, (inner as readonly string[]).map((name) => name.replace(HASH, "_<hash>"))];
      }
      return [key, steady(inner)];
    }),
  );
}
