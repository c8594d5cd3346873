import { describe, expect, test } from "vitest";
import { scrubFile, scrubPatch } from "./scrub-patch.ts";

const HEX = "0123456789abcdef0123456789abcdef01234567";

function patchOf(path: string, line: string): string {
  return `diff --git a/${path} b/${path}\nindex 1234567..89abcde 100644\n--- a/${path}\n+++ b/${path}\n@@ -1 +1 @@\n+${line}`;
}

/** What becomes of a line that is added to a file. */
function added(path: string, line: string): string {
  return scrubPatch(patchOf(path, line)).split("\n+").slice(-1).join();
}

describe("a line of code", () => {
  test.each([
    [`const apiKey = "abc";`, `const apiKey = "***";`],
    [`password: 'it\\'s me',`, `password: '***',`],
    [`{"token": "abc", "lr": 0.1}`, `{"token": "***", "lr": 0.1}`],
    [`client(secret="abc", password="def")`, `client(secret="***", password="***")`],
    [`os.environ["WANDB_API_KEY"] = "abc"`, `os.environ["WANDB_API_KEY"] = "***"`],
    ["PGPASSWORD=correcthorse psql", "PGPASSWORD=*** psql"],
    ["export HF_TOKEN=abc", "export HF_TOKEN=***"],
    ["mysql --password hunter2 -u me", "mysql --password *** -u me"],
    ["login --api-key=abc", "login --api-key=***"],
    ["password=hunter2", "password=***"],
    ["DefaultEndpointsProtocol=https;AccountKey=q1w2e3r4==", "DefaultEndpointsProtocol=https;AccountKey=***"],
    ["fetch('https://me:pw@host/x?token=abc&a=1')", "fetch('https://me:***@host/x?token=***&a=1')"],
    ["Authorization: Bearer abcdefgh1234", "Authorization: Bearer ***"],
    [`wandb.login(key="${HEX}")`, `wandb.login(key="***")`],
    ["use sk-ant-api03-abcdefghijklmnop here", "use *** here"],
    ["post https://hooks.slack.com/services/T00000000/B00000000/XXXXXXXXXXXXXXXX", "post https://***"],
    [`key = "-----BEGIN PRIVATE KEY-----\\nMIIE\\n-----END PRIVATE KEY-----\\n"`, `key = "***`],
    ["MIIEvQIBADANBgkqhkiG9w0BAQEFAASCBKcwggSjAgEAAoIBAQC7VJTUt9Us8cKj", "***"],
    [`secret: "never closed`, `secret: "***`],
  ])("%s is kept as %s", (line, kept) => {
    expect(added("src/a.ts", line)).toBe(kept);
  });

  test.each([
    "password: string;",
    "readonly token?: string;",
    "const token = await getToken(user1);",
    "apiKey: process.env.API_KEY,",
    'token = os.environ["TOKEN"]',
    'password: "${PASSWORD}"',
    "export TOKEN=$OTHER",
    '"secret": null, "token": ""',
    '<li key="row-1">',
    "max_tokens = 4096; token: 128",
    "const author = 'ada'; keyboard = 'us'",
    "docker run -p 8080:8080 image",
    "const sha = 'd41d8cd98f00b204e9800998ecf8427e'",
    `Subproject commit ${HEX}`,
    `resolved "https://host/x.tgz#${HEX}"`,
    `"sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU="`,
    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    "the token expires, the password too",
  ])("%s stays", (line) => {
    expect(added("src/a.ts", line)).toBe(line);
  });
});

test.each([
  ["config.yaml", "  password: correcthorse", "  password: ***"],
  ["config.yaml", "  lr: 0.1", "  lr: 0.1"],
  [".env", "DB_HOST=localhost", "DB_HOST=localhost"],
  [".env.local", "SESSION=q8Zr2kWm5TxY7bNc", "SESSION=***"],
  [".env", "DATA_DIR=/home/ada/data/of/the/year/2026", "DATA_DIR=/home/ada/data/of/the/year/2026"],
  ["deep/.netrc", "machine host login ada password correct", "machine host login ada password ***"],
  [".npmrc", "//registry.npmjs.org/:_authToken=abc", "//registry.npmjs.org/:_authToken=***"],
])("in %s the line %s becomes %s", (path, line, kept) => {
  expect(added(path, line)).toBe(kept);
  expect(scrubFile(line, path)).toBe(kept);
});

test("a private key is gone between its ends, and what follows is as it was", () => {
  const patch = [
    "+++ b/id_rsa",
    "+-----BEGIN OPENSSH PRIVATE KEY-----",
    "+b3BlbnNzaC1rZXktdjEA",
    "+short",
    "+-----END OPENSSH PRIVATE KEY-----",
    "+after",
    "+-----BEGIN RSA PRIVATE KEY-----",
    "+unfinished",
    "@@ -1 +1 @@",
    "+next",
  ];
  expect(scrubPatch(patch.join("\n")).split("\n")).toEqual([
    patch[0],
    patch[1],
    "+***",
    "+***",
    ...patch.slice(4, 7),
    "+***",
    ...patch.slice(8),
  ]);
});

test("a patch without secrets is the same, byte for byte", () => {
  const patch = `${patchOf("a b.ts", "let x = 1;\r\n-let x = 0;\n \n\\ No newline at end of file")}\n`;
  expect(scrubPatch(patch)).toBe(patch);
});

// A pattern that walks a run of characters again from each of its places would take hours for these.
test.each([
  "a",
  "-",
  "=",
  "key=",
  "key='",
  'password="',
  'password=\\"',
  "secret: ",
  "eyJ-",
  "eyJabcdefgh.",
  "sk-",
  "a.",
  "?",
  "&token",
  "a://b:",
  "://a:b",
  "Bearer ",
  "--token ",
  "-----BEGIN ",
  "0123456789abcdef",
  "SG.abc",
])("2 MB of %j are scrubbed", (unit) => {
  const line = `+${unit.repeat(Math.floor((60 * 1024) / unit.length))}`;
  const text = Array.from({ length: 34 }, () => line).join("\n");
  expect(scrubPatch(`+++ b/.env\n${text}`).split("\n")).toHaveLength(35);
});

test("a line that is longer than anybody reads is left out, and says so", () => {
  expect(scrubPatch(`+${"a".repeat(70_000)}\n+b`)).toBe("+*** a line of 70001 characters was left out\n+b");
});
