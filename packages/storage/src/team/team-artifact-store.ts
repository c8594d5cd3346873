import { artifactStoreError } from "../artifact-rules.ts";
import type { ArtifactStore, Membership, StoredArtifact, StoredCollection } from "../artifact-store.ts";
import type { RunStore } from "../run-store.ts";
import type { TeamNames } from "./team-names.ts";

/** A team's view of artifacts that several teams share; see `teamRunStore`. */
export function teamArtifactStore(shared: () => RunStore, names: TeamNames): ArtifactStore {
  const store = (): ArtifactStore => shared().artifacts;
  // A project may be renamed, and stays its team's, so what was learned stays true.
  const known = new Map<number, boolean>();

  async function ownsCollection(number: number): Promise<boolean> {
    const before = known.get(number);
    if (before !== undefined) return before;
    const found = await store().collection(number);
    if (found === undefined) return false;
    const isOwn = names.own(found.project) !== undefined;
    if (known.size >= MAX_KNOWN) known.clear();
    known.set(number, isOwn);
    return isOwn;
  }
  async function artifact(number: number): Promise<StoredArtifact | undefined> {
    const found = await store().artifact(number);
    return found !== undefined && (await ownsCollection(found.sequence))
      ? artifactOf(found, names)
      : undefined;
  }
  async function needArtifact(number: number): Promise<void> {
    if ((await artifact(number)) === undefined) throw artifactStoreError.noArtifact(number);
  }
  async function needCollection(number: number): Promise<void> {
    if (!(await ownsCollection(number))) throw artifactStoreError.noCollection(number);
  }
  const ownOnes = async (members: readonly Membership[]): Promise<Membership[]> => {
    const own: Membership[] = [];
    for (const member of members) if (await ownsCollection(member.collection)) own.push(member);
    return own;
  };

  return {
    async create(draft, nowMs) {
      const found = await store().create({ ...draft, ...storedIds(draft, names) }, nowMs);
      return artifactOf(found, names);
    },
    async saveManifest(number, manifest) {
      await needArtifact(number);
      await store().saveManifest(number, manifest);
    },
    async commit(number, content, nowMs) {
      await needArtifact(number);
      const { md5s } = content;
      const claimed = md5s === undefined ? content : { ...content, md5s: md5s.map(names.stored) };
      await store().commit(number, claimed, nowMs);
    },
    artifact,
    async collection(number) {
      return collectionOf(await store().collection(number), names);
    },
    async findCollection(project, name) {
      return collectionOf(await store().findCollection(names.stored(project), name), names);
    },
    findClient: async (clientId) => store().findClient(names.stored(clientId)),
    async collections(query) {
      const found = await store().collections({ ...query, project: names.stored(query.project) });
      return found.map((collection) => collectionOf(collection, names) as StoredCollection);
    },
    types: async (project) => store().types(names.stored(project)),
    async member(collection, alias) {
      return (await ownsCollection(collection)) ? store().member(collection, alias) : undefined;
    },
    async members(collection, page) {
      return (await ownsCollection(collection)) ? store().members(collection, page) : [];
    },
    async memberships(number) {
      return (await artifact(number)) === undefined ? [] : ownOnes(await store().memberships(number));
    },
    async addAliases(collection, number, aliases) {
      await needCollection(collection);
      await store().addAliases(collection, number, aliases);
    },
    async removeAliases(collection, number, aliases) {
      await needCollection(collection);
      await store().removeAliases(collection, number, aliases);
    },
    async link(number, { project, name }, aliases, nowMs) {
      await needArtifact(number);
      return store().link(number, { project: names.stored(project), name }, aliases, nowMs);
    },
    async unlink(number, portfolio) {
      await needCollection(portfolio);
      await store().unlink(number, portfolio);
    },
    async update(number, update, nowMs) {
      await needArtifact(number);
      await store().update(number, update, nowMs);
    },
    async updateCollection(collection, update, nowMs) {
      await needCollection(collection);
      await store().updateCollection(collection, update, nowMs);
    },
    async remove(number, nowMs) {
      await needArtifact(number);
      await store().remove(number, nowMs);
    },
    async expired(nowMs) {
      const own: number[] = [];
      for (const number of await store().expired(nowMs))
        if ((await artifact(number)) !== undefined) own.push(number);
      return own;
    },
    async removeCollection(collection, nowMs) {
      await needCollection(collection);
      await store().removeCollection(collection, nowMs);
    },
    async use(number, run, role) {
      await needArtifact(number);
      await store().use(number, run, role);
    },
    async ofRun(run, role, page) {
      const own: StoredArtifact[] = [];
      for (const found of await store().ofRun(run, role, page))
        if (await ownsCollection(found.sequence)) own.push(artifactOf(found, names));
      return own;
    },
    async usedBy(number) {
      return (await artifact(number)) === undefined ? [] : store().usedBy(number);
    },
    saveContent: async (md5, file, sinceMs) => store().saveContent(names.stored(md5), file, sinceMs),
    touchContents: async (md5s, nowMs) => store().touchContents(md5s.map(names.stored), nowMs),
    // What nobody committed is nobody's: whichever team looks first removes it.
    sweep: async (beforeMs) => store().sweep(beforeMs),
    contents: async (md5s) => store().contents(md5s.map(names.stored)),
  };
}

const MAX_KNOWN = 10_000;

interface ClientIds {
  readonly clientId?: string;
  readonly sequenceClientId?: string;
  readonly distributedId?: string;
}

/** Clients choose these ids, so that one team could otherwise take another's. */
function storedIds(
  { project, clientId, sequenceClientId, distributedId }: ClientIds & { readonly project: string },
  names: TeamNames,
): ClientIds & { readonly project: string } {
  return {
    project: names.stored(project),
    ...(clientId === undefined ? {} : { clientId: names.stored(clientId) }),
    ...(sequenceClientId === undefined ? {} : { sequenceClientId: names.stored(sequenceClientId) }),
    ...(distributedId === undefined ? {} : { distributedId: names.stored(distributedId) }),
  };
}

function artifactOf(found: StoredArtifact, names: TeamNames): StoredArtifact {
  const { clientId, distributedId } = found;
  return {
    ...found,
    ...(clientId === undefined ? {} : { clientId: names.own(clientId) ?? clientId }),
    ...(distributedId === undefined ? {} : { distributedId: names.own(distributedId) ?? distributedId }),
  };
}

function collectionOf(found: StoredCollection | undefined, names: TeamNames): StoredCollection | undefined {
  const project = found && names.own(found.project);
  return found === undefined || project === undefined ? undefined : { ...found, project };
}
