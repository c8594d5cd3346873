import { expect, test } from "vitest";
import * as nodeDoor from "../node/index.ts";
import * as nodeLibraries from "../node/libraries.ts";
import * as browserDoor from "./index.ts";
import * as libraries from "./libraries.ts";

test("the browser's libraries have the names of Node's", () => {
  expect(Object.keys(libraries).toSorted()).toEqual(Object.keys(nodeLibraries).toSorted());
});

test("the browser's door has what Node's has, but for threads, folders and Node itself", () => {
  const ofNode = ["attach", "createNodeWorld", "syncRunFolder", "syncServer"];
  const ofBrowser = ["createBrowserWorld", "readRunFile"];
  const shared = Object.keys(nodeDoor).filter((name) => !ofNode.includes(name));
  expect(Object.keys(browserDoor).toSorted()).toEqual([...shared, ...ofBrowser].toSorted());
});
