import { beforeEach, describe, expect, test } from "vitest";
import { UsageError } from "@stepwell/core";
import { createApp } from "@stepwell/server";
import { createMemoryBlobStore, createMemoryMetricStore, createMemoryRunStore } from "@stepwell/storage";
import type { FileFacts } from "@stepwell/storage-sqlite";
import { runCommand } from "../run-command.ts";
import { createMemoryWorld } from "../testing/memory-world.ts";
import type { MemoryWorld } from "../testing/memory-world.ts";
import type { World } from "../world.ts";
import type { Check } from "./check.ts";
import type { DoctorHost } from "./doctor-host.ts";

const ADDRESS = "http://stepwell.lab:7733";
const KEY = "stepwell-abcdefgh0123456789012345678901234567890123456789";
const DATA = "/home/ada/wandb/.stepwell";
const WHOLE: FileFacts = {
  bytes: 3 * 2 ** 20,
  schema: 12,
  newestSchema: 12,
  writer: undefined,
  wasLeftOpen: false,
  runs: 2,
  damage: [],
};

let made: MemoryWorld;
let world: World;

beforeEach(() => {
  made = createMemoryWorld();
  const nowhere = new UsageError("[core] Failed to sync: no server is named. Give its address.");
  world = {
    ...made.world,
    server: (to) => {
      if (to === undefined) throw nowhere;
      return { baseUrl: to, apiKey: "" };
    },
  };
});

function onHost(host: Partial<DoctorHost>): void {
  world = { ...world, doctorHost: { ...world.doctorHost, ...host } };
}

function withFile(facts: Partial<FileFacts>): void {
  onHost({
    inspectStorage: async () => ({ driver: "@photostructure/sqlite", file: { ...WHOLE, ...facts } }),
  });
}

async function see(...words: string[]): Promise<{ code: number; checks: Check[] }> {
  const running = runCommand(["doctor", "--json", ...words], world);
  await made.clock.advanceAsync(20_000);
  const code = await running;
  const said = JSON.parse(made.printed.at(-1) ?? "") as { ok: boolean; checks: Check[] };
  expect(said.ok).toBe(code === 0);
  return { code, checks: said.checks };
}

const of = (checks: readonly Check[], name: string): Check | undefined =>
  checks.find((check) => check.name === name);

