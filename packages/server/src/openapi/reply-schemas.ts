import type {
  AlertView,
  ApiError,
  ArtifactCollectionView,
  ArtifactFileView,
  ArtifactVersionView,
  BulkReply,
  CellPage,
  CellView,
  ConsoleLineView,
  ConsoleMatches,
  ConsolePage,
  FileView,
  Json,
  JsonObject,
  KeyView,
  MetricView,
  ProjectDetail,
  ProjectKeys,
  ProjectSize,
  ProjectView,
  RunDetail,
  RunGroupView,
  RunKeyView,
  RunRow,
  RunRows,
  RunValuesView,
  RunView,
  SavedView,
  SavedViewEntry,
} from "@stepwell/protocol";
import { z } from "zod";
import { named } from "./named-schemas.ts";

// What routes reply. Each is held against the type that clients use, and by a test against what comes.

const text = z.string();
/** A number that may be bare NaN, Infinity or -Infinity in extended JSON. */
const anyNumber = z
  .custom<number>((value) => typeof value === "number")
  .meta({ type: "number", description: "May be a bare NaN, Infinity or -Infinity." });
const time = z.number().meta({ description: "Milliseconds since 1970." });
const json = z.custom<Json>((value) => value !== undefined);
const object = z
  .custom<JsonObject>((value) => typeof value === "object" && value !== null && !Array.isArray(value))
  .meta({ type: "object" });
const runName = z.strictObject({ project: text, run: text });

export const errorReply = named<z.ZodType<ApiError>>(
  "Error",
  z.strictObject({ error: z.strictObject({ message: text }) }),
);

const color = z.union([z.int(), z.templateLiteral([z.literal("#"), z.string()])]);
const projectMembers = { name: text, runs: z.int(), live: z.int(), lastActivity: time };
export const projectView = named<z.ZodType<ProjectView>>("Project", z.strictObject(projectMembers));
export const projectDetail = named<z.ZodType<ProjectDetail>>(
  "ProjectDetail",
  z.strictObject({ ...projectMembers, description: text, createdAt: time }),
);

export const runView = named<z.ZodType<RunView>>(
  "Run",
  z.strictObject({
    id: text,
    project: text,
    name: text,
    status: z.enum(["running", "finished", "failed", "crashed"]),
    color,
    startedAt: time,
    updatedAt: time,
    runtime: z.number(),
    step: z.number().nullable(),
    rows: z.int(),
    group: text,
    jobType: text,
    tags: z.array(text),
    notes: text,
    archived: z.boolean(),
    host: text,
    config: object,
    summary: object,
    dropped: z.record(text, z.number()),
    damage: z.array(text),
  }),
);

const keyKind = z.enum(["number", "histogram", "image", "table", "media", "text"]);
const keyView = named<z.ZodType<KeyView>>(
  "Key",
  z.strictObject({
    key: text,
    kind: keyKind,
    count: z.int(),
  }),
);
const metricView = named<z.ZodType<MetricView>>(
  "Metric",
  z.strictObject({
    name: text,
    stepMetric: text,
    hidden: z.boolean(),
    summary: z.array(text),
    goal: z.enum(["minimize", "maximize"]).exactOptional(),
  }),
);
export const projectSize = named<z.ZodType<ProjectSize>>(
  "ProjectSize",
  z.strictObject({
    logged: z.number(),
    files: z.number(),
    artifacts: z.number(),
    runs: z.int(),
    cut: z.boolean(),
  }),
);
export const projectKeys = named<z.ZodType<ProjectKeys>>(
  "ProjectKeys",
  z.strictObject({
    keys: z.array(z.strictObject({ key: text, kind: keyKind })),
    metrics: z.array(metricView),
    cut: z.boolean(),
  }),
);
const viewEntryMembers = { name: text, updatedAt: time };
export const savedViewEntry = named<z.ZodType<SavedViewEntry>>(
  "SavedViewEntry",
  z.strictObject(viewEntryMembers),
);
export const savedView = named<z.ZodType<SavedView>>(
  "SavedView",
  z.strictObject({ ...viewEntryMembers, content: object }),
);
export const alertView = named<z.ZodType<AlertView>>(
  "Alert",
  z.strictObject({
    title: text,
    text,
    level: z.enum(["INFO", "WARN", "ERROR"]),
    row: z.int(),
    time: time.nullable(),
  }),
);

