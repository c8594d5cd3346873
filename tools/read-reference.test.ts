import { dirname } from "node:path";
import { expect, it } from "vitest";
import { readReference } from "./read-reference.mjs";

interface Name {
  readonly name: string;
  readonly kind: string;
  readonly said: string;
  readonly example: string;
  readonly code: string;
}

interface Package {
  readonly name: string;
  readonly doors: readonly { readonly specifier: string; readonly names: readonly Name[] }[];
}

const reference: readonly Package[] = readReference(dirname(import.meta.dirname));
const core = reference.find(({ name }) => name === "@stepwell/core")?.doors[0]?.names ?? [];
const named = (name: string) => core.find((one) => one.name === name);

it("every published package with exports is there, its main door first", () => {
  expect(reference.map(({ doors }) => doors[0]?.specifier)).toContain("@stepwell/client");
  expect(core.length).toBeGreaterThan(100);
});

it("a class is shown without the bodies of its methods and without what is private", () => {
  const { kind, said, example, code } = named("Histogram") ?? {};
  expect(kind).toBe("class");
  expect(said).toMatch(/^A distribution/);
  expect(example).toMatch(/^run\.log/);
  expect(code).toContain("constructor(data: HistogramData, options: HistogramOptions = {});");
  expect(code).not.toMatch(/#|return |\[HISTOGRAM\]/);
});

it("a function is its signature, and an interface is whole", () => {
  expect(named("box3d")?.code).toBe("function box3d(options: Box3dOptions): Box3d;");
  expect(named("LogOptions")?.code).toContain("readonly commit?: boolean | undefined;");
});

it("a call of the module is shown as the interface writes it that it is a member of", () => {
  expect(named("log")).toMatchObject({
    kind: "function",
    code: "function log(data: LogData<OpenKeys>, options?: LogOptions): void;",
  });
  // By way of another interface.
  expect(named("logArtifact")?.code).toMatch(/^function logArtifact\(artifact: .*\): Promise<Artifact>;$/);
  expect(named("config")?.kind).toBe("value");
});

it("a long value is told by the names of its members", () => {
  expect(named("columnType")?.code).toMatch(/^const columnType = \{ list, record, [\w, ]+ \};$/);
});
