import type { Context } from "hono";
import type { Role } from "@stepwell/storage";

/** Who sent a request: a user of a team, by one of the user's keys. */
export interface Caller {
  readonly team: string;
  readonly user: string;
  readonly role: Role;
  /** The id of the key. */
  readonly key: string;
}

/** What a team learns of a request besides the request itself. */
export interface Door {
  /** Scheme, host and port that the client used, and the path below which the team's signed addresses lie. */
  readonly origin: string;
  /** Undefined where nobody has to say who they are. */
  readonly caller?: Caller;
  /** Tells the audit log what the caller does, as `deleteRun`. */
  note?(what: string): void;
  /** Has the reply carry this status, where an error within it would otherwise come with 200. */
  refused?(status: 403): void;
  /** The status that was asked for. */
  readonly status?: 403 | undefined;
}

/** The door that a request came through. */
export function doorOf(c: Context): Door {
  const { door } = (c.env ?? {}) as { door?: Door };
  return door ?? { origin: new URL(c.req.url).origin };
}
