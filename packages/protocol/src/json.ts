/**
 * A JSON value as W&B means it ("extended JSON"): numbers may be NaN or infinite, and integers beyond
 * 2^53 that fit 64 bits are `bigint` so that they stay exact.
 */
export type Json = null | boolean | number | bigint | string | readonly Json[] | JsonObject;

/** A JSON object. */
export interface JsonObject {
  readonly [key: string]: Json;
}

/** How many levels of lists and objects a text may have; W&B's own parser stops there too. */
export const JSON_DEPTH_LIMIT = 500;
