import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { type Browser, chromium, type Page, type Request } from "playwright-core";

const SCREENSHOTS = join(import.meta.dirname, "../../screenshots");

const FLAT = ["--disable-gpu"];
const IN_SPACE = ["--use-gl=angle", "--use-angle=swiftshader", "--enable-unsafe-swiftshader"];

/** Starts the Chromium that CHROME_PATH names, or Debian's; it draws in space, on the processor, only where asked to. */
export function startBrowser(options: { hasWebGl?: boolean } = {}): Promise<Browser> {
  return chromium.launch({
    executablePath: process.env["CHROME_PATH"] ?? "/usr/bin/chromium",
    args: [
      "--no-sandbox",
      "--disable-dev-shm-usage",
      "--disable-background-networking",
      ...(options.hasWebGl === true ? IN_SPACE : FLAT),
    ],
  });
}

export interface WatchedPage {
  readonly page: Page;
  /** Everything that the console called an error, what the page threw, and requests that failed. */
  readonly errors: readonly string[];
  /** Resolves when no reply has been awaited for a quarter of a second, and what came is painted. Event streams don't count. */
  settle(): Promise<void>;
  /** Writes `screenshots/<name>.png`, which git ignores. */
  shoot(name: string): Promise<void>;
}

/** A page of its own, 1440 × 900 unless `size` says otherwise. */
export async function openPage(
  browser: Browser,
  options: { colorScheme?: "light" | "dark"; size?: { width: number; height: number } } = {},
): Promise<WatchedPage> {
  const { colorScheme = "light", size = { width: 1440, height: 900 } } = options;
  const context = await browser.newContext({ colorScheme, viewport: size });
  context.setDefaultTimeout(10_000);
  const page = await context.newPage();
  const errors: string[] = [];
  page.on("console", (message) => {
    // A driver that draws on the processor calls each screenshot of a scene slow.
    if (message.text().includes("GL Driver Message")) return;
    if (message.type() === "error" || message.type() === "warning") errors.push(`console: ${message.text()}`);
  });
  page.on("pageerror", (error) => errors.push(`thrown: ${error.message}`));
  page.on("response", (reply) => {
    if (reply.status() >= 400) errors.push(`${reply.status()} ${reply.url()}`);
  });
  return {
    page,
    errors,
    settle: createSettle(page),
    async shoot(name) {
      mkdirSync(SCREENSHOTS, { recursive: true });
      await page.screenshot({ path: join(SCREENSHOTS, `${name}.png`) });
    },
  };
}

const QUIET_MS = 250;
const LONGEST_MS = 8_000;

/** The network of this page is never idle to Playwright, which is told of no end of a stream, of a sound, nor of a shared worker's script. */
function isEndless(request: Request): boolean {
  if (request.resourceType() === "media" || request.url().includes("/live-worker-")) return true;
  return request.headers()["accept"] === "text/event-stream";
}

function createSettle(page: Page): () => Promise<void> {
  const awaited = new Map<Request, string>();
  let changed = performance.now();
  const end = (request: Request): void => {
    if (awaited.delete(request)) changed = performance.now();
  };
  page.on("request", (request) => {
    if (isEndless(request)) return;
    if (request.isNavigationRequest() && request.frame() === page.mainFrame()) awaited.clear();
    awaited.set(request, request.url());
    changed = performance.now();
  });
  page.on("requestfinished", end);
  page.on("requestfailed", end);
  return async () => {
    const until = performance.now() + LONGEST_MS;
    while (awaited.size > 0 || performance.now() - changed < QUIET_MS) {
      if (performance.now() > until) throw new Error(`No reply from ${[...awaited.values()].join(", ")}.`);
      await page.waitForTimeout(QUIET_MS / 5);
    }
    await page.evaluate(
      () => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(() => resolve(0)))),
    );
  };
}
