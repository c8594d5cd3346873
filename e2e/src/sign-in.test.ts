import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
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
    await page.getByRole("button", { name: "Done" }).click();
    const row = page.getByTestId("keys").locator("tr", { hasText: "gpu box" });
    await row.getByRole("button", { name: "Revoke" }).click();
    await row.getByRole("button", { name: "Revoke for good" }).click();
    await row.waitFor({ state: "detached" });
    expect((await fetch(`${server.url}/api/projects`, { headers: { authorization } })).status).toBe(401);
    expect(await page.content()).not.toContain(fresh);
  });

  it("lets an admin add a member, whose page has no members tab", async () => {
    await page.getByRole("link", { name: "Members" }).click();
    await page.getByLabel("Name of the new member").fill("bob");
    await page.getByLabel("Role of the new member").selectOption("viewer");
    await page.getByRole("button", { name: "Add member" }).click();
    const his = await page.getByRole("dialog").getByLabel("Key").inputValue();
    const other = await openPage(browser, { colorScheme: "dark" });
    await other.page.goto(`${server.url}/settings/account`);
    await other.page.getByLabel("Key").fill(his);
    await other.page.getByRole("button", { name: "Sign in" }).click();
    await other.page.getByText("viewer").first().waitFor();
    expect(await other.page.getByRole("link", { name: "Members" }).count()).toBe(0);
    await other.page.context().close();
    await page.getByRole("button", { name: "Done" }).click();
  });

  it("shows the way in again when the session is gone", async () => {
    await page.context().clearCookies();
    await page.goto(`${server.url}/`);
    await page.getByLabel("Key").waitFor();
    expect(await page.getByText("e2e").count()).toBe(0);
  });
});
