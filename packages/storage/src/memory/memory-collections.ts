import { artifactStoreError, givenAliases } from "../artifact-rules.ts";
import type { Membership, StoredCollection } from "../artifact-store.ts";

export interface KeptCollection {
  shown: StoredCollection;
  /** By version. */
  members: KeptMember[];
  nextVersion: number;
  readonly clients: Set<string>;
}

export interface KeptMember {
  readonly artifact: number;
  readonly version: number;
  readonly aliases: Set<string>;
  readonly createdMs: number;
}

/** Collections of a memory store, by number. */
export interface MemoryCollections {
  readonly all: Map<number, KeptCollection>;
  find(project: string, name: string): KeptCollection | undefined;
  hasProject(name: string): boolean;
  renameProject(from: string, to: string): void;
  need(number: number): KeptCollection;
  memberships(artifact: number): Membership[];
  /** Finds or makes one; throws when one of that name is of another kind, or has versions of another type. */
  open(wanted: Pick<StoredCollection, "project" | "name" | "kind" | "type">, nowMs: number): KeptCollection;
}

export function createMemoryCollections(): MemoryCollections {
  const all = new Map<number, KeptCollection>();
  let last = 0;

  const find = (project: string, name: string): KeptCollection | undefined =>
    [...all.values()].find(({ shown }) => shown.project === project && shown.name === name);

  return {
    all,
    find,
    hasProject: (name) => [...all.values()].some(({ shown }) => shown.project === name),
    renameProject(from, to) {
      for (const kept of all.values())
        if (kept.shown.project === from) kept.shown = { ...kept.shown, project: to };
    },
    need(number) {
      const found = all.get(number);
      if (found === undefined) throw artifactStoreError.noCollection(number);
      return found;
    },
    memberships: (artifact) =>
      [...all.values()].flatMap(({ shown, members }) =>
        members
          .filter((member) => member.artifact === artifact)
          .map((member) => membershipOf(shown.number, member)),
      ),
    open({ project, name, kind, type }, nowMs) {
      const found = find(project, name);
      if (found === undefined) {
        last += 1;
        const texts = { project, kind, name, type, description: "", tags: [] };
        const shown = { number: last, ...texts, createdMs: nowMs, updatedMs: nowMs };
        const made: KeptCollection = { shown, members: [], nextVersion: 0, clients: new Set() };
        all.set(last, made);
        return made;
      }
      if (found.shown.kind !== kind) throw artifactStoreError.otherKind(name, found.shown.kind);
      if (found.members.length === 0) found.shown = { ...found.shown, type };
      else if (kind === "sequence" && found.shown.type !== type) {
        throw artifactStoreError.otherType(name, found.shown.type);
      }
      return found;
    },
  };
}

/** Makes an artifact the next version of a collection, unless it is in it. */
export function joinCollection(collection: KeptCollection, artifact: number, nowMs: number): KeptMember {
  const known = memberOf(collection, artifact);
  if (known !== undefined) return known;
  const version = collection.nextVersion;
  const member = { artifact, version, aliases: new Set<string>(), createdMs: nowMs };
  collection.nextVersion += 1;
  collection.members.push(member);
  collection.shown = { ...collection.shown, updatedMs: nowMs };
  return member;
}

/** Takes an artifact out; where it was `latest`, the highest version left is. */
export function leaveCollection(collection: KeptCollection, artifact: number): void {
  const left = memberOf(collection, artifact);
  collection.members = collection.members.filter((member) => member !== left);
  if (left?.aliases.has("latest") === true) collection.members.at(-1)?.aliases.add("latest");
}

export function giveAliases(collection: KeptCollection, artifact: number, aliases: readonly string[]): void {
  const member = memberOf(collection, artifact);
  if (member === undefined) return;
  for (const alias of givenAliases(aliases)) {
    for (const other of collection.members) other.aliases.delete(alias);
    member.aliases.add(alias);
  }
}

export function memberOf(collection: KeptCollection, artifact: number): KeptMember | undefined {
  return collection.members.find((member) => member.artifact === artifact);
}

export function membershipOf(
  collection: number,
  { artifact, version, aliases, createdMs }: KeptMember,
): Membership {
  return { collection, artifact, version, aliases: [...aliases].toSorted(), createdMs };
}
