import { Artifact, Image, syncRunFolder } from "@stepwell/core";
import { createApi } from "@stepwell/core/testing";
import { createVirtualClock } from "@stepwell/effects/testing";
import { expect, test } from "vitest";
import { createMockServer } from "../src/create-mock-server.ts";
import { BASE_URL, settled, worldOf } from "./core-world.ts";
import "../src/vitest.ts";

// Whatever goes wrong on the way: in the end nothing of a run is lost, and nothing is there twice.

const ROWS = 40;

const FAULTS: readonly (readonly [title: string, ...faults: string[]])[] = [
  ["every request waits", "latency=3s"],
  ["a wait longer than a request may take", "latency=10m,nth=2"],
  ["every third request is refused with 503", "status=503,every=3"],
  ["the server asks to wait", "status=429,retry-after=30,first=3"],
  ["a proxy answers with a page", "status=502,first=4,body=<html><body>Bad gateway</body></html>"],
  ["refusals of rows alone", "status=500,operation=file_stream,first=3"],
  ["refusals of the run itself", "status=503,operation=upsertBucket,first=2"],
  ["refused uploads", "status=503,operation=upload,first=2"],
  ["connections end before the server sees them", "cut,every=2"],
  ["connections end in the middle of a reply", "cut=1,every=3"],
  ["slow replies", "slow-body=20"],
  ["rows whose reply is lost", "drop-reply,operation=file_stream,every=2"],
  ["a run whose first reply is lost", "drop-reply,operation=UpsertBucket,nth=1"],
  ["any reply may be lost", "drop-reply,probability=0.4"],
  ["the clock of the server is ahead", "clock-skew=26h"],
  ["the clock of the server falls back", "clock-skew=1h,nth=1", "clock-skew=-48h,nth=4"],
  ["the disk of the server is full while rows come", "storage-full,operation=file_stream,first=3"],
  ["the disk of the server is full when the run begins", "storage-full,operation=upsertBucket,nth=1"],
  ["the disk of the server is full while an artifact comes", "storage-full,operation=commitArtifact,nth=1"],
  ["artifacts whose replies are lost", "drop-reply,operation=*Artifact*,every=2"],
  ["the disk of the server is full while files come", "storage-full,operation=upload,first=2"],
  [
    "all of it",
    "latency=2s,probability=0.3",
    "status=503,probability=0.2",
    "cut,probability=0.2",
    "drop-reply,probability=0.2",
    "slow-body=50,probability=0.2",
    "storage-full,operation=file_stream,probability=0.2",
  ],
];

test.each(FAULTS)("%s", async (title, ...faults) => {
  const clock = createVirtualClock();
  const mock = createMockServer({ clock, faults, seed: 3 });
  const world = worldOf(mock, clock);
  const run = await createApi(() => world).init({
    id: "abc",
    project: "p",
    config: { lr: 0.1 },
    silent: true,
  });
  for (let step = 0; step < ROWS; step++) {
    run.log({ loss: 1 / (step + 1), ...(step === 3 ? { picture: onePixel() } : {}) });
    if (step % 10 === 9) await clock.advanceAsync(5000);
  }
  const artifact = new Artifact({ name: "data", type: "dataset" });
  artifact.addBytes("some text", { name: "a.txt" });
  await settled(world, run.logArtifact(artifact));
  run.alert("once", "and no more");
  await settled(world, run.finish());
  await settled(world, syncRunFolder({ folder: run.folder, world, baseUrl: BASE_URL }));

  const arrived = await mock.run("abc");
  expect(
    arrived.history.map((row) => row["_step"]),
    title,
  ).toEqual(Array.from({ length: ROWS }, (_, step) => step));
  expect(arrived).toHaveConfig({ lr: 0.1 });
  expect(arrived).toHaveSummary({ loss: 1 / ROWS });
  expect(arrived).toHaveFile(/^media\/images\/picture_3_.*\.png$/);
  expect(arrived).toHaveFinished();
  expect(arrived).toHaveLoggedArtifact("data:v0");
  expect(arrived.artifacts.filter(({ collection }) => collection === "data")).toHaveLength(1);
  expect(arrived.alerts.map(({ title: alert }) => alert)).toEqual(["once"]);
  for (const fault of mock.faults) expect(fault.met, fault.text).toBeGreaterThan(0);
  await mock.close();
});

function onePixel(): Image {
  return new Image(new Uint8Array([255]), { shape: [1, 1] });
}
