import { Artifact, Table } from "@stepwell/core";
import type { FetchReply, FetchRequest, Run } from "@stepwell/core";
import { createApi, createMemoryWorld } from "@stepwell/core/testing";
import type { MemoryWorld } from "@stepwell/core/testing";
import { createSeededRandom } from "@stepwell/effects/testing";
import { expect, test } from "vitest";
import { createMockServer } from "../src/create-mock-server.ts";
import type { MockServer } from "../src/create-mock-server.ts";

const BASE_URL = "http://localhost:8080";

/** What may happen to a request on its way. */
type Accident = () => "refused" | "reply-lost" | undefined;

function worldWith(server: MockServer, accident: Accident = () => undefined): MemoryWorld {
  return createMemoryWorld({
    async fetch(url, sent) {
      const met = accident();
      if (met === "refused") return asReply(new Response("{}", { status: 503 }));
      const reply = await server.fetch(await asRequest(url, sent));
      if (met === "reply-lost") throw new Error("the connection broke");
      return asReply(reply);
    },
  });
}

async function asRequest(url: string, { body, ...rest }: FetchRequest): Promise<Request> {
  if (body === undefined) return new Request(url, rest);
  if (typeof body === "string" || body instanceof Uint8Array)
    return new Request(url, { ...rest, body: body as string | Uint8Array<ArrayBuffer> });
  const parts: Uint8Array<ArrayBuffer>[] = [];
  for await (const chunk of body.chunks()) parts.push(new Uint8Array(chunk));
  return new Request(url, { ...rest, body: new Blob(parts) });
}

function asReply(reply: Response): FetchReply {
  return {
    status: reply.status,
    headers: reply.headers,
    text: () => reply.text(),
    chunks: () => (reply.body ?? []) as AsyncIterable<Uint8Array>,
  };
}

function start(world: MemoryWorld, id: string): Promise<Run> {
  return createApi(() => world).init({ id, project: "p", silent: true, baseUrl: BASE_URL });
}

/** Lets time pass until the promise has settled. */
async function settled<Result>(world: MemoryWorld, promise: Promise<Result>): Promise<Result> {
  let over = false;
  const watched = promise.finally(() => (over = true));
  watched.catch(() => undefined);
  for (let turn = 0; turn < 20_000 && !over; turn++) await world.clock.advanceAsync(2000);
  return watched;
}

function dataset(files: Readonly<Record<string, string>>): Artifact {
  const artifact = new Artifact({
    name: "mnist",
    type: "dataset",
    metadata: { rows: 3 },
    aliases: ["clean"],
    tags: ["t"],
  });
  for (const [name, text] of Object.entries(files)) artifact.addBytes(text, { name });
  return artifact;
}

function textOf(world: MemoryWorld, path: string): string {
  return new TextDecoder().decode(world.fileSystem.readFileSync(path));
}

test("versions that one run logs are used and downloaded by another", async () => {
  const server = createMockServer();
  const writer = worldWith(server);
  const run = await start(writer, "writer");
  const first = dataset({ "a.txt": "one", "d/b.txt": "two" });
  await settled(writer, run.logArtifact(first));
  await settled(writer, first.wait());
  const second = dataset({ "a.txt": "one", "d/b.txt": "three", big: "x".repeat(3_000_000) });
  second.addReference("s3://bucket/key", { name: "ref" });
  second.add(new Table({ columns: ["n"], data: [[1], [2]] }), "table");
  await settled(writer, run.logArtifact(second, { aliases: ["best"] }));
  await settled(writer, second.wait());
  expect([first.version, second.version]).toEqual(["v0", "v1"]);
  await settled(writer, run.finish());

  const reader = worldWith(server);
  const later = await start(reader, "reader");
  const used = await settled(reader, later.useArtifact("mnist:latest", { type: "dataset" }));
  expect(used).toMatchObject({
    name: "mnist:v1",
    digest: second.digest,
    metadata: { rows: 3 },
    tags: ["t"],
    fileCount: 5,
  });
  expect([...used.aliases].sort()).toEqual(["best", "clean", "latest", "v1"]);
  const folder = await settled(reader, used.download({ folder: "data" }));
  expect(textOf(reader, `${folder}/d/b.txt`)).toBe("three");
  expect(textOf(reader, `${folder}/big`)).toHaveLength(3_000_000);
  expect(JSON.parse(textOf(reader, `${folder}/table.table.json`))).toMatchObject({ data: [[1], [2]] });
  expect(reader.fileSystem.statSync(`${folder}/ref`)).toBeUndefined();
  const old = await settled(reader, later.useArtifact("mnist:v0"));
  await expect(settled(reader, old.downloadFile("d/b.txt", { folder: "old" }))).resolves.toBe(
    "/home/ada/old/d/b.txt",
  );
  expect(textOf(reader, "/home/ada/old/d/b.txt")).toBe("two");
  await settled(reader, later.finish());
});

test("a model is linked, and used from where it is linked to", async () => {
  const server = createMockServer();
  const world = worldWith(server);
  world.fileSystem.writeFileSync("/home/ada/net.bin", new TextEncoder().encode("weights"));
  const run = await start(world, "trainer");
  const linked = await settled(world, run.linkModel("net.bin", "digits", { name: "net", aliases: ["prod"] }));
  expect(linked).toMatchObject({ name: "digits:v0", type: "model" });
  const path = await settled(world, run.useModel("model-registry/digits:prod"));
  expect(textOf(world, path)).toBe("weights");
  await settled(world, run.finish());
});

test("equal content is one version, and its files are stored once", async () => {
  const server = createMockServer();
  const world = worldWith(server);
  const run = await start(world, "twice");
  const [one, two] = [dataset({ a: "1" }), dataset({ a: "1" })];
  for (const artifact of [one, two]) {
    await settled(world, run.logArtifact(artifact));
    await settled(world, artifact.wait());
  }
  expect(two.id).toBe(one.id);
  expect(two.version).toBe("v0");
  await settled(world, run.finish());
});

test("on a bad network each version arrives once and whole", async () => {
  for (let seed = 1; seed <= 4; seed++) {
    const random = createSeededRandom(seed);
    const server = createMockServer();
    const world = worldWith(server, () =>
      random.float() > 0.2 ? undefined : random.float() > 0.5 ? "refused" : "reply-lost",
    );
    const run = await start(world, "abc");
    for (let version = 0; version < 3; version++) {
      const artifact = dataset({ a: "same", b: `version ${version}` });
      await settled(world, run.logArtifact(artifact));
      await settled(world, artifact.wait());
      expect(artifact.version, `seed ${seed}`).toBe(`v${version}`);
    }
    await settled(world, run.finish());
  }
});
