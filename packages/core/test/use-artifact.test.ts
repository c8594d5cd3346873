import { parseJson } from "@stepwell/protocol";
import type { Json, JsonObject } from "@stepwell/protocol";
import { describe, expect, test } from "vitest";
import type { UseArtifactOptions } from "../src/artifacts/artifact-calls.ts";
import { Artifact } from "../src/artifacts/artifact.ts";
import { DeliveryError, UsageError } from "../src/core-error.ts";
import { createApi } from "../src/create-api.ts";
import type { Run } from "../src/run/run.ts";
import { createMemoryWorld } from "../src/testing/memory-world.ts";
import type { MemoryWorld } from "../src/testing/memory-world.ts";
import type { Fetch } from "../src/world.ts";
import { createFakeArtifactServer } from "./fake-artifact-server.ts";
import type { FakeArtifactServer, FakeArtifactServerOptions } from "./fake-artifact-server.ts";
import { createFakeServer } from "./fake-server.ts";

const ARTIFACT_CALL = /Artifact|ClientIDMapping|Viewer/;

interface Setup {
  readonly world: MemoryWorld;
  readonly server: FakeArtifactServer;
  readonly run: Run;
  /** Lets time pass until the promise has settled. */
  settled<Result>(promise: Promise<Result>): Promise<Result>;
}

/** A run with a server that keeps runs and artifacts. */
async function online(options: FakeArtifactServerOptions = {}): Promise<Setup> {
  const server = createFakeArtifactServer(options);
  const runs = createFakeServer();
  const fetch: Fetch = (url, request) => {
    const isOurs =
      request.method !== "POST" ||
      (url.endsWith("/graphql") && ARTIFACT_CALL.test((request.body as string).slice(0, 80)));
    return (isOurs ? server : runs).fetch(url, request);
  };
  const world = createMemoryWorld({ fetch });
  const run = await createApi(() => world).init({
    id: "abc",
    project: "p",
    silent: true,
    baseUrl: "http://server",
  });
  async function settled<Result>(promise: Promise<Result>): Promise<Result> {
    let over = false;
    const watched = promise.finally(() => (over = true));
    watched.catch(() => undefined);
    for (let turn = 0; turn < 10_000 && !over; turn++) await world.clock.advanceAsync(1000);
    return watched;
  }
  return { world, server, run, settled };
}

async function logged({ run, settled }: Setup, files: Readonly<Record<string, string>>): Promise<Artifact> {
  const artifact = new Artifact({ name: "mnist", type: "dataset" });
  for (const [name, text] of Object.entries(files)) artifact.addBytes(text, { name });
  await settled(run.logArtifact(artifact));
  return settled(artifact.wait());
}

function textOf({ world }: Setup, path: string): string {
  return new TextDecoder().decode(world.fileSystem.readFileSync(path));
}

describe("wait", () => {
  test("resolves when the server has the version, which has a number then", async () => {
    const setup = await online();
    const artifact = await logged(setup, { a: "1" });
    expect(setup.server.versions[0]?.state).toBe("COMMITTED");
    expect(artifact).toMatchObject({ id: "QXJ0aWZhY3Q6MQ==", version: "v0" });
    await setup.settled(setup.run.finish());
  });

  test("rejects with the reason when the server refuses it, after a time limit, and when the run has ended", async () => {
    const refused = await online({
      answer: (operation) => (operation === "CreateArtifact" ? { createArtifact: null } : undefined),
    });
    await expect(logged(refused, { a: "1" })).rejects.toThrow(
      /Failed to wait for the artifact "mnist": .*no "id"/,
    );

    const slow = await online({ fault: () => "lost" });
    const artifact = new Artifact({ name: "mnist", type: "dataset" });
    await slow.run.logArtifact(artifact);
    await expect(slow.settled(artifact.wait({ timeout: 5000 }))).rejects.toThrow(
      /it took longer than 5000 ms/,
    );
    const waiting = artifact.wait();
    waiting.catch(() => undefined);
    await slow.settled(slow.run.finish({ timeout: 1000 }));
    await expect(waiting).rejects.toThrow(
      /the run has ended before it was delivered\. Send it with "npx stepwell sync"/,
    );
    await expect(artifact.wait()).rejects.toThrow(DeliveryError);
  });
});

