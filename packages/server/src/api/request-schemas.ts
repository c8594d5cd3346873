import { z } from "zod";

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

export const editsSchema = z.strictObject({
  name: z.string().max(256).optional(),
  tags: z.array(z.string().min(1).max(64)).max(100).optional(),
  notes: z.string().max(65_536).optional(),
});

export const runsQuerySchema = z.object({
  project: name.optional(),
  limit: whole(1, 1000).default(200),
  before: whole(0, Number.MAX_SAFE_INTEGER).optional(),
});

export const rowsQuerySchema = z.object({
  stream: stream.default("history"),
  from: whole(0, Number.MAX_SAFE_INTEGER).default(0),
  limit: whole(0, Number.MAX_SAFE_INTEGER).default(Number.MAX_SAFE_INTEGER),
});

export const cellsQuerySchema = z.object({
  key,
  from: whole(0, Number.MAX_SAFE_INTEGER).default(0),
  limit: whole(1, 10_000).default(1000),
});

export const consoleQuerySchema = z.object({
  from: whole(0, Number.MAX_SAFE_INTEGER).default(0),
  limit: whole(1, 10_000).default(1000),
});

/** A whole number written in a query parameter. */
function whole(min: number, max: number) {
  return z
    .string()
    .regex(/^\d{1,16}$/, "expected a whole number")
    .transform(Number)
    .pipe(z.number().min(min).max(max));
}
