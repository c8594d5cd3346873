import { isJsonObject } from "@stepwell/protocol";
import type { JsonObject } from "@stepwell/protocol";
import { z } from "zod";
import { whole } from "./request-schemas.ts";

const page = {
  limit: whole(1, 1000).default(200),
  /** `next` of the page before. */
  after: whole(0, Number.MAX_SAFE_INTEGER).optional(),
};

export const collectionsQuerySchema = z.object({ ...page, type: z.string().max(128).optional() });

export const versionsQuerySchema = z.object(page);

export const runArtifactsQuerySchema = z.object({
  ...page,
  /** `output`: logged by the run; `input`: used by it. */
  role: z.enum(["output", "input"]).default("output"),
});

export const artifactFilesQuerySchema = z.object({
  prefix: z.string().max(4096).default(""),
  after: z.string().max(4096).optional(),
  limit: whole(1, 10_000).default(1000),
});

export const typesQuerySchema = z.object({ project: z.string().min(1).max(1024) });

// Their names, aliases and tags are checked as those that clients send.
const text = z.string().max(65_536);

export const collectionEditsSchema = z.strictObject({
  name: text.optional(),
  type: text.optional(),
  description: text.optional(),
  tags: z.array(text).optional(),
});

export const versionEditsSchema = z.strictObject({
  description: text.optional(),
  metadata: z
    .custom<JsonObject>((value) => isJsonObject(value as JsonObject), "expected an object")
    .meta({ type: "object" })
    .optional(),
  tags: z.array(text).optional(),
  /** All that it is to have in the collection, besides `v<n>`. */
  aliases: z.array(text).optional(),
});
