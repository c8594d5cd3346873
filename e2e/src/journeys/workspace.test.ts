import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, inject, it } from "vitest";
import { seriousFindings } from "../accessibility.ts";
import { openPage, startBrowser } from "../browser.ts";

const url = inject("seededUrl");
const view = "journey-workspace";
const address = `${url}/api/projects/harbor/views/${view}`;
let browser: Browser;

beforeAll(async () => {
  browser = await startBrowser();
});

afterAll(async () => {
  await browser?.close();
  for (const own of [address, `${address}-2`, `${address}-left`, `${address}-system`])
    await fetch(own, { method: "DELETE" });
});

it("panels are moved, sized, edited and taken back, and the layout is there for the next one who comes", async () => {
  const { page, errors, shoot } = await openPage(browser);
  await page.goto(`${url}/p/harbor?view=${view}`);
  await drawn(page, "train/loss");
  expect((await places(page)).slice(0, 4)).toEqual([
    "train/loss",
    "train/dice",
    "train/grad_norm",
    "train/lr",
  ]);

  // By the header, with the pointer.
  const head = await boxOf(page, '[data-panel="train/lr"] header h3');
  const target = await boxOf(page, '[data-panel="train/dice"]');
  await page.mouse.move(head.x + 8, head.y + 8);
  await page.mouse.down();
  await page.mouse.move(target.x + 120, target.y + 100, { steps: 3 });
  await page.mouse.move(target.x + 60, target.y + 100, { steps: 3 });
  await page.locator(".drop-line").waitFor();
  await page.mouse.up();
  await expect.poll(() => places(page)).toEqual(expect.arrayContaining(["train/loss"]));
  expect((await places(page)).slice(0, 3)).toEqual(["train/loss", "train/lr", "train/dice"]);
  expect(new URL(page.url()).searchParams.has("lay")).toBe(true);

  // A second later it is saved, and the address is short again.
  await expect.poll(async () => (await fetch(address)).status, { timeout: 5_000 }).toBe(200);
  await expect.poll(() => new URL(page.url()).searchParams.has("lay")).toBe(false);

  // By the lower right corner, with the keyboard.
  await page.getByRole("button", { name: "Size of train/loss" }).focus();
  for (const key of ["ArrowRight", "ArrowRight", "ArrowDown"]) await page.keyboard.press(key);
  const size = await boxOf(page, '[data-cell="train/loss"]');
  expect(size.height).toBe(248);
  expect(size.width).toBeGreaterThan(target.width * 1.4);

  // M and arrows; Escape takes back, Enter keeps.
  await page.locator('[data-panel="train/dice"]').focus();
  for (const key of ["m", "ArrowLeft"]) await page.keyboard.press(key);
  expect((await places(page))[1]).toBe("train/dice");
  expect(await focused(page)).toBe("train/dice");
  await page.keyboard.press("Escape");
  expect((await places(page))[1]).toBe("train/lr");
  for (const key of ["m", "ArrowLeft", "Enter"]) await page.keyboard.press(key);
  expect((await places(page))[1]).toBe("train/dice");
  await page.keyboard.press("Control+z");
  expect((await places(page))[1]).toBe("train/lr");
  await page.keyboard.press("Control+Shift+z");
  expect((await places(page))[1]).toBe("train/dice");
  const moved = await places(page);

  // P puts a panel first, and again back to where it was.
  await page.locator('[data-panel="train/lr"]').focus();
  await page.keyboard.press("p");
  await page.locator('[aria-label="Unpin train/lr"]').waitFor({ state: "attached" });
  expect((await places(page))[0]).toBe("train/lr");
  expect(await focused(page)).toBe("train/lr");
  await page.keyboard.press("Control+z");
  await expect.poll(() => places(page)).toEqual(moved);

  // The editor shows changes at once; Escape takes them back, Enter keeps them.
  await page.locator('[data-panel="train/dice"]').focus();
  await page.keyboard.press("e");
  await page.getByLabel("Title").fill("Overlap");
  await page.locator("h3", { hasText: "Overlap" }).waitFor();
  expect(await seriousFindings(page)).toEqual([]);
  await shoot("workspace-editor");
  await page.keyboard.press("Escape");
  await page.locator("h3", { hasText: "Overlap" }).waitFor({ state: "detached" });
  await page.keyboard.press("e");
  await page.getByLabel("Title").fill("Overlap");
  const metrics = page.getByRole("combobox", { name: "Metrics" });
  await metrics.fill("*/dice, vmio");
  await page.getByRole("listbox", { name: "Metrics that fit" }).getByText("val/miou").waitFor();
  await shoot("workspace-editor-keys");
  for (const key of ["ArrowDown", "Enter"]) await page.keyboard.press(key);
  expect(await metrics.inputValue()).toBe("*/dice, val/miou, ");
  await page.getByText(/^\d metrics\. A \* stands/).waitFor();
  await page.keyboard.press("Enter");
  const layout = await places(page);

  // The menu leads to one of its fields.
  await page.getByRole("button", { name: "More about Overlap" }).click();
  await page.getByRole("menuitem", { name: "Expression" }).click();
  await expect
    .poll(() => page.evaluate(() => document.activeElement?.getAttribute("placeholder")))
    .toContain("${");
  await page.keyboard.press("Escape");

  // The address shows what is on screen, before and after it is saved.
  const other = await openPage(browser);
  await other.page.goto(page.url());
  await other.page.locator("h3", { hasText: "Overlap" }).waitFor();
  expect(await places(other.page)).toEqual(layout);
  await expect.poll(() => new URL(page.url()).searchParams.has("lay"), { timeout: 5_000 }).toBe(false);
  await page.reload();
  await page.locator("h3", { hasText: "Overlap" }).waitFor();
  expect(await places(page)).toEqual(layout);
  expect(errors).toEqual([]);
});

