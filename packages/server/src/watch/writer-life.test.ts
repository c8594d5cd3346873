import { describe, expect, test } from "vitest";
import { createTestServer } from "../testing/test-server.ts";

const MINUTE = 60_000;

describe("the life of a watched run", () => {
  test("it crashes at once when the process that holds the lock dies", async () => {
    const server = createTestServer();
    const writer = server.processes.start();
    const folder = server.folder("run-1-abc");
    folder.lock({ ...writer, host: server.processes.host });
    folder.log({ loss: 1 });
    await server.settle();
    expect((await server.run("demo", "abc")).status).toBe("running");

    server.processes.end(writer);
    await server.settle(12);
    expect((await server.run("demo", "abc")).status).toBe("crashed");
  });

  test("it runs on through a long silence while the process lives", async () => {
    const server = createTestServer();
    const folder = server.folder("run-1-abc");
    folder.lock({ ...server.processes.start(), host: server.processes.host });
    folder.log({ loss: 1 });
    for (let minute = 0; minute < 30; minute++) {
      await server.settle(2);
      server.clock.advance(MINUTE);
    }
    expect((await server.run("demo", "abc")).status).toBe("running");
  });

  test.each(["another host's lock", "no lock", "a lock that makes no sense"])(
    "with %s it crashes after five minutes of silence, and new data revives it",
    async (lock) => {
      const server = createTestServer();
      const folder = server.folder("run-1-abc");
      if (lock === "another host's lock") folder.lock({ pid: 1, startTime: "1", host: "elsewhere" });
      if (lock === "a lock that makes no sense") folder.lock({ pid: -1, startTime: "", host: "" });
      folder.log({ loss: 1 });
      await server.settle();
      server.clock.advance(4 * MINUTE);
      await server.settle(2);
      expect((await server.run("demo", "abc")).status).toBe("running");
      server.clock.advance(1 * MINUTE);
      await server.settle(2);
      expect((await server.run("demo", "abc")).status).toBe("crashed");
      // By now the file rests, and is looked at less often.
      server.clock.advance(10 * MINUTE);
      await server.settle(2);
      folder.log({ loss: 2 });
      await server.settle();
      expect(await server.run("demo", "abc")).toMatchObject({ status: "running", rows: 2 });
    },
  );

  test.each([
    [0, "finished"],
    [1, "failed"],
    [255, "failed"],
  ])("exit code %i is %s", async (exitCode, status) => {
    const server = createTestServer();
    server.folder("run-1-abc").exit(exitCode);
    await server.settle();
    expect((await server.run("demo", "abc")).status).toBe(status);
  });

  test("an old run without an exit record is crashed from the start, with the time of its file", async () => {
    const server = createTestServer();
    const wrote = server.clock.now();
    server.folder("run-1-abc").log({ loss: 1 });
    server.clock.advance(24 * 60 * MINUTE);
    await server.settle();
    expect(await server.run("demo", "abc")).toMatchObject({ status: "crashed", updatedAt: wrote });
  });
});
