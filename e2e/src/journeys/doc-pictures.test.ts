import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, inject, it } from "vitest";
import { openPage, startBrowser, type WatchedPage } from "../browser.ts";
import { palettePng } from "../palette-png.ts";
import { pictureDifference } from "../picture-difference.ts";

// The pictures of the documentation, each in light and dark, from the projects that the journeys act in. `npm run
// screenshots` draws them anew; look at them then.
const PICTURES = join(import.meta.dirname, "../../../docs/pictures");
const isUpdate = process.env["STEPWELL_PICTURES"] === "update";
/** Times of day and lengths of runs differ by up to 0.01 from one seeding to the next; other runs on screen make more than 0.05. */
const MOST = 0.05;
const size = { width: 1280, height: 800 };

interface Place {
  readonly name: string;
  readonly path: string;
  /** What is on screen once the page is there. */
  readonly shows: string;
  readonly height?: number;
}

// The run that goes on is hidden where it would stretch the axis of all others.
const places: readonly Place[] = [
  { name: "projects", path: "/", shows: "[data-project=harbor]", height: 430 },
  { name: "workspace", path: "/p/harbor?runs=-harbor-live", shows: '[data-panel="train/loss"][data-drawn]' },
  { name: "panel", path: "/p/harbor?panel=train/loss&runs=-harbor-live", shows: ".full tbody tr" },
  { name: "runs", path: "/p/harbor/runs", shows: ".runs-grid [data-run]" },
  {
    name: "compare",
    path: "/p/harbor/compare?runs=harbor-0,harbor-1,harbor-4",
    shows: "[data-section=Config] tr[data-key]",
  },
  { name: "overview", path: "/p/harbor/r/harbor-0/overview", shows: ".tile", height: 640 },
  {
    name: "histograms",
    path: "/p/harbor-media/r/media-0/histograms",
    shows: "[data-testid=heat-map][data-columns]",
  },
  { name: "media", path: "/p/harbor-media/r/media-0/media?step=6", shows: "[data-testid=media-tile] img" },
  { name: "logs", path: "/p/harbor/r/harbor-killed/logs", shows: ".ln", height: 430 },
];

let browser: Browser;
let watched: WatchedPage;

beforeAll(async () => {
  browser = await startBrowser();
  watched = await openPage(browser, { size });
  await watched.page.emulateMedia({ reducedMotion: "reduce" });
});

afterAll(async () => {
  await browser?.close();
});

it.each(places)("the picture of $name in the documentation shows the page as it is", async (place) => {
  const { page, settle } = watched;
  await page.setViewportSize({ ...size, height: place.height ?? size.height });
  await page.goto(`${inject("seededUrl")}${place.path}`);
  await page.locator(place.shows).filter({ visible: true }).first().waitFor({ timeout: 20_000 });
  const shares: Record<string, number> = {};
  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme });
    await settle();
    const drawn = palettePng(await page.screenshot());
    const file = join(PICTURES, `${place.name}-${colorScheme}.png`);
    if (isUpdate) writeFileSync(file, drawn);
    shares[colorScheme] = existsSync(file) ? pictureDifference(readFileSync(file), drawn).share : 1;
    if (shares[colorScheme] > MOST) writeFileSync(file.replace(/\.png$/, ".now.png"), drawn);
  }
  expect(Object.entries(shares).filter(([, share]) => share > MOST)).toEqual([]);
});
