import { FileSystemError } from "@stepwell/effects";
import type { FileSystem } from "@stepwell/effects";
import { describe, expect, test } from "vitest";
import { createApi } from "../create-api.ts";
import { Image } from "../media/image.ts";
import { createMemoryWorld } from "../testing/memory-world.ts";
import type { MemoryWorld } from "../testing/memory-world.ts";
import { runContents } from "../testing/run-contents.ts";
import type { InitOptions } from "../settings/init-options.ts";
import type { Run } from "./run.ts";
import type { SaveOptions } from "./save-files.ts";

const FILES = [
  "/home/ada/model.bin",
  "/home/ada/model[1].bin",
  "/home/ada/notes.txt",
  "/home/ada/checkpoints/a.bin",
  "/home/ada/checkpoints/b.bin",
  "/home/ada/checkpoints/b.txt",
  "/home/ada/checkpoints/.hidden.bin",
  "/home/ada/checkpoints/deep/c.bin",
  "/mnt/disk/weights/w.bin",
];

const text = (value: string): Uint8Array => new TextEncoder().encode(value);

interface Started {
  readonly world: MemoryWorld;
  readonly run: Run;
  save(path: string, options?: SaveOptions): string[];
  /** What the run file says of saved files. */
  items(): string[];
}

async function start(
  options: InitOptions = {},
  change: (fileSystem: FileSystem) => Partial<FileSystem> = () => ({}),
): Promise<Started> {
  const world = createMemoryWorld();
  for (const path of FILES) {
    world.fileSystem.makeFolderSync(path.slice(0, path.lastIndexOf("/")));
    world.fileSystem.writeFileSync(path, text(path));
  }
  const changed = { ...world, fileSystem: { ...world.fileSystem, ...change(world.fileSystem) } };
  const run = await createApi(() => changed).init({ silent: true, ...options });
  return {
    world,
    run,
    save: (path, saveOptions) => run.save(path, saveOptions).map((full) => full.slice(run.dir.length + 1)),
    items: () =>
      runContents(world.fileSystem, run).records.flatMap((record) =>
        record.type === "files"
          ? record.files.filter(({ kind }) => kind === "other").map((file) => `${file.policy} ${file.path}`)
          : [],
      ),
  };
}

