import type { ArtifactStore, Membership } from "@stepwell/storage";
import { parseObject } from "../wire/plain-json.ts";
import { WireError } from "../wire/wire-error.ts";
import { MAX_LISTED } from "./connection.ts";

/** The versions of a collection, newest first, or oldest first when that is asked for. Refuses filters that we don't know. */
export async function listedVersions(
  store: ArtifactStore,
  collection: number,
  { order, filters }: { order?: string | null; filters?: string | null },
): Promise<readonly Membership[]> {
  const filter = filters == null ? {} : (parseObject(filters) ?? { "": filters });
  const { state = "COMMITTED", ...unknown } = filter;
  const [other] = Object.keys(unknown);
  if (other !== undefined) {
    throw new WireError(
      400,
      `[server] Failed to list the versions: there is no filter "${other.slice(0, 80)}". Filter by "state", or in your own code.`,
    );
  }
  // Nothing but committed versions is ever in a collection.
  if (state !== "COMMITTED") return [];
  const members = await store.members(collection, { limit: MAX_LISTED });
  const isAscending = order != null && order !== "" && !order.startsWith("-");
  return isAscending ? members : members.toReversed();
}
