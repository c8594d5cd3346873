import { createSeededRandom, createVirtualClock } from "@stepwell/effects/testing";
import {
  artifactRoutesSuite,
  branchesSuite,
  changeRunsSuite,
  createTestedServer,
  downloadRoutesSuite,
  editArtifactSuite,
  fileStreamSuite,
  graphqlSuite,
  logArtifactSuite,
  pitfallsSuite,
  projectRunsSuite,
  runHistorySuite,
  searchConsoleSuite,
  serverFeaturesSuite,
} from "@stepwell/server/testing";
import type { TestedServer } from "@stepwell/server/testing";
import { describe } from "vitest";
import { createMockServer } from "../src/create-mock-server.ts";

// What the server passes the mock passes, on its way through faults that nobody meets, a log and a recording.

function createServer(): TestedServer {
  const clock = createVirtualClock();
  const faults = ["cut,operation=nothing", "storage-full,nth=1000000"];
  const record = (): void => undefined;
  return createTestedServer(
    createMockServer({ clock, random: createSeededRandom(1), faults, record }),
    clock,
  );
}

const SUITES = {
  artifactRoutesSuite,
  branchesSuite,
  changeRunsSuite,
  downloadRoutesSuite,
  editArtifactSuite,
  fileStreamSuite,
  graphqlSuite,
  logArtifactSuite,
  pitfallsSuite,
  projectRunsSuite,
  runHistorySuite,
  searchConsoleSuite,
  serverFeaturesSuite,
};

describe.each(Object.entries(SUITES))("%s", (_, suite) => suite(createServer));
