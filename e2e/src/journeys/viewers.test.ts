import type { Browser, Locator, Page } from "playwright-core";
import { PNG } from "pngjs";
import { afterAll, beforeAll, expect, inject, it, onTestFinished } from "vitest";
import { seriousFindings } from "../accessibility.ts";
import { openPage, startBrowser } from "../browser.ts";

const url = `${inject("seededUrl")}/p/harbor-models/r/models-0`;
let browser: Browser;

beforeAll(async () => {
  browser = await startBrowser();
});

afterAll(() => browser?.close());

it("models, molecules and figures are drawn under the page's policy, and nothing is loaded from elsewhere", async () => {
  // Drawn in space by the processor, so a small window.
  const deep = await startBrowser({ hasWebGl: true });
  onTestFinished(() => deep.close());
  const { page, errors, shoot } = await openPage(deep, { size: { width: 640, height: 480 } });
  page.setDefaultTimeout(20_000);
  const outside: string[] = [];
  page.on("request", (request) => {
    const { protocol, host } = new URL(request.url());
    if (protocol === "http:" && host !== new URL(url).host) outside.push(request.url());
  });
  await page.goto(`${url}/media`);
  const file = (name: string): Locator => page.getByTestId("media-file").filter({ hasText: name });
  for (const name of ["tetrahedron", "binary triangle"]) {
    const scene = file(name).getByTestId("space").last();
    await bring(file(name).last());
    await expect.poll(() => colours(scene), { timeout: 20_000 }).toBeGreaterThan(1);
  }
  const turned = file("binary triangle").getByTestId("space");
  const before = (await turned.screenshot()).toString("base64");
  await turned.focus();
  await page.keyboard.press("ArrowLeft");
  await expect.poll(async () => (await turned.screenshot()).toString("base64")).not.toBe(before);
  await file("not drawn").getByText("Files of the type babylon can't be drawn here.").waitFor();

  const molecule = file("helix").getByTestId("molecule");
  await bring(file("helix"));
  await expect.poll(() => molecule.getAttribute("data-atoms"), { timeout: 20_000 }).toBe("90");
  for (const style of ["Cartoon"]) {
    await file("helix").getByRole("button", { name: style }).click();
    await expect.poll(() => colours(molecule)).toBeGreaterThan(8);
  }
  await shoot("viewers-molecule");

  const drawn = file("expression").getByTestId("vega");
  await bring(file("expression"));
  await expect.poll(() => drawn.locator("svg path").count(), { timeout: 20_000 }).toBeGreaterThan(5);
  const refused = page.getByText(
    'It wants "https://example.com/a.json", and nothing is loaded for a figure.',
  );
  await bring(page.getByTestId("vega").last());
  await refused.waitFor();
  expect(await seriousFindings(page)).toEqual([]);
  expect([errors, outside]).toEqual([[], []]);
});

it("histograms have a key, a look, gaps and a part of the steps in the address", async () => {
  const { page, errors, shoot } = await openPage(browser);
  await page.goto(`${url}/histograms?h=gradients/conv_2/kernel`);
  const large = page.locator(".hh").getByTestId("heat-map");
  // 32 were logged; at eight more steps the layers beside it have one.
  await expect.poll(() => large.getAttribute("data-columns"), { timeout: 20_000 }).toBe("40");
  await expect.poll(() => page.getByTestId("most").innerText()).toMatch(/^\d{2,}$/);
  const { width, height } = (await large.boundingBox()) as DOMRect;
  await large.click({ position: { x: width * 0.52, y: height / 2 } });
  await page.getByText("No values at this step.").waitFor();
  const step = Number(parameter(page, "step"));
  expect(step >= 16 && step < 24).toBe(true);
  await page.keyboard.press("]");
  await expect.poll(() => Number(parameter(page, "step"))).toBeGreaterThan(step);
  expect(await seriousFindings(page)).toEqual([]);
  await shoot("viewers-histograms");

  await page.keyboard.press("w");
  await expect.poll(() => parameter(page, "z")).toMatch(/^9\.\d+\.\.29\.\d+$/);
  await page.keyboard.press("z");
  await expect.poll(() => parameter(page, "z")).toBe(null);
  await page.getByRole("button", { name: "Ridges" }).click();
  await expect.poll(() => parameter(page, "hm")).toBe("ridges");
  await expect.poll(() => colours(page.getByTestId("ridges").first())).toBeGreaterThan(8);
  await page.getByRole("button", { name: "One step" }).click();
  await page.getByRole("combobox", { name: "Large histogram" }).selectOption("gradients/dense/kernel");
  await expect.poll(() => parameter(page, "h")).toBe("gradients/dense/kernel");
  await expect.poll(() => colours(page.getByTestId("one-step").first())).toBeGreaterThan(2);
  expect(errors).toEqual([]);
});

it("the layers of a watched model are coloured, moved and asked for details", async () => {
  const { page, errors, shoot } = await openPage(browser);
  await page.goto(`${url}/overview?step=22`);
  const graph = page.getByTestId("graph");
  await graph.scrollIntoViewIfNeeded();
  const layer = (name: string): Locator => graph.locator(`[data-layer=${name}]`);
  await page.getByRole("button", { name: "Gradient norm" }).click();
  await expect.poll(() => layer("output").getAttribute("data-shade"), { timeout: 20_000 }).toBe("8");
  expect(await layer("conv_1").getAttribute("data-shade")).toBe("0");
  // Its gradients are NaN at this step, and the flat layer has none.
  expect(await layer("conv_2").getAttribute("data-shade")).toBe("none");
  expect(await layer("flatten").getAttribute("data-shade")).toBe(null);
  await layer("conv_1").click();
  await page.getByText("9,248", { exact: true }).waitFor();
  await shoot("viewers-graph");
  await page.getByRole("button", { name: "Dead units" }).click();
  await expect.poll(() => layer("conv_3").getAttribute("data-shade")).toBe("4");

  const scale = (): Promise<number> => graph.getAttribute("data-scale").then(Number);
  const before = await scale();
  await graph.focus();
  await page.keyboard.press("+");
  await expect.poll(scale).toBeGreaterThan(before);
  await page.keyboard.press("0");
  await expect.poll(scale).toBe(before);
  await graph.hover();
  await page.keyboard.down("Control");
  await page.mouse.wheel(0, -200);
  await page.keyboard.up("Control");
  await expect.poll(scale).toBeGreaterThan(before);
  expect(await seriousFindings(page)).toEqual([]);
  expect(errors).toEqual([]);
});

/** Into the middle of the window, without a wait for what is still drawn above it. */
function bring(part: Locator): Promise<void> {
  return part.evaluate((element) => element.scrollIntoView({ block: "center" }));
}

/** How many colours a part of the page shows. */
async function colours(part: Locator): Promise<number> {
  const { data } = PNG.sync.read(await part.screenshot());
  const words = new Uint32Array(data.buffer, data.byteOffset, data.byteLength >> 2);
  return new Set(words).size;
}

function parameter(page: Page, name: string): string | null {
  return new URL(page.url()).searchParams.get(name);
}
