import { isJsonObject } from "@stepwell/protocol";
import type { JsonObject } from "@stepwell/protocol";
import { z } from "zod";

/** Characters of a view's name. */
export const LONGEST_VIEW_NAME = 128;

/** Names end up in addresses, where a dot or two would lead elsewhere. */
export const viewName = z
  .string()
  .min(1)
  .max(LONGEST_VIEW_NAME)
  .regex(/^[^\p{Cc}\p{Cs}\u2028\u2029]+$/u)
  .refine((name) => name !== "." && name !== ".." && name.trim() === name);

/** What is saved under a name; what it means is the page's. */
export const viewSchema = z.strictObject({
  content: z
    .custom<JsonObject>((value) => isJsonObject(value as JsonObject), "expected an object")
    .meta({ type: "object" }),
});
