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
  const box = group.getByRole("checkbox");
  expect(await box.getAttribute("title")).toMatch(/^Select all \d+ runs$/);
  await box.click();
  await expect.poll(() => box.isChecked()).toBe(true);
  await box.click();
  await expect.poll(() => box.isChecked()).toBe(false);

  const row = page.locator(".grid-row[data-run]").nth(1);
  await row.click({ button: "right", position: { x: 60, y: 10 } });
  await page.getByRole("menuitem", { name: "Baseline" }).click();
  await row.getByText("baseline").waitFor();
  await row.click({ button: "right", position: { x: 60, y: 10 } });
  await page.getByRole("menuitem", { name: "Focus" }).click();
  await page.waitForURL(/base=.*&focus=/);
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

it("orders by several keys, filters by a column, and keeps places and widths of columns after a reload", async () => {
  const { page, errors } = await openPage(browser);
  await page.goto(`${url}/p/harbor/runs?cols=state,val/miou:max,config.lr,config.optimizer&plot=off`);
  await rows(page).first().waitFor();
  await page.locator("[data-column='config.optimizer'] .head-title").click();
  await page.locator("[data-column='config.lr'] .head-title").click({ modifiers: ["Shift"] });
  await page.waitForURL(/sort=-config\.optimizer,-config\.lr/);
  await page.locator("[data-column='config.lr'][aria-sort=descending]").waitFor();
  await page.getByRole("button", { name: "Order: optimizer down, then lr down" }).click();
  await page.getByRole("button", { name: "lr: highest first" }).click();
  await page.waitForURL(/sort=-config\.optimizer,config\.lr/);
  await page.getByRole("combobox", { name: "Then sort by" }).fill("duration");
  await page.keyboard.press("Enter");
  await page.waitForURL(/sort=-config\.optimizer,config\.lr,-duration/);
  expect(await seriousFindings(page, ".sort-popover")).toEqual([]);
  await page.getByRole("button", { name: "Newest first" }).click();
  await page.waitForURL((address) => !address.search.includes("sort="));

  await page.locator("[data-column='config.optimizer']").hover();
  await page.getByRole("button", { name: "Column optimizer" }).click();
  await page.getByRole("menuitem", { name: "Filter by it" }).click();
  const field = page.locator(".run-filter input");
  await expect.poll(() => field.inputValue()).toBe("optimizer ");
  await page.keyboard.type("= lion");
  await page.keyboard.press("Enter");
  await page.waitForURL(/q=optimizer%20=%20lion/);
  await expect.poll(() => texts(page, 6)).toEqual(["lion"]);

  await page
    .locator("[data-column='config.optimizer'] .head-title")
    .dragTo(page.locator("[data-column='val/miou:max'] .head-title"));
  const order = ["state", "config.optimizer", "val/miou:max", "config.lr"];
  await expect.poll(() => columnNames(page)).toEqual(order);
  const edge = page.getByRole("separator", { name: "Width of optimizer" });
  const before = Number(await edge.getAttribute("aria-valuenow"));
  await edge.focus();
  for (const _ of [1, 2, 3]) await page.keyboard.press("ArrowRight");
  await expect.poll(() => edge.getAttribute("aria-valuenow")).toBe(String(before + 24));
  await page.reload();
  await rows(page).first().waitFor();
  expect(await columnNames(page)).toEqual(order);
  expect(await edge.getAttribute("aria-valuenow")).toBe(String(before + 24));
  expect(errors).toEqual([]);
});

it("tags, moves, archives and deletes the runs that are chosen, and takes each of it back", async () => {
  const { page, errors } = await openPage(browser);
  await page.goto(`${url}/p/grid/runs?cols=tags&plot=off&q=%22name%22%20~%20grid-000`);
  await expect.poll(() => rows(page).count()).toBe(10);
  const bar = page.getByRole("toolbar", { name: "Selected runs" });
  const choose = async (): Promise<void> => {
    for (const id of ["grid-3", "grid-4"]) {
      const box = page.locator(`[data-run='${id}'] input[type=checkbox]`);
      if (!(await box.isChecked())) await box.click();
    }
    await bar.getByText("2 selected").waitFor();
  };
  const takeBack = async (): Promise<void> => {
    await page.getByRole("button", { name: "Undo" }).click();
    await expect.poll(() => rows(page).count()).toBe(10);
  };

  await choose();
  await bar.getByRole("button", { name: "Tag" }).click();
  await page.getByRole("textbox", { name: /^Tags/ }).fill("narrow");
  await page.keyboard.press("Enter");
  const tagged = page.locator(".runs-grid .tag", { hasText: "narrow" });
  await expect.poll(() => tagged.count()).toBe(2);
  await takeBack();
  await expect.poll(() => tagged.count()).toBe(0);

  await choose();
  await bar.getByRole("button", { name: "Move" }).click();
  await page.getByRole("textbox", { name: "Project" }).fill("wide");
  await page.keyboard.press("Enter");
  await expect.poll(() => rows(page).count()).toBe(8);
  await takeBack();

  await choose();
  await bar.getByRole("button", { name: "Archive" }).click();
  await expect.poll(() => rows(page).count()).toBe(8);
  await takeBack();

  await choose();
  await bar.getByRole("button", { name: "Delete" }).click();
  const question = page.getByRole("alertdialog", { name: "Delete 2 runs?" });
  await question.getByText(/^grid-000[34] and grid-000[34]$/).waitFor();
  expect(await seriousFindings(page, "[role=alertdialog]")).toEqual([]);
  await question.getByRole("button", { name: "Delete" }).click();
  await expect.poll(() => rows(page).count()).toBe(8);
  await takeBack();
  expect(errors).toEqual([]);
});

/** What the rows have in a column, each once. */
async function texts(page: Page, column: number): Promise<string[]> {
  const all = await rows(page).locator(`[aria-colindex='${column}']`).allTextContents();
  return [...new Set(all)];
}

function columnNames(page: Page): Promise<(string | null)[]> {
  return page
    .locator("[role=columnheader][data-column]")
    .evaluateAll((heads) => heads.map((head) => head.getAttribute("data-column")));
}

function rows(page: Page): ReturnType<Page["locator"]> {
  return page.locator(".runs-grid [data-run]");
}
