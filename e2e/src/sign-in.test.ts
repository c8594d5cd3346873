import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { seriousFindings } from "./accessibility.ts";
import { openPage, startBrowser } from "./browser.ts";
import { writeForeignRun } from "./foreign-run.ts";
import { type Server, startServer } from "./processes.ts";

const COMMAND = join(import.meta.dirname, "../../apps/stepwell/dist/main.js");

let folder: string;
let server: Server;
let browser: Browser;
let key: string;
let page: Page;

function addUser(name: string, role: string): string {
  const words = ["users", "add", name, "--role", role, "--data", join(folder, "wandb/.stepwell"), "--json"];
  const { stdout, stderr } = spawnSync(process.execPath, [COMMAND, ...words], { encoding: "utf8" });
  if (stdout === "") throw new Error(stderr);
  return (JSON.parse(stdout) as { key: string }).key;
}

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "stepwell-e2e-"));
  mkdirSync(join(folder, "wandb"));
  writeForeignRun(folder, {
    id: "r1",
    name: "first run",
    project: "e2e",
    rows: [{ loss: 1 }, { loss: 0.5 }],
    config: {},
    output: [],
  });
  key = addUser("ada", "admin");
  // A data folder with users is asked for keys, wherever the server listens.
  server = await startServer(folder);
  browser = await startBrowser();
  ({ page } = await openPage(browser));
});

afterAll(async () => {
  await browser?.close();
  await server?.stop();
  rmSync(folder, { recursive: true, force: true });
});

describe("a server that asks for keys", () => {
  it("shows nothing before somebody signs in, and then what was asked for", async () => {
    await page.goto(`${server.url}/p/e2e`);
    const field = page.getByLabel("Key");
    await field.waitFor();
    expect(await page.getByText("first run").count()).toBe(0);
    await field.fill("stepwell-nothing");
    await page.getByRole("button", { name: "Sign in" }).click();
    await page.getByText("That key is not known here.").waitFor();
    expect(await seriousFindings(page)).toEqual([]);
    await field.fill(key);
    await page.getByRole("button", { name: "Sign in" }).click();
    await page.getByText("first run").first().waitFor();
    expect(page.url()).toContain("/p/e2e");
    const cookies = await page.context().cookies();
    expect(cookies).toMatchObject([{ name: "stepwell", httpOnly: true, sameSite: "Strict" }]);
    expect(await page.evaluate(() => document.cookie)).toBe("");
  });

  it("leads from the addresses that W&B's clients print to the run and the project", async () => {
    await page.goto(`${server.url}/stepwell/e2e/runs/r1`);
    await page.waitForURL("**/p/e2e/r/r1");
    await page.goto(`${server.url}/stepwell/e2e`);
    await page.waitForURL("**/p/e2e");
    await page.getByText("first run").first().waitFor();
  });

  it("shows a new key once, and a revoked one is gone", async () => {
    await page.getByRole("link", { name: "Settings of ada" }).click();
    await page.getByRole("link", { name: "Keys" }).click();
    await page.getByLabel("What the key is for").fill("gpu box");
    await page.getByRole("button", { name: "Create key" }).click();
    const fresh = await page.getByRole("dialog").getByLabel("Key").inputValue();
    expect(fresh).toMatch(/^stepwell-\w{48}$/);
    const authorization = `Bearer ${fresh}`;
    expect((await fetch(`${server.url}/api/projects`, { headers: { authorization } })).status).toBe(200);
    expect(await seriousFindings(page)).toEqual([]);
    await page.getByRole("button", { name: "Done" }).click();
    const row = page.getByTestId("keys").locator("tr", { hasText: "gpu box" });
    await row.getByRole("button", { name: "Revoke" }).click();
    await row.getByRole("button", { name: "Revoke for good" }).click();
    await row.waitFor({ state: "detached" });
    expect((await fetch(`${server.url}/api/projects`, { headers: { authorization } })).status).toBe(401);
    expect(await page.content()).not.toContain(fresh);
  });

  it("lets an admin add a viewer and make a member of them, whose page has no members tab", async () => {
    await page.getByRole("link", { name: "Members" }).click();
    await page.getByLabel("Name of the new member").fill("bob");
    await page.getByLabel("Role of the new member").selectOption("viewer");
    await page.getByRole("button", { name: "Add member" }).click();
    const his = await page.getByRole("dialog").getByLabel("Key").inputValue();
    await page.getByRole("button", { name: "Done" }).click();
    expect(await seriousFindings(page)).toEqual([]);
    const other = await signedIn(his, "/settings/account");
    await other.getByText("viewer").first().waitFor();
    expect(await other.getByRole("link", { name: "Members" }).count()).toBe(0);
    await looksOnly(other);
    await page.getByLabel("Role of bob").selectOption("member");
    await expect.poll(() => mayChange(his)).toBe(true);
    await edits(other);
    await other.context().close();
  });

  it("has no serious finding in the dark either: the way in, keys and members", async () => {
    const dark = await openPage(browser, { colorScheme: "dark" });
    await dark.page.goto(`${server.url}/settings/keys`);
    await dark.page.getByLabel("Key").fill("stepwell-nothing");
    await dark.page.getByRole("button", { name: "Sign in" }).click();
    await dark.page.getByText("That key is not known here.").waitFor();
    expect(await seriousFindings(dark.page, "body", ["color-contrast"])).toEqual([]);
    await dark.page.getByLabel("Key").fill(key);
    await dark.page.getByRole("button", { name: "Sign in" }).click();
    await dark.page.getByTestId("keys").waitFor();
    expect(await seriousFindings(dark.page, "body", ["color-contrast"])).toEqual([]);
    await dark.page.getByRole("link", { name: "Members" }).click();
    await dark.page.getByTestId("members").waitFor();
    expect(await seriousFindings(dark.page, "body", ["color-contrast"])).toEqual([]);
    await dark.page.context().close();
  });

  it("shows the way in again when the session is gone", async () => {
    await page.context().clearCookies();
    await page.goto(`${server.url}/`);
    await page.getByLabel("Key").waitFor();
    expect(await page.getByText("e2e").count()).toBe(0);
  });
});

