import { once } from "node:events";
import { createServer } from "node:net";
import type { AddressInfo } from "node:net";
import { describe, expect, test } from "vitest";
import { readArguments } from "./read-arguments.ts";
import { runCommand } from "./run-command.ts";

describe("the words after stepwell-mock-server", () => {
  test("any free port of this machine is usual", () => {
    expect(readArguments([])).toEqual({ kind: "serve", port: 0, host: "127.0.0.1" });
    expect(readArguments(["--port=80", "--host", "::1"])).toEqual({ kind: "serve", port: 80, host: "::1" });
    expect(readArguments(["-h"])).toEqual({ kind: "help" });
  });

  test.each([
    [["--prot", "1"], /--prot/],
    [["extra"], /extra/],
    [["--port"], /--port/],
    [["--port", "http"], /port "http": it is not a number/],
    [["--port", "70000"], /port "70000"/],
    [["--host", "0.0.0.0"], /host "0\.0\.0\.0": the mock server has no log-in/],
  ])("%j are refused with a sentence", (argv, message) => {
    expect(readArguments(argv)).toEqual({
      kind: "refused",
      message: expect.stringMatching(message) as string,
    });
  });
});

describe("the command", () => {
  test("prints its address in one line, and ends with 0 when it is told to", async () => {
    const printed: string[] = [];
    let stop = (): void => undefined;
    const stopped = new Promise<void>((resolve) => {
      stop = resolve;
    });
    const ended = runCommand([], {
      print: (text) => {
        printed.push(text);
        stop();
      },
      printError: (text) => printed.push(text),
      stopped,
    });
    expect(await ended).toBe(0);
    expect(printed).toEqual([expect.stringMatching(/^Stepwell mock server at http:\/\/127\.0\.0\.1:\d+$/)]);
  });

  test("says so and ends with 2 when the port is taken or an option is wrong", async () => {
    const other = createServer().listen(0, "127.0.0.1");
    await once(other, "listening");
    const { port } = other.address() as AddressInfo;
    const printed: string[] = [];
    const world = {
      print: () => undefined,
      printError: (text: string) => printed.push(text),
      stopped: Promise.resolve(),
    };
    expect(await runCommand(["--port", String(port)], world)).toBe(2);
    expect(await runCommand(["--nope"], world)).toBe(2);
    other.close();
    expect(printed[0]).toBe(
      `[mock-server] Failed to listen on port "${port}" of "127.0.0.1": another program has it. Use "--port 0" for any free one.`,
    );
    expect(printed[1]).toMatch(/^\[mock-server\] Failed to read the options: .*"?--nope/);
  });
});
