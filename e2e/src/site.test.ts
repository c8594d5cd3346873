import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { seriousFindings } from "./accessibility.ts";
import { openPage, startBrowser, type WatchedPage } from "./browser.ts";

const root = join(import.meta.dirname, "../..");
let browser: Browser;
let watched: WatchedPage;

beforeAll(async () => {
  const { status, stderr } = spawnSync(process.execPath, [join(root, "tools/site.mjs")], {
    encoding: "utf8",
  });
  if (status !== 0) throw new Error(stderr);
  browser = await startBrowser();
  watched = await openPage(browser);
});

afterAll(() => browser?.close());

function address(page: string): string {
  return pathToFileURL(join(root, "site/dist", page)).href;
}

it("the site of the documentation works from the disk: pages, search, theme, code that is copied", async () => {
  const { page, errors } = watched;
  const requests: string[] = [];
  page.on("request", (request) => requests.push(request.url()));
  await page.goto(address("index.html"));
  await page.getByRole("link", { name: "Start in five minutes" }).first().click();
  await page.getByRole("heading", { level: 1, name: "Start in five minutes" }).waitFor();
  await page.getByRole("link", { name: /^Next/ }).click();
  await page.getByRole("heading", { level: 1, name: "Start with TensorFlow.js" }).waitFor();
  await page.keyboard.press("/");
  await page.keyboard.type("confusionMatrix");
  await page.getByRole("option").first().waitFor();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("ArrowUp");
  await page.keyboard.press("Enter");
  await page.getByText("confusionMatrix").first().waitFor();
  const isDark = () => page.evaluate(() => getComputedStyle(document.documentElement).colorScheme);
  expect(await isDark()).toBe("light");
  await page.getByRole("button", { name: "Light or dark" }).click();
  expect(await isDark()).toBe("dark");
  await page.goto(address("start.html"));
  expect(await isDark()).toBe("dark");
  await page.getByRole("button", { name: "Copy" }).first().click();
  await page.getByRole("button", { name: "Copied" }).waitFor();
  expect(requests.filter((url) => !url.startsWith("file:"))).toEqual([]);
  expect(errors).toEqual([]);
});

it.each([1440, 390])("its pages fit %i pixels and can be read by everybody", async (width) => {
  const { page } = watched;
  await page.setViewportSize({ width, height: 844 });
  for (const name of ["index", "start", "settings", "from-wandb", "api", "tour", "reference/core"]) {
    await page.goto(address(`${name}.html`));
    const { scrollWidth, clientWidth } = await page.evaluate(() => document.documentElement);
    expect([name, scrollWidth]).toEqual([name, clientWidth]);
    // The longest pages are made of the same parts, and take axe many times as long.
    if (!["api", "reference/core"].includes(name)) expect(await seriousFindings(page)).toEqual([]);
  }
});
