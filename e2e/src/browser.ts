import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { type Browser, chromium, type Page } from "playwright-core";

const SCREENSHOTS = join(import.meta.dirname, "../../screenshots");

/** Starts the Chromium that CHROME_PATH names, or Debian's. */
export function startBrowser(): Promise<Browser> {
  return chromium.launch({
    executablePath: process.env["CHROME_PATH"] ?? "/usr/bin/chromium",
    args: ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--disable-background-networking"],
  });
}

export interface WatchedPage {
  readonly page: Page;
  /** Everything that the console called an error, what the page threw, and requests that failed. */
  readonly errors: readonly string[];
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
    if (message.type() === "error" || message.type() === "warning") errors.push(`console: ${message.text()}`);
  });
  page.on("pageerror", (error) => errors.push(`thrown: ${error.message}`));
  page.on("response", (reply) => {
    if (reply.status() >= 400) errors.push(`${reply.status()} ${reply.url()}`);
  });
  return {
    page,
    errors,
    async shoot(name) {
      mkdirSync(SCREENSHOTS, { recursive: true });
      await page.screenshot({ path: join(SCREENSHOTS, `${name}.png`) });
    },
  };
}