export const runDetail = named<z.ZodType<RunDetail>>(
  "RunDetail",
  z.strictObject({
    run: runView,
    metrics: z.array(metricView),
    keys: z.array(keyView),
    systemKeys: z.array(keyView),
    environment: object.nullable(),
    git: z.strictObject({ remote: text, commit: text }).nullable(),
    alerts: z.array(alertView),
    preempting: z.boolean(),
    fork: z.strictObject({ run: text, step: z.int() }).nullable(),
    sessions: z.array(z.strictObject({ startedAt: time, step: z.int(), resumed: z.boolean() })),
    exitCode: z.int().nullable(),
    classLabels: z.record(text, z.record(text, z.record(text, text))),
    charts: z.array(
      z.strictObject({
        key: text,
        preset: text,
        tableKey: text,
        fields: z.record(text, text),
        strings: z.record(text, text),
      }),
    ),
  }),
);

const runRow = named<z.ZodType<RunRow>>(
  "RunRow",
  z.strictObject({
    id: text,
    project: text,
    name: text,
    state: text,
    color,
    createdAt: time,
    startedAt: time,
    updatedAt: time,
    runtime: z.number(),
    group: text,
    jobType: text,
    tags: z.array(text),
    columns: object,
  }),
);
export const runRows = named<z.ZodType<RunRows>>(
  "RunRows",
  z.strictObject({ runs: z.array(runRow), total: z.int(), next: text.nullable() }),
);
export const runGroup = named<z.ZodType<RunGroupView>>(
  "RunGroup",
  z.strictObject({
    values: object,
    runs: z.int(),
    live: z.int(),
    measures: z.record(
      text,
      z.strictObject({ count: z.int(), min: anyNumber, max: anyNumber, mean: anyNumber }),
    ),
  }),
);
export const runKey = named<z.ZodType<RunKeyView>>(
  "RunKey",
  z.strictObject({ path: text, runs: z.int(), numbers: z.int(), texts: z.int() }),
);
export const runValues = named<z.ZodType<RunValuesView>>(
  "RunValues",
  z.strictObject({
    values: z.array(z.strictObject({ value: json, runs: z.int() })),
    distinct: z.int(),
    min: anyNumber,
    max: anyNumber,
  }),
);
export const bulkReply = named<z.ZodType<BulkReply>>(
  "BulkReply",
  z.strictObject({
    runs: z.int(),
    failed: z.int(),
    refused: z.array(z.strictObject({ project: text, run: text, message: text })),
  }),
);

const cellView = named<z.ZodType<CellView>>(
  "Cell",
  z.strictObject({ line: z.int(), step: z.number().nullable(), value: json }),
);
export const cellPage = named<z.ZodType<CellPage>>(
  "CellPage",
  z.strictObject({ cells: z.array(cellView), next: z.int().nullable() }),
);
const consoleLine = named<z.ZodType<ConsoleLineView>>(
  "ConsoleLine",
  z.strictObject({ number: z.int(), stream: z.enum(["stdout", "stderr"]), time: time.nullable(), text }),
);
export const consolePage = named<z.ZodType<ConsolePage>>(
  "ConsolePage",
  z.strictObject({ lines: z.array(consoleLine), total: z.int(), next: z.int().nullable() }),
);
export const consoleMatches = named<z.ZodType<ConsoleMatches>>(
  "ConsoleMatches",
  z.strictObject({ numbers: z.array(z.int()), total: z.int(), next: z.int().nullable() }),
);
export const fileView = named<z.ZodType<FileView>>(
  "File",
  z.strictObject({ path: text, size: z.int(), modifiedAt: time.optional() }),
);

export const collectionView = named<z.ZodType<ArtifactCollectionView>>(
  "ArtifactCollection",
  z.strictObject({
    project: text,
    name: text,
    kind: z.enum(["sequence", "portfolio"]),
    type: text,
    description: text,
    tags: z.array(text),
    createdAt: time,
    updatedAt: time,
  }),
);
const versionMembers = {
  project: text,
  collection: text,
  type: text,
  version: text,
  aliases: z.array(text),
  digest: text,
  description: text,
  metadata: object,
  tags: z.array(text),
  size: z.int(),
  files: z.int(),
  createdAt: time,
  updatedAt: time,
  run: runName.nullable(),
  clientId: text.optional(),
};
export const versionView = named<z.ZodType<ArtifactVersionView>>(
  "ArtifactVersion",
  z.strictObject(versionMembers),
);
export const usedVersion = named(
  "ArtifactVersionDetail",
  z.strictObject({ ...versionMembers, usedBy: z.array(runName) }),
);
export const artifactFile = named<z.ZodType<ArtifactFileView>>(
  "ArtifactFile",
  z.strictObject({ path: text, size: z.int(), digest: text, reference: text.nullable() }),
);
