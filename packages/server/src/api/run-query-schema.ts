import { isJsonObject } from "@stepwell/protocol";
import type { JsonObject } from "@stepwell/protocol";
import { z } from "zod";

const project = z.string().min(1).max(1024);
const field = z.string().min(1).max(513);
const filter = z
  .custom<JsonObject>((value) => isJsonObject(value as JsonObject), "expected an object")
  .meta({ type: "object" })
  .optional();
const whole = (least: number, most: number) => z.number().int().min(least).max(most);

export const runSearchSchema = z.strictObject({
  project,
  filter,
  /** Fields with a sign: `-` for descending. */
  sort: z.array(field).max(8).default([]),
  after: z.string().optional(),
  /** Runs to pass over. */
  from: whole(0, Number.MAX_SAFE_INTEGER).default(0),
  limit: whole(0, 1000).default(200),
  columns: z.array(field).max(100).default([]),
});

export const runGroupsSchema = z.strictObject({
  project,
  filter,
  by: z.array(field).min(1).max(8),
  measures: z.array(field).max(50).default([]),
  sort: z
    .strictObject({
      of: z.union([z.literal("runs"), z.strictObject({ path: field, take: z.enum(["min", "max", "mean"]) })]),
      direction: z.enum(["ascending", "descending"]),
    })
    .optional(),
  from: whole(0, Number.MAX_SAFE_INTEGER).default(0),
  limit: whole(1, 1000).default(200),
});

export const runValuesSchema = z.strictObject({
  project,
  filter,
  path: field,
  limit: whole(1, 1000).default(100),
});

export const runKeysSchema = z.object({ project });
