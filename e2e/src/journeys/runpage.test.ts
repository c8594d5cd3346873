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

async function show(page: Page, path: string): Promise<void> {
  await page.goto(`${url}${path}`);
  await page.locator(".rh h1").waitFor();
}

it("leads through the tabs of a run with the number keys, and to the next run with J", async () => {
  const { page, errors } = await openPage(browser);
  await show(page, "/p/harbor/r/harbor-4/overview");
  const tabs = [
    "charts",
    "histograms",
    "media",
    "tables",
    "system",
    "logs",
    "files",
    "artifacts",
    "overview",
  ];
  for (const [at, tab] of tabs.entries()) {
    await page.keyboard.press(String(((at + 1) % 9) + 1));
    await page.getByTestId(`tab-${tab}`).waitFor();
    expect(new URL(page.url()).pathname).toBe(`/p/harbor/r/harbor-4/${tab}`);
  }
  const before = page.url();
  await page.keyboard.press("j");
  await page.waitForURL((now) => now.href !== before && now.pathname.endsWith("/overview"));
  expect(errors).toEqual([]);
});

it("says of a run what was logged, how it ended and what is wrong with its data", async () => {
  const { page, errors } = await openPage(browser);
  await show(page, "/p/harbor/r/harbor-killed/overview");
  const end = page.getByLabel("How it ended");
  await end.getByText("out of memory").first().waitFor();
  expect(await end.textContent()).toContain("Ended without finish().");
  expect(await page.locator(".tile").count()).toBeGreaterThan(2);

  await show(page, "/p/harbor/r/harbor-4/overview");
  await page.getByText(/1 key, \d+ values/).waitFor();
  const config = page.getByRole("article", { name: "Config" });
  await config.getByLabel("Filter config").fill("model");
  expect(await config.locator("tbody tr").count()).toBe(3);
  await config.getByRole("button", { name: "Only changed" }).click();
  await page.getByRole("option").first().click();
  await config.getByRole("button", { name: /changed from/ }).waitFor();
  expect(await seriousFindings(page)).toEqual([]);
  expect(errors).toEqual([]);
});

it("edits name, tags and notes in place, and what is written in them is never run", async () => {
  const { page, errors } = await openPage(browser);
  await show(page, "/p/harbor/r/harbor-5/overview");
  const before = (await (await fetch(`${url}/api/runs/harbor/harbor-5`)).json()) as {
    run: { name: string; tags: string[]; notes: string };
  };
  const hostile = "<img src=x onerror=\"document.title='owned'\">";
  await page.getByRole("button", { name: `Rename ${before.run.name}` }).click();
  await page.getByLabel("Run name").fill(hostile);
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { level: 1 }).getByText(hostile).waitFor();
  await page.getByRole("button", { name: "+ tag" }).click();
  await page.getByLabel("New tag").fill("seen");
  await page.keyboard.press("Enter");
  await page.getByRole("button", { name: "Remove tag seen" }).waitFor({ state: "attached" });
  await page.getByRole("button", { name: "Edit the notes" }).click();
  await page
    .getByRole("textbox", { name: "Notes" })
    .fill(`**better** than [that](javascript:alert(1)) ${hostile}`);
  await page.keyboard.press("Control+Enter");
  await page.getByLabel("Notes").locator("strong").getByText("better").waitFor();
  expect(await page.locator('a[href^="javascript"], .markdown img').count()).toBe(0);
  expect(await page.title()).not.toBe("owned");
  await fetch(`${url}/api/runs/harbor/harbor-5`, {
    method: "PATCH",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ name: before.run.name, tags: before.run.tags, notes: before.run.notes }),
  });
  await page.getByRole("heading", { level: 1 }).getByText(before.run.name).waitFor();
  expect(errors).toEqual([]);
});

it("deletes a run, and takes that back", async () => {
  const { page } = await openPage(browser);
  await show(page, "/p/harbor/r/harbor-6/overview");
  await page.getByRole("button", { name: "More", exact: true }).click();
  await page.getByRole("menuitem", { name: "Delete" }).click();
  await page.getByRole("alertdialog").getByRole("button", { name: "Delete" }).click();
  await page.getByText(/This run was deleted/).waitFor();
  await page.locator(".empty").getByRole("button", { name: "Undo" }).click();
  await page.locator(".rh h1").waitFor();
  const after = (await (await fetch(`${url}/api/runs/harbor/harbor-6`)).json()) as {
    run: { archived: boolean };
  };
  expect(after.run.archived).toBe(false);
  await page.goto(`${url}/p/harbor/r/never-was`);
  await page.getByText('There is no run "never-was" in project "harbor".').waitFor();
});

it("searches a log, shows only its matches, and keeps the line in the address", async () => {
  const { page, errors } = await openPage(browser);
  await show(page, "/p/harbor/r/harbor-killed/logs");
  await page.locator(".ln.e").getByText("out of memory").waitFor();
  expect(await page.locator(".ln .a2").first().textContent()).toContain("loss");
  await page.keyboard.press("/");
  await page.keyboard.type("step [13]\\d0:");
  await page.getByRole("button", { name: "Regular expression" }).click();
  await page.getByText("1 of 4").waitFor();
  await page.getByRole("button", { name: "Next match" }).click();
  await page.getByText("2 of 4").waitFor();
  await page.getByRole("button", { name: "Only matches" }).click();
  await expect.poll(() => page.locator(".ln").count()).toBe(4);
  await page.getByRole("button", { name: "Link to line 4" }).click();
  await expect.poll(() => new URL(page.url()).searchParams.get("l")).toBe("4");
  await page.reload();
  await page.locator(".ln.chosen").getByText("step 150").waitFor();
  await page.getByRole("button", { name: /Go to/ }).click();
  await page.getByLabel("Time, step or line").fill("line 9");
  await page.keyboard.press("Enter");
  await expect.poll(() => new URL(page.url()).searchParams.get("l")).toBe("9");
  expect(await seriousFindings(page)).toEqual([]);
  expect(errors).toEqual([]);
});

it("shows the files of a run as a tree, and what is in one of them", async () => {
  const { page, errors } = await openPage(browser);
  await show(page, "/p/harbor/r/harbor-killed/files");
  await page.getByRole("button", { name: "package.json" }).waitFor();
  await page.keyboard.press("/");
  await page.keyboard.type("json");
  await page.getByRole("button", { name: "package.json" }).click();
  await page.getByRole("article", { name: "package.json" }).getByText("name").first().waitFor();
  expect(new URL(page.url()).searchParams.get("file")).toBe("package.json");
  expect(await seriousFindings(page)).toEqual([]);
  expect(errors).toEqual([]);
});

it("draws what the machine did over the time since the start", async () => {
  const { page, errors } = await openPage(browser, { colorScheme: "dark" });
  await show(page, "/p/harbor/r/harbor-live/system");
  await page.getByRole("article", { name: "CPU", exact: true }).waitFor();
  expect(await page.getByRole("button", { name: "All", exact: true }).getAttribute("aria-pressed")).toBe(
    "true",
  );
  expect(await seriousFindings(page)).toEqual([]);
  expect(errors).toEqual([]);
});
