import { UsageError } from "@stepwell/core";
import type { SyncResult } from "@stepwell/core";
import { createRunFileEncoder } from "@stepwell/protocol";
import { beforeEach, describe, expect, test } from "vitest";
import { runCommand } from "./run-command.ts";
import { createMemoryWorld } from "./testing/memory-world.ts";
import type { MemoryWorld } from "./testing/memory-world.ts";
import type { SyncOptions, World } from "./world.ts";

const TO = ["--to", "http://localhost:7733"];
const SENT: SyncResult = { status: "delivered", rows: 3, damage: [], problems: [], notes: [], url: "" };

let made: MemoryWorld;

beforeEach(() => {
  made = createMemoryWorld();
});

/** Puts run files below `/home/ada/wandb`; `ours` names its writer. */
function addRuns(names: readonly string[], { ours = true } = {}): void {
  for (const name of names) {
    const folder = `/home/ada/wandb/${name}`;
    made.fileSystem.makeFolderSync(folder);
    const id = name.split("-").at(-1) as string;
    made.fileSystem.writeFileSync(`${folder}/run-${id}.wandb`, ours ? oursAs(id) : new Uint8Array());
  }
}

function oursAs(runId: string): Uint8Array {
  const names = { group: "", jobType: "", displayName: "", notes: "", sweepId: "", host: "", entity: "" };
  const encoder = createRunFileEncoder();
  const record = encoder.encode({
    ...names,
    type: "run",
    runId,
    project: "p",
    config: [{ path: ["_wandb", "stepwell", "writer"], value: "w" }],
    tags: [],
    startingStep: 0,
    resumed: false,
    runtime: 0,
    forked: false,
  });
  return Uint8Array.of(...encoder.header(), ...record);
}

function run(argv: readonly string[], world: Partial<World> = {}): Promise<number> {
  return runCommand(["sync", ...argv], { ...made.world, ...world });
}

describe("one run folder", () => {
  test("is sent, and what arrived is said", async () => {
    addRuns(["run-1"]);
    expect(await run(["wandb/run-1", ...TO])).toBe(0);
    expect(made.synced).toEqual(["/home/ada/wandb/run-1"]);
    expect(made.printed).toEqual(['Delivered 3 rows of "/home/ada/wandb/run-1" to http://localhost:7733.']);
    expect(await run(["wandb/run-1/run-1.wandb", ...TO])).toBe(0);
    expect(made.synced).toHaveLength(2);
  });

  test("that was sent before is left alone, and where it went is said", async () => {
    addRuns(["run-1"]);
    const skipped: SyncResult = { ...SENT, status: "skipped", rows: 0 };
    const before = { ...skipped, deliveredTo: "http://localhost:7733" };
    expect(await run(["wandb/run-1", ...TO], { sync: () => Promise.resolve(before) })).toBe(0);
    expect(await run(["wandb/run-1", ...TO], { sync: () => Promise.resolve(skipped) })).toBe(0);
    expect(made.printed).toEqual([
      '"/home/ada/wandb/run-1" was delivered to http://localhost:7733 before. Add "--again" to send it once more.',
      '"/home/ada/wandb/run-1" is marked as delivered, by W&B\'s client to a server that the mark does not name. Add "--again" to send it once more.',
    ]);
  });

  test("that never began is nothing to send, and nobody is said to have it", async () => {
    addRuns(["run-1"]);
    const sync = (): Promise<SyncResult> => Promise.resolve({ ...SENT, status: "empty", rows: 0 });
    expect(await run(["wandb/run-1", ...TO], { sync })).toBe(0);
    expect(made.printed).toEqual([
      '"/home/ada/wandb/run-1" has nothing to send: the program ended before the run had begun.',
    ]);
    addRuns(["offline-run-2"]);
    const skipped: SyncResult = { ...SENT, status: "skipped", rows: 0 };
    const before = (folder: string): Promise<SyncResult> =>
      folder.endsWith("2") ? Promise.resolve(skipped) : sync();
    await run(TO, { sync });
    await run(TO, { sync: before });
    expect(made.printed.filter((text) => text.startsWith("Nothing"))).toEqual([
      "Nothing to send: 2 runs never began.",
      "Nothing to send: 1 run was delivered before, 1 run never began.",
    ]);
  });

  test("that can't be sent gives the sentence and 1", async () => {
    addRuns(["run-1"]);
    const sentence = "[core] Failed to sync: the server said no. Ask it.";
    expect(await run(["wandb/run-1", ...TO], { sync: () => Promise.reject(new UsageError(sentence)) })).toBe(
      1,
    );
    expect(made.errors).toEqual([sentence]);
  });

  test("that arrives in part gives 1 and says what did not", async () => {
    addRuns(["run-1"]);
    const partial: SyncResult = {
      ...SENT,
      status: "partial",
      problems: ["[core] Failed to deliver the artifact."],
      damage: ["bytes 3 to 9 could not be read (a checksum is wrong)"],
      url: "http://localhost:7733/p/p/r/1",
    };
    expect(await run(["wandb/run-1", ...TO], { sync: () => Promise.resolve(partial) })).toBe(1);
    expect(made.printed[0]?.split("\n")).toEqual([
      'Delivered 3 rows of "/home/ada/wandb/run-1" to http://localhost:7733, but not all: [core] Failed to deliver the artifact.',
      "  damaged    bytes 3 to 9 could not be read (a checksum is wrong)",
      "  see it     http://localhost:7733/p/p/r/1",
    ]);
  });

  test("is said once to be still under way when nothing is heard of it", async () => {
    addRuns(["run-1"]);
    let deliver = (): void => undefined;
    const sync = (): Promise<SyncResult> => new Promise((resolve) => (deliver = () => resolve(SENT)));
    const code = run(["wandb/run-1", "--to", "http://localhost:1"], { sync });
    await made.clock.advanceAsync(60_000);
    expect(made.errors).toEqual([
      expect.stringMatching(/^Still delivering to http:\/\/localhost:1; .+Ctrl-C/),
    ]);
    deliver();
    expect(await code).toBe(0);
    expect(made.clock.pending).toBe(0);
  });
});