describe("useArtifact", () => {
  test("gives back what the server knows, tells it of the use, and downloads", async () => {
    const setup = await online();
    await logged(setup, { a: "1", "d/big": "x".repeat(5000) });
    const { run, settled, server } = setup;
    const used = await settled(run.useArtifact("mnist:latest", { type: "dataset" }));
    expect(used).toMatchObject({
      name: "mnist:v0",
      type: "dataset",
      version: "v0",
      aliases: ["latest", "v0"],
      metadata: { n: 1 },
    });
    await expect(settled(used.files())).resolves.toMatchObject([
      { name: "a", size: 1, ref: undefined },
      { name: "d/big", size: 5000 },
    ]);
    const folder = await settled(used.download());
    expect(folder).toBe("/home/ada/artifacts/mnist:v0");
    expect(textOf(setup, `${folder}/d/big`)).toBe("x".repeat(5000));
    const before = server.requests.length;
    await settled(used.download());
    expect(server.requests).toHaveLength(before);
    await setup.world.fileSystem.writeFile(`${folder}/a`, new TextEncoder().encode("changed"));
    await expect(settled(used.downloadFile("a"))).resolves.toBe(`${folder}/a`);
    expect(textOf(setup, `${folder}/a`)).toBe("1");
    await settled(run.finish());
    expect(server.uses).toEqual([
      { entityName: "local", projectName: "p", runName: "abc", artifactID: used.id },
    ]);
  });

  test("an artifact of the program is logged first", async () => {
    const setup = await online();
    const artifact = new Artifact({ name: "fresh", type: "model" });
    artifact.addBytes("w", { name: "w.bin" });
    const used = await setup.settled(setup.run.useArtifact(artifact));
    expect(used.name).toBe("fresh:v0");
    await expect(setup.settled(setup.run.useModel("fresh"))).resolves.toBe(
      "/home/ada/artifacts/fresh:v0/w.bin",
    );
  });

  test("stands in a config as the official client writes it", async () => {
    const setup = await online();
    const fresh = new Artifact({ name: "mnist", type: "dataset" });
    expect(() => setup.run.config.set("fresh", fresh)).toThrow(
      /no server has it yet\. Await run\.logArtifact/,
    );
    expect(() => setup.run.log({ fresh })).toThrow(UsageError);
    const artifact = await logged(setup, { a: "1" });
    setup.run.config.set("logged", artifact);
    expect(setup.run.config.get("logged")).toMatchObject({
      id: artifact.id,
      version: "v0",
      sequenceName: "mnist",
    });
    const used = await setup.settled(setup.run.useArtifact("mnist"));
    setup.run.config.set("data", used);
    expect(setup.run.config.get("data")).toEqual({
      _type: "artifactVersion",
      _version: "v0",
      id: used.id,
      version: "v0",
      sequenceName: "mnist",
      usedAs: null,
    });
  });

  test.each([
    ["a name of nothing", "gone:latest", {}, /there is no artifact "gone:latest" in the project "p"\. Check/],
    ["another type", "mnist", { type: "model" }, /its type is "dataset", and not "model"/],
    ["too many parts", "a/b/c/d", {}, /"a\/b\/c\/d" names no artifact\. Give "name:alias"/],
    ["an empty part", "a//b", {}, /names no artifact/],
    ["no name", 7, {}, /"7" names no artifact/],
    ["a wrong option", "mnist", { kind: "x" }, /the option "kind" is not known/],
  ])("%s is refused", async (_, name, options, message) => {
    const setup = await online();
    await logged(setup, { a: "1" });
    const outcome = setup.settled(setup.run.useArtifact(name as string, options as UseArtifactOptions));
    await expect(outcome).rejects.toThrow(message);
    await expect(outcome).rejects.toThrow(UsageError);
  });

  test.each([
    ["a missing one", (run: Run) => run.useArtifact("gone:v3"), "gone:v3", "missing"],
    ["another type", (run: Run) => run.useArtifact("mnist", { type: "model" }), "mnist:v0", "wrong-type"],
    ["no model", (run: Run) => run.useModel("mnist:latest"), "mnist:v0", "wrong-type"],
  ])("%s: what was refused, and why, stands in the error", async (_, use, artifact, reason) => {
    const setup = await online();
    await logged(setup, { a: "1" });
    const facts = { name: "ArtifactError", artifact, reason };
    await expect(setup.settled<unknown>(use(setup.run))).rejects.toMatchObject(facts);
  });
});

