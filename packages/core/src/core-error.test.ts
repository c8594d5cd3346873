import { readFileSync } from "node:fs";
import { inspect } from "node:util";
import { describe, expect, test } from "vitest";
import { ConfigError, CoreError, DeliveryError, UsageError } from "./core-error.ts";
import { ArtifactError } from "./errors/artifact-error.ts";
import { DiskError } from "./errors/disk-error.ts";
import { FileError } from "./errors/file-error.ts";
import { NoRunError } from "./errors/no-run-error.ts";
import { OptionError } from "./errors/option-error.ts";
import { ResumeError } from "./errors/resume-error.ts";
import { RunFinishedError } from "./errors/run-finished-error.ts";
import { StepTooLowError } from "./errors/step-too-low-error.ts";
import { ValueError } from "./errors/value-error.ts";
import * as core from "./node/index.ts";

const cause = new Error("below");

/** One of each, with the facts that it must carry. */
const errors = {
  UsageError: [new UsageError("m", { cause }), {}],
  ConfigError: [new ConfigError("m", { key: "lr", cause }), { key: "lr" }],
  DeliveryError: [new DeliveryError("m", { status: 503, cause }), { status: 503, retryable: true }],
  DiskError: [new DiskError("m", { path: "/p", code: "ENOSPC", cause }), { path: "/p", code: "ENOSPC" }],
  RunFinishedError: [new RunFinishedError("m", { runId: "r", cause }), { runId: "r" }],
  NoRunError: [new NoRunError("m", { member: "log", cause }), { member: "log" }],
  StepTooLowError: [new StepTooLowError("m", { step: 3, current: 5, cause }), { step: 3, current: 5 }],
  ValueError: [new ValueError("m", { key: "k", purpose: "log", cause }), { key: "k", purpose: "log" }],
  OptionError: [new OptionError("m", { option: "step", cause }), { option: "step" }],
  FileError: [new FileError("m", { path: "/p", code: undefined, cause }), { path: "/p", code: undefined }],
  ResumeError: [
    new ResumeError("m", { runId: "r", reason: "missing", cause }),
    { runId: "r", reason: "missing" },
  ],
  ArtifactError: [
    new ArtifactError("m", { artifact: "a:v0", reason: "sealed", cause }),
    { artifact: "a:v0", reason: "sealed" },
  ],
} as const;

const classes = {
  UsageError,
  ConfigError,
  DeliveryError,
  DiskError,
  RunFinishedError,
  NoRunError,
  StepTooLowError,
  ValueError,
  OptionError,
  FileError,
  ResumeError,
  ArtifactError,
};

const page = readFileSync(new URL("../../../docs/errors.md", import.meta.url), "utf8");

const NO_MISUSE = ["ConfigError", "DeliveryError", "DiskError"];

describe.each(Object.entries(errors))("%s", (name, [error, facts]) => {
  test("carries its name, message, cause and facts", () => {
    expect(error).toMatchObject({ name, message: "m", ...facts });
    expect(error.cause).toBe(cause);
  });

  test("is a CoreError, a UsageError where the caller is wrong, and of no other class", () => {
    expect(CoreError.isInstance(error)).toBe(true);
    for (const [kind, { isInstance }] of Object.entries(classes)) {
      const isMisuse = kind === "UsageError" && !NO_MISUSE.includes(name);
      expect([kind, isInstance(error)]).toEqual([kind, kind === name || isMisuse]);
    }
  });

  test("stands in docs/errors.md with its facts", () => {
    const row = page.match(new RegExp(`^\\| \`${name}\` +\\|([^|]*)\\|`, "m"));
    expect(row).not.toBeNull();
    expect(row?.[1]?.match(/\w+/g) ?? []).toEqual(Object.keys(facts));
  });

  test("is printed without the marks by which it is known", () => {
    expect(inspect(error)).not.toContain("Symbol(");
  });

  test("is known when it comes from another copy of the package", () => {
    const copy = { [Symbol.for(`stepwell.${name}`)]: true };
    expect(classes[name as keyof typeof classes].isInstance(copy)).toBe(true);
  });
});

test.each([0, 408, 429, 500, 503])("a delivery that failed with status %i may succeed later", (status) => {
  expect(new DeliveryError("d", { status }).retryable).toBe(true);
});

test.each([200, 400, 401, 404, 501])("a delivery that was refused with status %i is final", (status) => {
  expect(new DeliveryError("d", { status }).retryable).toBe(false);
});

test.each([null, undefined, 1, {}, new Error("x")])("%s is none of them", (value) => {
  for (const { isInstance } of [CoreError, ...Object.values(classes)]) expect(isInstance(value)).toBe(false);
});

test("every class that the package exports is tested here", () => {
  const exported = Object.keys(core).filter((name) => name.endsWith("Error"));
  expect(exported.sort()).toEqual(["CoreError", ...Object.keys(classes)].sort());
});
