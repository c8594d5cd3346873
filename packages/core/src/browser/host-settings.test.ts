import { expect, test } from "vitest";
import * as hostSettings from "../settings/host-settings.ts";
import * as pageSettings from "./host-settings.ts";

test("a page answers to the same names as a host, and finds nothing", () => {
  expect(Object.keys(pageSettings).sort()).toEqual(Object.keys(hostSettings).sort());
  expect(pageSettings.readSettingsFiles()).toEqual([]);
  expect(pageSettings.netrcKey()).toBeUndefined();
  expect(pageSettings.defaultProject()).toBe("uncategorized");
});

test("a page says that it reads no config files, but for the one that nobody asked for", () => {
  expect(pageSettings.readConfigFile("/x/config-defaults.yaml")).toBeUndefined();
  expect(() => pageSettings.readConfigFile("/x/c.yaml")).toThrow('a page can\'t read "/x/c.yaml". Fetch it');
});
