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

it("pictures have masks and boxes by class, a viewer, and the pictures of other runs beside them", async () => {
  const { page, shoot } = await openPage(browser);
  await page.goto(`${url}/p/harbor-media/r/media-0/media?k=samples/segmentation&step=6`);
  const tiles = page.getByTestId("media-tile");
  await expect.poll(() => tiles.count(), { timeout: 10_000 }).toBe(4);
  await expect.poll(() => page.locator(".over .box").count()).toBe(8);
  await expect.poll(() => clearShare(page)).toBe(0);
  await shoot("media-overlay");

  // A class that is off is clear in the masks, and its boxes are gone.
  await page.getByRole("group", { name: "Classes" }).getByRole("button").nth(2).click();
  await expect.poll(() => clearShare(page)).toBeGreaterThan(0);
  await expect.poll(() => page.locator(".over .box").count()).toBe(4);
  await page.getByRole("button", { name: "Boxes" }).click();
  await expect.poll(() => page.locator(".over .box").count()).toBe(0);

  // Steps move between those that were logged, by key and by typing.
  const step = page.getByTestId("step");
  const before = await tiles.first().getAttribute("data-path");
  await page.keyboard.press("]");
  await expect.poll(() => tiles.first().getAttribute("data-path")).not.toBe(before);
  await page.getByRole("textbox", { name: "Go to step" }).fill("0.9");
  await page.keyboard.press("Enter");
  await expect.poll(() => step.innerText()).toContain("step 0 1 of 14");
  expect(new URL(page.url()).searchParams.get("step")).toBe("0");

  await page.getByRole("button", { name: "Open berth 1, IoU 0.50" }).click();
  const viewer = page.getByRole("dialog");
  await viewer.getByText("1 of 4").waitFor();
  await page.keyboard.press("ArrowRight");
  await viewer.getByText("2 of 4").waitFor();
  const { x, y, width, height } = (await page.getByTestId("stage").boundingBox()) as DOMRect;
  await page.mouse.move(x + width / 2, y + height / 2);
  await page.mouse.move(x + width / 2 + 2, y + height / 2);
  await expect.poll(() => viewer.getByLabel("Pixel").innerText()).toMatch(/^\d+, \d+ · \d+ \d+ \d+ · #/);
  await page.keyboard.press("Escape");
  await expect.poll(() => viewer.count()).toBe(0);

  await page.getByRole("button", { name: "Across runs" }).click();
  await expect.poll(() => page.locator(".across > section").count()).toBe(2);
  await expect.poll(() => tiles.count()).toBe(8);
  expect(await seriousFindings(page)).toEqual([]);
});

it("a table is filtered, sorted, paged through, and joined with another step", async () => {
  const { page, shoot } = await openPage(browser);
  await page.goto(`${url}/p/harbor-media/r/media-0/tables?k=charts/roc_table`);
  const rows = page.getByTestId("table-rows");
  await expect.poll(() => rows.innerText(), { timeout: 10_000 }).toBe("rows 1–100 of 230");
  await page.getByRole("button", { name: "Next rows" }).click();
  await expect.poll(() => rows.innerText()).toBe("rows 101–200 of 230");
  const filter = page.getByRole("textbox", { name: "Filter 230 rows" });
  await filter.fill("class = quay and tpr >= 0.5");
  await expect.poll(() => page.locator("tbody tr").first().locator("td").first().innerText()).toBe("quay");
  await page.getByRole("button", { name: "tpr", exact: true }).click();
  await page.getByRole("button", { name: "tpr", exact: true }).click();
  await expect.poll(() => page.locator("tbody tr").first().locator("td").last().innerText()).toBe("1");
  await filter.fill("nothing = 3");
  await expect.poll(() => filter.getAttribute("aria-invalid")).toBe("true");
  await shoot("tables-filter");

  await page.goto(`${url}/p/harbor-media/r/media-0/tables?k=predictions/table`);
  await expect.poll(() => rows.innerText()).toBe("rows 1–12 of 12");
  await page.getByRole("combobox", { name: "Join with step" }).selectOption("0");
  await page.getByRole("combobox", { name: "Key column" }).selectOption("truth");
  await page.getByRole("columnheader", { name: "guess (step 0)" }).waitFor();
  expect(await seriousFindings(page)).toEqual([]);
});

/** How much of the first mask is not painted. */
function clearShare(page: Page): Promise<number> {
  return page
    .locator("canvas.mask")
    .first()
    .evaluate((canvas: HTMLCanvasElement) => {
      const pixels = canvas.getContext("2d")?.getImageData(0, 0, canvas.width, canvas.height).data;
      if (pixels === undefined || canvas.width < 2) return 1;
      return pixels.filter((value, at) => at % 4 === 3 && value === 0).length / (pixels.length / 4);
    });
}
