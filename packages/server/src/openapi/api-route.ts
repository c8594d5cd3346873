import type { z } from "zod";

/** What a reply carries that is not JSON, by its media type. */
interface OtherReply {
  readonly types: readonly string[];
  readonly description: string;
}

/** One address of the api, as the document tells it. */
export interface ApiRoute {
  readonly method: "get" | "post" | "put" | "patch" | "delete";
  /** Below `/api`, with `{names}` for parts that vary. */
  readonly path: string;
  readonly id: string;
  readonly summary: string;
  readonly tag:
    | "server"
    | "projects"
    | "runs"
    | "rows"
    | "files"
    | "artifacts"
    | "live"
    | "export"
    | "accounts";
  /** Parameters of the address, as the schema that reads them has them. */
  readonly query?: z.ZodObject;
  /** Parameters that no schema reads, which may be repeated. */
  readonly lists?: Readonly<Record<string, string>>;
  readonly body?: z.ZodType;
  readonly status?: 200 | 201 | 204;
  /** The JSON of the reply, or what else it is. None for 204. */
  readonly reply?: z.ZodType | OtherReply;
  /** Sends parts of the bytes to who asks for a `Range`. */
  readonly ranges?: true;
  /** Refusals besides those that every address may give. */
  readonly refusals?: readonly (404 | 409 | 503)[];
  /** Answered without a key. */
  readonly open?: true;
}
