import { createConsoleRecorder } from "../ambient/console-recorder.ts";
import { quietly } from "../ambient/quietly.ts";
import type { AmbientCapture, StartAmbientOptions } from "../ambient/start-ambient.ts";
import { timestampOf } from "../run/timestamp.ts";
import { captureConsole } from "./browser-console.ts";
import { browserGlobals } from "./browser-globals.ts";

/** What is recorded in a browser beside the user's calls: the console, and whether the page is seen. */
export function startAmbient(options: StartAmbientOptions): AmbientCapture {
  const { settings, world, write } = options;
  const { clock } = world;
  const record = createConsoleRecorder({ clock, write, drop: options.dropConsole });
  const stops: (() => void)[] = [];
  if (settings.ambient.console) quietly(() => stops.push(captureConsole(record)));
  if (settings.ambient.statsIntervalMs !== undefined) {
    stops.push(watchVisibility(writeVisibility));
  }

  function writeVisibility(): void {
    const items = [
      { key: "page.visible", value: browserGlobals.document?.visibilityState === "visible" ? 1 : 0 },
    ];
    write({ type: "stats", timestamp: timestampOf(clock.now()), items });
  }

  return {
    writeLogs: (text) => record("stdout", text.endsWith("\n") ? text : `${text}\n`),
    settled: () => undefined,
    stop() {
      for (const stop of stops.splice(0)) quietly(stop);
    },
  };
}

/** Says at once, and whenever it changes, whether the page is seen; a worker has no page. */
function watchVisibility(tell: () => void): () => void {
  const { document } = browserGlobals;
  if (document === undefined) return () => undefined;
  tell();
  document.addEventListener("visibilitychange", tell);
  return () => document.removeEventListener("visibilitychange", tell);
}
