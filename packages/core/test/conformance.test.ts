import { conformanceCases, differences } from "@stepwell/conformance";
import type { ConformanceCase } from "@stepwell/conformance";
import { describe, expect, test } from "vitest";
import type { JsonObject } from "@stepwell/protocol";
import { AREAS } from "./conformance-areas.ts";
import { DIFFERENT } from "./conformance-different.ts";
import type { CoreExpectation } from "./conformance-different.ts";
import { runCoreCase, withoutOwn } from "./run-conformance-case.ts";

for (const area of AREAS) describe(area, () => runCases(conformanceCases(area)));

function runCases(cases: readonly ConformanceCase[]): void {
  for (const one of cases) test(`${one.id}: ${one.title}`, () => check(one));
}

async function check(one: ConformanceCase): Promise<void> {
  const result = await runCoreCase(one);
  const expected: CoreExpectation = { ...one.expect, ...DIFFERENT[one.id]?.expect };
  const found: string[] = [];
  const compare = (name: string, actual: unknown, wanted: unknown): void => {
    if (wanted !== undefined) found.push(...differences(actual, wanted, name));
  };
  const timed = /_timestamp/.test(JSON.stringify(one.calls));
  const hidden = ["_runtime", ...(timed ? [] : ["_timestamp"])];
  compare(
    "rows",
    result.rows.map((row) => withoutOwn(row, ...hidden)),
    expected.rows,
  );
  compare("summary", withoutOwn(result.state.summary, ...hidden, "_wandb"), expected.summary);
  compare("config", withoutOwn(result.state.config, "_wandb"), expected.config ?? {});
  compare("metrics", metricsOf(result.state.metrics), expected.metrics ?? []);
  compare(
    "errors",
    result.errors.map(({ call }) => call),
    expected.errors?.map(({ call }) => call) ?? [],
  );
  compare(
    "reads",
    result.reads.map(({ call, value }) => ({ call, value: readable(value) })),
    expected.reads ?? [],
  );
  compare("warnings", result.warnings, expected.warnings);
  compare("encoded", result.encoded, expected.encoded);
  compare("files", result.files, expected.files);
  compare(
    "tables",
    one.area === "plots" ? result.tables.map(withoutArtifact) : result.tables,
    expected.tables,
  );
  compare(
    "consoleLines",
    result.console.map(({ number, stream, text }) => ({ line: number, stream, text })),
    expected.consoleLines,
  );
  compare("charts", chartsOf(result.state.config), expected.charts ?? {});
  if (one.area === "media") {
    compare("classLabels", classLabelsOf(result.state.config), expected.classLabels ?? {});
  }
  expect(found).toEqual([]);
}

function readable(value: unknown): unknown {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return value;
  return withoutOwn(value as { [key: string]: never }, "_runtime", "_timestamp", "_wandb");
}

type Metrics = Awaited<ReturnType<typeof runCoreCase>>["state"]["metrics"];

// The recording server expanded no globs, so only concrete names are expected.
function metricsOf(metrics: Metrics): unknown[] {
  return metrics
    .filter(({ name }) => name !== "")
    .map(({ name, stepMetric, stepSync, hidden, summary, defined }) => ({
      name,
      stepSync,
      hidden,
      defined,
      summary,
      ...(stepMetric === "" ? {} : { stepMetric }),
    }))
    .sort((left, right) => (left.name < right.name ? -1 : 1));
}

// Only the area of tables says what the artifact holds.
function withoutArtifact(table: JsonObject): JsonObject {
  return withoutOwn(table, "artifact");
}

function chartsOf(config: JsonObject): JsonObject {
  const own = (config["_wandb"] ?? {}) as JsonObject;
  return (own["visualize"] ?? {}) as JsonObject;
}

function classLabelsOf(config: JsonObject): JsonObject {
  const own = (config["_wandb"] ?? {}) as JsonObject;
  return Object.fromEntries(Object.entries(own).filter(([key]) => key.endsWith("/class_labels")));
}
