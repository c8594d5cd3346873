import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, beforeEach, expect, inject, it } from "vitest";
import { seriousFindings } from "../accessibility.ts";
import { openPage, startBrowser, type WatchedPage } from "../browser.ts";

const url = inject("seededUrl");
const wide = { width: 1440, height: 900 };
const phone = { width: 390, height: 844 };
const dark = { colorScheme: "dark" } as const;
const light = { colorScheme: "light" } as const;
/** What a logged page asked for in its sandbox and was not given. */
const refused = /app\.wandb\.ai\/normalize\.css|document's frame is sandboxed|Origin-Agent-Cluster/;
let browser: Browser;
let watched: WatchedPage;

interface Place {
  readonly name: string;
  readonly path: string;
  /** What is on screen once the page is there. */
  readonly shows: string;
}

const places: readonly Place[] = [
  { name: "projects", path: "/", shows: "[data-project=harbor]" },
  { name: "workspace", path: "/p/harbor", shows: drawn("train/loss") },
  { name: "workspace-full", path: "/p/harbor?panel=train/loss", shows: ".full tbody tr" },
  { name: "workspace-long", path: "/p/long", shows: drawn("loss") },
  { name: "workspace-wide", path: "/p/wide", shows: "[data-panel][data-drawn]" },
  { name: "runs", path: "/p/harbor/runs", shows: ".runs-grid [data-run]" },
  { name: "runs-grid", path: "/p/grid/runs?sort=-accuracy", shows: ".runs-grid [data-run]" },
  {
    name: "compare",
    path: "/p/harbor/compare?runs=harbor-0,harbor-1,harbor-4",
    shows: "[data-section=Config] tr[data-key]",
  },
  { name: "compare-empty", path: "/p/harbor/compare", shows: "main" },
  { name: "artifacts", path: "/p/harbor-models/artifacts", shows: "main a[href*=berths]" },
  { name: "artifact", path: "/p/harbor-models/artifacts/dataset/berths/v1", shows: "[aria-label=Lineage]" },
  { name: "overview", path: "/p/harbor/r/harbor-0/overview", shows: ".tile" },
  { name: "overview-crashed", path: "/p/harbor/r/harbor-killed/overview", shows: ".tile" },
  { name: "charts", path: "/p/harbor/r/harbor-2/charts", shows: "[data-panel][data-drawn]" },
  {
    name: "histograms",
    path: "/p/harbor-media/r/media-0/histograms",
    shows: "[data-testid=heat-map][data-columns]",
  },
  { name: "media", path: "/p/harbor-media/r/media-0/media?step=6", shows: "[data-testid=media-tile] img" },
  { name: "tables", path: "/p/harbor-media/r/media-0/tables", shows: "[data-testid=table-rows]" },
  { name: "system", path: "/p/harbor/r/harbor-live/system", shows: "[aria-label=CPU]" },
  { name: "logs", path: "/p/harbor/r/harbor-killed/logs", shows: ".ln" },
  { name: "files", path: "/p/harbor/r/harbor-killed/files?file=package.json", shows: "main article" },
  { name: "run-artifacts", path: "/p/harbor-models/r/train-1/artifacts", shows: "main a[href*=segmenter]" },
  { name: "settings", path: "/settings/appearance", shows: "h1, h2" },
  { name: "nowhere", path: "/no/such/page/here", shows: ".empty, main h1" },
];

beforeAll(async () => {
  browser = await startBrowser();
  watched = await openPage(browser);
  await watched.page.emulateMedia({ reducedMotion: "reduce" });
});

afterAll(() => browser?.close());

beforeEach(async () => {
  await watched.page.setViewportSize(wide);
  await watched.page.emulateMedia(light);
});

it.each(places)(
  "$name is whole in light and dark, on a desk and on a phone",
  async ({ name, path, shows }) => {
    const { page, errors, settle, shoot } = watched;
    const before = errors.length;
    await page.goto(`${url}${path}`);
    await page.locator(shows).filter({ visible: true }).first().waitFor({ timeout: 20_000 });
    await settle();
    await shoot(`${name}-light`);
    const findings = await seriousFindings(page);
    await page.emulateMedia(dark);
    await settle();
    await shoot(`${name}-dark`);
    // Another theme has other colours, and nothing else that is another.
    findings.push(...(await seriousFindings(page, "body", ["color-contrast"])));
    await page.setViewportSize(phone);
    await settle();
    await shoot(`${name}-390-dark`);
    await page.emulateMedia(light);
    await settle();
    await shoot(`${name}-390-light`);
    expect(await tooWide(page)).toEqual([]);
    expect(findings).toEqual([]);
    expect(errors.slice(before).filter((text) => !refused.test(text))).toEqual([]);
  },
);

function drawn(panel: string): string {
  return `[data-panel="${panel}"][data-drawn]`;
}

/** What reaches beyond the right edge of the window and makes the page scroll sideways. */
function tooWide(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement;
    if (scrollWidth <= clientWidth) return [];
    return [...document.querySelectorAll("body *")]
      .filter((one) => one.getBoundingClientRect().right > clientWidth + 1)
      .slice(0, 8)
      .map((one) => `${one.tagName} ${one.className}`);
  });
}
