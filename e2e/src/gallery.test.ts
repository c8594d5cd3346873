import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser, Locator } from "playwright-core";
import { afterAll, beforeAll, describe, it } from "vitest";
import { build } from "vite";
import { seriousFindings } from "./accessibility.ts";
import { openPage, startBrowser } from "./browser.ts";
import { pictureDifference } from "./picture-difference.ts";
import { servePage, type Site } from "./serve-page.ts";

// The pictures lie in git. `STEPWELL_PICTURES=update npm run e2e -- e2e/src/gallery.test.ts` draws them anew; look at them then.
const PICTURES = join(import.meta.dirname, "../gallery-pictures");
const DASHBOARD = join(import.meta.dirname, "../../apps/dashboard");
const isUpdate = process.env["STEPWELL_PICTURES"] === "update";
/** Letters of another release of the fonts differ by less, a missing line in one state by more. */
const MOST = 0.004;
const MOST_TRIES = 8;
const BETWEEN_MS = 150;
/** Relative times in the pictures count from here. */
const NOW = new Date("2026-11-14T14:02:03Z");

let folder: string;
let site: Site;
let browser: Browser;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "stepwell-e2e-"));
  await build({
    root: DASHBOARD,
    mode: "gallery",
    logLevel: "warn",
    build: { outDir: folder, emptyOutDir: true, minify: false },
  });
  site = await servePage(folder);
  browser = await startBrowser();
});

afterAll(async () => {
  await browser?.close();
  await site?.stop();
  rmSync(folder, { recursive: true, force: true });
});

// Both at once: each waits for its pictures most of the time.
describe.concurrent.each(["light", "dark"] as const)("the gallery in %s", (colorScheme) => {
  it("looks as its pictures, and axe finds nothing serious", async ({ expect }) => {
    const { page, errors } = await openPage(browser, { colorScheme, size: { width: 1280, height: 900 } });
    await page.clock.setFixedTime(NOW);
    await page.goto(`${site.url}/gallery`);
    const names = JSON.parse(
      (await page.locator("main.gallery").getAttribute("data-entries")) ?? "[]",
    ) as string[];
    expect(names.length).toBeGreaterThan(0);
    const wrong: string[] = [];
    for (const name of names) {
      await page.goto(`${site.url}/gallery?entry=${encodeURIComponent(name)}`);
      const entry = page.locator(`[data-entry="${name}"]`);
      await entry.waitFor();
      const file = join(PICTURES, `${name.replaceAll(/[^\w-]+/g, "-")}-${colorScheme}.png`);
      const stored = isUpdate || !existsSync(file) ? undefined : readFileSync(file);
      const drawn = await settledPicture(entry, stored);
      if (stored === undefined) {
        mkdirSync(PICTURES, { recursive: true });
        writeFileSync(file, drawn);
        if (!isUpdate) wrong.push(`${name}: there was no picture; it has been drawn.`);
        continue;
      }
      const { share, picture } = pictureDifference(stored, drawn);
      if (share > MOST) {
        writeFileSync(file.replace(/\.png$/, ".now.png"), drawn);
        writeFileSync(file.replace(/\.png$/, ".differs.png"), picture);
        wrong.push(
          `${name}: ${(share * 100).toFixed(2)} % differ, see ${file.replace(/\.png$/, ".now.png")}`,
        );
      }
      // Another theme has other colours, and nothing else that is another.
      const rules = colorScheme === "light" ? undefined : ["color-contrast"];
      for (const finding of await seriousFindings(page, "body", rules)) wrong.push(`${name}: ${finding}`);
    }
    expect(wrong).toEqual([]);
    expect(errors).toEqual([]);
  }, 400_000);
});

/** Charts are drawn in turns, some frames after their data is there: a picture counts that is as it should be, or the same twice. */
async function settledPicture(entry: Locator, stored: Buffer | undefined): Promise<Buffer> {
  const isRight = (picture: Buffer): boolean =>
    stored !== undefined && pictureDifference(stored, picture).share <= MOST;
  let before = await entry.screenshot({ animations: "disabled" });
  if (isRight(before)) return before;
  await entry.page().waitForLoadState("networkidle");
  for (let tries = 0; tries < MOST_TRIES; tries++) {
    await entry.page().waitForTimeout(BETWEEN_MS);
    const now = await entry.screenshot({ animations: "disabled" });
    if (isRight(now) || now.equals(before)) return now;
    before = now;
  }
  return before;
}
