import type { Browser, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, expect, inject, it } from "vitest";
import { seriousFindings } from "../accessibility.ts";
import { openPage, startBrowser, type WatchedPage } from "../browser.ts";

const url = inject("seededUrl");
let browser: Browser;
let watched: WatchedPage;
let page: Page;

beforeAll(async () => {
  browser = await startBrowser();
});

afterAll(() => browser?.close());

beforeEach(async () => {
  watched = await openPage(browser);
  ({ page } = watched);
});

afterEach(async () => {
  await page.context().close();
  expect(watched.errors).toEqual([]);
});

it("Ctrl K leads to a run by its name, a metric and a page, by keyboard alone, and knows what was looked at", async () => {
  await page.goto(`${url}/p/harbor`);
  await page.getByRole("navigation", { name: "Project" }).waitFor();
  await page.keyboard.press("Control+k");
  const field = page.getByRole("combobox", { name: /Run, metric/ });
  await field.fill("soft rain 16");
  await page.getByRole("option", { name: /soft-rain-16/ }).waitFor();
  expect(await seriousFindings(page, ".palette")).toEqual([]);
  await page.keyboard.press("Enter");
  await page.waitForURL(/\/p\/harbor\/r\/harbor-16/);

  await page.getByRole("heading", { name: "soft-rain-16" }).waitFor();
  await page.keyboard.press("Control+k");
  await field.fill("val/miou");
  await page.getByRole("option", { name: "val/miou", exact: true }).waitFor();
  await page.keyboard.press("Enter");
  await page.waitForURL(/\/p\/harbor\?.*panel=val\/miou/);

  await page.keyboard.press("Escape");
  await page.keyboard.press("Control+k");
  await page.getByText("Recent", { exact: true }).waitFor();
  expect(await page.getByRole("option").first().textContent()).toContain("soft-rain-16");
  await page.keyboard.press("Escape");
  await page.getByRole("dialog").waitFor({ state: "detached" });
  // The second key must follow soon, which a busy machine may not manage at once.
  const goToCompare = async (): Promise<string> => {
    await page.keyboard.press("g");
    await page.keyboard.press("c");
    return page.url();
  };
  await expect.poll(goToCompare, { timeout: 10_000, interval: 500 }).toMatch(/\/p\/harbor\/compare/);
});

it("The sheet has the keys that work here, and can be searched", async () => {
  await page.goto(`${url}/settings/appearance`);
  await page.getByRole("heading", { name: "Appearance" }).waitFor();
  await page.keyboard.press("?");
  const sheet = page.getByRole("dialog", { name: "Keyboard" });
  await sheet.getByText("Projects").waitFor();
  expect(await sheet.getByText("Clip outliers").count()).toBe(0);
  await page.keyboard.press("Escape");
  await page.goto(`${url}/p/harbor`);
  await page.locator("[data-drawn]").first().waitFor();
  await page.keyboard.press("?");
  await sheet.getByRole("textbox").fill("outliers");
  expect(await sheet.locator("dd").allTextContents()).toEqual(["Clip outliers"]);
  expect(await seriousFindings(page, "[role=dialog]")).toEqual([]);
});

it("Projects are sorted and filtered, and lead to their best run", async () => {
  await page.goto(url);
  const table = page.getByTestId("projects");
  await table.getByRole("button", { name: "runs" }).click();
  await expect.poll(() => table.locator("tbody tr").first().getAttribute("data-project")).toBe("grid");
  expect(await page.getByText("Running now").isVisible()).toBe(true);
  await page.keyboard.press("/");
  await page.keyboard.type("models");
  await expect.poll(() => table.locator("tbody tr").count()).toBe(1);
  await table.getByText("val/miou best").waitFor();
  await table.getByText(/\d KiB/).waitFor();
  expect(await seriousFindings(page)).toEqual([]);
  await table.getByRole("link", { name: "0.7400" }).click();
  await page.waitForURL(/\/r\/train-1/);
});

