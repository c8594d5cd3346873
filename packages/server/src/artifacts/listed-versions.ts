import type { ArtifactStore, Membership, StoredArtifact } from "@stepwell/storage";
import { MAX_LISTED } from "./connection.ts";
import type { ListFields } from "./list-query.ts";
import { queryList } from "./list-query.ts";

interface Version {
  readonly member: Membership;
  readonly artifact: StoredArtifact | undefined;
}

const FIELDS: ListFields<Version> = {
  // Nothing but committed versions is ever in a collection.
  state: () => "COMMITTED",
  version: ({ member }) => `v${member.version}`,
  versionindex: ({ member }) => member.version,
  alias: ({ member }) => [...member.aliases, `v${member.version}`],
  aliases: ({ member }) => [...member.aliases, `v${member.version}`],
  tag: ({ artifact }) => artifact?.tags,
  tags: ({ artifact }) => artifact?.tags,
  digest: ({ artifact }) => artifact?.digest,
  description: ({ artifact }) => artifact?.description,
  size: ({ artifact }) => artifact?.size,
  createdat: ({ artifact }) => artifact?.createdMs,
  updatedat: ({ artifact }) => artifact?.updatedMs,
};
/** What is known of a version without its artifact. */
const OWN = /^(?:state|version|version_?index|alias(?:es)?)$/i;

/** The versions of a collection, newest first, or in the order that is asked for. */
export async function listedVersions(
  store: ArtifactStore,
  collection: number,
  { order, filters }: { order?: string | null; filters?: string | null },
): Promise<readonly Membership[]> {
  const members = (await store.members(collection, { limit: MAX_LISTED })).toReversed();
  const asked = [
    ...(order ?? "").split(","),
    ...Array.from((filters ?? "").matchAll(/"([^"$]+)"\s*:/g), ([, name]) => name as string),
  ];
  const isOwn = asked.every((name) => name === "" || OWN.test(name.replace(/^[+-]/, "")));
  const versions: Version[] = [];
  for (const member of members) {
    versions.push({ member, artifact: isOwn ? undefined : await store.artifact(member.artifact) });
  }
  return queryList(versions, { order, filters }, FIELDS).map(({ member }) => member);
}
