import { createSeededRandom } from "@stepwell/effects/testing";
import { createRunFileReader, decodeArtifact, parseJson } from "@stepwell/protocol";
import type { Artifact as WrittenArtifact, Json, JsonObject } from "@stepwell/protocol";
import { describe, expect, test } from "vitest";
import { Artifact } from "../src/artifacts/artifact.ts";
import { CoreError, DeliveryError } from "../src/core-error.ts";
import { createApi } from "../src/create-api.ts";
import { deliverArtifact } from "../src/sync/deliver-artifact.ts";
import { deliverUseArtifact } from "../src/sync/deliver-use-artifact.ts";
import { createServerConnection } from "../src/sync/server-connection.ts";
import type { ServerConnection } from "../src/sync/server-connection.ts";
import { createMemoryWorld } from "../src/testing/memory-world.ts";
import type { MemoryWorld } from "../src/testing/memory-world.ts";
import { createFakeArtifactServer } from "./fake-artifact-server.ts";
import type { FakeArtifactServer, FakeArtifactServerOptions } from "./fake-artifact-server.ts";

const RUN = { entity: "e", project: "p", run: "abc" };

interface Setup {
  readonly world: MemoryWorld;
  readonly server: FakeArtifactServer;
  readonly folder: string;
  readonly artifacts: readonly WrittenArtifact[];
  deliver(
    artifact: WrittenArtifact,
    options?: { runFolder?: string; crash?: AbortController },
  ): Promise<{ id: string }>;
}

/** Artifacts in a run's file, and a server that they can be brought to. */
async function setup(
  fill: readonly ((artifact: Artifact) => void)[],
  options: FakeArtifactServerOptions = {},
): Promise<Setup> {
  const server = createFakeArtifactServer(options);
  const world = createMemoryWorld({ fetch: server.fetch });
  const run = await createApi(() => world).init({ id: "abc", silent: true });
  for (const add of fill) {
    const artifact = new Artifact({ name: "mnist", type: "dataset", tags: ["t"], metadata: { n: 1 } });
    add(artifact);
    await run.logArtifact(artifact);
  }
  await run.finish();
  const { fileSystem } = world;
  return {
    world,
    server,
    folder: run.folder,
    artifacts: recordsIn(world, run.folder),
    deliver(artifact, { crash = new AbortController(), ...rest } = {}) {
      const { signal } = crash;
      const connection = connect(world, signal);
      return settled(world, deliverArtifact({ connection, run: RUN, fileSystem, artifact, signal, ...rest }));
    },
  };
}

function connect(world: MemoryWorld, signal: AbortSignal): ServerConnection {
  return createServerConnection({ baseUrl: "http://server", apiKey: "", source: "", world, signal });
}

function recordsIn({ fileSystem }: MemoryWorld, folder: string): WrittenArtifact[] {
  const reader = createRunFileReader();
  const artifacts: WrittenArtifact[] = [];
  reader.push(fileSystem.readFileSync(`${folder}/run-abc.wandb`));
  for (let event = reader.next(); event !== undefined; event = reader.next()) {
    if (event.kind === "record" && event.record.type === "artifact")
      artifacts.push(decodeArtifact(event.record.encoded));
  }
  return artifacts;
}

async function settled<Result>(world: MemoryWorld, promise: Promise<Result>): Promise<Result> {
  let over = false;
  const watched = promise.finally(() => (over = true));
  watched.catch(() => undefined);
  for (let turn = 0; turn < 10_000 && !over; turn++) await world.clock.advanceAsync(1000);
  return watched;
}

const files =
  (names: Readonly<Record<string, string>>) =>
  (artifact: Artifact): void => {
    for (const [name, text] of Object.entries(names)) artifact.addBytes(text, { name });
  };

function manifestOf(server: FakeArtifactServer, index = 0): JsonObject {
  return parseJson(server.versions[index]?.manifest ?? "") as JsonObject;
}

