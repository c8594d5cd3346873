import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, inject, it } from "vitest";
import { openPage, startBrowser } from "../browser.ts";
import { pictureDifference } from "../picture-difference.ts";

const url = inject("seededUrl");
/** Steps of Tab after which a control counts as out of reach. */
const MOST_TABS = 120;
/** Share of a picture that two windows with one address may differ by. */
const MOST_DIFFERENCE = 0.002;
let browser: Browser;

beforeAll(async () => {
  browser = await startBrowser();
});

afterAll(() => browser?.close());

it("the keyboard alone leads through workspace, runs table, compare and a run, and is seen wherever it is", async () => {
  const { page, errors } = await openPage(browser);
  await page.goto(`${url}/p/harbor`);
  await drawn(page, "train/loss");
  const unseen: string[] = [];
  for (let at = 0; at < 30; at++) {
    await page.keyboard.press("Tab");
    const stop = await focusStop(page);
    if (!stop.isSeen || stop.name === "") unseen.push(JSON.stringify(stop));
  }
  expect(unseen).toEqual([]);

  await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
  await page.keyboard.press("f");
  await page.keyboard.type("optimizer = adamw");
  await page.keyboard.press("Enter");
  await page.waitForURL(/q=/);
  await page.keyboard.press("Escape");
  await page.keyboard.press("Escape");
  await page.keyboard.press("Shift+S");
  await page.waitForURL(/sm=/);

  await goTo(page, "r", /\/p\/harbor\/runs/);
  await page.locator(".runs-grid [data-run]").first().waitFor();
  for (const key of ["j", " ", "j", " "]) await page.keyboard.press(key);
  await page.getByText("2 selected", { exact: true }).waitFor();
  await tabTo(page, "Compare");
  await page.keyboard.press("Enter");
  await page.waitForURL(/\/p\/harbor\/compare\?runs=[^,]+,[^,]+/);
  await page.locator("[data-section=Config] tr[data-key]").first().waitFor();
  const column = await tabTo(page, /^Column of /);
  await page.keyboard.press("Enter");
  await page.getByRole("menu").waitFor();
  await page.keyboard.press("Escape");
  // A menu gives the focus back.
  await expect.poll(async () => (await focusStop(page)).name).toBe(column);

  await goTo(page, "w", /\/p\/harbor(\?|$)/);
  await drawn(page, "train/loss");
  await page.keyboard.press("j");
  await page.keyboard.press("Enter");
  await page.waitForURL(/\/p\/harbor\/r\/[^/]+/);
  await page.locator(".rh h1").waitFor();
  await page.keyboard.press("6");
  await page.getByTestId("tab-logs").or(page.getByTestId("tab-system")).first().waitFor();
  expect(errors).toEqual([]);
});

it("an address shows the same panels, runs and zoom in a new window, pixel by pixel", async () => {
  const { page } = await openPage(browser);
  await page.goto(`${url}/p/harbor?q=state != running`);
  await drawn(page, "train/loss");
  const plot = await page.locator('[data-panel="train/loss"] .u-over').boundingBox();
  if (plot === null) throw new Error("There is no plot.");
  await page.mouse.move(plot.x + 60, plot.y + 60);
  await page.mouse.down();
  await page.mouse.move(plot.x + 180, plot.y + 62, { steps: 4 });
  await page.mouse.up();
  await page.getByTestId("reset-zoom").waitFor();
  await page.getByRole("listitem", { name: "soft-rain-0" }).getByRole("button").first().click();
  await page.waitForURL(/runs=/);
  await page.keyboard.press("/");
  await page.keyboard.type("loss");
  await page.waitForURL(/k=loss/);
  await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
  await page.mouse.move(2, 2);

  const other = await openPage(browser);
  await other.page.goto(page.url());
  await drawn(other.page, "train/loss");
  await expect.poll(() => shown(other.page)).toEqual(await shown(page));
  await expect
    .poll(async () => pictureDifference(await picture(page), await picture(other.page)).share, {
      timeout: 15_000,
    })
    .toBeLessThan(MOST_DIFFERENCE);
  await other.page.keyboard.press("z");
  await expect
    .poll(async () => pictureDifference(await picture(page), await picture(other.page)).share, {
      timeout: 15_000,
    })
    .toBeGreaterThan(MOST_DIFFERENCE);
});

it("nothing moves for those who asked for less motion", async () => {
  const { page } = await openPage(browser);
  await page.emulateMedia({ reducedMotion: "reduce" });
  await page.goto(`${url}/p/harbor`);
  await drawn(page, "train/loss");
  await page.keyboard.press("Control+k");
  await page.getByRole("dialog").waitFor();
  const moving = await page.evaluate(() =>
    [...document.querySelectorAll("*")]
      .filter((one) => {
        const { transitionDuration, animationDuration, animationName } = getComputedStyle(one);
        const takes = (text: string) => text.split(",").some((part) => Number.parseFloat(part) > 0.01);
        return takes(transitionDuration) || (animationName !== "none" && takes(animationDuration));
      })
      .map((one) => `${one.tagName} ${one.className}`),
  );
  expect(moving).toEqual([]);
});

async function drawn(page: Page, panel: string): Promise<void> {
  await page
    .locator(`[data-panel="${panel}"][data-drawn]:not([data-points="0"])`)
    .waitFor({ timeout: 20_000 });
}

function picture(page: Page): Promise<Uint8Array> {
  return page.screenshot({ animations: "disabled" });
}

/** Runs that are shown and panels on screen. */
function shown(page: Page): Promise<readonly (string | null)[]> {
  return page
    .locator("[data-run][data-shown=true], [data-cell]")
    .evaluateAll((all) => all.map((one) => one.getAttribute("data-run") ?? one.getAttribute("data-cell")));
}

/** G and a second letter, again where a busy machine was too slow for the two. */
async function goTo(page: Page, letter: string, address: RegExp): Promise<void> {
  const press = async (): Promise<string> => {
    if (!address.test(page.url())) {
      await page.keyboard.press("g");
      await page.keyboard.press(letter);
    }
    return page.url();
  };
  await expect.poll(press, { timeout: 10_000, interval: 500 }).toMatch(address);
}

async function tabTo(page: Page, wanted: string | RegExp): Promise<string> {
  const passed: string[] = [];
  while (passed.length < MOST_TABS) {
    await page.keyboard.press("Tab");
    const { name } = await focusStop(page);
    if (typeof wanted === "string" ? name === wanted : wanted.test(name)) return name;
    passed.push(name);
  }
  throw new Error(`Tab does not reach ${String(wanted)}, but ${passed.join(", ")}.`);
}

/** What has the focus, and whether an eye can tell. */
function focusStop(page: Page): Promise<{ name: string; isSeen: boolean; html: string }> {
  return page.evaluate(() => {
    const one = document.activeElement as HTMLElement;
    const around = [one, one.parentElement, one.parentElement?.parentElement].filter((near) => near != null);
    const look = (): string =>
      around
        .flatMap((near) => [getComputedStyle(near), getComputedStyle(near, "::after")])
        .map((style) => [style.outline, style.boxShadow, style.background, style.borderColor].join())
        .join();
    const focused = look();
    one.blur();
    const isSeen = look() !== focused;
    one.focus({ preventScroll: true });
    const labels = (one as HTMLInputElement).labels;
    const name =
      one.getAttribute("aria-label") ??
      (labels?.length ? labels[0]?.textContent : undefined) ??
      (one.textContent || one.title);
    return { name: name.trim(), isSeen, html: one.outerHTML.slice(0, 120) };
  });
}