describe("run.save", () => {
  test("links a file into the run and records it, live unless told otherwise", async () => {
    const { world, run, items } = await start();
    expect(run.save("model.bin")).toEqual([`${run.dir}/model.bin`]);
    expect(run.save("notes.txt", { policy: "end" })).toEqual([`${run.dir}/notes.txt`]);
    expect(items()).toEqual(["live model.bin", "end notes.txt"]);
    world.fileSystem.writeFileSync("/home/ada/model.bin", text("changed"));
    expect(world.fileSystem.readFileSync(`${run.dir}/model.bin`)).toEqual(text("changed"));
  });

  test.each([
    ["checkpoints/*.bin", {}, ["checkpoints/a.bin", "checkpoints/b.bin"]],
    ["checkpoints/[b-z].*", {}, ["checkpoints/b.bin", "checkpoints/b.txt"]],
    ["checkpoints/{a,b}.bin", {}, ["checkpoints/a.bin", "checkpoints/b.bin"]],
    ["checkpoints/?.txt", {}, ["checkpoints/b.txt"]],
    ["checkpoints/.*.bin", {}, ["checkpoints/.hidden.bin"]],
    ["checkpoints/**/*.bin", {}, ["checkpoints/a.bin", "checkpoints/b.bin", "checkpoints/deep/c.bin"]],
    ["checkpoints/deep", {}, ["checkpoints/deep/c.bin"]],
    ["*/deep/*", { basePath: "/home" }, ["ada/checkpoints/deep/c.bin"]],
    ["notes.txt", { basePath: "/home" }, ["ada/notes.txt"]],
    ["checkpoints/deep/c.bin", { basePath: "checkpoints" }, ["deep/c.bin"]],
    ["./checkpoints//../notes.txt", {}, ["notes.txt"]],
    ["/mnt/disk/weights/w.bin", {}, ["weights/w.bin"]],
    ["/mnt/disk/weights/w.bin", { basePath: "/mnt" }, ["disk/weights/w.bin"]],
    ["/mnt/disk/weights/*", { basePath: "/" }, ["mnt/disk/weights/w.bin"]],
    ["model[1].bin", { glob: false }, ["model[1].bin"]],
    ["model*.bin", { glob: false }, []],
    ["nothing.bin", {}, []],
    ["nowhere/*.bin", {}, []],
  ] as const)("%j with %j", async (path, options, expected) => {
    const { save } = await start();
    expect(save(path, options)).toEqual(expected);
  });

  test("neither the run folders nor hidden folders are searched", async () => {
    const { world, save } = await start();
    world.fileSystem.makeFolderSync("/home/ada/.cache");
    world.fileSystem.writeFileSync("/home/ada/.cache/x.wandb", text("x"));
    expect(save("**/*.wandb")).toEqual([]);
    expect(save("**/c.bin")).toEqual(["checkpoints/deep/c.bin"]);
  });

  test("a file of the run's own folder is recorded where it is", async () => {
    const { world, run, items } = await start();
    world.fileSystem.writeFileSync(`${run.dir}/made-here.txt`, text("here"));
    expect(run.save(`${run.dir}/made-here.txt`, { basePath: run.dir, policy: "now" })).toEqual([
      `${run.dir}/made-here.txt`,
    ]);
    expect(items()).toEqual(["now made-here.txt"]);
    expect(world.fileSystem.readFileSync(`${run.dir}/made-here.txt`)).toEqual(text("here"));
  });

  test("a file that is saved again is said again only where it is wanted now", async () => {
    const { save, items } = await start();
    for (let epoch = 0; epoch < 3; epoch++) {
      save("model.bin");
      save("notes.txt", { policy: "now" });
    }
    save("model.bin", { policy: "end" });
    expect(items()).toEqual([
      "live model.bin",
      "now notes.txt",
      "now notes.txt",
      "now notes.txt",
      "end model.bin",
    ]);
  });

  test("without symbolic links a hard link is made, and without those a copy, which is saved as it is now", async () => {
    const hard = await start({}, () => ({ linkSync: () => undefined }));
    hard.save("model.bin");
    expect(hard.items()).toEqual(["live model.bin"]);
    expect(hard.world.fileSystem.statSync(`${hard.run.dir}/model.bin`)?.identity).toBe(
      hard.world.fileSystem.statSync("/home/ada/model.bin")?.identity,
    );
    const copying = await start({}, () => ({
      linkSync: () => undefined,
      hardLinkSync(_, path) {
        throw new FileSystemError("EXDEV", path);
      },
    }));
    expect(copying.save("model.bin")).toEqual(["model.bin"]);
    copying.save("notes.txt", { policy: "end" });
    expect(copying.items()).toEqual(["now model.bin", "end notes.txt"]);
  });

  test("what can't be placed is counted, and the rest is saved", async () => {
    const full = (_: string, path: string): never => {
      throw new FileSystemError("ENOSPC", path);
    };
    const { run, save, items } = await start({}, ({ linkSync }) => ({
      linkSync: (target, path) => (path.endsWith("/a.bin") ? full(target, path) : linkSync(target, path)),
      hardLinkSync: full,
      copyFileSync: full,
    }));
    expect(save("checkpoints/*.bin")).toEqual(["checkpoints/b.bin"]);
    expect(items()).toEqual(["live checkpoints/b.bin"]);
    expect(run.stats().dropped).toEqual({ file: 1 });
  });

  test("files of the run itself are not replaced", async () => {
    const { world, run, save } = await start();
    for (const name of ["config.yaml", "Config.YAML", "output.log", "media/images/x.png"]) {
      world.fileSystem.makeFolderSync("/home/ada/media/images");
      world.fileSystem.writeFileSync(`/home/ada/${name}`, text("mine"));
    }
    world.fileSystem.makeFolderSync(`${run.dir}/media/images`);
    world.fileSystem.writeFileSync(`${run.dir}/media/images/x.png`, text("the run's"));
    expect(save("*.{yaml,log}")).toEqual([]);
    expect(save("media/images/x.png")).toEqual([]);
    expect(world.fileSystem.readFileSync(`${run.dir}/media/images/x.png`)).toEqual(text("the run's"));
    expect(run.stats().dropped).toEqual({ file: 3 });
  });

  test("an address elsewhere is no file: nothing is saved, and that is said once", async () => {
    const { world, run } = await start({ silent: false });
    const before = world.printed.length;
    expect(run.save("gs://bucket/model.bin")).toEqual([]);
    expect(run.save("s3://bucket/model.bin")).toEqual([]);
    expect(world.printed.slice(before)).toEqual([
      'Stepwell: "gs://bucket/model.bin" is not saved, since it is no file of this machine.\n',
    ]);
  });

  test.each([
    [[""], "is no path"],
    [["a\0b"], "is no path"],
    [[5], '"5" is not text'],
    [["x", { basePath: 5 }], '"5" is not text'],
    [["x", { policy: "never" }], '"never" is not a policy'],
    [["x", { base: "." }], 'the option "base" is not known'],
    [["x", "live"], 'the options are "live"'],
    [["../secret"], '"../secret" is not below "/home/ada"'],
    [["/etc/passwd", { basePath: "." }], '"/etc/passwd" is not below "/home/ada"'],
    [["/home/adam/x", { basePath: "/home/ada" }], "is not below"],
    [["."], "is the base folder itself"],
    [["checkpoints/..", {}], "is the base folder itself"],
    [["*"], 'begins with "*"'],
    [["*/a.bin"], 'begins with "*"'],
  ])("save(...%j) is refused", async (args, sentence) => {
    const { run, items } = await start();
    const save = run.save as (...args: readonly unknown[]) => void;
    expect(() => save(...args)).toThrow(sentence);
    expect(items()).toEqual([]);
  });

  test("files that are to be ignored are placed and not named, whoever writes them", async () => {
    const { run, save, items, world } = await start({
      ignoreGlobs: ["*.txt", "checkpoints/{a,c}*", "media/**"],
    });
    expect(save("notes.txt")).toEqual(["notes.txt"]);
    save("checkpoints/*");
    run.log({ picture: new Image(new Uint8Array(4), { shape: [2, 2] }) });
    expect(items()).toEqual(["live checkpoints/b.bin", "live checkpoints/b.txt"]);
    const { records, rows } = runContents(world.fileSystem, run);
    expect(records.filter(({ type }) => type === "files")).toHaveLength(1);
    expect(rows).toHaveLength(1);
    expect(run.stats()).toMatchObject({ rowsWritten: 1, dropped: {} });
    expect(run.stats().bytes).toBeGreaterThan(100);
  });

  test("a pattern over far too many files is refused", async () => {
    const crowd = Array.from({ length: 100_001 }, (_, index) => ({
      name: `f${index}`,
      kind: "file" as const,
    }));
    const { save } = await start({}, () => ({ listSync: () => crowd }));
    expect(() => save("checkpoints/*.none")).toThrow("means too many files");
  });

  test("links in a circle end", async () => {
    const { world, save } = await start();
    world.fileSystem.linkSync("/home/ada/checkpoints", "/home/ada/checkpoints/round");
    expect(save("checkpoints/**/a.bin").length).toBeLessThan(40);
  });

  test("a finished run saves nothing, a disabled one returns nothing", async () => {
    const { run, save } = await start();
    await run.finish();
    expect(() => save("model.bin")).toThrow("it has finished");
    const disabled = await start({ mode: "disabled" });
    expect(disabled.run.save("model.bin")).toEqual([]);
  });
});
