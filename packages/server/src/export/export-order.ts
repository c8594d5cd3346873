import { isJsonObject } from "@stepwell/protocol";
import type { JsonObject } from "@stepwell/protocol";
import { z } from "zod";
import { FORMAT_NAMES } from "./formats.ts";

const name = z.string().min(1).max(1024);
const MOST_RUNS = 2000;
const MOST_KEYS = 2000;

const shared = {
  format: z.enum(FORMAT_NAMES).default("jsonl"),
  table: z.enum(["rows", "runs"]).default("rows"),
  stream: z.enum(["history", "events"]).default("history"),
  formulas: z.enum(["escape", "keep"]).default("escape"),
};

/** What `POST /api/export` takes: the runs of a project, of every project, or those that are listed. */
export const orderSchema = z
  .strictObject({
    ...shared,
    project: name.optional(),
    /** Of the project's runs, as `POST /api/runs/query` takes both. */
    filter: z
      .custom<JsonObject>((value) => isJsonObject(value as JsonObject), "expected an object")
      .meta({ type: "object" })
      .optional(),
    sort: z.array(z.string().min(1).max(513)).max(8).optional(),
    runs: z
      .array(z.strictObject({ project: name, run: name }))
      .min(1)
      .max(MOST_RUNS)
      .optional(),
    keys: z.array(z.string().max(1024)).min(1).max(MOST_KEYS).readonly().optional(),
    from: z.number().optional(),
    to: z.number().optional(),
  })
  .refine(
    ({ project, filter, sort }) => project !== undefined || (filter === undefined && sort === undefined),
    {
      message: "a filter or an order is for the runs of a project, and none is named",
      path: ["project"],
    },
  )
  .refine(({ project, runs }) => project === undefined || runs === undefined, {
    message: "give either a project or a list of runs",
    path: ["runs"],
  });

/** What to export, and how. `from` and `to` are steps, both included. */
export type ExportOrder = z.output<typeof orderSchema>;

/** The same as query parameters; which runs stands in the address. */
export const orderQuerySchema = z.strictObject({
  ...shared,
  // There may be several, which are read elsewhere.
  keys: z.string().optional(),
  from: step().optional(),
  to: step().optional(),
});

function step() {
  return z
    .string()
    .regex(/^-?\d{1,16}(\.\d{1,16})?$/, "expected a number")
    .transform(Number);
}
