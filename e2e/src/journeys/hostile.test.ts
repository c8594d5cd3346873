import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser, Locator, Page } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { openPage, startBrowser } from "../browser.ts";
import { type Server, startServer, until } from "../processes.ts";
import { seedHostile } from "../seeded/seed-hostile.ts";

const tables = [
  ["broken", /holds no table/],
  ["wide", "The first 100 columns of 100,000."],
  ["proto", "kept"],
] as const;
let folder: string;
let server: Server;
let browser: Browser;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "stepwell-e2e-"));
  await seedHostile(folder);
  server = await startServer(folder);
  browser = await startBrowser({ hasWebGl: true });
  await until("the run is read", async () => (await fetch(`${server.url}/api/runs/hostile/hostile-0`)).ok);
});

afterAll(async () => {
  await browser?.close();
  await server?.stop();
  rmSync(folder, { recursive: true, force: true });
});

it("media that are made to harm run nothing, stop nothing, ask nobody else, and each says what is wrong", async () => {
  const { page, shoot } = await openPage(browser, { size: { width: 900, height: 900 } });
  const { outside, dialogs } = await watched(page);
  await page.goto(`${server.url}/p/hostile/r/hostile-0/media`);
  const key = (name: string): Locator => page.locator(`[data-media="${name}"]`);
  const says = async (name: string, sentence: string | RegExp): Promise<void> => {
    await key(name).evaluate((part) => part.scrollIntoView({ block: "center" }));
    await key(name).getByText(sentence).first().waitFor();
  };
  await key("figures/endless").waitFor();
  await key("figures/endless").evaluate((part) => part.scrollIntoView({ block: "center" }));

  await says("pictures/empty", /^Could not show "empty_.*\.png"/);
  await says("pictures/huge", /^Could not show "huge_.*\.png"/);
  await says("pictures/large", "It has 15,000 × 15,000 pixels.");
  await says("models/glb", /^Could not read this model: /);
  await says("molecules/pdb", "This file has no atoms that can be read.");
  await says("figures/outside", /nothing is loaded for a figure/);
  await says("figures/long", "A sequence of it is longer than 1,000,000.");
  await says("figures/labels", "<script>parent.hostile = 1</script>");
  await says("figures/endless", /more than 5 seconds to compute/);
  await key("pages/html").evaluate((part) => part.scrollIntoView({ block: "center" }));
  await key("pages/html").frameLocator("iframe").getByRole("heading", { name: "harmless" }).waitFor();
  await key("figures/proto").locator("svg.marks").waitFor();
  expect(await marks(page)).toEqual([]);
  await shoot("hostile-media");
  for (const [table, sentence] of tables) {
    await page.goto(`${server.url}/p/hostile/r/hostile-0/tables?k=tables/${table}`);
    await page.getByText(sentence).first().waitFor();
    expect(await marks(page)).toEqual([]);
  }
  const taken = await page.evaluate(
    () =>
      new Promise<number>((resolve) => {
        const from = performance.now();
        requestAnimationFrame(() => requestAnimationFrame(() => resolve(performance.now() - from)));
      }),
  );
  expect(taken).toBeLessThan(1_000);
  expect([new URL(page.url()).host, outside, dialogs]).toEqual([new URL(server.url).host, [], []]);
}, 60_000);

it("a logged drawing and a logged page run nothing when somebody opens them by their address", async () => {
  const { page } = await openPage(browser, { size: { width: 400, height: 300 } });
  const { outside, dialogs } = await watched(page);
  const files = (await (await fetch(`${server.url}/api/runs/hostile/hostile-0/files`)).json()) as {
    readonly files: readonly { readonly path: string }[];
  };
  const paths = files.files.map(({ path }) => path).filter((path) => /\.(?:svg|html)$/.test(path));
  expect(paths).toHaveLength(2);
  for (const path of paths) {
    await page.goto(`${server.url}/api/runs/hostile/hostile-0/files/${path}`).catch((error: unknown) => {
      // A file that is downloaded in place of being shown runs nothing either.
      if (!String(error).includes("Download")) throw error;
    });
    await page.waitForTimeout(300);
    expect(await page.evaluate(() => document.documentElement.getAttribute("data-ran"))).toBe(null);
    expect(await page.title()).not.toBe("ran");
    expect([outside, dialogs]).toEqual([[], []]);
  }
});

/** What a file left behind: in the window, or in every object. */
function marks(page: Page): Promise<string[]> {
  return page.evaluate(() => ["hostile"].filter((name) => name in window || name in {}));
}

/** Requests that leave for another server, and dialogs. What the page's policy stops does not leave. */
async function watched(page: Page) {
  const outside: string[] = [];
  const dialogs: string[] = [];
  const own = new URL(server.url).host;
  await page.context().route(
    ({ protocol, host }) => /^https?:$/.test(protocol) && host !== own,
    (route) => {
      outside.push(route.request().url());
      return route.abort();
    },
  );
  page.on("dialog", (dialog) => {
    dialogs.push(dialog.message());
    void dialog.dismiss();
  });
  return { outside, dialogs };
}
