import { createRunFileReader, decodeArtifact } from "@stepwell/protocol";
import type { Artifact as WrittenArtifact } from "@stepwell/protocol";
import { describe, expect, test } from "vitest";
import { DeliveryError, UsageError } from "../core-error.ts";
import { DiskError } from "../errors/disk-error.ts";
import { createApi } from "../create-api.ts";
import { Classes } from "../media/classes.ts";
import { Image } from "../media/image.ts";
import { Table } from "../media/table.ts";
import type { Run } from "../run/run.ts";
import { createMemoryWorld } from "../testing/memory-world.ts";
import type { MemoryWorld } from "../testing/memory-world.ts";
import { Artifact } from "./artifact.ts";
import type { ArtifactOptions } from "./artifact.ts";

async function start(
  files: Readonly<Record<string, string>> = {},
): Promise<{ world: MemoryWorld; run: Run }> {
  const world = createMemoryWorld();
  for (const [name, text] of Object.entries(files)) write(world, name, text);
  const run = await createApi(() => world).init({ id: "abc", project: "p", silent: true });
  return { world, run };
}

function write({ fileSystem }: MemoryWorld, name: string, text: string): void {
  const path = `/home/ada/${name}`;
  fileSystem.makeFolderSync(path.slice(0, path.lastIndexOf("/")));
  fileSystem.writeFileSync(path, new TextEncoder().encode(text));
}

function written({ fileSystem }: MemoryWorld, run: Run): WrittenArtifact[] {
  const reader = createRunFileReader();
  const artifacts: WrittenArtifact[] = [];
  reader.push(fileSystem.readFileSync(`${run.folder}/run-abc.wandb`));
  for (let event = reader.next(); event !== undefined; event = reader.next()) {
    if (event.kind === "record" && event.record.type === "artifact")
      artifacts.push(decodeArtifact(event.record.encoded));
  }
  return artifacts;
}

function contents(world: MemoryWorld, artifact: WrittenArtifact | undefined): Record<string, string> {
  return Object.fromEntries(
    (artifact?.contents ?? []).map(({ path, ref, localPath }) => [
      path,
      ref === "" ? new TextDecoder().decode(world.fileSystem.readFileSync(localPath)) : ref,
    ]),
  );
}

function dataset(options: Partial<ArtifactOptions> = {}): Artifact {
  return new Artifact({ name: "mnist", type: "dataset", ...options });
}

