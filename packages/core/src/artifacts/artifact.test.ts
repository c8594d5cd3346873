import { describe, expect, test } from "vitest";
import { UsageError } from "../core-error.ts";
import { Artifact } from "./artifact.ts";
import type { ArtifactOptions } from "./artifact.ts";

const GOOD = { name: "mnist", type: "dataset" };
const HUNDRED_AND_ONE = Object.fromEntries(Array.from({ length: 101 }, (_, index) => [`k${index}`, index]));

describe("an artifact is refused with a sentence that names the argument, the value and the remedy", () => {
  test.each<[unknown, RegExp]>([
    [undefined, /the options are "undefined"\. Give an object, as \{ name: "mnist"/],
    ["mnist", /the options are "mnist"/],
    [{ ...GOOD, alias: ["a"] }, /the option "alias" is not known\. Did you mean "aliases"\?/],
    [{ type: "t" }, /the name is "undefined"\. Use letters/],
    [{ ...GOOD, name: "" }, /the name is ""/],
    [{ ...GOOD, name: "a b" }, /the name is "a b"/],
    [{ ...GOOD, name: "a/b" }, /the name is "a\/b"/],
    [{ ...GOOD, name: "a:v0" }, /the name is "a:v0"/],
    [{ ...GOOD, name: "x".repeat(129) }, /at most 128 of them/],
    [{ name: "a" }, /the type is "undefined"\. Give a short text/],
    [{ ...GOOD, type: "" }, /the type is ""/],
    [{ ...GOOD, type: 7 }, /the type is "7"/],
    [{ ...GOOD, type: "job" }, /the type "job" is kept for what runs log of themselves/],
    [{ ...GOOD, type: "wandb-history" }, /the type "wandb-history" is kept/],
    [{ name: "run-abc-t", type: "run_table" }, /the type "run_table" is kept/],
    [{ name: "source-p-x", type: "code" }, /the type "code" is kept/],
    [{ ...GOOD, description: 7 }, /the description is "7"\. Give text/],
    [{ ...GOOD, metadata: 7 }, /they are "7"\. Give an object/],
    [{ ...GOOD, metadata: [1] }, /they are "a list of 1"/],
    [{ ...GOOD, metadata: HUNDRED_AND_ONE }, /they have "101" keys\. Give at most 100/],
    [{ ...GOOD, metadata: { a: { b: [Infinity] } } }, /a value is "Infinity"\. Use a finite number/],
    [{ ...GOOD, aliases: "best" }, /"best" is no alias\. Give a list of texts/],
    [{ ...GOOD, aliases: ["a", "b:c"] }, /"b:c" is no alias/],
    [{ ...GOOD, aliases: ["a/b"] }, /"a\/b" is no alias/],
    [{ ...GOOD, aliases: [undefined] }, /"undefined" is no alias/],
    [{ ...GOOD, tags: ["a!"] }, /"a!" is no tag/],
    [{ ...GOOD, tags: [""] }, /"" is no tag/],
  ])("%j", (options, message) => {
    const make = (): Artifact => new Artifact(options as ArtifactOptions);
    expect(make).toThrow(UsageError);
    expect(make).toThrow(message);
  });
});

test("types and names that only look like the kept ones are fine", () => {
  for (const [name, type] of [
    ["table", "run_table"],
    ["run-x", "dataset"],
    ["train", "code"],
    ["a", "jobs"],
  ] as const)
    expect(new Artifact({ name, type }).type).toBe(type);
});

describe("what can't be added is refused with a sentence", () => {
  test.each<[string, (artifact: Artifact) => void, RegExp]>([
    ["no path", (artifact) => artifact.addFile(7 as never), /"7" is no path\. Give the path/],
    ["an empty path", (artifact) => artifact.addDir(""), /"" is no path/],
    [
      "an address as a file",
      (artifact) => artifact.addFile("s3://b/k"),
      /is an address, not a path\. Use addReference/,
    ],
    [
      "a name in place of options",
      (artifact) => artifact.addFile("a", "b" as never),
      /the options are "b"\. Give an object/,
    ],
    [
      "an unknown option",
      (artifact) => artifact.addFile("a", { nam: "b" } as never),
      /Did you mean "name"\?/,
    ],
    [
      "a name that leads out",
      (artifact) => artifact.addFile("a", { name: "../b" }),
      /"\.\.\/b" is no name inside it/,
    ],
    ["an absolute name", (artifact) => artifact.addBytes("x", { name: "/b" }), /"\/b" is no name inside it/],
    ["a name of Windows", (artifact) => artifact.addBytes("x", { name: "C:\\b" }), /is no name inside it/],
    ["an empty name", (artifact) => artifact.addBytes("x", { name: "." }), /"\." is no name inside it/],
    [
      "bytes without a name",
      (artifact) => artifact.addBytes("x", {} as never),
      /"undefined" is no name inside it/,
    ],
    ["no bytes", (artifact) => artifact.addBytes(7 as never, { name: "a" }), /"7" is neither bytes nor text/],
    ["no address", (artifact) => artifact.addReference("a/b"), /"a\/b" is no address\. Give one as "https:/],
    ["an address without a name in it", (artifact) => artifact.addReference("https://"), /is no address/],
    [
      "a checksum of nothing",
      (artifact) => artifact.addReference("s3://b/k", { checksum: "" }),
      /the checksum is ""/,
    ],
    ["no media", (artifact) => artifact.add({} as never, "a"), /"an object" is no media object/],
    ["what is not there", (artifact) => artifact.remove("a"), /it holds nothing of that name/],
  ])("%s", (_, add, message) => {
    const call = (): void => add(new Artifact(GOOD));
    expect(call).toThrow(UsageError);
    expect(call).toThrow(message);
  });

  test("one file under two names: both would hold what it is at the end", () => {
    const artifact = new Artifact(GOOD);
    artifact.addFile("model.bin", { name: "epoch-1.bin" });
    artifact.addFile("model.bin", { name: "epoch-1.bin" });
    expect(() => artifact.addFile("model.bin", { name: "epoch-2.bin" })).toThrow(
      /its file "model\.bin" is in it as "epoch-1\.bin", and is read only when the artifact is logged\. Save it/,
    );
  });
});

test("options and bytes are copied", () => {
  const aliases = ["a"];
  const metadata = { list: [1] };
  const artifact = new Artifact({ ...GOOD, aliases, metadata });
  aliases.push("b");
  metadata.list.push(2);
  (artifact.metadata as { list: number[] }).list.push(3);
  expect(artifact).toMatchObject({ aliases: ["a"], metadata: { list: [1] } });
});
