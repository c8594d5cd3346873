import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { nodeTerminal } from "./node-terminal.ts";

const folder = mkdtempSync(join(tmpdir(), "stepwell-terminal-"));
afterAll(() => rmSync(folder, { recursive: true }));

test("a secret is for this user only, also where others could read the file before", () => {
  const { saveSecret } = nodeTerminal({});
  const path = join(folder, "new/folder/secret");
  saveSecret(path, "one");
  expect([readFileSync(path, "utf8"), statSync(path).mode & 0o777]).toEqual(["one", 0o600]);
  const open = join(folder, "open");
  writeFileSync(open, "old", { mode: 0o644 });
  saveSecret(open, Uint8Array.of(1, 2));
  expect([[...readFileSync(open)], statSync(open).mode & 0o777]).toEqual([[1, 2], 0o600]);
});

test("logins lie where the variables of W&B and ours say", () => {
  const { loginFiles } = nodeTerminal({ NETRC: "/x/netrc", STEPWELL_CONFIG_DIR: "/x/config" });
  expect(loginFiles).toEqual({ netrc: "/x/netrc", settings: "/x/config/settings" });
  expect(nodeTerminal({}).loginFiles.netrc).toMatch(/[\\/]\.netrc$/);
});