describe("deliverArtifact", () => {
  test("files, manifest and commit arrive, and what the server has is not sent again", async () => {
    const { server, artifacts, deliver } = await setup([
      files({ a: "1", "d/b": "2" }),
      files({ a: "1", c: "3".repeat(3_000_000) }),
    ]);
    const [first, second] = artifacts as [WrittenArtifact, WrittenArtifact];
    await expect(deliver(first)).resolves.toEqual({ id: "QXJ0aWZhY3Q6MQ==" });
    expect(server.versions[0]).toMatchObject({ state: "COMMITTED", collection: "mnist", type: "dataset" });
    expect(server.versions[0]?.input).toMatchObject({
      entityName: "e",
      projectName: "p",
      runName: "abc",
      digest: first.digest,
      digestAlgorithm: "MANIFEST_MD5",
      aliases: [{ artifactCollectionName: "mnist", alias: "latest" }],
      tags: [{ tagName: "t" }],
      metadata: '{"n":1}',
      clientID: first.clientId,
      sequenceClientID: first.sequenceClientId,
    });
    expect(manifestOf(server)).toEqual({
      version: 1,
      storagePolicy: "wandb-storage-policy-v1",
      storagePolicyConfig: { storageLayout: "V2" },
      contents: {
        a: { digest: "xMpCOKC5I4INzFCab3WEmw==", size: 1, birthArtifactID: "QXJ0aWZhY3Q6MQ==" },
        "d/b": { digest: "yB5yjZ1ML2NvBn+JzBSGLA==", size: 1, birthArtifactID: "QXJ0aWZhY3Q6MQ==" },
      },
    });
    const before = server.requests.length;
    await deliver(second);
    expect(server.requests.slice(before)).toEqual([
      "CreateArtifact",
      "CreateArtifactManifest",
      "CreateArtifactFiles",
      "PUT",
      "CreateArtifactManifest",
      "PUT",
      "CommitArtifact",
    ]);
    expect(server.versions[1]).toMatchObject({ index: 1, state: "COMMITTED" });
    expect([...server.blobs.values()].map(({ length }) => length)).toEqual([1, 1, 3_000_000]);
  });

  test("a version that is there is left alone", async () => {
    const { server, artifacts, deliver } = await setup([files({ a: "1" }), files({ a: "1" })]);
    const { id } = await deliver(artifacts[0] as WrittenArtifact);
    await expect(deliver(artifacts[0] as WrittenArtifact)).resolves.toEqual({ id });
    await expect(deliver(artifacts[1] as WrittenArtifact)).resolves.toEqual({ id });
    expect(server.versions).toHaveLength(1);
    expect(server.requests.slice(-2)).toEqual(["CreateArtifact", "CreateArtifact"]);
  });

  test("whatever is lost on the way, one version arrives whole", async () => {
    for (let seed = 1; seed <= 15; seed++) {
      const random = createSeededRandom(seed);
      const fault = (): "lost" | "reply-lost" | undefined =>
        random.float() > 0.4 ? undefined : random.float() > 0.5 ? "lost" : "reply-lost";
      const { server, artifacts, deliver } = await setup([files({ a: "1", b: "2", c: "3" })], { fault });
      await deliver(artifacts[0] as WrittenArtifact);
      await deliver(artifacts[0] as WrittenArtifact);
      expect(server.versions, `seed ${seed}`).toHaveLength(1);
      expect(server.versions[0]?.state).toBe("COMMITTED");
      expect(server.blobs.size).toBe(3);
      expect(Object.keys(manifestOf(server)["contents"] as JsonObject)).toEqual(["a", "b", "c"]);
    }
  });

  test("a delivery that ends anywhere, before or after the server has acted, is gone on with", async () => {
    for (const outcome of ["lost", "reply-lost"] as const) {
      for (let end = 0; end < 9; end++) {
        const crash = new AbortController();
        const { server, artifacts, deliver } = await setup([files({ a: "1", b: "2" })], {
          fault(_, count) {
            if (count === end) crash.abort();
            return count === end ? outcome : undefined;
          },
        });
        const isCut = await deliver(artifacts[0] as WrittenArtifact, { crash }).then(
          () => false,
          () => true,
        );
        expect(isCut, `end ${end}`).toBe(end < 8);
        await deliver(artifacts[0] as WrittenArtifact);
        expect(server.versions).toHaveLength(1);
        expect(server.versions[0]?.state).toBe("COMMITTED");
        expect(server.blobs.size).toBe(2);
      }
    }
  });

  test("references to artifacts of this client get the server's id", async () => {
    const { server, artifacts, deliver } = await setup([
      files({ a: "1" }),
      (artifact) => artifact.addReference("wandb-client-artifact://CLIENT/a", { name: "r" }),
    ]);
    const [first, second] = artifacts as [WrittenArtifact, WrittenArtifact];
    const refers = {
      ...second,
      contents: second.contents.map((entry) => ({
        ...entry,
        ref: entry.ref.replace("CLIENT", first.clientId),
      })),
    };
    await expect(deliver(refers)).rejects.toThrow(
      /it refers to the artifact "\w{16}…", which the server does not have/,
    );
    await deliver(first);
    await deliver(refers);
    expect((manifestOf(server, 0)["contents"] as JsonObject)["r"]).toMatchObject({
      ref: `wandb-artifact://${Buffer.from("Artifact:2").toString("hex")}/a`,
    });
  });

  test("a file that was changed or is gone is not sent", async () => {
    const { world, server, artifacts, deliver } = await setup([files({ a: "1" })]);
    const artifact = artifacts[0] as WrittenArtifact;
    const path = artifact.contents[0]?.localPath ?? "";
    await world.fileSystem.writeFile(path, new TextEncoder().encode("2"));
    const outcome = deliver(artifact);
    await expect(outcome).rejects.toThrow(/the file of "a", ".*", was changed after it was logged\. Log/);
    await expect(outcome).rejects.toSatisfy(
      (error) => CoreError.isInstance(error) && !DeliveryError.isInstance(error),
    );
    world.fileSystem.removeSync(path);
    await expect(deliver(artifact)).rejects.toThrow(/is not there any more/);
    expect(server.versions[0]?.state).toBe("PENDING");
    expect(server.blobs.size).toBe(0);
  });

  test("the files of a run folder are found where it was moved to", async () => {
    const { world, server, folder, artifacts, deliver } = await setup([files({ a: "1" })]);
    const artifact = artifacts[0] as WrittenArtifact;
    const path = artifact.contents[0]?.localPath ?? "";
    const moved = path.replace(folder, "/elsewhere");
    world.fileSystem.makeFolderSync(moved.slice(0, moved.lastIndexOf("/")));
    await world.fileSystem.copyFile(path, moved);
    world.fileSystem.removeSync(folder);
    await deliver(artifact, { runFolder: "/elsewhere" });
    expect(server.versions[0]?.state).toBe("COMMITTED");
  });

  test.each<[string, string, Json, RegExp]>([
    ["no id", "CreateArtifact", { createArtifact: { artifact: {} } }, /the server's answer has no "id"/],
    ["null", "CreateArtifact", { createArtifact: null }, /the server's answer has no "id"/],
    [
      "another state",
      "CreateArtifact",
      { createArtifact: { artifact: { id: "a", state: "LOST" } } },
      /calls its state "LOST"/,
    ],
    ["no manifest", "CreateArtifactManifest", { createArtifactManifest: 7 }, /has no "id"/],
    [
      "fewer places",
      "CreateArtifactFiles",
      { createArtifactFiles: { files: { edges: [] } } },
      /answered "0" places for "1" files/,
    ],
  ])("an answer with %s is refused with a sentence", async (_, operation, data, message) => {
    const { artifacts, deliver } = await setup([files({ a: "1" })], {
      answer: (asked) => (asked === operation ? data : undefined),
    });
    const outcome = deliver(artifacts[0] as WrittenArtifact);
    await expect(outcome).rejects.toThrow(message);
    await expect(outcome).rejects.toSatisfy((error) => DeliveryError.isInstance(error) && !error.retryable);
  });
});

test("a use is told by the server's id, and one without an id is passed by", async () => {
  const { world, server } = await setup([]);
  const connection = connect(world, new AbortController().signal);
  const use = { type: "use-artifact", id: "QQ==", artifactType: "dataset", name: "mnist:v0" } as const;
  await deliverUseArtifact({ connection, run: RUN, use });
  await deliverUseArtifact({ connection, run: RUN, use: { ...use, id: "" } });
  expect(server.uses).toEqual([{ entityName: "e", projectName: "p", runName: "abc", artifactID: "QQ==" }]);
});