describe("a folder of runs", () => {
  test("has those sent that were not, ours of every kind and W&B's offline ones", async () => {
    addRuns(["offline-run-20260101_000002-b", "run-20260101_000001-a"]);
    addRuns(["run-20260101_000003-theirs", "offline-run-20260101_000004-d"], { ours: false });
    const sync = (folder: string): Promise<SyncResult> => {
      made.synced.push(folder);
      return Promise.resolve(folder.endsWith("-d") ? { ...SENT, status: "skipped", rows: 0 } : SENT);
    };
    expect(await run(TO, { sync })).toBe(0);
    expect(made.synced).toEqual([
      "/home/ada/wandb/run-20260101_000001-a",
      "/home/ada/wandb/offline-run-20260101_000002-b",
      "/home/ada/wandb/offline-run-20260101_000004-d",
    ]);
    expect(made.printed.at(-1)).toBe(
      "Delivered 2 runs with 6 rows to http://localhost:7733; 1 delivered before.",
    );
    made.synced.length = 0;
    await run(["wandb", "--include-online", ...TO], { sync });
    expect(made.synced).toContain("/home/ada/wandb/run-20260101_000003-theirs");
  });

  test("goes on after one that fails, and gives 1", async () => {
    addRuns(["offline-run-1-a", "offline-run-2-b"]);
    const sync = (folder: string): Promise<SyncResult> =>
      folder.endsWith("-a") ? Promise.reject(new UsageError("No.")) : Promise.resolve(SENT);
    expect(await run([".", ...TO], { sync })).toBe(1);
    expect(made.errors).toEqual(['"/home/ada/wandb/offline-run-1-a" was not delivered: No.']);
    expect(made.printed.at(-1)).toBe(
      "Delivered 1 run with 3 rows to http://localhost:7733; 1 not or not all delivered.",
    );
  });

  test("has at most four runs under way, and one folder of a run at a time", async () => {
    addRuns(["a", "b", "c", "d", "e", "f"].map((id) => `offline-run-1-${id}`));
    addRuns(["offline-run-2-a"]);
    const underWay = new Set<string>();
    let most = 0;
    const sync = async (folder: string): Promise<SyncResult> => {
      expect([...underWay].filter((one) => one.at(-1) === folder.at(-1))).toEqual([]);
      underWay.add(folder);
      most = Math.max(most, underWay.size);
      await new Promise<void>((resolve) => made.clock.after(100, resolve));
      underWay.delete(folder);
      return SENT;
    };
    const code = run(TO, { sync });
    await made.clock.advanceAsync(1000);
    expect(await code).toBe(0);
    expect(most).toBe(4);
  });

  test("without a run is refused with a sentence, and so is one that is not there", async () => {
    expect(await run(TO)).toBe(2);
    expect(await run(["nowhere", ...TO])).toBe(2);
    expect(made.errors).toEqual([
      expect.stringContaining('[stepwell] Failed to sync: no run folder is at "/home/ada"'),
      '[stepwell] Failed to sync: "/home/ada/nowhere" does not exist. Name a run folder, or one that has a "wandb" folder.',
    ]);
  });

  test("gives one line of JSON per run on request, and nothing else", async () => {
    addRuns(["offline-run-1-a", "offline-run-2-b"]);
    const sync = (folder: string, { again }: SyncOptions): Promise<SyncResult> => {
      expect(again).toBe(true);
      return folder.endsWith("-a") ? Promise.reject(new UsageError("No.")) : Promise.resolve(SENT);
    };
    expect(await run(["--json", "--again", ...TO], { sync })).toBe(1);
    expect(made.printed.map((line) => JSON.parse(line) as object)).toEqual([
      { folder: "/home/ada/wandb/offline-run-1-a", run: "a", status: "failed", error: "No." },
      { folder: "/home/ada/wandb/offline-run-2-b", run: "b", ...SENT },
    ]);
    expect(made.errors).toEqual([]);
  });
});

