import { readFile } from "node:fs/promises";
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

it("a chart is zoomed, panned and smoothed, x is chosen, and the address says it all", async () => {
  const { page, errors, shoot } = await openPage(browser);
  await page.goto(`${url}/p/harbor`);
  await drawn(page, "train/loss");
  const plot = await plotOf(page, "train/loss");

  // The pointer names runs in the tooltip, and marks the nearest in the list.
  await page.mouse.move(plot.x + 80, plot.y + 40);
  await page.mouse.move(plot.x + 84, plot.y + 42);
  await page.getByTestId("tooltip").waitFor();
  await shoot("charts-hover");

  // A drag zooms all charts over one x; Z takes it back; Back takes that back.
  await drag(page, [plot.x + 40, plot.y + 60], [plot.x + 160, plot.y + 62]);
  await page.getByTestId("reset-zoom").waitFor();
  const zoom = param(page, "z") ?? "";
  expect(zoom).toMatch(/^\d+\.\.\d+$/);
  await page.keyboard.press("z");
  await expect.poll(() => param(page, "z")).toBe(null);
  await page.goBack();
  await expect.poll(() => param(page, "z")).toBe(zoom);

  // The wheel with Ctrl zooms about the pointer, without it the page scrolls.
  await page.mouse.move(plot.x + 100, plot.y + 60);
  await page.keyboard.down("Control");
  await page.mouse.wheel(0, -120);
  await page.keyboard.up("Control");
  await expect.poll(() => lengthOf(page)).toBeLessThan(lengthOfText(zoom));
  const before = param(page, "z");
  await drag(page, [plot.x + 140, plot.y + 60], [plot.x + 100, plot.y + 60], "middle");
  await expect.poll(() => param(page, "z")).not.toBe(before);
  await page.mouse.dblclick(plot.x + 100, plot.y + 60);
  await expect.poll(() => param(page, "z")).toBe(null);

  // Shift marks a box, which holds y of this panel.
  await page.keyboard.down("Shift");
  await drag(page, [plot.x + 40, plot.y + 30], [plot.x + 160, plot.y + 90]);
  await page.keyboard.up("Shift");
  await expect.poll(() => param(page, "z")).toMatch(/,y=train\/loss:[-\d.]+\.\.[-\d.]+$/);
  await page.keyboard.press("z");
  await expect.poll(() => param(page, "z")).toBe(null);

  await page.getByRole("button", { name: /kind of smoothing$/ }).click();
  await page.getByRole("menuitemradio", { name: /Gaussian/ }).click();
  await expect.poll(() => param(page, "sm")).toBe("gauss:5");
  const amount = page.getByLabel("Amount of smoothing");
  await amount.fill("7.5");
  await amount.press("Enter");
  await expect.poll(() => param(page, "sm")).toBe("gauss:7.5");
  await page.getByRole("button", { name: /kind of smoothing$/ }).click();
  await page.getByRole("menuitemradio", { name: /Moving average/ }).click();
  await amount.fill("0.999");
  await amount.press("Enter");
  await expect.poll(() => param(page, "sm")).toBe("ema:0.999");
  await amount.fill("many");
  await amount.press("Enter");
  expect(await amount.inputValue()).toBe("0.999");
  await page.getByLabel("Smoothing", { exact: true }).dblclick();
  await expect.poll(() => param(page, "sm")).toBe("ema:0.8");
  await page.getByLabel("Smoothing", { exact: true }).press("Shift+ArrowLeft");
  await expect.poll(() => param(page, "sm")).toBe("ema:0.7");
  await page.keyboard.press("x");
  await page.getByRole("combobox", { name: "x axis" }).fill("epo");
  await page.keyboard.press("Enter");
  await expect.poll(() => param(page, "x")).toBe("epoch");
  expect(await seriousFindings(page)).toEqual([]);
  expect(errors).toEqual([]);
});

it("a chart over the whole window has a map, numbers at the pointer, keys and downloads", async () => {
  const { page, errors, shoot } = await openPage(browser);
  await page.goto(`${url}/p/harbor`);
  await drawn(page, "train/loss");
  await page.locator('[data-panel="train/loss"]').focus();
  await page.keyboard.press("Enter");
  const full = page.getByRole("dialog", { name: "train/loss in full screen" });
  await full.getByRole("table", { name: "Numbers of train/loss" }).waitFor();
  await expect.poll(() => full.locator("tbody tr").count()).toBe(12);
  const box = await full.locator(".u-over").boundingBox();
  if (box === null) throw new Error("The chart has no box.");
  await page.mouse.move(box.x + 300, box.y + 200);
  await full.getByRole("columnheader", { name: /^at step [\d,]+$/ }).waitFor();
  // Its values are copied, and keys move the cursor and say what is there.
  await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
  await page.keyboard.press("Control+c");
  const copied = async (): Promise<string> => page.evaluate(() => navigator.clipboard.readText());
  await expect.poll(copied).toMatch(/^step\t[\d,]+\n\S+\t[\d.]+/);
  await page.keyboard.press("Shift+ArrowRight");
  await expect.poll(() => full.locator("[aria-live]").textContent()).toMatch(/^step [\d,]+, \S+, [\d.]+$/);
  const before = await full.locator("[aria-live]").textContent();
  await page.keyboard.press("ArrowDown");
  await expect.poll(() => full.locator("[aria-live]").textContent()).not.toBe(before);
  await full.getByRole("button", { name: "More about train/loss" }).click();
  await page.getByRole("menuitem", { name: /^Copy values at the cursor/ }).click();
  // All lines that are there, and not only those of the tooltip.
  await expect.poll(async () => (await copied()).split("\n").length).toBeGreaterThan(9);
  await page.keyboard.press("w");
  await expect.poll(() => param(page, "z")).not.toBe(null);
  await full.getByRole("slider", { name: "Part of x on screen" }).focus();
  const zoom = param(page, "z");
  await page.keyboard.press("ArrowRight");
  await expect.poll(() => param(page, "z")).not.toBe(zoom);
  expect(await seriousFindings(page)).toEqual([]);
  await shoot("charts-full");

  const csv = await download(page, "CSV");
  expect(csv.split("\r\n")[0]).toBe("line,metric,_step,_step_last,mean,min,max,last,smoothed,points");
  expect(csv.split("\r\n").length).toBeGreaterThan(1_000);
  const svg = await download(page, "SVG");
  expect(svg).toMatch(/^<svg xmlns="http:\/\/www.w3.org\/2000\/svg" width="960"/);
  expect(svg).toContain(">train/loss</text>");
  expect((await download(page, "PNG")).length).toBeGreaterThan(10_000);

  await page.locator(".full").focus();
  await page.keyboard.press("ArrowRight");
  await expect.poll(() => param(page, "panel")).toBe("train/dice");
  await page.keyboard.press("Escape");
  await expect.poll(() => param(page, "panel")).toBe(null);
  expect(errors).toEqual([]);
});

