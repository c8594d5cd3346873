import { describe, expect, test } from "vitest";
import { scrubArguments, scrubRemote, scrubText } from "./scrub-secrets.ts";

const HEX = "0123456789abcdef0123456789abcdef01234567";

describe("arguments", () => {
  test.each([
    [
      ["--api-key", "abc"],
      ["--api-key", "***"],
    ],
    [["--api_key=abc"], ["--api_key=***"]],
    [
      ["-token", "abc", "x"],
      ["-token", "***", "x"],
    ],
    [["--hfToken=abc"], ["--hfToken=***"]],
    [
      ["--db.password", "--abc"],
      ["--db.password", "***"],
    ],
    [["AWS_SECRET_ACCESS_KEY=abc"], ["AWS_SECRET_ACCESS_KEY=***"]],
    [
      ["--header", "Authorization: Bearer abcdefgh1234"],
      ["--header", "Authorization: Bearer ***"],
    ],
    [
      ["--url", "https://me:pw@host/x?token=abc&a=1"],
      ["--url", "https://me:***@host/x?token=***&a=1"],
    ],
    [["--db=postgres://me:p@ss@host/x"], ["--db=postgres://me:***@host/x"]],
    [
      ["--note", `key is ${HEX}`],
      ["--note", "key is ***"],
    ],
    [["ghp_abcdefghijklmnop1234"], ["***"]],
  ])("%j are kept as %j", (args, kept) => {
    expect(scrubArguments(args)).toEqual(kept);
  });

  test.each([
    [["--lr", "0.1", "--epochs=3", "train", "-v", "a=b=c", "", "--"]],
    [["--tokens=128", "--monkey", "banana", "--max-tokens", "12", "--keyboard", "us"]],
    [["--commit", HEX, `--sha=${HEX}`, "--metric-key", "loss"]],
    [["https://host/path?page=1", "git@host:me/x.git", "user@host"]],
  ])("%j stay as they are", (args) => {
    expect(scrubArguments(args)).toEqual(args);
  });
});

describe("the remote of a repository", () => {
  test.each([
    ["https://user:pw@h/x", "https://user:@h/x"],
    ["https://user@h/x", "https://h/x"],
    ["https://h/x.git", "https://h/x.git"],
    ["git@h:x/y.git", "git@h:x/y.git"],
    ["ssh://git@h:22/x", "ssh://h:22/x"],
    ["https://ghp_abcdefghijklmnop1234:x-oauth-basic@h/x", "https://h/x"],
    ["https://user:p@w@h/x", "https://user:@h/x"],
    ["https://h/x?access_token=abc", "https://h/x?access_token=***"],
  ])("%s is kept as %s", (url, kept) => {
    expect(scrubRemote(url)).toBe(kept);
  });
});

test.each([
  "github_pat_11ABCDEFG0abcdefghij_klm",
  "glpat-abcdefghijklmnop1234",
  "hf_abcdefghijklmnopqrst",
  "npm_abcdefghijklmnopqrst",
  "sk-proj-abcdefghijklmnop",
  "sk_live_abcdefghijkl",
  "xoxb-1234567890-abc",
  "AKIAIOSFODNN7EXAMPLE",
  `AIza${"x".repeat(35)}`,
  "wandb_v1_abcdefghijklmnop",
  `local-${HEX}`,
  "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.abc",
])("%s is a secret wherever it stands", (secret) => {
  expect(scrubText(`before ${secret} after`)).toBe("before *** after");
});

test("a long hostile text takes no long time", () => {
  const start = performance.now();
  scrubText("https://a".repeat(50_000));
  scrubText(`${"a:".repeat(100_000)}@`);
  scrubArguments([`--${"key-".repeat(50_000)}`, "x"]);
  expect(performance.now() - start).toBeLessThan(2000);
});
