import { createMemoryFileSystem } from "@stepwell/effects/testing";
import type { AlertRecord, ArtifactRecord, JsonObject } from "@stepwell/protocol";
import { encodeArtifact } from "@stepwell/protocol";
import { beforeEach, describe, expect, test } from "vitest";
import { DeliveryError } from "../core-error.ts";
import { createCommandLane } from "./command-lane.ts";
import type { ArtifactNews } from "./send-command.ts";
import type { SyncPosition } from "./sync-position.ts";
import type { SyncSession } from "./sync-session.ts";

let asked: string[];
let answer: (name: string) => JsonObject;
let saved: SyncPosition;
let news: ArtifactNews[];
let problems: string[];
let notes: string[];

beforeEach(() => {
  asked = [];
  news = [];
  problems = [];
  notes = [];
  answer = () => ({ createArtifact: { artifact: { id: "server-1", state: "COMMITTED" } } });
  const lines = { firstLine: 0, firstEvent: 0, firstConsoleLine: 0, history: 0, events: 0 };
  saved = { source: "s", baseUrl: "http://a", ...lines, commands: 0, failedCommands: [] };
});

/** A process that delivers: a lane, and a session whose position outlives it. */
function createProcess(): { lane: ReturnType<typeof createCommandLane>; send(): Promise<void> } {
  const lane = createCommandLane({
    onArtifact: (one) => void news.push(one),
    onProblem: (sentence) => void problems.push(sentence),
    onNote: (sentence) => void notes.push(sentence),
  });
  const session: SyncSession = {
    connection: {
      graphql: async ({ operationName, variables }) => {
        const input = variables["input"] as JsonObject | undefined;
        asked.push(
          `${operationName} ${String((variables["title"] ?? input?.["artifactCollectionName"]) as string)}`,
        );
        return answer(operationName);
      },
      fileStream: () => Promise.resolve({ marks: undefined, stopped: false }),
      putFile: () => Promise.resolve(),
    },
    stream: {
      post: async (body) => {
        asked.push(JSON.stringify(body));
        return true;
      },
      failure: undefined,
      stopped: false,
      marks: undefined,
      isForgotten: false,
      silentMs: 0,
    },
    run: { entity: "e", project: "p", run: "r" },
    url: "",
    features: new Set(),
    isForgotten: false,
    get position() {
      return saved;
    },
    remember: async (change) => void (saved = { ...saved, ...change }),
  };
  const fileSystem = createMemoryFileSystem();
  const { signal } = new AbortController();
  return { lane, send: () => lane.send({ session, fileSystem, signal, runFolder: "/run" }) };
}

const alert = (title: string): AlertRecord => ({
  type: "alert",
  title,
  text: "",
  level: "odd",
  waitDurationMs: 0,
});

function artifact(name: string): ArtifactRecord {
  const texts = { runId: "r", project: "", entity: "", artifactType: "t", digest: "d", description: "" };
  const more = { metadata: "", distributedId: "", baseId: "", digestAlgorithm: "", manifestFile: "" };
  const flags = { userCreated: true, useAfterCommit: false, finalize: true, incremental: false };
  const ids = { clientId: `client-${name}`, sequenceClientId: "q" };
  const lists = { aliases: [], tags: [], contents: [] };
  return {
    type: "artifact",
    encoded: encodeArtifact({ name, ...texts, ...more, ...flags, ...ids, ...lists }),
  };
}

function refuse(status: number): never {
  throw new DeliveryError("[core] Failed: no. Ask.", { status });
}

describe("commands", () => {
  test("go in their order, each once, over several processes", async () => {
    const commands = [alert("1"), { type: "preempting" } as const, artifact("m"), alert("2")];
    for (let process = 0; process < 3; process++) {
      const { lane, send } = createProcess();
      lane.add(commands.slice(0, 2));
      await send();
      lane.add(commands.slice(2));
      await send();
      await send();
    }
    expect(asked).toEqual([
      "NotifyScriptableRunAlert 1",
      '{"preempting":true}',
      "CreateArtifact m",
      "NotifyScriptableRunAlert 2",
    ]);
    expect(news).toEqual([{ clientId: "client-m", id: "server-1" }]);
    expect(saved).toMatchObject({ commands: 4, failedCommands: [] });
  });

  test("wait while the server is away, and the first goes on", async () => {
    const { lane, send } = createProcess();
    lane.add([alert("1"), alert("2")]);
    answer = () => refuse(503);
    await expect(send()).rejects.toThrow("no. Ask.");
    expect(saved.commands).toBe(0);
    answer = () => ({});
    await send();
    expect(asked).toEqual([1, 1, 2].map((title) => `NotifyScriptableRunAlert ${title}`));
  });

  test("that are refused do not hold up the others; artifacts are tried again by the next process", async () => {
    const commands = [artifact("bad"), alert("refused"), artifact("good")];
    answer = (name) => (asked.at(-1)?.endsWith("good") === true && name !== "" ? good() : refuse(200));
    const first = createProcess();
    first.lane.add(commands);
    await first.send();
    expect(problems).toEqual(["[core] Failed: no. Ask."]);
    expect(notes).toEqual(["[core] Failed: no. Ask."]);
    expect(news).toEqual([
      { clientId: "client-bad", problem: "[core] Failed: no. Ask." },
      { clientId: "client-good", id: "server-1" },
    ]);
    expect(saved).toMatchObject({ commands: 3, failedCommands: [0] });
    answer = good;
    asked = [];
    const second = createProcess();
    second.lane.add(commands);
    await second.send();
    expect(asked).toEqual(["CreateArtifact bad"]);
    expect(saved).toMatchObject({ commands: 3, failedCommands: [] });
  });

  test("with damaged bytes are a problem and nothing else", async () => {
    const { lane, send } = createProcess();
    lane.add([{ type: "artifact", encoded: Uint8Array.of(0xff, 0xff, 0xff) }, alert("1")]);
    await send();
    expect(problems).toHaveLength(1);
    expect(asked).toEqual(["NotifyScriptableRunAlert 1"]);
  });

  test("are held up to a number", () => {
    const { lane } = createProcess();
    lane.add(Array.from({ length: 256 }, () => alert("1")));
    expect(lane.isFull).toBe(false);
    lane.add([alert("1")]);
    expect(lane.isFull).toBe(true);
  });
});

function good(): JsonObject {
  return { createArtifact: { artifact: { id: "server-1", state: "COMMITTED" } } };
}
