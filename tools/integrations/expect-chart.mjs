import assert from "node:assert/strict";
import { createRequire } from "node:module";
import { join } from "node:path";

/** Opens a project's page in Chromium and waits until the panel of `key` has drawn a line: pixels that are not the ground. */
export async function expectChart(root, browserPath, url, { project, key }) {
  const { chromium } = createRequire(join(root, "e2e/package.json"))("playwright-core");
  const browser = await chromium.launch({
    executablePath: browserPath,
    args: ["--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu"],
  });
  try {
    const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
    const errors = [];
    page.on("pageerror", (error) => errors.push(error.message));
    await page.goto(`${url}/p/${encodeURIComponent(project)}?k=${encodeURIComponent(key)}`);
    const panel = page.locator(`[data-panel="${key}"][data-drawn]`);
    await panel.waitFor({ timeout: 30_000 });
    await page.waitForFunction(
      (name) => {
        const canvas = document.querySelector(`[data-panel="${CSS.escape(name)}"] canvas`);
        if (canvas === null || canvas.width === 0) return false;
        const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
        let coloured = 0;
        for (let at = 0; at < data.length; at += 4) {
          // Axes and grids are grey; lines are not.
          const spread =
            Math.max(data[at], data[at + 1], data[at + 2]) - Math.min(data[at], data[at + 1], data[at + 2]);
          if (data[at + 3] > 100 && spread > 60) coloured += 1;
        }
        return coloured > 100;
      },
      key,
      { timeout: 30_000 },
    );
    assert.deepEqual(errors, [], "errors of the page");
  } finally {
    await browser.close();
  }
}
