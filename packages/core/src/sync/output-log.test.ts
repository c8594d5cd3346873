import { createMemoryFileSystem, createSeededRandom } from "@stepwell/effects/testing";
import type { MemoryFileSystem } from "@stepwell/effects/testing";
import { createRunFold } from "@stepwell/runlog";
import type { ConsoleLine } from "@stepwell/runlog";
import { beforeEach, expect, test } from "vitest";
import { createOutputLog } from "./output-log.ts";

const PATH = "/run/files/output.log";
let fileSystem: MemoryFileSystem;

beforeEach(() => {
  fileSystem = createMemoryFileSystem();
  fileSystem.makeFolderSync("/run/files");
});

const textOf = (): string => new TextDecoder().decode(fileSystem.readFileSync(PATH));

function line(number: number, text: string): ConsoleLine {
  return { number, text, stream: "stdout", time: 1 };
}

test("has both streams as they look in the end, without times", async () => {
  const fold = createRunFold();
  const log = createOutputLog({ path: PATH, fileSystem });
  const writes = [
    ["stderr", "\rprogress 0%"],
    ["stderr", "\rprogress 1%"],
    ["stderr", "\rprogress 2%"],
    ["stdout", "\nline1\r\nline2\n"],
    ["stdout", "tab\tbed\n"],
    ["stdout", "\u001b[2Kclear \u001b[1A\n"],
    ["stdout", "up"],
  ] as const;
  for (const [stream, text] of writes) {
    fold.apply({ type: "output-raw", stream, text });
    log.take(fold.takeConsole());
  }
  expect(await log.end()).toBe(true);
  expect(textOf()).toBe("progress 2%\n\nline1\nline2\ntab\tbed\n\u001b[2Kclear \u001b[1A\nup\n");
});

test("is right for lines that change long after they were written", async () => {
  const random = createSeededRandom(3);
  const log = createOutputLog({ path: PATH, fileSystem });
  const expected: string[] = [];
  for (let number = 0; number < 3000; number++) {
    expected[number] = `line ${number} ä`;
    log.take([line(number, expected[number] as string)]);
    const late = Math.floor(random.float() * number);
    if (number % 50 === 0) {
      expected[late] = `late ${number}`;
      log.take([line(late, expected[late] as string)]);
    }
  }
  expect(await log.end()).toBe(true);
  expect(textOf().split("\n")).toEqual([...expected, ""]);
  expect((await fileSystem.list("/run/files")).map(({ name }) => name)).toEqual(["output.log"]);
});

test("replaces the file of an earlier delivery, and is none for a quiet run", async () => {
  fileSystem.writeFileSync(PATH, new TextEncoder().encode("old\n".repeat(1000)));
  const log = createOutputLog({ path: PATH, fileSystem });
  log.take([line(0, "new")]);
  await log.end();
  expect(textOf()).toBe("new\n");
  expect(await createOutputLog({ path: "/run/files/other.log", fileSystem }).end()).toBe(false);
});

test("ends quietly when the disk refuses, or a folder has its name", async () => {
  fileSystem.fail({ afterBytes: 1, path: "output.log" });
  const log = createOutputLog({ path: PATH, fileSystem });
  log.take([line(0, "a"), line(1, "b")]);
  expect(await log.end()).toBe(false);
  fileSystem.removeSync(PATH);
  fileSystem.makeFolderSync(`${PATH}/precious`);
  const blocked = createOutputLog({ path: PATH, fileSystem });
  blocked.take([line(0, "a")]);
  expect(await blocked.end()).toBe(false);
  expect(fileSystem.statSync(`${PATH}/precious`)?.kind).toBe("folder");
});
