import type { ArtifactVersionView } from "@stepwell/client";
import { expect, test } from "vitest";
import { eventMarks } from "../charts/chart-events.ts";
import { checkpointsOf, leftOut, runEvents } from "./run-events.ts";

const alert = { title: "Loss is NaN", text: "", level: "ERROR", row: 5, time: null } as const;

test("forks, resumptions, alerts and models are marked where they happened", () => {
  const events = runEvents({
    fork: { run: "r0", step: 10 },
    sessions: [
      { startedAt: 1_000, step: 0, resumed: false },
      { startedAt: 9_000, step: 50, resumed: true },
    ],
    alerts: [alert, { ...alert, title: "late", time: 12_000 }],
    alertSteps: [4, undefined],
    checkpoints: [{ word: "unet:v0", time: 11_000, step: 60 }],
  });
  expect(eventMarks(events, "_step", 1_000)).toEqual([
    { x: 10, word: "fork" },
    { x: 50, word: "resume" },
    { x: 4, word: "Loss is NaN" },
    { x: 60, word: "unet:v0" },
  ]);
  expect(eventMarks(events, "relative", 1_000).map(({ x }) => x)).toEqual([8, 11, 10]);
  expect(eventMarks(events, "_timestamp", undefined).map(({ x }) => x)).toEqual([9, 12, 11]);
  expect(eventMarks(events, "train/loss", 1_000)).toEqual([]);
});

test("only models are checkpoints", () => {
  const version = { collection: "unet", version: "v3", createdAt: 5, type: "model" } as ArtifactVersionView;
  expect(checkpointsOf([version, { ...version, type: "dataset" }])).toEqual([{ word: "unet:v3", time: 5 }]);
});

test("what is not marked is told", () => {
  const session = { startedAt: 1_000, step: 0, resumed: false };
  const alerts = Array.from({ length: 134 }, () => alert);
  expect(leftOut({ alerts: alerts.slice(0, 20), sessions: [session], models: 20 })).toBe("");
  expect(leftOut({ alerts, sessions: [session], models: 21 })).toBe(
    "Charts mark the newest 20 of 134 alerts, 20 of 21 models.",
  );
});