async function signedIn(as: string, path: string): Promise<Page> {
  const other = await openPage(browser, { colorScheme: "dark" });
  await other.page.goto(`${server.url}${path}`);
  await other.page.getByLabel("Key").fill(as);
  await other.page.getByRole("button", { name: "Sign in" }).click();
  return other.page;
}

/** Controls that change a run, on its page and in the table. */
const runControls = ["Rename first run", "Edit the notes", "+ tag"];
const tableControls = [
  "Edit: Name of first run",
  "Edit: Tags of first run",
  "Tag",
  "Move",
  "Archive",
  "Delete",
];

async function looksOnly(other: Page): Promise<void> {
  await openRun(other);
  expect(await shownOf(other, runControls)).toEqual([]);
  await other.getByRole("button", { name: "More", exact: true }).click();
  await other.getByRole("menuitem", { name: "Copy run id" }).waitFor();
  expect(await other.getByRole("menuitem", { name: /Rename|Move|Archive|Delete/ }).count()).toBe(0);
  await openTable(other);
  expect(await shownOf(other, tableControls)).toEqual([]);
  expect(await savesOfViews(other)).toEqual([]);
}

async function edits(other: Page): Promise<void> {
  expect(await savesOfViews(other)).toEqual(["Save as a new view"]);
  await openTable(other);
  expect(await shownOf(other, tableControls)).toEqual(tableControls);
  await openRun(other);
  expect(await shownOf(other, runControls)).toEqual(runControls);
  await other.getByRole("button", { name: "+ tag" }).click();
  await other.getByLabel("New tag").fill("seen");
  await other.keyboard.press("Enter");
  await other.getByRole("button", { name: "Remove tag seen" }).waitFor();
}

async function savesOfViews(other: Page): Promise<string[]> {
  await other.goto(`${server.url}/p/e2e`);
  await other.getByRole("button", { name: /^View / }).click();
  await other.getByRole("menuitem", { name: "Copy link" }).waitFor();
  const saves = await other.getByRole("menuitem", { name: /Save|Delete/ }).allTextContents();
  await other.keyboard.press("Escape");
  return saves;
}

async function openRun(other: Page): Promise<void> {
  await other.goto(`${server.url}/p/e2e/r/r1/overview`);
  await other.getByRole("article", { name: "Notes" }).waitFor();
}

async function openTable(other: Page): Promise<void> {
  await other.goto(`${server.url}/p/e2e/runs?cols=tags`);
  await other.getByRole("checkbox", { name: "Select first run" }).click();
  await other.getByRole("toolbar", { name: "Selected runs" }).waitFor();
}

async function shownOf(other: Page, names: readonly string[]): Promise<string[]> {
  const counts = await Promise.all(
    names.map((name) => other.getByRole("button", { name, exact: true }).count()),
  );
  return names.filter((_, at) => (counts[at] as number) > 0);
}

async function mayChange(as: string): Promise<boolean> {
  const reply = await fetch(`${server.url}/api/runs/e2e/r1`, {
    method: "PATCH",
    headers: { authorization: `Bearer ${as}`, "content-type": "application/json" },
    body: JSON.stringify({ group: "" }),
  });
  return reply.ok;
}