describe("logArtifact", () => {
  test("the record is in the file when the promise resolves, with digests as the official client makes them", async () => {
    const { world, run } = await start({ "f.txt": "hi", "b.txt": "hi2" });
    const artifact = dataset({ description: "d", metadata: { n: 1, x: NaN }, aliases: ["a"], tags: ["t"] });
    artifact.addFile("f.txt");
    for (const name of ["f-x.txt", "f", "f/é.txt", "f/\u{1F600}.txt", "f/\uFF21.txt"])
      artifact.addBytes("hi2", { name });
    artifact.addReference("https://example.com/a/b.bin?x=1", { name: "b.bin?x=1" });
    await run.logArtifact(artifact, { aliases: ["b"], tags: ["u v"] });
    const [record] = written(world, run);
    expect(record).toMatchObject({
      runId: "abc",
      project: "p",
      artifactType: "dataset",
      name: "mnist",
      description: "d",
      metadata: '{"n":1,"x":null}',
      aliases: ["a", "b", "latest"],
      tags: ["t", "u v"],
      userCreated: true,
      finalize: true,
      // Made by wandb 0.30.0 from the same names and contents.
      digest: "5a2fe4e3414fe8f06233dbd982e36296",
      digestAlgorithm: "MANIFEST_MD5",
    });
    expect(record?.clientId).toMatch(/^[a-z0-9]{128}$/);
    expect(record?.contents[0]).toMatchObject({ path: "f.txt", digest: "SfaKXIST7CwL9ImCHCH8Ow==", size: 2 });
    expect(artifact).toMatchObject({ digest: record?.digest, size: 17, fileCount: 7 });
  });

  test("what is logged stays as it was, whatever becomes of the files", async () => {
    const { world, run } = await start({ "model.bin": "first" });
    const artifact = await run.logArtifact("model.bin");
    write(world, "model.bin", "second");
    const [record] = written(world, run);
    expect(record).toMatchObject({ name: "run-abc-model.bin", artifactType: "unspecified" });
    expect(contents(world, record)).toEqual({ "model.bin": "first" });
    expect(artifact.name).toBe("run-abc-model.bin");
  });

  test("a folder brings all its files, also through links, and none of those that were removed", async () => {
    const { world, run } = await start({ "d/a": "1", "d/sub/b": "2", "d/sub/c": "3", "other/x": "4" });
    world.fileSystem.linkSync("/home/ada/other", "/home/ada/d/link");
    world.fileSystem.linkSync("/home/ada/d", "/home/ada/d/round");
    const artifact = dataset();
    artifact.addDir("d", { name: "data" });
    artifact.remove("data/sub/c");
    await run.logArtifact(artifact);
    expect(contents(world, written(world, run)[0])).toEqual({
      "data/a": "1",
      "data/sub/b": "2",
      "data/link/x": "4",
    });
  });

  test("references keep their address; those to files are read for their checksum", async () => {
    const { world, run } = await start({ "d/a b": "1", "d/c": "2" });
    const artifact = dataset();
    artifact.addReference("s3://bucket/key/z.bin", { checksum: "etag" });
    artifact.addReference("file:///home/ada/d", { name: "dir" });
    artifact.addReference("gs://bucket/y");
    await run.logArtifact(artifact);
    const entries = written(world, run)[0]?.contents ?? [];
    expect(entries.map(({ path, ref, digest, size }) => ({ path, ref, digest, size }))).toEqual([
      { path: "z.bin", ref: "s3://bucket/key/z.bin", digest: "etag", size: 0 },
      { path: "dir/a b", ref: "file:///home/ada/d/a%20b", digest: "xMpCOKC5I4INzFCab3WEmw==", size: 1 },
      { path: "dir/c", ref: "file:///home/ada/d/c", digest: "yB5yjZ1ML2NvBn+JzBSGLA==", size: 1 },
      { path: "y", ref: "gs://bucket/y", digest: "gs://bucket/y", size: 0 },
    ]);
  });

  test("media stand in it as W&B's have it", async () => {
    const { world, run } = await start();
    const artifact = dataset();
    artifact.add(new Table({ columns: ["a"], data: [[1]] }), "tab/t1");
    artifact.add(new Image(new Uint8Array(4), { shape: [2, 2] }), "im");
    artifact.add(new Classes([{ id: 0, name: "c" }]), "cl");
    await run.logArtifact(artifact);
    const found = contents(world, written(world, run)[0]);
    const image = Object.keys(found).find((name) => name.endsWith(".png")) ?? "";
    expect(image).toMatch(/^media\/images\/[0-9a-f]{20}\.png$/);
    expect(JSON.parse(found["tab/t1.table.json"] ?? "")).toEqual({
      _type: "table",
      column_types: {
        params: {
          type_map: {
            a: { params: { allowed_types: [{ wb_type: "none" }, { wb_type: "number" }] }, wb_type: "union" },
          },
        },
        wb_type: "typedDict",
      },
      columns: ["a"],
      data: [[1]],
      log_mode: "IMMUTABLE",
      ncols: 1,
      nrows: 1,
    });
    expect(JSON.parse(found["im.image-file.json"] ?? "")).toMatchObject({ _type: "image-file", path: image });
    expect(JSON.parse(found["cl.classes.json"] ?? "")).toEqual({
      _type: "classes",
      class_set: [{ id: 0, name: "c" }],
    });
  });

  test("a picture at an address is a reference beside its JSON", async () => {
    const { world, run } = await start();
    const artifact = dataset();
    artifact.add(new Image("https://host/x/c.png"), "far");
    await run.logArtifact(artifact);
    const entries = written(world, run)[0]?.contents ?? [];
    expect(entries.some(({ path }) => path === "far.image-file.json")).toBe(true);
    expect(entries.find(({ ref }) => ref !== "")).toMatchObject({
      path: expect.stringMatching(/^media\/images\/[0-9a-f]{20}\/c\.png$/) as string,
      ref: "https://host/x/c.png",
      size: 0,
      localPath: "",
    });
  });

  test("finish waits for files that are being copied", async () => {
    const { world, run } = await start({ "a.bin": "x" });
    void run.logArtifact("a.bin");
    await run.finish();
    expect(written(world, run)).toHaveLength(1);
    expect(run.stats().dropped).toEqual({});
  });

  test("a process that ends first loses the artifact, and says so", async () => {
    const { world, run } = await start({ "a.bin": "x" });
    const logged = run.logArtifact("a.bin");
    world.exit(0);
    await expect(logged).rejects.toThrow(/the run ended before its files were copied\. Await/);
    expect(written(world, run)).toHaveLength(0);
  });

  test("a full disk is told to who waits, counted, and no unhandled rejection", async () => {
    const { world, run } = await start({ "a.bin": "x".repeat(100) });
    world.fileSystem.fail({ afterBytes: 10, path: "/artifacts/" });
    const artifact = dataset();
    artifact.addFile("a.bin");
    await expect(run.logArtifact(artifact)).rejects.toSatisfy(
      (error) => DiskError.isInstance(error) && error.code === "ENOSPC" && /ENOSPC/.test(error.message),
    );
    expect(run.stats().dropped).toEqual({ artifact: 1 });
    expect(world.fileSystem.statSync(`${run.folder}/artifacts`)?.kind).toBe("folder");
    // Nothing was taken, so that it can be logged again.
    await run.logArtifact(artifact);
    expect(written(world, run)).toHaveLength(1);
  });

  test.each([
    ["a missing file", "gone.bin", /"\/home\/ada\/gone\.bin" is no file\. Check the path/],
    ["no path at all", 7, /"7" is neither an Artifact nor a path/],
  ])("%s is refused", async (_, given, message) => {
    const { run } = await start();
    await expect(run.logArtifact(given as string)).rejects.toThrow(message);
    await expect(run.logArtifact(given as string)).rejects.toThrow(UsageError);
  });

  test("two contents under one name are refused, twice the same is one entry", async () => {
    const { world, run } = await start();
    const twice = dataset();
    twice.addBytes("1", { name: "a" });
    twice.addBytes("1", { name: "./a" });
    await run.logArtifact(twice);
    expect(contents(world, written(world, run)[0])).toEqual({ a: "1" });
    const clash = dataset();
    clash.addBytes("1", { name: "a" });
    clash.addBytes("2", { name: "a" });
    await expect(run.logArtifact(clash)).rejects.toThrow(/"a" was added twice, with two contents/);
  });

  test("nothing can be added once it is logged", async () => {
    const { run } = await start();
    const artifact = dataset();
    artifact.addBytes("1", { name: "a" });
    const logged = run.logArtifact(artifact);
    expect(() => artifact.addBytes("2", { name: "b" })).toThrow(/it is being logged\. Make a new Artifact/);
    await logged;
    expect(() => artifact.addFile("b")).toThrow(/it was logged to the run "abc"/);
    await expect(run.logArtifact(artifact)).rejects.toThrow(/this run has logged it already/);
  });

  test("without a server nothing can be waited for, used or linked", async () => {
    const { run } = await start();
    const artifact = dataset();
    await expect(artifact.wait()).rejects.toThrow(/it was not logged/);
    artifact.addBytes("1", { name: "a" });
    await run.logArtifact(artifact);
    for (const call of [
      () => artifact.wait(),
      () => run.useArtifact("mnist:latest"),
      () => run.useModel("mnist"),
      () => run.linkArtifact(artifact, "wandb-registry-model/digits"),
    ]) {
      await expect(call()).rejects.toThrow(DeliveryError);
      await expect(call()).rejects.toThrow(/the run "abc" has no server\. Give init\(\) a baseUrl/);
    }
  });

  test("a disabled run takes everything and keeps nothing", async () => {
    const world = createMemoryWorld();
    const run = await createApi(() => world).init({ mode: "disabled" });
    const artifact = await run.logArtifact(dataset());
    await expect(artifact.wait()).resolves.toBe(artifact);
    await expect(run.logCode()).resolves.toBeUndefined();
    await expect(run.useArtifact("a")).rejects.toThrow(/is disabled/);
  });
});

