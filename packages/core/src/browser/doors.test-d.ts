import * as node from "../node/index.ts";
import * as browser from "./index.ts";

type OnlyInNode = "attach" | "createNodeWorld" | "syncRunFolder" | "syncServer";
type OnlyInBrowser = "createBrowserWorld" | "readRunFile";

/** A program for one host compiles for the other: what both doors have, each can take from the other. */
export const inBrowser: Omit<typeof node, OnlyInNode> = browser;
export const inNode: Omit<typeof browser, OnlyInBrowser> = node;

/** What the other host lacks is not there, so that nobody finds out at run time. */
export const absent: readonly false[] = [
  false satisfies OnlyInNode extends keyof typeof browser ? true : false,
  false satisfies OnlyInBrowser extends keyof typeof node ? true : false,
];

/** The types that go with them are the same ones. */
export function sameTypes(given: {
  run: node.Run<{ loss: number }>;
  options: node.InitOptions;
  stats: node.RunStats;
  world: node.World;
}): {
  run: browser.Run<{ loss: number }>;
  options: browser.InitOptions;
  stats: browser.RunStats;
  world: browser.World;
} {
  return given;
}

/** The options of a page are those of Node and two more. */
export async function pageOptions(): Promise<void> {
  const run: node.Run<{ loss: number }> = await browser.init<{ loss: number }>({
    project: "p",
    storage: "indexeddb",
    workerUrl: new URL("https://ada.example/run-worker.js"),
  });
  run.log({ loss: 1 });
  // @ts-expect-error there is no such storage
  await browser.init({ storage: "cookies" });
  // @ts-expect-error Node keeps runs in folders
  await node.init({ storage: "opfs" });
}
