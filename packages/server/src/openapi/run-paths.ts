import { z } from "zod";
import { runGroupsSchema, runKeysSchema, runSearchSchema, runValuesSchema } from "../api/run-query-schema.ts";
import {
  bulkEditSchema,
  cellsQuerySchema,
  chosenRunsSchema,
  consoleMatchesQuerySchema,
  consoleQuerySchema,
  editsSchema,
  filesQuerySchema,
  rowsQuerySchema,
  runsQuerySchema,
  seriesSchema,
} from "../api/request-schemas.ts";
import type { ApiRoute } from "./api-route.ts";
import {
  alertView,
  bulkReply,
  cellPage,
  consoleMatches,
  consolePage,
  fileView,
  runDetail,
  runGroup,
  runKey,
  runRows,
  runValues,
  runView,
} from "./reply-schemas.ts";

const RUN = "/runs/{project}/{run}";
const KEYS = {
  keys: "Keys to keep: `keys=a,b`, or `keys=a&keys=b` for keys that hold a comma. Default: all.",
};
/** The body of the same question as text, for who can only follow links. */
const question = z.object({ q: z.string().meta({ description: "The body of the POST request, as JSON." }) });

/** Two addresses for one question: by POST, and by GET with the body as `q`. */
function asked(
  route: Omit<ApiRoute, "method" | "id" | "query" | "body"> & {
    readonly id: string;
    readonly body: z.ZodType;
  },
): ApiRoute[] {
  const { body, id, ...rest } = route;
  return [
    { ...rest, method: "post", id, body },
    { ...rest, method: "get", id: `${id}ByLink`, query: question },
  ];
}

/** Runs. */
export const RUN_PATHS: readonly ApiRoute[] = [
  {
    method: "get",
    path: "/runs",
    id: "listRuns",
    summary: "Lists runs, newest first. `next` is `before` of the next page.",
    tag: "runs",
    query: runsQuerySchema,
    reply: z.strictObject({ runs: z.array(runView), next: z.int().nullable() }),
  },
  ...asked({
    path: "/runs/query",
    id: "queryRuns",
    summary: "Reads a page of runs of a project, filtered and sorted by anything that is known of them.",
    tag: "runs",
    body: runSearchSchema,
    reply: runRows,
  }),
  ...asked({
    path: "/run-groups/query",
    id: "groupRuns",
    summary: "Groups the runs of a project by the values of fields.",
    tag: "runs",
    body: runGroupsSchema,
    reply: z.strictObject({ groups: z.array(runGroup), total: z.int() }),
  }),
  ...asked({
    path: "/run-values/query",
    id: "countRunValues",
    summary: "Counts the values of a field, the most frequent first.",
    tag: "runs",
    body: runValuesSchema,
    reply: runValues,
  }),
  {
    method: "get",
    path: "/run-keys",
    id: "listRunKeys",
    summary: "Lists the fields that the runs of a project have.",
    tag: "runs",
    query: runKeysSchema,
    reply: z.strictObject({ keys: z.array(runKey) }),
  },
  {
    method: "post",
    path: "/runs/edit",
    id: "editRuns",
    summary:
      "Changes many runs: those of a list, or of a project those that a filter lets through, at most 10,000.",
    tag: "runs",
    body: bulkEditSchema,
    reply: bulkReply,
    refusals: [404],
  },
  {
    method: "post",
    path: "/runs/delete",
    id: "deleteRuns",
    summary: "Deletes many runs, chosen as for an edit; they do not come back.",
    tag: "runs",
    body: chosenRunsSchema,
    reply: bulkReply,
    refusals: [404],
  },
  {
    method: "get",
    path: RUN,
    id: "readRun",
    summary:
      "Reads a run with its keys, metric definitions, environment and alerts; also by a name that it had before it was moved.",
    tag: "runs",
    reply: runDetail,
    refusals: [404],
  },
  {
    method: "patch",
    path: RUN,
    id: "editRun",
    summary:
      "Changes what people say of a run, archives it, or moves it to another project. Its files are not touched.",
    tag: "runs",
    body: editsSchema,
    reply: runView,
    refusals: [404, 409],
  },
  {
    method: "delete",
    path: RUN,
    id: "deleteRun",
    summary:
      "Deletes a run, which does not come back, neither when its folder is scanned nor when its client goes on.",
    tag: "runs",
    status: 204,
    refusals: [404],
  },
  {
    method: "get",
    path: `${RUN}/alerts`,
    id: "listAlerts",
    summary: "Lists what the run wanted its people to know, oldest first.",
    tag: "runs",
    reply: z.strictObject({ alerts: z.array(alertView) }),
    refusals: [404],
  },
  {
    method: "post",
    path: "/series",
    id: "readSeries",
    summary:
      "Reads lines for charts: exact points where they are few, buckets with their extremes where they are many.",
    tag: "rows",
    body: seriesSchema,
    reply: {
      types: ["application/vnd.stepwell.series"],
      description:
        "A binary frame for each request, in their order; `decodeSeriesFrames` of `@stepwell/protocol` reads them.",
    },
    refusals: [404],
  },
  {
    method: "get",
    path: `${RUN}/rows`,
    id: "readRows",
    summary: "Streams what was logged, in order: `{line, row}` per line.",
    tag: "rows",
    query: rowsQuerySchema,
    lists: KEYS,
    reply: { types: ["application/x-ndjson"], description: "One row per line, as extended JSON." },
    refusals: [404],
  },
  {
    method: "get",
    path: `${RUN}/cells`,
    id: "readCells",
    summary:
      "Reads a page of the values of a key that are not plain numbers, such as media; between two steps, if asked.",
    tag: "rows",
    query: cellsQuerySchema,
    reply: cellPage,
    refusals: [404],
  },
  {
    method: "get",
    path: `${RUN}/console`,
    id: "readConsole",
    summary: "Reads a page of the console; of all lines, or of those with a text, of a stream, or of a time.",
    tag: "rows",
    query: consoleQuerySchema,
    reply: consolePage,
    refusals: [404],
  },
  {
    method: "get",
    path: `${RUN}/console/matches`,
    id: "findConsoleLines",
    summary: "Tells which lines of the console meet conditions, by their numbers.",
    tag: "rows",
    query: consoleMatchesQuerySchema,
    reply: consoleMatches,
    refusals: [404],
  },
  {
    method: "get",
    path: `${RUN}/console/text`,
    id: "readConsoleText",
    summary: "Streams the whole console as a text, to be saved.",
    tag: "rows",
    reply: { types: ["text/plain"], description: "The lines, with their colour codes." },
    refusals: [404],
  },
  {
    method: "get",
    path: `${RUN}/files`,
    id: "listFiles",
    summary: "Lists the files of a run by path. `next` is `after` of the next page.",
    tag: "files",
    query: filesQuerySchema,
    reply: z.strictObject({ files: z.array(fileView), next: z.string().nullable() }),
    refusals: [404],
  },
  {
    method: "get",
    path: `${RUN}/files/{path}`,
    id: "readFile",
    summary: "Sends a file of a run. `path` may hold slashes.",
    tag: "files",
    reply: { types: ["*/*"], description: "The bytes, sandboxed: a page made of them can't run scripts." },
    ranges: true,
    refusals: [404],
  },
];