describe("logModel and logCode", () => {
  test("a model is an artifact of that type", async () => {
    const { world, run } = await start({ "out/weights.bin": "w", "out/model.json": "{}" });
    await run.logModel("out", { name: "net", aliases: ["best"] });
    const [record] = written(world, run);
    expect(record).toMatchObject({ artifactType: "model", name: "net", aliases: ["best", "latest"] });
    expect(contents(world, record)).toEqual({ "weights.bin": "w", "model.json": "{}" });
  });

  test("code is what people write, and neither packages nor runs nor secrets nor data", async () => {
    const { world, run } = await start({
      "train.js": "1",
      "src/model.mts": "2",
      "src/view.tsx": "3",
      "kernels/add.wgsl": "4",
      "package.json": "{}",
      "package-lock.json": "{}",
      "data.json": "[]",
      ".env": "KEY=1",
      ".git/hook.js": "x",
      "node_modules/a/index.js": "x",
      "src/node_modules/b/index.js": "x",
      "wandb/run/files/code.js": "x",
      "old/x.js": "x",
      "bundle.js": "x".repeat(1024 * 1024 + 1),
    });
    await run.logCode(".", { exclude: (path) => path === "old" });
    const [record] = written(world, run);
    expect(record).toMatchObject({ artifactType: "code", name: "source-p-train.js" });
    expect(JSON.parse(record?.metadata ?? "")).toEqual({
      root: "ada",
      leftOut: { tooLarge: 1, tooMany: 0 },
    });
    expect(Object.keys(contents(world, record)).sort()).toEqual([
      "kernels/add.wgsl",
      "package.json",
      "src/model.mts",
      "src/view.tsx",
      "train.js",
    ]);
  });

  test("chosen files are logged, no files are undefined", async () => {
    const { world, run } = await start({ "a.txt": "1" });
    await expect(run.logCode()).resolves.toBeUndefined();
    await run.logCode(".", { name: "my code", include: (path) => path.endsWith(".txt") });
    expect(written(world, run)[0]).toMatchObject({ name: "my_code" });
    await expect(run.logCode("gone")).rejects.toThrow(/"\/home\/ada\/gone" is no folder/);
    await expect(run.logCode(".", { include: "*.js" as never })).rejects.toThrow(
      /"\*\.js" is no way to choose/,
    );
  });
});
