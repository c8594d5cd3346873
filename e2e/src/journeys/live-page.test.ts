import { readFile } from "node:fs/promises";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, inject, it } from "vitest";
import { openPage, startBrowser } from "../browser.ts";
import { LONG } from "../seeded/seed-long.ts";

const url = inject("seededUrl");
/** The highest value of a row of numbers. */
const spike = new RegExp(`\\s${LONG.spike}\\s`);
let browser: Browser;

beforeAll(async () => {
  browser = await startBrowser();
});

afterAll(() => browser?.close());

it.each(["/p/harbor?runs=-*,+harbor-live", "/p/harbor/r/harbor-live/charts"])(
  "%s grows while a run is live, and nothing in it shifts",
  async (path) => {
    const { page, errors, settle } = await openPage(browser);
    await page.goto(`${url}${path}`);
    const panel = page.locator('[data-panel="train/loss"][data-last-x]');
    await panel.waitFor();
    await settle();
    await page.evaluate(() => {
      const shifts: string[] = [];
      Object.assign(window, { shifts });
      new PerformanceObserver((list) => {
        for (const entry of list.getEntries() as (PerformanceEntry & {
          value: number;
          sources: { node: Element | null }[];
        })[])
          shifts.push(
            `${entry.value} ${entry.sources.map(({ node }) => node?.parentElement?.outerHTML?.slice(0, 200)).join(" ")}`,
          );
      }).observe({ type: "layout-shift", buffered: false });
    });
    const begin = Number(await panel.getAttribute("data-last-x"));
    await expect
      .poll(async () => Number(await panel.getAttribute("data-last-x")), { timeout: 20_000 })
      .toBeGreaterThan(begin + 8);
    expect(await page.evaluate(() => (window as unknown as { shifts: string[] }).shifts)).toEqual([]);
    expect(errors).toEqual([]);
  },
);

it("the list keeps its order under the pointer, and has the new one after a reload", async () => {
  const { page } = await openPage(browser);
  await page.goto(`${url}/p/harbor?sort=name`);
  const first = page.locator(".side [data-run]").first();
  await first.waitFor();
  const order = () =>
    page.locator(".side [data-run]").evaluateAll((all) => all.map((one) => one.getAttribute("data-run")));
  const before = await order();
  const last = page.locator(".side [data-run='harbor-15']");
  const { run } = (await (await fetch(`${url}/api/runs/harbor/harbor-15`)).json()) as {
    run: { name: string };
  };
  await first.hover();
  await rename("harbor-15", "000-first");
  try {
    await last.getByText("000-first").waitFor();
    expect(await order()).toEqual(before);
    await page.reload();
    await expect.poll(async () => (await order())[0], { timeout: 10_000 }).toBe("harbor-15");
  } finally {
    await rename("harbor-15", run.name);
  }
});

it("a single high value among five million is on the chart, and the chart says how much it draws", async () => {
  const { page, errors } = await openPage(browser);
  await page.goto(`${url}/p/long`);
  const panel = page.locator('[data-panel="loss"]');
  await expect.poll(() => panel.getAttribute("data-points"), { timeout: 20_000 }).toBe(String(LONG.steps));
  expect(await panel.locator(".badge").innerText()).toMatch(/^[\d.]+\sk \/ 5(\.0)?\sM$/);
  await panel.getByRole("button", { name: "1 point off scale" }).waitFor();
  expect(await svgOf(page, "loss")).toContain(`>${LONG.spike}<`);
  await panel.getByRole("button", { name: "1 point off scale" }).click();
  await page.waitForURL(/out=all/);
  await panel.focus();
  await page.keyboard.press("t");
  await expect.poll(() => panel.locator("tbody tr").innerText()).toMatch(spike);
  // Zoomed in, it is the point that was logged.
  await page.goto(`${url}/p/long?z=${LONG.spikeAt - 20}..${LONG.spikeAt + 20}&out=all&panel=loss`);
  const full = page.locator(".full");
  await expect.poll(() => full.locator("tbody tr").innerText(), { timeout: 10_000 }).toMatch(spike);
  expect(errors).toEqual([]);
});

it("what is not a number and what is infinite is marked, with its word", async () => {
  const { page } = await openPage(browser);
  await page.goto(`${url}/p/harbor?q=name ~ "-4$" or name ~ "-9$"`);
  await page.locator('[data-panel="train/loss"][data-points]:not([data-points="0"])').waitFor();
  await expect.poll(() => svgOf(page, "train/loss"), { timeout: 15_000 }).toContain(">NaN<");
  await expect.poll(() => svgOf(page, "train/grad_norm"), { timeout: 15_000 }).toContain(">+\u221E<");
});

async function rename(run: string, name: string): Promise<void> {
  const reply = await fetch(`${url}/api/runs/harbor/${run}`, {
    method: "PATCH",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ name }),
  });
  expect(reply.status).toBe(200);
}

async function svgOf(page: Page, panel: string): Promise<string> {
  await page.locator(`[data-panel="${panel}"]`).hover();
  await page.getByRole("button", { name: `More about ${panel}` }).click();
  const [file] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("menuitem", { name: "Download SVG" }).click(),
  ]);
  return readFile(await file.path(), "utf8");
}
