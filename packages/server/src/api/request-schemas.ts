import { isJsonObject } from "@stepwell/protocol";
import type { JsonObject } from "@stepwell/protocol";
import { z } from "zod";
import { BAD_IN_PROJECT, LONGEST_PROJECT } from "../wire/wire-name.ts";

const LONGEST_NAME = 1024;
const name = z.string().min(1).max(LONGEST_NAME);
const key = z.string().max(LONGEST_NAME);
const stream = z.enum(["history", "events"]);

/** Series in one request, buckets in one series, and both together. */
const MAX_SERIES = 2000;
const MAX_BUCKETS = 10_000;
const MAX_TOTAL_BUCKETS = 4_000_000;

export const seriesSchema = z
  .object({
    series: z
      .array(
        z.object({
          project: name,
          run: name,
          stream,
          key,
          x: key,
          range: z.tuple([z.number(), z.number()]).optional(),
          buckets: z.number().int().min(1).max(MAX_BUCKETS),
        }),
      )
      .max(MAX_SERIES),
  })
  .refine(({ series }) => series.reduce((sum, { buckets }) => sum + buckets, 0) <= MAX_TOTAL_BUCKETS, {
    message: `all series together ask for more than ${MAX_TOTAL_BUCKETS} buckets`,
    path: ["series"],
  });

export const subscriptionSchema = z.object({
  project: name.optional(),
  series: z.array(z.object({ project: name, run: name, stream, key, x: key })).max(10 * MAX_SERIES),
  cells: z.array(z.object({ project: name, run: name, key })).max(MAX_SERIES),
});

const projectName = z
  .string()
  .min(1)
  .max(LONGEST_PROJECT)
  .refine((text) => !BAD_IN_PROJECT.test(text), "a project's name has none of / \\ # ? % :");
const description = z.string().max(65_536);
const tags = z.array(z.string().min(1).max(64)).max(100);
const filter = z
  .custom<JsonObject>((value) => isJsonObject(value as JsonObject), "expected an object")
  .meta({ type: "object" });

const hexColor = z.string().regex(/^#[\da-f]{6}$/) as unknown as z.ZodType<`#${string}`>;

export const editsSchema = z.strictObject({
  name: z.string().max(256).optional(),
  tags: tags.optional(),
  notes: z.string().max(65_536).optional(),
  group: z.string().max(256).optional(),
  jobType: z.string().max(256).optional(),
  /** A place in the run palette, or a colour. */
  color: z.union([z.number().int().min(0).max(11), hexColor]).optional(),
  archived: z.boolean().optional(),
  /** Where to move it. */
  project: projectName.optional(),
});

/** Runs that one request may change. */
export const MOST_CHOSEN = 10_000;

const chosen = {
  project: name.optional(),
  filter: filter.optional(),
  runs: z
    .array(z.strictObject({ project: name, run: name }))
    .max(MOST_CHOSEN)
    .optional(),
};
const isChoice = ({
  project,
  filter: asked,
  runs,
}: {
  project?: unknown;
  filter?: unknown;
  runs?: unknown;
}) =>
  runs === undefined
    ? project !== undefined && asked !== undefined
    : project === undefined && asked === undefined;
const choice = { message: "give either a project and a filter, or a list of runs", path: ["runs"] };

export const chosenRunsSchema = z.strictObject(chosen).refine(isChoice, choice);

export const bulkEditsSchema = editsSchema.extend({ addTags: tags.optional(), removeTags: tags.optional() });

export const bulkEditSchema = z.strictObject({ ...chosen, edit: bulkEditsSchema }).refine(isChoice, choice);

export const newProjectSchema = z.strictObject({ name: projectName, description: description.default("") });

export const projectEditsSchema = z.strictObject({
  name: projectName.optional(),
  description: description.optional(),
});

export const runsQuerySchema = z.object({
  project: name.optional(),
  limit: whole(1, 1000).default(200),
  before: whole(0, Number.MAX_SAFE_INTEGER).optional(),
  archived: z.enum(["without", "with", "only"]).default("without"),
});

export const rowsQuerySchema = z.object({
  stream: stream.default("history"),
  from: whole(0, Number.MAX_SAFE_INTEGER).default(0),
  limit: whole(0, Number.MAX_SAFE_INTEGER).default(Number.MAX_SAFE_INTEGER),
});

export const projectKeysQuerySchema = z.object({ stream: stream.default("history") });

export const cellsQuerySchema = z.object({
  key,
  from: whole(0, Number.MAX_SAFE_INTEGER).default(0),
  limit: whole(1, 10_000).default(1000),
  /** First and last step, both included. */
  fromStep: whole(0, Number.MAX_SAFE_INTEGER).optional(),
  toStep: whole(0, Number.MAX_SAFE_INTEGER).optional(),
});

export const consoleQuerySchema = z.object({
  from: whole(0, Number.MAX_SAFE_INTEGER).default(0),
  limit: whole(1, 10_000).default(1000),
  /** Text that the line has, in any case of its letters. */
  search: z.string().min(1).max(1024).optional(),
  /** An RE2 pattern that the line matches somewhere, in any case of its letters. */
  pattern: z.string().min(1).max(500).optional(),
  stream: z.enum(["stdout", "stderr"]).optional(),
  since: whole(0, Number.MAX_SAFE_INTEGER).optional(),
  until: whole(0, Number.MAX_SAFE_INTEGER).optional(),
});

/** As for lines, of which only the numbers are told: more of them at once. */
export const consoleMatchesQuerySchema = consoleQuerySchema.extend({
  limit: whole(1, 100_000).default(100_000),
});

export const filesQuerySchema = z.object({
  /** What the paths begin with. */
  prefix: z.string().max(4096).default(""),
  after: z.string().max(4096).optional(),
  limit: whole(1, 10_000).optional(),
});

/** A whole number written in a query parameter. */
export function whole(min: number, max: number) {
  return z
    .string()
    .regex(/^\d{1,16}$/, "expected a whole number")
    .transform(Number)
    .pipe(z.number().min(min).max(max));
}
