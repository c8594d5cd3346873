import type { Browser, Locator, Page } from "playwright-core";
import { afterAll, beforeAll, expect, inject, it } from "vitest";
import { seriousFindings } from "../accessibility.ts";
import { openPage, startBrowser } from "../browser.ts";

const url = inject("seededUrl");
const view = "journey-media";
let browser: Browser;

beforeAll(async () => {
  browser = await startBrowser();
});

afterAll(async () => {
  await browser?.close();
  await fetch(`${url}/api/projects/harbor-media/views/${view}`, { method: "DELETE" });
});

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

  // The viewer loads the next step before somebody goes there, and takes a step that is typed.
  const next = page.waitForRequest((request) => /\/segmentation_2_[^/]*\.png$/.test(request.url()));
  await page.getByRole("button", { name: "Open berth 1, IoU 0.50" }).click();
  const viewer = page.getByRole("dialog");
  await viewer.getByText("1 of 4").waitFor();
  await next;
  await viewer.getByRole("textbox", { name: "Go to step" }).fill("7");
  await page.keyboard.press("Enter");
  await viewer.getByText("step 7", { exact: true }).waitFor();
  await viewer.getByRole("textbox", { name: "Go to step" }).fill("0");
  await page.keyboard.press("Enter");
  await viewer.getByText("step 0", { exact: true }).waitFor();
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

it("the score that boxes must have and the size of tiles are kept for a project", async () => {
  const { page } = await openPage(browser);
  await page.goto(`${url}/p/harbor-media/r/media-0/media?k=samples/segmentation&step=6`);
  await expect.poll(() => page.locator(".over .box").count(), { timeout: 10_000 }).toBe(8);
  await page.getByRole("slider", { name: "Score from" }).fill("0.5");
  await page.getByRole("slider", { name: "Tile size" }).fill("200");
  await expect.poll(() => page.locator(".over .box").count()).toBe(4);
  await page.goto(`${url}/p/harbor-media/r/media-1/media?k=samples/segmentation&step=6`);
  await expect.poll(() => page.locator(".over .box").count(), { timeout: 10_000 }).toBe(4);
  await expect.poll(() => page.locator(".mt .of").first().innerText()).toMatch(/^loss 0\.\d{4}$/);
  expect(await page.getByRole("slider", { name: "Tile size" }).inputValue()).toBe("200");
});

it("panels of media name classes, have room for graphs and figures, and draw histograms in three ways", async () => {
  const { page, errors, shoot } = await openPage(browser, { size: { width: 1200, height: 900 } });
  const filter = page.getByRole("textbox", { name: "Filter metrics" });
  const panel = (id: string): Locator => page.locator(`[data-panel="${id}"]`);
  await page.goto(`${url}/p/harbor-media?view=${view}`);
  const pictures = panel("samples/segmentation");
  const classes = pictures.getByRole("group", { name: "Classes" });
  await classes.getByRole("button", { name: "vessel" }).waitFor();
  const tile = pictures.locator(".picture").first();
  await expect.poll(() => tile.locator(".boxes > b").count()).toBe(2);
  expect(await uncutLabels(tile)).toBe(true);
  await classes.getByRole("button", { name: "vessel" }).click();
  await expect.poll(() => tile.locator(".box").count()).toBe(1);

  // What the panel's keys do is on the sheet.
  await pictures.focus();
  await page.keyboard.press("Control+ArrowLeft");
  await expect.poll(() => new URL(page.url()).searchParams.get("step")).not.toBe(null);
  await page.keyboard.press("]");
  await expect.poll(() => new URL(page.url()).searchParams.get("step")).toBe(null);
  await page.keyboard.press("?");
  await page.getByRole("dialog").getByText("Previous and next step of its key; Shift for 10").waitFor();
  await page.keyboard.press("Escape");

  for (const [id, part] of [
    ["model", ".graph-host"],
    ["figures/plotly", ".plotly .main-svg"],
    ["figures/vega", ".vega svg.marks"],
  ] as const) {
    await filter.fill(id);
    await panel(id).locator(part).first().waitFor();
    await expect.poll(() => isWithin(panel(id), part), { timeout: 10_000 }).toBe(true);
  }
  await filter.fill("");

  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: "Add panel" }).click();
  await page.getByRole("combobox", { name: "Metrics of the panel" }).fill("gradients/encoder");
  await page.keyboard.press("Enter");
  const histograms = panel("+1");
  const heat = histograms.getByTestId("heat-map").first();
  await heat.hover();
  const tip = page.getByTestId("heat-tip");
  await expect.poll(() => tip.innerText()).toMatch(/^step \d+\s+.* to .*\s+[\d,]+$/);
  await shoot("media-panels");
  for (const [name, picture] of [
    ["Ridges", "ridges"],
    ["One step", "one-step"],
  ] as const) {
    await histograms.getByRole("button", { name: /^More about / }).click();
    await page.getByRole("menuitem", { name }).click();
    await expect.poll(() => histograms.getByTestId(picture).count()).toBe(2);
  }
  expect(new URL(page.url()).searchParams.get("hm")).toBe("step");
  expect(await seriousFindings(page)).toEqual([]);
  // Logged pages say that their frames run and load nothing.
  expect(errors.filter((error) => !/origin-keyed|sandboxed|normalize\.css/.test(error))).toEqual([]);
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
  await expect.poll(() => page.locator("tbody tr").first().locator("td").last().innerText()).toBe("1.0000");
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

/** No label of a tile lies over another, and none beyond its picture. */
function uncutLabels(tile: Locator): Promise<boolean> {
  return tile.evaluate((picture) => {
    const frame = picture.getBoundingClientRect();
    const labels = [...picture.querySelectorAll(".boxes > b")].map((label) => label.getBoundingClientRect());
    const isIn = ({ left, right, top, bottom }: DOMRect): boolean =>
      left >= frame.left - 1 &&
      right <= frame.right + 1 &&
      top >= frame.top - 1 &&
      bottom <= frame.bottom + 1;
    const isFree = (a: DOMRect, b: DOMRect): boolean =>
      a.right <= b.left || b.right <= a.left || a.bottom <= b.top || b.bottom <= a.top;
    return labels.every(
      (label, at) => isIn(label) && labels.slice(at + 1).every((other) => isFree(label, other)),
    );
  });
}

/** Whether a part of a panel is seen whole, and takes most of its width or of its height. */
function isWithin(panel: Locator, part: string): Promise<boolean> {
  return panel.evaluate((element, selector) => {
    const outer = element.getBoundingClientRect();
    const inner = element.querySelector(selector)?.getBoundingClientRect();
    if (inner === undefined) return false;
    const isWhole = inner.left >= outer.left && inner.right <= outer.right && inner.bottom <= outer.bottom;
    return isWhole && inner.width > 0.85 * outer.width && inner.height > 0.4 * outer.height;
  }, part);
}

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