it("a layout that is left at once is saved", async () => {
  const { page } = await openPage(browser);
  const left = `${address}-left`;
  await page.goto(`${url}/p/harbor?view=${view}-left`);
  await drawn(page, "train/loss");
  const grip = page.getByRole("button", { name: "Size of train/loss" });
  await grip.focus();
  await grip.press("ArrowRight");
  await page.goto("about:blank");
  await expect.poll(async () => (await fetch(left)).status).toBe(200);
  expect(await (await fetch(left)).text()).toContain("train/loss");
});

it("the list of runs is hidden and shown with the pointer and by key", async () => {
  const { page, errors } = await openPage(browser);
  await page.goto(`${url}/p/harbor`);
  const list = page.getByRole("complementary", { name: "Runs" });
  await page.getByRole("button", { name: "Hide the list of runs" }).click();
  await list.waitFor({ state: "detached" });
  await page.getByRole("button", { name: "Show the list of runs" }).click();
  await list.waitFor();
  await page.keyboard.press("Control+j");
  await list.waitFor({ state: "detached" });
  await page.keyboard.press("Control+j");
  await list.waitFor();
  expect(errors).toEqual([]);
});

it("what keys do on the page can be looked for by name", async () => {
  const { page, errors } = await openPage(browser);
  await page.goto(`${url}/p/harbor`);
  await drawn(page, "train/loss");
  const look = async (text: string): Promise<void> => {
    await page.keyboard.press("Control+k");
    const field = page.getByRole("combobox", { name: "Run, metric, project, page or command" });
    await field.fill(text);
    await page.getByRole("option", { name: new RegExp(text, "i") }).waitFor();
    await field.press("Enter");
    await field.waitFor({ state: "detached" });
  };
  await look("Smooth less");
  await page.waitForURL(/sm=ema:0.75/);
  await look("Add a panel");
  await page.getByRole("combobox", { name: "Metrics of the panel" }).waitFor();
  await page.keyboard.press("Escape");
  await look("Filter runs");
  await expect.poll(() => page.evaluate(() => document.activeElement?.ariaLabel)).toBe("Filter runs");
  expect(errors).toEqual([]);
});