describe("download", () => {
  async function hostile(contents: JsonObject, damage?: FakeArtifactServerOptions["damage"]) {
    const setup = await online(damage === undefined ? {} : { damage });
    await logged(setup, { a: "1" });
    const version = setup.server.versions[0];
    if (version !== undefined)
      version.manifest = JSON.stringify({ ...(parseJson(version.manifest) as JsonObject), ...contents });
    const used = await setup.settled(setup.run.useArtifact("mnist"));
    return { setup, used };
  }

  const entry = (digest = "xMpCOKC5I4INzFCab3WEmw=="): Json => ({ digest, size: 1 });

  test.each(["../out", "/etc/passwd", "a/../../out", "C:/x", "..\\out", "a\0b", ""])(
    "the name %j never leads out of the folder",
    async (name) => {
      const { setup, used } = await hostile({ contents: { [name]: entry() } });
      await expect(setup.settled(used.download())).rejects.toThrow(/leads out of the folder/);
      expect(setup.world.fileSystem.statSync("/home/ada/artifacts")).toBeUndefined();
      expect(setup.world.fileSystem.statSync("/home/ada/out")).toBeUndefined();
    },
  );

  test("what arrives damaged is refused and not left there", async () => {
    const damage = (path: string, bytes: Uint8Array): Uint8Array =>
      path.startsWith("/get/") ? new TextEncoder().encode("2") : bytes;
    const { setup, used } = await hostile({}, damage);
    await expect(setup.settled(used.download())).rejects.toThrow(
      /has the MD5 ".*" and not "xMpCOKC5I4INzFCab3WEmw=="/,
    );
    expect(setup.world.fileSystem.statSync("/home/ada/artifacts/mnist:v0/a")).toBeUndefined();
  });

  test("more bytes than the list says are not taken", async () => {
    const damage = (path: string, bytes: Uint8Array): Uint8Array =>
      path.startsWith("/get/") ? new Uint8Array(1_000_000) : bytes;
    const { setup, used } = await hostile({}, damage);
    await expect(setup.settled(used.download())).rejects.toThrow(/answered more than "1" bytes/);
    expect(setup.world.fileSystem.statSync("/home/ada/artifacts/mnist:v0/a")).toBeUndefined();
  });

  test.each<[string, JsonObject, RegExp]>([
    ["no contents", { contents: 7 }, /it has no contents/],
    ["an entry without a digest", { contents: { a: {} } }, /"a" has no digest/],
  ])("a list with %s is refused", async (_, contents, message) => {
    const { setup, used } = await hostile(contents);
    await expect(setup.settled(used.files())).rejects.toThrow(message);
  });

  test("references stay where they are", async () => {
    const { setup, used } = await hostile({ contents: { r: { digest: "e", ref: "s3://b/k" } } });
    await expect(setup.settled(used.files())).resolves.toMatchObject([{ name: "r", ref: "s3://b/k" }]);
    await setup.settled(used.download());
    await expect(setup.settled(used.downloadFile("r"))).rejects.toThrow(/has no file of that name/);
  });

  test("a folder in the way is left alone", async () => {
    const { setup, used } = await hostile({});
    setup.world.fileSystem.makeFolderSync("/home/ada/artifacts/mnist:v0/a/mine");
    await expect(setup.settled(used.download())).rejects.toThrow(/is in the way and no file/);
    expect(setup.world.fileSystem.statSync("/home/ada/artifacts/mnist:v0/a/mine")?.kind).toBe("folder");
  });

  test("an address that is no web address is not followed", async () => {
    const setup = await online({
      answer: (operation) =>
        operation === "FetchArtifactManifest"
          ? { artifact: { currentManifest: { file: { directUrl: "file:///etc/passwd" } } } }
          : undefined,
    });
    await logged(setup, { a: "1" });
    const used = await setup.settled(setup.run.useArtifact("mnist"));
    await expect(setup.settled(used.files())).rejects.toThrow(/named the address "file:\/\/\/etc\/passwd"/);
  });
});

test("a version is linked to another collection", async () => {
  const setup = await online();
  const artifact = await logged(setup, { a: "1" });
  // The fake links nothing: it only remembers.
  const linked = setup.settled(
    setup.run.linkArtifact(artifact, "e/wandb-registry-model/mnist", { aliases: ["best"] }),
  );
  await expect(linked).resolves.toMatchObject({ name: "mnist:v0" });
  expect(setup.server.links).toEqual([
    {
      artifactID: artifact.id,
      artifactPortfolioName: "mnist",
      entityName: "e",
      projectName: "wandb-registry-model",
      aliases: [{ alias: "best", artifactCollectionName: "mnist" }],
    },
  ]);
});
