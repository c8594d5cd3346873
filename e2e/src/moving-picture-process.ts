import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { openPage, startBrowser } from "./browser.ts";
import { type Frame, movingPicture } from "./moving-picture.ts";
import { startServer } from "./processes.ts";

// Draws the moving picture of the README: three trainings at once, as their curves come, sped up to some ten seconds.
const trainings = [
  ["wide, slow", "0.0003", "64"],
  ["steady", "0.001", "32"],
  ["in a hurry", "0.01", "16"],
] as const;
const EVERY_MS = 900;
const SHOWN_MS = 140;
const LAST_MS = 3_000;

async function film(url: string, folder: string): Promise<Frame[]> {
  const browser = await startBrowser();
  try {
    const { page } = await openPage(browser, { size: { width: 1180, height: 660 } });
    const ended = Promise.all(
      trainings.map(([name, ...sizes]) =>
        once(
          spawn(process.execPath, [built("moving-picture-training-process.js"), folder, name, ...sizes]),
          "close",
        ),
      ),
    );
    let training = true;
    void ended.then(() => {
      training = false;
    });
    await page.goto(`${url}/p/digits?sm=ema:0.6`);
    await page.locator("[data-panel][data-drawn]").first().waitFor({ timeout: 60_000 });
    const frames: Frame[] = [];
    while (training) {
      frames.push({ png: await page.screenshot(), ms: SHOWN_MS });
      await sleep(EVERY_MS);
    }
    await sleep(2_000);
    return [...frames, { png: await page.screenshot(), ms: LAST_MS }];
  } finally {
    await browser.close();
  }
}

function built(script: string): string {
  return join(import.meta.dirname, "../dist", script);
}

const folder = mkdtempSync(join(tmpdir(), "stepwell-film-"));
const server = await startServer(folder);
try {
  const target = join(import.meta.dirname, "../../docs/pictures/training.gif");
  writeFileSync(target, movingPicture(await film(server.url, folder)));
} finally {
  await server.stop();
  rmSync(folder, { recursive: true, force: true });
}
