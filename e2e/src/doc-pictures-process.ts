import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { openPage, startBrowser } from "./browser.ts";
import { palettePng } from "./palette-png.ts";
import { startSeeded } from "./seeded/start-seeded.ts";

// Draws the pictures of the documentation, each in light and dark, from the projects that the journeys act in.
// The run that goes on is hidden where it would stretch the axis of all others.
const size = { width: 1280, height: 800 };
const places = [
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

async function drawPictures(url: string, folder: string): Promise<void> {
  const browser = await startBrowser();
  try {
    const { page, settle } = await openPage(browser, { size });
    await page.emulateMedia({ reducedMotion: "reduce" });
    for (const { name, path, shows, height = size.height } of places) {
      await page.setViewportSize({ ...size, height });
      await page.goto(`${url}${path}`);
      await page.locator(shows).filter({ visible: true }).first().waitFor({ timeout: 20_000 });
      for (const colorScheme of ["light", "dark"] as const) {
        await page.emulateMedia({ colorScheme });
        await settle();
        writeFileSync(join(folder, `${name}-${colorScheme}.png`), palettePng(await page.screenshot()));
      }
    }
  } finally {
    await browser.close();
  }
}

const running = process.env["STEPWELL_SEEDED"];
const seeded = running === undefined ? await startSeeded() : { url: running, stop: async () => {} };
const folder = join(import.meta.dirname, "../../docs/pictures");
mkdirSync(folder, { recursive: true });
try {
  await drawPictures(seeded.url, folder);
} finally {
  await seeded.stop();
}