describe("how far it is", () => {
  const progress = { rows: 1200, bytes: 50, bytesTotal: 100, files: 3, filesTotal: 5 };

  async function slowly(world: Partial<World>): Promise<void> {
    addRuns(["offline-run-1-a", "offline-run-2-b"]);
    const sync = async (_: string, { onProgress }: SyncOptions): Promise<SyncResult> => {
      onProgress(progress);
      await new Promise<void>((resolve) => made.clock.after(20_000, resolve));
      return SENT;
    };
    const code = run(TO, { sync, ...world });
    await made.clock.advanceAsync(30_000);
    expect(await code).toBe(0);
  }

  test("is a bar on a terminal that is drawn when it changes and taken away", async () => {
    await slowly({ isTerminal: true });
    const bar = "[############------------]  50 %, 2,400 rows, 6 of 10 files, 0 of 2 runs";
    expect(made.drawn[0]).toBe(`\r${bar}`);
    expect(made.drawn.filter((text) => text.includes("0 of 2"))).toHaveLength(1);
    expect(made.drawn.at(-1)).toMatch(/^\r +\r$/);
    expect(made.errors).toEqual([]);
  });

  test("has no bar in a narrow terminal, and never breaks the line", async () => {
    await slowly({ isTerminal: true, output: { width: 40, hasColor: false } });
    expect(made.drawn[0]).toBe("\rSending: 50 %, 2,400 rows, 6 of 10 file");
  });

  test.each([true, false])(
    "says what it waits for, once for each reason (terminal: %s)",
    async (isTerminal) => {
      addRuns(["offline-run-1-a"]);
      const waitingFor =
        '[core] Failed to reach "http://localhost:1/graphql": refused. Check that the server runs.';
      const sync = async (_: string, { onProgress }: SyncOptions): Promise<SyncResult> => {
        for (let turn = 0; turn < 20; turn++) {
          onProgress({ ...progress, waitingFor: turn < 15 ? waitingFor : "[core] Failed: other." });
          await new Promise<void>((resolve) => made.clock.after(2000, resolve));
        }
        return SENT;
      };
      const code = run(["--to", "http://localhost:1"], { sync, isTerminal });
      await made.clock.advanceAsync(50_000);
      expect(await code).toBe(0);
      expect(made.errors.filter((line) => line.startsWith("Waiting"))).toEqual([
        'Waiting for http://localhost:1: Failed to reach "http://localhost:1/graphql": refused. Check that the server runs. It is tried again and again. Ctrl-C stops that, and what has arrived stays.',
        "Waiting for http://localhost:1: Failed: other. It is tried again and again. Ctrl-C stops that, and what has arrived stays.",
      ]);
      expect(made.errors.join()).not.toContain("Still delivering");
    },
  );

  test("is a line now and then elsewhere", async () => {
    await slowly({});
    expect(made.drawn).toEqual([]);
    expect(made.errors).toContain("Sending: 50 %, 2,400 rows, 6 of 10 files, 0 of 2 runs");
  });
});
