import { createFileAudit, FIRST_TEAM } from "@stepwell/server";
import type { AuthOptions, FileAudit } from "@stepwell/server";
import { isLoopbackHost } from "./listen-options.ts";
import type { AccessOptions } from "./listen-options.ts";
import type { OpenData } from "./open-data.ts";
import { Problem } from "./problem.ts";
import type { World } from "./world.ts";

/** How a server lets people in. */
export interface Access {
  /** Undefined for an open one. */
  readonly auth: AuthOptions | undefined;
  /** What the start block says of it. */
  readonly text: string;
  close(): void;
}

/**
 * A server that others reach asks for keys, and so does one whose data folder has users: whoever made them meant it.
 * Throws `Problem` when nobody could let anybody in.
 */
export async function openAccess(
  { host, auth, rateLimit }: AccessOptions,
  { data, storage }: OpenData,
  { fileSystem, clock }: Pick<World, "fileSystem" | "clock">,
): Promise<Access> {
  const users = await storage.runs.accounts.users();
  if (isLoopbackHost(host) && !auth && users.length === 0) {
    return { auth: undefined, text: "open to this machine", close: () => undefined };
  }
  if (!users.some(({ team, role }) => team === FIRST_TEAM && role === "admin")) {
    throw new Problem(
      `[stepwell] Failed to listen on host "${host}": nobody could sign in, since the data folder "${data}" has no admin. Make one with "stepwell users add <name> --role admin --data ${data}", which prints a key.`,
    );
  }
  const audit: FileAudit = createFileAudit({ folder: data, fileSystem, clock });
  return {
    auth: { audit, ...(rateLimit === undefined ? {} : { requestsPerSecond: rateLimit }) },
    text: users.length === 1 ? "with a key of its one user" : `with a key of one of ${users.length} users`,
    close: () => audit.close(),
  };
}
