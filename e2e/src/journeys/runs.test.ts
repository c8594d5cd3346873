import type { Browser, Locator, Page } from "playwright-core";
import { afterAll, beforeAll, expect, inject, it } from "vitest";
import { seriousFindings } from "../accessibility.ts";
import { openPage, startBrowser } from "../browser.ts";

const url = inject("seededUrl");
let browser: Browser;

beforeAll(async () => {
  browser = await startBrowser();
});

afterAll(() => browser?.close());

it("filters, shows, pins and compares the runs beside the charts with keys and with the pointer", async () => {
  const { page, errors } = await openPage(browser);
  await page.goto(`${url}/p/harbor`);
  await says(page, "12 of 26 shown");

  await page.keyboard.press("f");
  await page.keyboard.type("val/miou > 0.6 and opt = ");
  await page.getByRole("option", { name: /^adamw/ }).click();
  await page.keyboard.press("Enter");
  expect(await page.locator(".filter-token").allTextContents()).toEqual([
    "val/miou.max>0.6",
    "optimizer=adamw",
  ]);
  await page.waitForURL(/q=val\/miou%20%3E%200\.6%20and%20opt%20=%20adamw/);
  await expect.poll(() => runs(page).count()).toBeGreaterThan(0);
  const matches = await runs(page).count();
  expect(matches).toBeLessThan(26);
  expect(await seriousFindings(page, ".side")).toEqual([]);

  await page.keyboard.press("Backspace");
  expect(await filterInput(page).inputValue()).toBe("opt = adamw");
  await filterInput(page).fill("opt >");
  await page.getByText('Expected a value after ">".').waitFor();
  expect(await runs(page).count(), "the last filter that could be read holds").toBeGreaterThan(0);
  await page.keyboard.press("Escape");
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: /^Remove val\/miou/ }).click();
  await filterInput(page).blur();
  await says(page, "12 of 26 shown");

  await page.keyboard.press("j");
  await page.keyboard.press("j");
  const second = await runs(page).nth(1).getAttribute("data-run");
  await page.keyboard.press(" ");
  await says(page, "11 of 26 shown");
  await page.waitForURL(new RegExp(`runs=-${second ?? ""}`));
  await page.keyboard.press(" ");
  await says(page, "12 of 26 shown");
  await page.keyboard.press("b");
  await page.waitForURL(new RegExp(`base=${second ?? ""}`));
  await page.getByText("baseline", { exact: true }).waitFor();

  const third = runs(page).nth(4);
  await third
    .getByRole("button")
    .first()
    .click({ modifiers: ["Alt"] });
  await says(page, "2 of 26 shown");
  await page.goBack();
  // The baseline is drawn besides the first twelve.
  await says(page, "13 of 26 shown");
  expect(errors).toEqual([]);
});

it("keeps the colour that was chosen for a run on every page and after a reload", async () => {
  const { page, errors } = await openPage(browser);
  await page.goto(`${url}/p/harbor?q=%22name%22%20=%20deep-ford-3`);
  const row = page.locator('[data-run="harbor-3"]');
  await row.waitFor();
  const before = await colorOf(row);
  await row.click({ button: "right", position: { x: 120, y: 10 } });
  await page.getByRole("menuitem", { name: "Colour" }).click();
  await page.getByRole("button", { name: "Teal" }).click();
  await expectColor(row, "var(--run-10)");
  try {
    await page.reload();
    await row.waitFor();
    await expectColor(row, "var(--run-10)");
    await page.goto(`${url}/p/harbor/r/harbor-3`);
    const swatch = page.locator(".sw").first();
    await swatch.waitFor();
    expect(await colorOf(swatch)).toBe("var(--run-10)");
  } finally {
    const color = Number(/\d+/.exec(before)?.[0] ?? 1) - 1;
    await fetch(`${url}/api/runs/harbor/harbor-3`, {
      method: "PATCH",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ color }),
    });
  }
  expect(errors).toEqual([]);
});

it("groups runs and draws their means, and scrolls through a thousand runs without reading all", async () => {
  const { page, errors } = await openPage(browser);
  await page.goto(`${url}/p/harbor?group=config.optimizer`);
  const group = page.locator("[data-group]").filter({ hasText: "adamw" });
  await group.waitFor();
  await group.getByRole("button", { name: /^optimizer adamw/ }).click();
  await runs(page).first().waitFor();
  await group.getByRole("button", { name: "Hide optimizer adamw" }).click();
  await page.waitForURL(/runs=-group/);
  await group.getByRole("button", { name: "Show optimizer adamw" }).click();
  expect(await seriousFindings(page, ".side")).toEqual([]);

  const asked: string[] = [];
  page.on("request", (request) => {
    if (request.url().endsWith("/api/runs/query")) asked.push(request.postData() ?? "");
  });
  await page.goto(`${url}/p/grid`);
  await says(page, "12 of 1,000 shown");
  expect(asked).toHaveLength(1);
  await page.locator(".list").evaluate((list) => {
    list.scrollTop = list.scrollHeight;
  });
  await page.locator('[data-run="grid-0"]').waitFor();
  expect(asked.length).toBeLessThanOrEqual(3);
  expect(errors).toEqual([]);
});

function runs(page: Page): Locator {
  return page.locator(".side [data-run]");
}

function filterInput(page: Page): Locator {
  return page.locator(".run-filter input");
}

async function says(page: Page, text: string): Promise<void> {
  await page.getByTestId("runs-count").filter({ hasText: text }).waitFor();
}

async function expectColor(row: Locator, color: string): Promise<void> {
  await expect.poll(() => colorOf(row), { timeout: 5_000 }).toBe(color);
}

function colorOf(row: Locator): Promise<string> {
  return row.evaluate((element) => (element as HTMLElement).style.getPropertyValue("--c"));
}