it("Runs side by side say what is better, what differs and which lines of code changed", async () => {
  await page.goto(`${url}/p/harbor-models/compare?runs=train-0,train-1`);
  const best = page.locator('tr[data-key="val/miou.max"] td');
  await best.first().waitFor();
  expect(await best.nth(1).getAttribute("data-standing")).toBe("better");
  expect(await best.nth(1).textContent()).toContain("+0.0300");
  const config = page.locator("[data-section=Config] tr[data-key]");
  expect(await config.evaluateAll((rows) => rows.map((row) => row.getAttribute("data-key")))).toEqual(["lr"]);
  await page.getByRole("button", { name: "All 2" }).click();
  expect(await config.count()).toBe(2);
  await page.locator(".cmp-diff .added", { hasText: "warmUp" }).waitFor();
  expect(await page.locator(".cmp-diff .removed").first().textContent()).toContain("1e-3");
  expect(await seriousFindings(page)).toEqual([]);

  await page.getByRole("button", { name: "Column of train-1" }).click();
  await page.getByRole("menuitem", { name: "Make it the baseline" }).click();
  await page.waitForURL(/runs=train-1,train-0/);
  expect(await best.nth(1).getAttribute("data-standing")).toBe("worse");
  await page.getByRole("button", { name: "Add runs" }).click();
  await page.getByRole("combobox", { name: "Find a run by name" }).fill("score");
  await page.getByRole("option", { name: /score/ }).click();
  await page.waitForURL(/runs=train-1,train-0,score/);
  await page.goBack();
  await page.waitForURL(/runs=train-1,train-0$/);
});

it("Compared runs are drawn less the baseline, and classes of their pictures are switched off for all at once", async () => {
  await page.goto(`${url}/p/harbor/compare?runs=harbor-3,harbor-8`);
  await page.getByRole("toolbar", { name: "Chart settings" }).evaluate((bar) => bar.scrollIntoView());
  await page.getByRole("button", { name: "Difference to deep-ford-3" }).click();
  await page.waitForURL(/d=base/);
  await page.getByText("Steps at which one of the two has no value are left out.").waitFor();
  await page.getByRole("article", { name: "\u0394 val/miou" }).focus();
  await page.keyboard.press("Enter");
  const full = page.getByRole("dialog", { name: "\u0394 val/miou in full screen" });
  const baseline = full.getByRole("row").filter({ hasText: "baseline" });
  await expect.poll(() => baseline.getByRole("cell").nth(1).textContent()).toBe("0");
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: "Difference to deep-ford-3" }).click();
  await page.getByRole("article", { name: "val/miou", exact: true }).waitFor();
  expect(page.url()).not.toContain("d=base");

  await page.goto(`${url}/p/harbor-media/compare?runs=media-0,media-1`);
  await page.locator("[data-section=Media]").evaluate((section) => section.scrollIntoView());
  const vessels = page.locator(".cmp-tiles .box[title^=vessel]");
  await vessels.first().waitFor();
  const quays = await page.locator(".cmp-tiles .box[title^=quay]").count();
  const vessel = page.getByRole("group", { name: "Classes" }).getByRole("button", { name: "vessel" });
  await vessel.click();
  await expect.poll(() => vessels.count()).toBe(0);
  expect(await page.locator(".cmp-tiles .box[title^=quay]").count()).toBe(quays);
  await vessel.click();
  await vessels.first().waitFor();
});

it("An artifact's versions, files, aliases and descent are on its page", async () => {
  await page.goto(`${url}/p/harbor-models/artifacts`);
  await page.getByRole("link", { name: "berths", exact: true }).click();
  const lineage = page.getByRole("region", { name: "Lineage" });
  await lineage.getByText("segmenter:v3").waitFor();
  await page.getByRole("button", { name: "README.md", exact: true }).click();
  await page.getByText("936 labelled pictures.").waitFor();
  expect(await page.getByText("s3://harbor/pictures/north.tar").isVisible()).toBe(true);
  expect(await seriousFindings(page)).toEqual([]);

  await page.getByRole("button", { name: "Take the alias reviewed away" }).click();
  await page.getByRole("status").getByText("The alias reviewed is taken away.").waitFor();
  await page.getByRole("button", { name: "Undo" }).click();
  await page.getByRole("button", { name: "Take the alias reviewed away" }).waitFor();
  await lineage.getByRole("link", { name: "train-1" }).click();
  await page.waitForURL(/\/p\/harbor-models\/r\/train-1/);
});

it("Density, digits and theme are chosen in the settings and hold after a reload", async () => {
  await page.goto(`${url}/settings/appearance`);
  await page.getByRole("radio", { name: "Roomy" }).click();
  await page.getByRole("radio", { name: "6" }).click();
  await page.getByRole("radio", { name: "Dark" }).click();
  expect(await seriousFindings(page)).toEqual([]);
  await page.goto(url);
  const row = page.getByTestId("projects").locator("tbody tr", { hasText: "harbor-models" });
  await row.getByText("0.740000").waitFor();
  expect((await row.boundingBox())?.height).toBeGreaterThanOrEqual(34);
  expect(await page.locator("html").getAttribute("data-theme")).toBe("dark");
  await page.keyboard.press("Alt+m");
  expect(await page.locator("html").getAttribute("data-theme")).toBe("light");
});
