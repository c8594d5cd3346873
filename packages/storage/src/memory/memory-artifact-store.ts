import { artifactStoreError, PENDING_LIFE_MS, versionOfAlias } from "../artifact-rules.ts";
import type { ArtifactDraft, ArtifactStore, StoredArtifact } from "../artifact-store.ts";
import type { UploadedFile } from "../run-store.ts";
import { expiredArtifacts, updatedArtifact } from "./memory-artifact-times.ts";
import {
  createMemoryCollections,
  giveAliases,
  joinCollection,
  leaveCollection,
  memberOf,
  membershipOf,
} from "./memory-collections.ts";
import type { KeptCollection, MemoryCollections } from "./memory-collections.ts";
import { createMemoryContents } from "./memory-contents.ts";
import { createMemoryUses } from "./memory-uses.ts";

/** The part of a memory run store that holds artifacts. */
export interface MemoryArtifacts {
  readonly store: ArtifactStore;
  /** Addresses that artifacts, their content and uploads of runs name. */
  namedAddresses(): ReadonlySet<string | undefined>;
  /** Forgets what a removed run used and logged. */
  forgetRun(run: number): void;
  readonly collections: Pick<MemoryCollections, "hasProject" | "renameProject">;
}

/** Keeps artifacts in maps; `check` throws when the store is closed, `uploads` are the files of all runs. */
export function createMemoryArtifacts(
  check: () => void,
  uploads: () => readonly UploadedFile[],
): MemoryArtifacts {
  const artifacts = new Map<number, KeptArtifact>();
  const collections = createMemoryCollections();
  const uses = createMemoryUses();
  const contents = createMemoryContents();
  let lastArtifact = 0;

  const needArtifact = (number: number): KeptArtifact => {
    const found = artifacts.get(number);
    if (found === undefined || found.shown.state === "deleted") throw artifactStoreError.noArtifact(number);
    return found;
  };
  const removeArtifact = (number: number, nowMs: number): void => {
    const kept = artifacts.get(number);
    if (kept === undefined) return;
    const { manifest: _, clientId: __, ...rest } = kept.shown;
    kept.shown = { ...rest, state: "deleted", updatedMs: nowMs };
    contents.release(number, nowMs);
    for (const collection of collections.all.values()) leaveCollection(collection, number);
  };
  const namedAddresses = (): ReadonlySet<string | undefined> =>
    new Set([
      ...[...artifacts.values()].map(({ shown }) => shown.manifest?.address),
      ...contents.addresses(),
      ...uploads().map(({ address }) => address),
    ]);
  const inSequence = (sequence: number): KeptArtifact[] =>
    [...artifacts.values()].filter(({ shown }) => shown.sequence === sequence);

  const known = (draft: ArtifactDraft, sequence: KeptCollection): KeptArtifact | undefined => {
    const own = inSequence(sequence.shown.number).filter(({ shown }) => shown.state !== "deleted");
    return (
      own.find(({ shown }) => draft.clientId !== undefined && shown.clientId === draft.clientId) ??
      own.find(({ shown }) => shown.state === "committed" && shown.digest === draft.digest) ??
      own.find(
        ({ shown }) =>
          shown.state === "pending" &&
          draft.distributedId !== undefined &&
          shown.distributedId === draft.distributedId,
      )
    );
  };

  const store: ArtifactStore = {
    async create(draft, nowMs) {
      check();
      const { project, collection, type, sequenceClientId, aliases, ...own } = draft;
      const sequence = collections.open({ project, name: collection, kind: "sequence", type }, nowMs);
      if (sequenceClientId !== undefined) sequence.clients.add(sequenceClientId);
      for (const { shown } of inSequence(sequence.shown.number)) {
        if (shown.state === "pending" && shown.createdMs < nowMs - PENDING_LIFE_MS)
          artifacts.delete(shown.number);
      }
      const found = known(draft, sequence);
      if (found !== undefined) {
        if (draft.run !== undefined) uses.note(found.shown.number, draft.run, "output");
        if (found.shown.state === "committed") giveAliases(sequence, found.shown.number, aliases);
        else found.aliases = [...new Set([...found.aliases, ...aliases])];
        return structuredClone(found.shown);
      }
      lastArtifact += 1;
      const shown: StoredArtifact = {
        ...structuredClone(own),
        number: lastArtifact,
        sequence: sequence.shown.number,
        state: "pending",
        size: 0,
        files: 0,
        createdMs: nowMs,
        updatedMs: nowMs,
      };
      artifacts.set(lastArtifact, { shown, aliases });
      if (draft.run !== undefined) uses.note(lastArtifact, draft.run, "output");
      return structuredClone(shown);
    },
    async saveManifest(number, manifest) {
      check();
      const kept = needArtifact(number);
      if (kept.shown.state === "pending") kept.shown = { ...kept.shown, manifest: { ...manifest } };
    },
    async commit(number, { manifest, size, files, md5s = [] }, nowMs) {
      check();
      const kept = needArtifact(number);
      if (kept.shown.state === "committed") return;
      const sequence = collections.need(kept.shown.sequence);
      kept.shown = {
        ...kept.shown,
        state: "committed",
        manifest: { ...manifest },
        size,
        files,
        updatedMs: nowMs,
      };
      contents.claim(md5s, number);
      joinCollection(sequence, number, nowMs);
      giveAliases(sequence, number, [...kept.aliases, "latest"]);
    },
    async artifact(number) {
      check();
      return structuredClone(artifacts.get(number)?.shown);
    },
    async collection(number) {
      check();
      return structuredClone(collections.all.get(number)?.shown);
    },
    async findCollection(project, name) {
      check();
      return structuredClone(collections.find(project, name)?.shown);
    },
    async findClient(clientId) {
      check();
      const artifact = [...artifacts.values()].find(({ shown }) => shown.clientId === clientId);
      if (artifact !== undefined) return { artifact: artifact.shown.number };
      const collection = [...collections.all.values()].find(({ clients }) => clients.has(clientId));
      return collection && { collection: collection.shown.number };
    },
    async collections({ project, type, limit, after = -1 }) {
      check();
      return [...collections.all.values()]
        .filter(
          ({ shown, members }) => shown.project === project && shown.number > after && members.length > 0,
        )
        .filter(({ shown }) => type === undefined || shown.type === type)
        .slice(0, limit)
        .map(({ shown }) => structuredClone(shown));
    },
    async types(project) {
      check();
      const found = new Map<string, number>();
      for (const { shown, members } of collections.all.values()) {
        if (shown.project !== project || members.length === 0) continue;
        found.set(shown.type, Math.min(shown.createdMs, found.get(shown.type) ?? Infinity));
      }
      return Array.from(found, ([name, createdMs]) => ({ name, createdMs })).toSorted((a, b) =>
        a.name < b.name ? -1 : 1,
      );
    },
    async member(number, alias) {
      check();
      const collection = collections.all.get(number);
      const version = versionOfAlias(alias);
      const found = collection?.members.find((member) =>
        version === undefined ? member.aliases.has(alias) : member.version === version,
      );
      return found && membershipOf(number, found);
    },
    async members(number, { limit, after = -1 }) {
      check();
      const members = collections.all.get(number)?.members ?? [];
      return members
        .filter(({ version }) => version > after)
        .slice(0, limit)
        .map((member) => membershipOf(number, member));
    },
    async memberships(artifact) {
      check();
      return collections.memberships(artifact);
    },
    async addAliases(collection, artifact, aliases) {
      check();
      giveAliases(collections.need(collection), artifact, aliases);
    },
    async removeAliases(collection, artifact, aliases) {
      check();
      const member = memberOf(collections.need(collection), artifact);
      for (const alias of aliases) member?.aliases.delete(alias);
    },
    async link(number, { project, name }, aliases, nowMs) {
      check();
      const { shown } = needArtifact(number);
      if (shown.state !== "committed") throw artifactStoreError.notCommitted(number);
      const { type } = collections.need(shown.sequence).shown;
      const portfolio = collections.open({ project, name, kind: "portfolio", type }, nowMs);
      const member = joinCollection(portfolio, number, nowMs);
      giveAliases(portfolio, number, [...aliases, "latest"]);
      return membershipOf(portfolio.shown.number, member);
    },
    async unlink(artifact, portfolio) {
      check();
      const collection = collections.need(portfolio);
      if (collection.shown.kind === "portfolio") leaveCollection(collection, artifact);
    },
    async update(number, update, nowMs) {
      check();
      const kept = needArtifact(number);
      kept.shown = updatedArtifact(kept.shown, update, nowMs);
    },
    async updateCollection(number, { name, type, description, tags }, nowMs) {
      check();
      const kept = collections.need(number);
      const other = name === undefined ? undefined : collections.find(kept.shown.project, name);
      if (other !== undefined && other !== kept) throw artifactStoreError.nameTaken(other.shown.name);
      kept.shown = {
        ...kept.shown,
        name: name ?? kept.shown.name,
        type: type ?? kept.shown.type,
        description: description ?? kept.shown.description,
        tags: [...(tags ?? kept.shown.tags)],
        updatedMs: nowMs,
      };
    },
    async remove(number, nowMs) {
      check();
      needArtifact(number);
      removeArtifact(number, nowMs);
    },
    async removeCollection(number, nowMs) {
      check();
      const { shown } = collections.need(number);
      if (shown.kind === "sequence")
        for (const one of inSequence(number)) removeArtifact(one.shown.number, nowMs);
      collections.all.delete(number);
    },
    async use(artifact, run, role) {
      check();
      needArtifact(artifact);
      uses.note(artifact, run, role);
    },
    async ofRun(run, role, { limit, after = -1 }) {
      check();
      return uses
        .ofRun(run, role, after)
        .flatMap((artifact) => artifacts.get(artifact)?.shown ?? [])
        .filter(({ state }) => state === "committed")
        .slice(0, limit)
        .map((shown) => structuredClone(shown));
    },
    async expired(nowMs) {
      check();
      const isHeld = ({ number, sequence }: StoredArtifact): boolean =>
        collections.memberships(number).some(({ collection }) => collection !== sequence);
      return expiredArtifacts(
        [...artifacts.values()].map(({ shown }) => shown),
        isHeld,
        nowMs,
      );
    },
    async usedBy(artifact) {
      check();
      return uses.usedBy(artifact);
    },
    async saveContent(md5, file, sinceMs) {
      check();
      contents.save(md5, file, sinceMs);
    },
    async touchContents(md5s, nowMs) {
      check();
      contents.touch(md5s, nowMs);
    },
    async sweep(beforeMs) {
      check();
      const gone: (string | undefined)[] = [];
      for (const { shown } of [...artifacts.values()]) {
        if (shown.state !== "pending" || shown.createdMs >= beforeMs) continue;
        gone.push(shown.manifest?.address);
        artifacts.delete(shown.number);
      }
      gone.push(...contents.dropWaiting(beforeMs));
      const named = namedAddresses();
      return [...new Set(gone)].filter((address) => address !== undefined && !named.has(address)) as string[];
    },
    async contents(md5s) {
      check();
      return md5s.map((md5) => contents.find(md5));
    },
  };

  return {
    store,
    namedAddresses,
    forgetRun: uses.forgetRun,
    collections,
  };
}

interface KeptArtifact {
  shown: StoredArtifact;
  /** For when it is committed. */
  aliases: readonly string[];
}