it("what was measured of machines is a folded section, and can be laid over what else there is", async () => {
  const { page, errors, shoot } = await openPage(browser);
  await page.goto(`${url}/p/harbor?view=${view}-system`);
  await drawn(page, "train/loss");
  const section = page.getByRole("button", { name: /^system\s*\d+$/ });
  await section.scrollIntoViewIfNeeded();
  expect(await section.getAttribute("aria-expanded")).toBe("false");
  await section.click();
  await drawn(page, "system:CPU");
  await shoot("workspace-system");

  await page.keyboard.press("+");
  await page.getByRole("combobox", { name: "Metrics of the panel" }).fill("system.cpu");
  await page.keyboard.press("Enter");
  await page.locator('[aria-label="system.cpu"][data-points]:not([data-points="0"])').waitFor();

  // A link to one of them opens it at once.
  await page.goto(`${url}/p/harbor?panel=system:CPU`);
  const full = page.getByRole("dialog", { name: "CPU in full screen" });
  await full.getByRole("table").getByText("still-weir-25").waitFor();
  expect(errors).toEqual([]);
});

it("a link with a layout changes nobody's view until it is saved", async () => {
  const { page } = await openPage(browser);
  const before = await (await fetch(address)).text();
  await page.goto(`${url}/p/harbor?lay=N4IgtiBcDa0gLgJwIYEsB2B6ANokAaBFDAotLbAewGdqQBdegXyA&view=${view}`);
  await drawn(page, "train/loss");
  await page.getByRole("button", { name: `View ${view} not saved` }).click();
  await page.getByRole("menuitem", { name: "Discard changes" }).click();
  await page.getByRole("button", { name: `View ${view}`, exact: true }).waitFor();
  expect(await (await fetch(address)).text()).toBe(before);
});

it("Back takes back what was typed into the filter of metrics, as a whole", async () => {
  const { page } = await openPage(browser);
  await page.goto(`${url}/p/harbor`);
  await drawn(page, "train/loss");
  const field = page.getByRole("textbox", { name: "Filter metrics" });
  await field.pressSequentially("dice", { delay: 30 });
  await expect.poll(() => new URL(page.url()).searchParams.get("k")).toBe("dice");
  await page.goBack();
  await expect.poll(() => new URL(page.url()).searchParams.get("k")).toBe(null);
  await expect.poll(() => field.inputValue()).toBe("");
  await page.goForward();
  await expect.poll(() => field.inputValue()).toBe("dice");
});

it("a panel is added from the picker, and metrics are found by a few letters or a pattern", async () => {
  const { page, errors } = await openPage(browser);
  await page.goto(`${url}/p/harbor?view=${view}-2`);
  await drawn(page, "train/loss");
  await page.keyboard.press("/");
  await page.keyboard.type("/^val.*loss$/");
  await expect.poll(() => places(page)).toEqual(["val/loss"]);
  await page.locator(".sh", { hasText: /1 of \d/ }).waitFor();
  await page.keyboard.press("Escape");
  await page.keyboard.press("Escape");
  await expect.poll(async () => (await places(page)).length).toBeGreaterThan(4);

  await page.keyboard.press("+");
  await page.getByRole("combobox", { name: "Metrics of the panel" }).fill("loss");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Space");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Space");
  expect(await seriousFindings(page)).toEqual([]);
  await page.keyboard.press("Enter");
  await page.keyboard.press("/");
  await page.keyboard.type("loss");
  await expect.poll(async () => (await places(page)).filter((id) => id.startsWith("+"))).toEqual(["+1"]);
  await page.getByRole("button", { name: /^View / }).click();
  await page.getByRole("menuitem", { name: "Reset layout" }).click();
  await expect.poll(async () => (await places(page)).filter((id) => id.startsWith("+"))).toEqual([]);
  expect(errors).toEqual([]);
});

async function drawn(page: Page, panel: string): Promise<void> {
  await page.locator(`[data-panel="${panel}"][data-drawn]`).waitFor({ timeout: 20_000 });
}

/** Ids of the panels that exist, from the upper left to the lower right. */
function places(page: Page): Promise<string[]> {
  return page.$$eval("[data-cell]", (cells) =>
    cells
      .map((cell) => ({ id: (cell as HTMLElement).dataset["cell"] ?? "", box: cell.getBoundingClientRect() }))
      .toSorted((a, b) => Math.round(a.box.top - b.box.top) || a.box.left - b.box.left)
      .map(({ id }) => id),
  );
}

function focused(page: Page): Promise<string | undefined> {
  return page.evaluate(() => (document.activeElement as HTMLElement | null)?.dataset["panel"]);
}

async function boxOf(page: Page, selector: string) {
  const box = await page.locator(selector).boundingBox();
  if (box === null) throw new Error(`"${selector}" is not on screen.`);
  return box;
}
