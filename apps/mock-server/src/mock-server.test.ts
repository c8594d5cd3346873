import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { readArguments } from "./read-arguments.ts";
import { runCommand } from "./run-command.ts";

const folder = mkdtempSync(join(tmpdir(), "stepwell-mock-"));
afterAll(() => rmSync(folder, { recursive: true }));

const USUAL = { kind: "serve", port: 0, host: "127.0.0.1", faults: [], seed: 1, json: false };

describe("the words after stepwell-mock-server", () => {
  test("any free port of this machine is usual", () => {
    expect(readArguments([])).toEqual(USUAL);
    expect(readArguments(["--port=80", "--host", "::1"])).toEqual({ ...USUAL, port: 80, host: "::1" });
    expect(readArguments(["-h"])).toEqual({ kind: "help" });
  });

  test("say what goes wrong, what is recorded, and who reads what is printed", () => {
    const argv = ["--fault", "cut,nth=2", "--fault", "latency=1s", "--seed", "7", "--record", "x", "--json"];
    expect(readArguments(argv)).toEqual({
      ...USUAL,
      faults: [
        { fault: "cut", nth: 2 },
        { fault: "latency", ms: 1000 },
      ],
      seed: 7,
      record: "x",
      json: true,
    });
  });

  test.each([
    [["--prot", "1"], /--prot/],
    [["extra"], /extra/],
    [["--port"], /--port/],
    [["--port", "http"], /port "http": it is not a number/],
    [["--port", "70000"], /port "70000"/],
    [["--host", "0.0.0.0"], /host "0\.0\.0\.0": the mock server has no log-in/],
    [["--seed", "-1"], /--seed/],
    [["--seed", "x"], /seed "x": it is not a whole number/],
    [["--fault", "fire"], /^\[mock\] Failed to add fault "fire": there is no fault "fire"/],
    [["--fault", "status=99"], /its "status" is "99"\. Give a whole number from 200 to 599\.$/],
    [["--record", "a", "--replay", "b"], /Use one of --record and --replay/],
    [Array.from({ length: 101 }, () => "--fault=cut"), /take "101" faults/],
  ])("%j are refused with a sentence", (argv, message) => {
    expect(readArguments(argv)).toEqual({
      kind: "refused",
      message: expect.stringMatching(message) as string,
    });
  });
});

/** Runs the command; when it listens, `visit` is called with its address, and then it is told to end. */
async function command(
  argv: readonly string[],
  visit: (url: string) => Promise<void> = async () => undefined,
): Promise<{ exitCode: number; printed: string[]; errors: string[] }> {
  const printed: string[] = [];
  const errors: string[] = [];
  let stop = (): void => undefined;
  const stopped = new Promise<void>((resolve) => {
    stop = resolve;
  });
  const exitCode = await runCommand(argv, {
    print(text) {
      printed.push(text);
      const url = /http:[^"\s]+/.exec(text)?.[0];
      if (url !== undefined) void visit(url).finally(stop);
    },
    printError: (text) => void errors.push(text),
    stopped,
  });
  return { exitCode, printed, errors };
}

const ask = (url: string) =>
  fetch(`${url}/graphql`, {
    method: "POST",
    headers: { authorization: `Basic ${btoa(`api:${"k".repeat(40)}`)}`, "content-type": "application/json" },
    body: JSON.stringify({ query: "query Viewer { viewer { id } }" }),
  });

describe("the command", () => {
  test("prints its address in one line, and ends with 0 when it is told to", async () => {
    const { exitCode, printed } = await command([]);
    expect(exitCode).toBe(0);
    expect(printed).toEqual([
      expect.stringMatching(/^Stepwell mock server at http:\/\/127\.0\.0\.1:\d+$/),
      "Answered 0 requests.",
    ]);
  });

  test("prints a help that names each option", async () => {
    const { exitCode, printed } = await command(["--help"]);
    expect(exitCode).toBe(0);
    for (const name of ["port", "host", "fault", "seed", "record", "replay", "json"]) {
      expect(printed[0]).toContain(`--${name}`);
    }
  });

  test("cuts real connections, and tells how often in JSON", async () => {
    const { printed } = await command(
      ["--json", "--fault", "cut,nth=1", "--fault", "cut=3,nth=2"],
      async (url) => {
        await expect(ask(url)).rejects.toThrow();
        await expect(ask(url).then((reply) => reply.text())).rejects.toThrow();
        expect((await ask(url)).status).toBe(200);
      },
    );
    expect(JSON.parse(printed[0] ?? "")).toMatchObject({
      event: "listening",
      port: expect.any(Number) as number,
    });
    expect(JSON.parse(printed[1] ?? "")).toEqual({
      event: "ended",
      requests: 3,
      faults: [
        { fault: "cut,nth=1", seen: 3, met: 1 },
        { fault: "cut=3,nth=2", seen: 3, met: 1 },
      ],
      runs: [],
      unrecorded: [],
    });
  });

  test("records without keys, replays, and ends with 1 for what was not recorded", async () => {
    const file = join(folder, "recording.jsonl");
    let first = "";
    await command(["--record", file], async (url) => {
      first = await (await ask(url)).text();
    });
    expect(readFileSync(file, "utf8")).not.toContain("kkkk");
    const again = await command(["--replay", file], async (url) => {
      expect(await (await ask(url)).text()).toBe(first);
    });
    expect(again.exitCode).toBe(0);
    const other = await command(["--replay", file], async (url) => {
      expect((await fetch(`${url}/api/projects`)).status).toBe(404);
    });
    expect(other.exitCode).toBe(1);
    expect(other.errors).toEqual([
      expect.stringMatching(/^\[mock\] Failed to replay "GET \/api\/projects" \(api\): /),
    ]);
  });

  test("says so and ends with 2 when the port is taken, an option is wrong, or a file can't be used", async () => {
    const other = createServer().listen(0, "127.0.0.1");
    await once(other, "listening");
    const { port } = other.address() as AddressInfo;
    const taken = await command(["--port", String(port)]);
    other.close();
    expect(taken).toEqual({
      exitCode: 2,
      printed: [],
      errors: [
        `[mock-server] Failed to listen on port "${port}" of "127.0.0.1": another program has it. Use "--port 0" for any free one.`,
      ],
    });
    const wrong = join(folder, "no-recording.txt");
    writeFileSync(wrong, "hello");
    for (const [argv, message] of [
      [["--nope"], /^\[mock-server\] Failed to read the options: .*"?--nope/],
      [
        ["--replay", join(folder, "none")],
        /^\[mock\] Failed to read the recording ".*": the host says "ENOENT"/,
      ],
      [["--replay", wrong], /^\[mock\] Failed to read the recording: it begins with "hello"/],
      [
        ["--record", join(folder, "none", "x")],
        /^\[mock\] Failed to write the recording ".*": the host says "ENOENT"/,
      ],
    ] as const) {
      const { exitCode, errors } = await command(argv);
      expect([exitCode, errors]).toEqual([2, [expect.stringMatching(message)]]);
    }
  });
});
