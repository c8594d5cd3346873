import { mkdtempSync, rmSync, statSync } from "node:fs";
import { createServer } from "node:net";
import { once } from "node:events";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { createNodeWorld } from "./node-world.ts";
import { runCommand } from "./run-command.ts";
import type { World } from "./world.ts";

let folder: string;
let stop: () => void;
let world: World;
/** Resolves with the first text that the command prints. */
let printed: Promise<string>;
let errors: string[];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "stepwell-"));
  const stopped = new Promise<"SIGTERM">((resolve) => {
    stop = () => resolve("SIGTERM");
  });
  errors = [];
  printed = new Promise((resolve) => {
    world = {
      ...createNodeWorld(),
      waitForStop: () => stopped,
      print: resolve,
      printError: (text) => {
        errors.push(text);
        resolve(text);
      },
    };
  });
});

afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

test("the real server listens on a free port, answers, keeps its data and stops", async () => {
  const code = runCommand([folder, "--port", "0"], world);
  const block = await printed;
  const url = /http:\/\/localhost:\d+/.exec(block)?.[0] ?? block;
  const reply = await fetch(`${url}/api/projects`);
  expect(await reply.json()).toEqual([]);
  // Hashes of keys lie there.
  expect(statSync(join(folder, "wandb/.stepwell")).mode & 0o077).toBe(0);
  const live = await fetch(`${url}/api/live`);
  const hello = await live.body?.getReader().read();
  expect(new TextDecoder().decode(hello?.value)).toContain('"type":"hello"');

  expect(await runCommand([folder, "--port", "0"], world)).toBe(1);
  expect(errors[0]).toMatch(/^\[[a-z-]+\] Failed to open .+\. .+\.$/);

  stop();
  expect(await code).toBe(0);
  await expect(fetch(`${url}/api/projects`)).rejects.toThrow("fetch failed");
});

test("a port that another program has is refused with a sentence", async () => {
  const other = createServer().listen(0, "127.0.0.1");
  await once(other, "listening");
  const address = other.address();
  const port = typeof address === "object" && address !== null ? address.port : 0;
  expect(await runCommand([folder, "--port", String(port)], world)).toBe(1);
  expect(errors).toEqual([
    `[stepwell] Failed to listen on port "${port}": another program does. Leave "--port" away for the next free one, or give another.`,
  ]);
  other.close();
});
