import { createMemoryFileSystem } from "@stepwell/effects/testing";
import { expect, test } from "vitest";
import { savePackages } from "./save-packages.ts";

function project(files: Readonly<Record<string, string>>) {
  const fileSystem = createMemoryFileSystem();
  fileSystem.makeFolderSync("/files");
  fileSystem.makeFolderSync("/app");
  for (const [path, text] of Object.entries(files)) {
    fileSystem.writeFileSync(`/app/${path}`, new TextEncoder().encode(text));
  }
  const saved = savePackages(fileSystem, { places: ["/app"], filesFolder: "/files" });
  const text = (name: string) => new TextDecoder().decode(fileSystem.readFileSync(`/files/${name}`));
  return { saved, text };
}

test("names, manifest and lock file are written, without secrets", () => {
  const { saved, text } = project({
    "package.json": '{"token": "abc", "dependencies": {"b": "git+https://me:pw@host/b"}}',
    "yarn.lock": 'b@1:\n  version "1.0.0"\n  resolved "https://host/b?token=abc"\n',
  });
  expect(saved).toEqual(["requirements.txt", "package.json", "yarn.lock"]);
  expect(text("requirements.txt")).toBe("b==1.0.0\n");
  expect(text("package.json")).toBe('{"token": "***", "dependencies": {"b": "git+https://me:***@host/b"}}');
  expect(text("yarn.lock")).toBe('b@1:\n  version "1.0.0"\n  resolved "https://host/b?token=***"\n');
});

test("a large lock file is named with its hash", () => {
  const { saved, text } = project({ "package.json": "{}", "yarn.lock": `${"#".repeat(3 * 1024 * 1024)}\n` });
  expect(saved).toEqual(["package.json", "yarn.lock.sha256"]);
  expect(text("yarn.lock.sha256")).toMatch(/^[0-9a-f]{64} {2}yarn\.lock\n$/);
});

test("a folder without packages has no files", () => {
  expect(project({}).saved).toEqual([]);
});