describe("stepwell doctor", () => {
  test("says that all is well where it is, and leaves nothing behind", async () => {
    expect(await runCommand(["doctor"], world)).toBe(0);
    expect(made.printed[0]).toMatch(/^\n {2}ok {7}Node {8}v22\.12\.0 on linux x64\n/);
    expect(made.printed[0]).toContain("All is well.");
    expect(made.printed[0]).not.toContain("\u001B");
    expect(made.fileSystem.listSync("/home/ada")).toEqual([]);
    expect(made.listening.size).toBe(0);
    expect(made.storages).toEqual([]);
  });

  test("fits a narrow terminal, and has colours on one that has some", async () => {
    world = { ...world, output: { width: 40, hasColor: true } };
    expect(await runCommand(["doctor", "nowhere"], world)).toBe(1);
    const text = made.printed[0] ?? "";
    expect(text).toContain(
      "\u001B[31mproblem  \u001B[39mFolder\n    /home/ada/nowhere is not there\n    Name the",
    );
    // oxlint-disable-next-line no-control-regex
    const lines = text.replaceAll(/\u001B\[\d+m/g, "").split("\n");
    expect(lines.filter((line) => line.length > 40)).toEqual([]);
  });

  test("finds an old Node, a missing SQLite and a full disk", async () => {
    onHost({
      nodeVersion: "v20.18.3",
      freeBytes: async () => 1000,
      inspectStorage: () => Promise.reject(new Error("[storage-sqlite] Failed to load SQLite: no binary.")),
    });
    const { code, checks } = await see();
    expect(code).toBe(1);
    expect(checks.filter(({ status }) => status === "problem").map(({ name }) => name)).toEqual([
      "Node",
      "Disk",
      "SQLite",
    ]);
    expect(of(checks, "SQLite")?.text).toBe("Failed to load SQLite: no binary.");
    expect(checks.every(({ status, remedy }) => status !== "problem" || remedy !== undefined)).toBe(true);
  });

  test.each<[string, Partial<FileFacts>, string, Check["status"], RegExp]>([
    ["whole", {}, "Data", "ok", /2 runs in 3\.0 MiB, schema 12$/],
    ["older", { schema: 9 }, "Data", "ok", /schema 9; it is brought to 12/],
    ["newer", { schema: 13 }, "Data", "problem", /schema 13, and this program knows 12/],
    ["damaged", { damage: ["page 7 is bad"] }, "Data", "problem", /is damaged: "page 7 is bad"/],
    ["very large", { damage: undefined }, "Data", "note", /too large to be looked at here/],
    [
      "in use",
      { writer: 'process "7"' },
      "In use",
      "ok",
      /process "7" has .+, a server at http:\/\/localhost:9/,
    ],
    ["left open", { wasLeftOpen: true }, "In use", "note", /who had it last did not close it/],
  ])("tells of a data folder that is %s", async (_, facts, name, status, text) => {
    withFile(facts);
    made.fileSystem.makeFolderSync(DATA);
    made.fileSystem.writeFileSync(
      `${DATA}/server.json`,
      new TextEncoder().encode('{"url":"http://localhost:9"}'),
    );
    const { code, checks } = await see();
    expect(of(checks, name)).toMatchObject({ status, text: expect.stringMatching(text) });
    expect(code).toBe(status === "problem" ? 1 : 0);
  });

  test("shows settings without keys and passwords, and what is passed over", async () => {
    onHost({
      environment: {
        WANDB_API_KEY: KEY,
        STEPWELL_BASE_URL: "https://ada:hunter2@stepwell.lab/",
        WANDB_BASE_URL: "https://elsewhere",
        WANDB_MODE: "disabled",
        HTTPS_PROXY: "http://bob:hunter3@proxy:3128",
        PATH: "/bin",
      },
    });
    const { code, checks } = await see();
    expect(code).toBe(0);
    expect(JSON.stringify(checks)).not.toMatch(/hunter|abcdefgh|PATH/);
    expect(
      checks.filter(({ name }) => name === "Settings").map(({ status, text }) => [status, text]),
    ).toEqual([
      ["ok", "STEPWELL_BASE_URL=https://…@stepwell.lab/"],
      ["ok", "WANDB_API_KEY=step… (57 characters)"],
      ["note", "WANDB_BASE_URL=https://elsewhere is passed over: STEPWELL_BASE_URL is set too"],
      ["note", "WANDB_MODE=disabled: runs record nothing"],
    ]);
    expect(of(checks, "Proxy")?.text).toBe(
      "HTTPS_PROXY=http://…@proxy:3128 is set, and Node passes over proxies",
    );
  });

  test("says that the usual port is taken, which is no problem", async () => {
    const taken = createMemoryWorld([7733]);
    world = { ...world, listen: taken.world.listen };
    const { code, checks } = await see();
    expect(code).toBe(0);
    expect(of(checks, "Port")).toMatchObject({ status: "note", text: "7733 is taken" });
  });

  test("tells which programs are missing", async () => {
    onHost({ firstLine: async () => undefined });
    const { checks } = await see();
    expect(
      checks.filter(({ text }) => text.startsWith("not found")).map(({ name, status }) => [name, status]),
    ).toEqual([
      ["git", "note"],
      ["ffmpeg", "note"],
      ["nvidia-smi", "ok"],
    ]);
  });

  test("a look that fails hides nothing of the others", async () => {
    onHost({ freeBytes: () => Promise.reject(new Error("EIO")) });
    const { checks } = await see();
    expect(of(checks, "Folder")).toMatchObject({ status: "problem", text: "EIO" });
    expect(of(checks, "git")?.status).toBe("ok");
  });
});

describe("the server", () => {
  function serve(auth: boolean, headers: Record<string, string> = {}): void {
    const app = createApp({
      runs: createMemoryRunStore(),
      metrics: createMemoryMetricStore(),
      blobs: createMemoryBlobStore(),
      clock: made.clock,
      random: made.world.random,
      version: "0",
      allowedHosts: ["stepwell.lab"],
      ...(auth ? { auth: {} } : {}),
    });
    world = {
      ...world,
      fetch: async (url, init) => {
        const reply = await app.fetch(new Request(url, init), { address: "192.0.2.1" });
        return new Response(await reply.text(), { status: reply.status, headers });
      },
    };
  }

  test("is asked who we are and what it can", async () => {
    serve(false, { date: new Date(made.clock.now()).toUTCString() });
    const { code, checks } = await see("--to", ADDRESS);
    expect(of(checks, "Server")).toMatchObject({
      status: "ok",
      text: expect.stringMatching(/answers in 0 ms; we are "\w+"; a Stepwell server with \d+ features$/),
    });
    expect(of(checks, "Clock")).toMatchObject({ status: "ok" });
    expect(of(checks, "Version")).toMatchObject({
      status: "note",
      text: expect.stringMatching(/^the server has Stepwell 0, and this is \d/),
    });
    expect(code).toBe(0);
  });

  test("whose clock is another's is noted", async () => {
    serve(false, { date: new Date(made.clock.now() + 60_000).toUTCString() });
    expect(of((await see("--to", ADDRESS)).checks, "Clock")).toMatchObject({
      status: "note",
      text: expect.stringMatching(/^this machine's is (59|60|61) s behind the server's$/),
    });
  });

  test("that asks for a key, that is none, or that does not answer is a problem", async () => {
    serve(true);
    const { code, checks } = await see("--to", ADDRESS);
    expect(code).toBe(1);
    expect(of(checks, "Server")).toMatchObject({
      text: `${ADDRESS} asks for a key (401)`,
      remedy: `Sign in with "stepwell login ${ADDRESS}".`,
    });

    world = { ...world, fetch: async () => new Response("<html>", { status: 200 }) };
    expect(of((await see("--to", ADDRESS)).checks, "Server")?.text).toContain("not as a server of runs does");

    const cause = new Error("connect ECONNREFUSED 192.0.2.7:7733");
    world = { ...world, fetch: () => Promise.reject(new TypeError("fetch failed", { cause })) };
    expect(of((await see("--to", ADDRESS)).checks, "Server")?.text).toContain("connect ECONNREFUSED");

    world = { ...world, fetch: () => new Promise(() => undefined) };
    expect(of((await see("--to", ADDRESS)).checks, "Server")?.text).toContain(
      "no reply came within 10 seconds",
    );
  });

  test("that is hostile shows nothing but a line of text", async () => {
    const viewer = { username: `\u001B[2J${"x".repeat(5000)}` };
    const replies = [
      { data: { viewer, serverInfo: { features: "all" } } },
      { data: { viewer: 7, serverInfo: [] } },
      { data: { serverInfo: { features: [null, 7, { isEnabled: true }] } } },
      [],
    ];
    for (const reply of replies) {
      world = { ...world, fetch: async () => new Response(JSON.stringify(reply)) };
      const { checks } = await see("--to", "http://ada:hunter2@stepwell.lab");
      const text = of(checks, "Server")?.text ?? "";
      expect(text.length).toBeLessThan(1100);
      expect(text).toContain("http://…@stepwell.lab");
      // oxlint-disable-next-line no-control-regex
      expect(text).not.toMatch(/\u001B|is not a function|hunter2/);
    }
    const endless = new ReadableStream({ pull: (to) => to.enqueue(new Uint8Array(65_536).fill(32)) });
    world = { ...world, fetch: async () => new Response(endless) };
    expect(of((await see("--to", ADDRESS)).checks, "Server")?.status).toBe("problem");
  });

  test("that a setting names wrongly is a problem; none is not", async () => {
    expect(of((await see()).checks, "Server")).toMatchObject({ status: "ok" });
    world = {
      ...world,
      server: () => {
        throw new UsageError('[core] Failed to start the run: baseUrl "x" is no address. Correct it.');
      },
    };
    expect(of((await see()).checks, "Server")).toMatchObject({ status: "problem" });
  });
});
