import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, inject, it } from "vitest";
import { seriousFindings } from "../accessibility.ts";
import { openPage, startBrowser } from "../browser.ts";

const url = inject("seededUrl");
let browser: Browser;

beforeAll(async () => {
  browser = await startBrowser();
});

afterAll(() => browser?.close());

it("sorts, groups, selects and compares the runs of a table, with keys and with the pointer", async () => {
  const { page, errors } = await openPage(browser);
  await page.goto(`${url}/p/harbor/runs`);
  await rows(page).first().waitFor();
  expect(await page.getByRole("grid", { name: "Runs" }).getAttribute("aria-rowcount")).toBe("27");

  await page.locator("[data-column='val/miou:max'] .head-title").click();
  await page.waitForURL(/sort=-val\/miou:max/);
  await page.locator("[data-column='val/miou:max'][aria-sort=descending]").waitFor();
  await rows(page).first().locator(".num.best").first().waitFor();

  await page.locator(".parallel svg .axis").first().waitFor({ state: "attached" });
  expect(await seriousFindings(page)).toEqual([]);

  await page.keyboard.press("j");
  await page.keyboard.press(" ");
  await page.keyboard.press("j");
  await page.keyboard.press(" ");
  await page.getByText("2 selected", { exact: true }).waitFor();
  const chosen = await page.locator("[data-run][aria-selected=true]").count();
  expect(chosen).toBe(2);
  await page.getByRole("button", { name: "Compare" }).click();
  await page.waitForURL(/\/p\/harbor\/compare\?runs=/);
  await page.goBack();
  await rows(page).first().waitFor();

  await page.getByRole("button", { name: "Group runs" }).click();
  await page.getByRole("option", { name: "config.optimizer" }).click();
  await page.keyboard.press("Escape");
  const group = page.locator("[data-group]").first();
  await group.getByText(/\d ± /).first().waitFor();
  await group.locator("button[aria-expanded=true]").click();
  await group.locator("button[aria-expanded=false]").waitFor();
  expect(errors).toEqual([]);
});

it("shows a thousand runs without reading them all, and keeps a brush as a filter", async () => {
  const { page, errors } = await openPage(browser);
  await page.goto(`${url}/p/grid/runs?sort=-accuracy`);
  await rows(page).first().waitFor();
  expect(await rows(page).count()).toBeLessThan(60);
  const plot = page.locator(".parallel-inner");
  await page.locator(".axis-head", { hasText: "accuracy" }).waitFor();
  const box = await plot.boundingBox();
  const head = await page.locator(".axis-head", { hasText: "accuracy" }).boundingBox();
  if (box === null || head === null) throw new Error("The plot has no place.");
  // The last axis stands 58 px from the right edge.
  const x = box.x + box.width - 58;
  await page.mouse.move(x, box.y + 40);
  await page.mouse.down();
  await page.mouse.move(x, box.y + 70, { steps: 4 });
  await page.mouse.up();
  await page.getByText(/of 1,000 runs, accuracy/).waitFor();
  await page.getByRole("toolbar", { name: "Selected runs" }).waitFor();
  await page.getByRole("button", { name: "Keep as filter" }).click();
  await page.waitForURL(/q=summary\.accuracy/);
  await page.waitForFunction(() => {
    const count = Number(document.querySelector("[role=grid]")?.getAttribute("aria-rowcount"));
    return count > 1 && count < 1_001;
  });
  expect(errors).toEqual([]);
});

it("changes notes in their place and takes that back", async () => {
  const { page } = await openPage(browser);
  await page.goto(`${url}/p/harbor/runs?cols=notes`);
  const row = page.locator("[data-run='harbor-3']");
  const cell = row.locator("[data-kind=notes]");
  await cell.locator(".editable").waitFor();
  const before = (await cell.textContent()) ?? "";
  await cell.locator(".editable").dblclick();
  await cell.locator("input").fill("longer is better");
  await page.keyboard.press("Enter");
  await cell.getByText("longer is better").waitFor();
  await page.getByRole("button", { name: "Undo" }).click();
  await page.waitForFunction(
    (text) => document.querySelector("[data-run='harbor-3'] [data-kind=notes]")?.textContent === text,
    before,
  );
});

function rows(page: Page): ReturnType<Page["locator"]> {
  return page.locator(".runs-grid [data-run]");
}