it("a step chosen in a chart is the step of everything, and stands in all charts of steps", async () => {
  const { page, errors, shoot } = await openPage(browser);
  await page.goto(`${url}/p/harbor`);
  await drawn(page, "train/loss");
  const plot = await plotOf(page, "train/loss");
  await page.mouse.move(plot.x + 150, plot.y + 80);
  await page.keyboard.down("Alt");
  await page.mouse.click(plot.x + 152, plot.y + 80);
  await page.keyboard.up("Alt");
  await expect.poll(() => param(page, "step")).toMatch(/^\d+$/);
  const step = param(page, "step");
  await page.locator(`[data-panel="train/dice"] .plot[data-step="${step}"]`).waitFor();
  expect(param(page, "focus")).toBe(null);
  await shoot("charts-step");

  // By key, from the cursor; the menu and the toolbar let go of it.
  const panel = page.locator('[data-panel="train/dice"]');
  await panel.focus();
  for (const key of ["ArrowLeft", "Shift+ArrowRight", "u"]) await page.keyboard.press(key);
  await expect.poll(() => param(page, "step")).not.toBe(step);
  await page.getByRole("button", { name: /^Let go of step / }).click();
  await expect.poll(() => param(page, "step")).toBe(null);
  await page.getByRole("button", { name: "More about train/dice" }).click();
  await page.getByRole("menuitem", { name: /^Use step [\d,]+ everywhere/ }).click();
  await expect.poll(() => param(page, "step")).toMatch(/^\d+$/);
  expect(errors).toEqual([]);
});

it("the keyboard reads a chart, and its numbers are a table", async () => {
  const { page } = await openPage(browser);
  await page.goto(`${url}/p/harbor`);
  await drawn(page, "train/loss");
  const panel = page.locator('[data-panel="train/loss"]');
  await panel.focus();
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("ArrowDown");
  await expect.poll(() => panel.locator("[aria-live]").textContent()).toMatch(/^step [\d,]+, \S+, [\d.]+$/);
  await page.keyboard.press("t");
  await expect.poll(() => panel.locator("tbody tr").count()).toBe(12);
  await page.keyboard.press("t");
  await page.keyboard.press("l");
  await expect(
    panel.getByRole("button", { name: "Log y of train/loss" }).getAttribute("aria-pressed"),
  ).resolves.toBe("true");
  await page.keyboard.press("l");
});

it("a thousand runs are on one chart", async () => {
  const { page, errors, shoot } = await openPage(browser);
  let bytes = 0;
  page.on("response", async (reply) => {
    if (reply.url().endsWith("/api/series")) bytes += Number(await reply.headerValue("content-length")) || 0;
  });
  await page.goto(`${url}/p/grid?runs=+*`);
  await expect
    .poll(() => page.locator('[data-panel="loss"]').getAttribute("data-points"), { timeout: 20_000 })
    .toBe("100000");
  expect(bytes).toBeLessThan(2 * 16e6);
  await shoot("charts-thousand");
  expect(errors).toEqual([]);
});

async function drawn(page: Page, panel: string): Promise<void> {
  await page
    .locator(`[data-panel="${panel}"][data-drawn][data-points]:not([data-points="0"])`)
    .waitFor({ timeout: 20_000 });
}

async function plotOf(page: Page, panel: string): Promise<{ x: number; y: number }> {
  const box = await page.locator(`[data-panel="${panel}"] .u-over`).boundingBox();
  if (box === null) throw new Error(`The panel ${panel} has no plot.`);
  return box;
}

async function drag(
  page: Page,
  [fromX, fromY]: readonly [number, number],
  [toX, toY]: readonly [number, number],
  button: "left" | "middle" = "left",
): Promise<void> {
  await page.mouse.move(fromX, fromY);
  await page.mouse.down({ button });
  await page.mouse.move(toX, toY, { steps: 4 });
  await page.mouse.up({ button });
}

async function download(page: Page, format: string): Promise<string> {
  await page
    .locator(".full")
    .getByRole("button", { name: /^More about/ })
    .click();
  const [file] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("menuitem", { name: `Download ${format}` }).click(),
  ]);
  return readFile(await file.path(), "latin1");
}

function param(page: Page, name: string): string | null {
  return new URL(page.url().replaceAll("+", "%2B")).searchParams.get(name);
}

function lengthOf(page: Page): number {
  return lengthOfText(param(page, "z") ?? "");
}

function lengthOfText(zoom: string): number {
  const [from = Number.NaN, to = Number.NaN] = zoom.split("..").map(Number);
  return to - from;
}
