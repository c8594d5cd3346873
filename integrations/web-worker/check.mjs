import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { createClient } from "@stepwell/client";
import { chromium } from "playwright-core";
import { preview } from "vite";

// Opens the built page in a browser, and reads what it has logged from the server.
const PROJECT = "web-worker";
const server = spawn("npx", ["stepwell-mock-server", "--port", "0"], {
  stdio: ["ignore", "pipe", "inherit"],
  detached: true,
});
const site = await preview({ preview: { port: 0, host: "127.0.0.1" }, logLevel: "warn" });
const browser = await chromium.launch({
  executablePath: process.env.CHROME_PATH,
  args: ["--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu"],
});
try {
  const [line] = await once(createInterface({ input: server.stdout }), "line");
  const url = /http:\S+/.exec(line)[0];
  const page = await browser.newPage();
  const errors = [];
  page.on("pageerror", (error) => errors.push(error.message));
  page.on("console", (message) => message.type() === "error" && errors.push(message.text()));
  await page.goto(`${site.resolvedUrls.local[0]}?server=${encodeURIComponent(url)}`);
  await page.waitForFunction(() => document.title !== "", undefined, { timeout: 30_000 });
  assert.deepEqual([await page.title(), errors], ["logged", []]);

  const client = createClient({ baseUrl: url });
  const { runs } = await client.runs(PROJECT);
  assert.deepEqual(
    runs.map(({ status }) => status),
    ["finished"],
  );
  const rows = [];
  for await (const { row } of client.rows(PROJECT, runs[0].id)) rows.push(row);
  assert.equal(rows.length, 50);
  assert.equal(rows[49].loss, 0.02);
} finally {
  await browser.close();
  await site.close();
  process.kill(-Number(server.pid));
}
