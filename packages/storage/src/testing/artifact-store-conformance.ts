import { describe, expect, test } from "vitest";
import type { ArtifactDraft, ArtifactStore, StoredArtifact } from "../artifact-store.ts";
import type { RunStore } from "../run-store.ts";

const DAY_MS = 24 * 60 * 60_000;
const MANIFEST = { address: "a".repeat(64), size: 10 };

/** What the artifacts of every run store must do. `open` gives an empty store, which its caller closes. */
export function artifactStoreConformance(open: () => Promise<RunStore>): void {
  const openStore = async (): Promise<ArtifactStore> => (await open()).artifacts;

  describe("its artifacts", () => {
    test("a draft is pending and in no list until it is committed", async () => {
      const store = await openStore();
      const pending = await store.create(
        draftOf({ digest: "d1", clientId: "c1", sequenceClientId: "s1" }),
        5,
      );
      expect(pending).toMatchObject({ state: "pending", digest: "d1", size: 0, files: 0, createdMs: 5 });
      await store.saveManifest(pending.number, MANIFEST);
      expect(await store.collections({ project: "p", limit: 9 })).toEqual([]);
      expect(await store.types("p")).toEqual([]);
      expect(await store.member(pending.sequence, "v0")).toBeUndefined();
      expect(await store.member(pending.sequence, "latest")).toBeUndefined();
      expect(await store.ofRun(1, "output", { limit: 9 })).toEqual([]);
      expect(await store.findClient("c1")).toEqual({ artifact: pending.number });
      expect(await store.findClient("s1")).toEqual({ collection: pending.sequence });
      expect(await store.findClient("other")).toBeUndefined();
      expect(await store.artifact(pending.number)).toEqual({ ...pending, manifest: MANIFEST });
    });

    test("versions count up from 0, and aliases move to the newest that asks for them", async () => {
      const store = await openStore();
      const first = await logged(store, { digest: "d1", aliases: ["best", "v7"] });
      const second = await logged(store, { digest: "d2", aliases: ["best", "é\0"] });
      expect(second.sequence).toBe(first.sequence);
      const members = await store.members(first.sequence, { limit: 9 });
      expect(members.map(({ artifact, version, aliases }) => [artifact, version, aliases])).toEqual([
        [first.number, 0, []],
        [second.number, 1, ["best", "latest", "é\0"]],
      ]);
      expect((await store.member(first.sequence, "v0"))?.artifact).toBe(first.number);
      expect((await store.member(first.sequence, "latest"))?.artifact).toBe(second.number);
      expect(await store.member(first.sequence, "v7")).toBeUndefined();
      expect(await store.member(first.sequence, "none")).toBeUndefined();
      expect(await store.members(first.sequence, { limit: 1, after: 0 })).toEqual([members[1]]);
    });

    test("committing, creating and noting a manifest again changes nothing", async () => {
      const store = await openStore();
      const draft = draftOf({ digest: "d1", clientId: "c1" });
      const pending = await store.create(draft, 1);
      expect((await store.create(draft, 2)).number).toBe(pending.number);
      const content = { manifest: MANIFEST, size: 7, files: 2 };
      await store.commit(pending.number, content, 3);
      await store.commit(pending.number, { ...content, size: 8 }, 4);
      await store.saveManifest(pending.number, { address: "b".repeat(64), size: 1 });
      expect(await store.artifact(pending.number)).toMatchObject({
        state: "committed",
        size: 7,
        files: 2,
        manifest: MANIFEST,
        updatedMs: 3,
      });
      expect(await store.create(draft, 5)).toMatchObject({ number: pending.number, state: "committed" });
      expect(await store.members(pending.sequence, { limit: 9 })).toHaveLength(1);
    });

    test("commits at the same time get different versions", async () => {
      const store = await openStore();
      const drafts = ["a", "b", "c", "d"].map((digest) => logged(store, { digest }));
      const [one] = await Promise.all(drafts);
      const members = await store.members((one as StoredArtifact).sequence, { limit: 9 });
      expect(members.map(({ version }) => version)).toEqual([0, 1, 2, 3]);
      expect(new Set(members.map(({ artifact }) => artifact)).size).toBe(4);
    });

    test("the digest of a committed version gives that version, and the aliases with it", async () => {
      const store = await openStore();
      const first = await logged(store, { digest: "same" });
      const second = await logged(store, { digest: "other" });
      const again = await store.create(
        draftOf({ digest: "same", clientId: "new", aliases: ["latest", "x"], run: 8 }),
        9,
      );
      expect(again).toMatchObject({ number: first.number, state: "committed" });
      expect((await store.member(first.sequence, "latest"))?.artifact).toBe(first.number);
      expect((await store.member(first.sequence, "x"))?.artifact).toBe(first.number);
      expect((await store.memberships(second.number))[0]?.aliases).toEqual([]);
      expect((await store.ofRun(8, "output", { limit: 9 })).map(({ number }) => number)).toEqual([
        first.number,
      ]);
      const elsewhere = await store.create(draftOf({ digest: "same", collection: "other" }), 9);
      expect(elsewhere.state).toBe("pending");
    });

    test("writers that share a distributed id write one version", async () => {
      const store = await openStore();
      const one = await store.create(draftOf({ digest: "", distributedId: "g", aliases: ["a"] }), 1);
      const two = await store.create(draftOf({ digest: "", distributedId: "g", aliases: ["b"] }), 1);
      expect(two.number).toBe(one.number);
      await store.commit(one.number, { manifest: MANIFEST, size: 0, files: 0 }, 2);
      expect((await store.member(one.sequence, "v0"))?.aliases).toEqual(["a", "b", "latest"]);
    });

    test("a name has versions of one type, and one that has none yet may change it", async () => {
      const store = await openStore();
      await store.create(draftOf({ digest: "d", type: "model" }), 1);
      await logged(store, { digest: "e", type: "dataset" });
      await expect(store.create(draftOf({ digest: "f", type: "model" }), 1)).rejects.toThrow(
        'its versions are of type "dataset"',
      );
      expect(await store.types("p")).toEqual([{ name: "dataset", createdMs: 1 }]);
      expect(await store.findCollection("p", "c")).toMatchObject({ type: "dataset", kind: "sequence" });
      expect(await store.findCollection("q", "c")).toBeUndefined();
    });

    test("collections come by page, and of one type when asked", async () => {
      const store = await openStore();
      for (const collection of ["a", "b", "c"]) await logged(store, { digest: "d", collection });
      await logged(store, { digest: "d", collection: "m", type: "model" });
      const page = await store.collections({ project: "p", limit: 2 });
      expect(page.map(({ name }) => name)).toEqual(["a", "b"]);
      const rest = await store.collections({ project: "p", limit: 9, after: page[1]?.number ?? 0 });
      expect(rest.map(({ name }) => name)).toEqual(["c", "m"]);
      const models = await store.collections({ project: "p", limit: 9, type: "model" });
      expect(models.map(({ name }) => name)).toEqual(["m"]);
    });

    test("a link is a version of the portfolio with aliases of its own", async () => {
      const store = await openStore();
      const first = await logged(store, { digest: "d1" });
      const second = await logged(store, { digest: "d2" });
      const portfolio = { project: "registry", name: "best" };
      expect(await store.link(second.number, portfolio, ["prod"], 9)).toMatchObject({
        version: 0,
        aliases: ["latest", "prod"],
      });
      expect(await store.link(second.number, portfolio, [], 9)).toMatchObject({ version: 0 });
      const linked = await store.link(first.number, portfolio, [], 9);
      expect(linked).toMatchObject({ version: 1, artifact: first.number, aliases: ["latest"] });
      expect(await store.collection(linked.collection)).toMatchObject({ kind: "portfolio", type: "dataset" });
      expect(await store.memberships(second.number)).toHaveLength(2);
      await store.unlink(first.number, linked.collection);
      expect((await store.member(linked.collection, "latest"))?.artifact).toBe(second.number);
      await store.unlink(second.number, second.sequence);
      expect(await store.member(second.sequence, "v1")).toBeDefined();
      await expect(store.link(first.number, { project: "p", name: "c" }, [], 9)).rejects.toThrow(
        "it is a sequence",
      );
      const pending = await store.create(draftOf({ digest: "d3" }), 9);
      await expect(store.link(pending.number, portfolio, [], 9)).rejects.toThrow("not committed");
    });

    test("aliases come and go by hand", async () => {
      const store = await openStore();
      const { number, sequence } = await logged(store, { digest: "d1" });
      const second = await logged(store, { digest: "d2" });
      await store.addAliases(sequence, number, ["a", "b", "v9"]);
      await store.addAliases(sequence, second.number, ["b"]);
      await store.removeAliases(sequence, number, ["b", "none"]);
      expect((await store.member(sequence, "v0"))?.aliases).toEqual(["a"]);
      expect((await store.member(sequence, "v1"))?.aliases).toEqual(["b", "latest"]);
      await store.addAliases(sequence, number + 99, ["c"]);
      expect(await store.member(sequence, "c")).toBeUndefined();
      await expect(store.addAliases(sequence + 99, number, ["a"])).rejects.toThrow("does not exist");
    });

    test("updates change what they name", async () => {
      const store = await openStore();
      const { number, sequence } = await logged(store, { digest: "d1" });
      await store.update(number, { description: "new" }, 8);
      await store.update(number, { metadata: '{"a":NaN}', tags: ["t"] }, 9);
      const changed = { description: "new", metadata: '{"a":NaN}', tags: ["t"], updatedMs: 9 };
      expect(await store.artifact(number)).toMatchObject(changed);
      await store.updateCollection(sequence, { name: "renamed", tags: ["u"] }, 9);
      await store.updateCollection(sequence, { description: "text", type: "model" }, 10);
      expect(await store.findCollection("p", "renamed")).toMatchObject({
        description: "text",
        tags: ["u"],
        type: "model",
        updatedMs: 10,
      });
      const other = await logged(store, { digest: "d1", collection: "other" });
      await expect(store.updateCollection(other.sequence, { name: "renamed" }, 9)).rejects.toThrow(
        "called that",
      );
      await expect(store.update(number + 99, {}, 9)).rejects.toThrow("does not exist");
    });

    test("a deleted version is in no list, its number is not given again, and the one before is latest", async () => {
      const store = await openStore();
      const first = await logged(store, { digest: "d1", clientId: "c1", run: 3 });
      const second = await logged(store, { digest: "d2", clientId: "c2", run: 3 });
      await store.remove(second.number, 9);
      expect((await store.artifact(second.number))?.state).toBe("deleted");
      expect((await store.artifact(second.number))?.manifest).toBeUndefined();
      expect(await store.member(first.sequence, "v1")).toBeUndefined();
      expect((await store.member(first.sequence, "latest"))?.artifact).toBe(first.number);
      expect((await store.ofRun(3, "output", { limit: 9 })).map(({ number }) => number)).toEqual([
        first.number,
      ]);
      expect(await store.findClient("c2")).toBeUndefined();
      await expect(store.remove(second.number, 9)).rejects.toThrow("was deleted");
      const third = await logged(store, { digest: "d2" });
      expect(third.number).not.toBe(second.number);
      expect((await store.memberships(third.number))[0]?.version).toBe(2);
    });

    test("a deleted sequence takes its versions with it, a deleted portfolio only the links", async () => {
      const store = await openStore();
      const { number, sequence } = await logged(store, { digest: "d1", sequenceClientId: "s" });
      const { collection } = await store.link(number, { project: "p", name: "links" }, [], 9);
      await store.removeCollection(collection, 9);
      expect(await store.findCollection("p", "links")).toBeUndefined();
      expect((await store.artifact(number))?.state).toBe("committed");
      await store.removeCollection(sequence, 9);
      expect((await store.artifact(number))?.state).toBe("deleted");
      expect(await store.findClient("s")).toBeUndefined();
      expect((await store.memberships(number)).length).toBe(0);
      await expect(store.removeCollection(sequence, 9)).rejects.toThrow("does not exist");
    });

    test("uses are noted once, and a removed run's are forgotten", async () => {
      const runs = await open();
      const { artifacts } = runs;
      const { number: run } = await runs.openRun("p", "r", 1);
      const one = await logged(artifacts, { digest: "d1", run });
      const two = await logged(artifacts, { digest: "d2" });
      for (const { number } of [two, one, one]) await artifacts.use(number, run, "input");
      const used = await artifacts.ofRun(run, "input", { limit: 9 });
      expect(used.map(({ number }) => number)).toEqual([one.number, two.number]);
      expect(await artifacts.ofRun(run, "input", { limit: 9, after: one.number })).toHaveLength(1);
      expect(await artifacts.usedBy(one.number)).toEqual([run]);
      await expect(artifacts.use(two.number + 99, run, "input")).rejects.toThrow("does not exist");
      await runs.remove(run);
      expect(await artifacts.usedBy(one.number)).toEqual([]);
      expect(await artifacts.ofRun(run, "output", { limit: 9 })).toEqual([]);
      expect((await artifacts.artifact(one.number))?.state).toBe("committed");
    });

    test("content is found by its MD5", async () => {
      const store = await openStore();
      await store.saveContent("0".repeat(32), MANIFEST);
      await store.saveContent("0".repeat(32), MANIFEST);
      expect(await store.contents(["f".repeat(32), "0".repeat(32)])).toEqual([undefined, MANIFEST]);
      expect(await store.contents([])).toEqual([]);
    });

    test("a pending artifact that nobody commits is gone after a month", async () => {
      const store = await openStore();
      const old = await store.create(draftOf({ digest: "d1" }), 1);
      const recent = await store.create(draftOf({ digest: "d2" }), 20 * DAY_MS);
      await store.create(draftOf({ digest: "d3" }), 31 * DAY_MS);
      expect(await store.artifact(old.number)).toBeUndefined();
      expect(await store.artifact(recent.number)).toBeDefined();
      await expect(store.commit(old.number, { manifest: MANIFEST, size: 0, files: 0 }, 1)).rejects.toThrow(
        "does not exist",
      );
    });

    test.each(["a\0b", '"quoted"', "half \ud800", "π 🎉", "'; DROP TABLE artifact; --", "__proto__"])(
      "the text %j comes back from wherever it stands",
      async (text) => {
        const store = await openStore();
        const fields = { collection: text, type: text, digest: text, description: text, metadata: text };
        const made = await logged(store, { ...fields, tags: [text], aliases: [text], clientId: text });
        expect(await store.artifact(made.number)).toMatchObject({
          digest: text,
          description: text,
          metadata: text,
          tags: [text],
          clientId: text,
        });
        expect(await store.findCollection("p", text)).toMatchObject({ name: text, type: text });
        expect((await store.member(made.sequence, text))?.artifact).toBe(made.number);
        expect(await store.findClient(text)).toEqual({ artifact: made.number });
      },
    );

    test("after close every call rejects", async () => {
      const runs = await open();
      await runs.close();
      await expect(runs.artifacts.artifact(1)).rejects.toThrow("closed");
      await expect(runs.artifacts.create(draftOf({ digest: "d" }), 1)).rejects.toThrow("closed");
    });
  });
}

async function logged(
  store: ArtifactStore,
  draft: Partial<ArtifactDraft> & { digest: string },
): Promise<StoredArtifact> {
  const pending = await store.create(draftOf(draft), 1);
  await store.commit(pending.number, { manifest: MANIFEST, size: 1, files: 1 }, 1);
  return pending;
}

function draftOf(draft: Partial<ArtifactDraft> & { digest: string }): ArtifactDraft {
  return {
    project: "p",
    collection: "c",
    type: "dataset",
    description: "",
    metadata: "{}",
    tags: [],
    aliases: [],
    ...draft,
  };
}
