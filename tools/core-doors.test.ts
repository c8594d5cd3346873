import { dirname } from "node:path";
import { expect, it } from "vitest";
import { exportedNames } from "./check-exports.mjs";

it("the doors of the SDK differ in what only one host has, and in nothing else", () => {
  const names: Record<string, readonly string[]> = exportedNames(dirname(import.meta.dirname));
  const node = names["@stepwell/core"] ?? [];
  const browser = names["@stepwell/core/browser"] ?? [];
  expect(node.filter((name) => !browser.includes(name))).toEqual([
    "attach",
    "createNodeWorld",
    "syncRunFolder",
    "syncServer",
    "type SyncServerOptions",
  ]);
  expect(browser.filter((name) => !node.includes(name))).toEqual([
    "createBrowserWorld",
    "readRunFile",
    "type BrowserInit",
    "type BrowserInitOptions",
    "type BrowserWorldOptions",
  ]);
});
