import { beforeEach, describe, expect, test } from "vitest";
import { createApp } from "@stepwell/server";
import type { App } from "@stepwell/server";
import { createMemoryBlobStore, createMemoryMetricStore, createMemoryRunStore } from "@stepwell/storage";
import { runCommand } from "../run-command.ts";
import { createMemoryWorld } from "../testing/memory-world.ts";
import type { MemoryWorld } from "../testing/memory-world.ts";
import type { World } from "../world.ts";

const ADDRESS = "http://stepwell.lab:7733";

let made: MemoryWorld;
let world: World;
let app: App;
let apiKey: string;
let auth: boolean;

beforeEach(() => {
  made = createMemoryWorld();
  const { clock, random } = made.world;
  const stores = {
    runs: createMemoryRunStore(),
    metrics: createMemoryMetricStore(),
    blobs: createMemoryBlobStore(),
  };
  const ports = { ...stores, clock, random, version: "0", allowedHosts: ["stepwell.lab"] };
  auth = true;
  apiKey = "";
  world = {
    ...made.world,
    openStorage: async () => ({ ...stores, close: async () => undefined }),
    server: (to = ADDRESS) => ({ baseUrl: to, apiKey }),
    fetch: async (url, init) => {
      if (!url.startsWith(ADDRESS)) throw new TypeError("fetch failed");
      app = createApp(auth ? { ...ports, auth: {} } : ports);
      return app.fetch(new Request(url, init), { address: "192.0.2.1" });
    },
  };
});

async function run(...argv: string[]): Promise<{ code: number; printed: string; error: string }> {
  const [before, errorsBefore] = [made.printed.length, made.errors.length];
  const code = await runCommand(argv, world);
  return {
    code,
    printed: made.printed.slice(before).join("\n"),
    error: made.errors.slice(errorsBefore).join("\n"),
  };
}

const keyIn = (text: string): string => /stepwell-\w{48}/.exec(text)?.[0] ?? "no key";
const fileText = (path: string): string => new TextDecoder().decode(made.fileSystem.readFileSync(path));

describe("stepwell users and keys", () => {
  test("make the first admin, and more users, in the data folder", async () => {
    expect((await run("users")).printed).toContain("There are no users. Make the first admin with");
    const added = await run("users", "add", "ada", "--role", "admin");
    expect(added).toMatchObject({ code: 0, error: "" });
    expect(added.printed).toMatch(
      /^Added admin "ada" of team "stepwell"\. The key, shown this once:\n\n {2}stepwell-\w{48}\n$/,
    );
    expect((await run("users", "add", "bob", "--team", "vision", "--json")).printed).toContain(
      '"role":"member"',
    );
    const { printed } = await run("users", "list");
    expect(printed.split("\n").map((line) => line.split(/\s+/).slice(0, 3))).toEqual([
      ["stepwell", "ada", "admin"],
      ["vision", "bob", "member"],
    ]);
    expect(JSON.parse((await run("users", "--team", "vision", "--json")).printed)).toMatchObject([
      { name: "bob" },
    ]);
    expect((await run("users", "role", "bob", "viewer", "--team", "vision")).printed).toContain(
      'is "viewer" now',
    );
  });

  test("list, create and revoke keys; none of them is printed twice", async () => {
    const first = keyIn((await run("users", "add", "ada", "--role", "admin")).printed);
    const second = keyIn((await run("keys", "create", "--user", "ada", "--label", "gpu box")).printed);
    expect(second).toMatch(/^stepwell-/);
    const listed = (await run("keys")).printed;
    expect(listed).toContain("gpu box");
    expect(listed).toContain("never used");
    expect(listed).not.toContain(first);
    expect(listed).not.toContain(second);
    const id = second.slice(9, 17);
    expect((await run("keys", "revoke", id)).printed).toContain(`Revoked key "${id}"`);
    expect(JSON.parse((await run("keys", "--json")).printed)).toHaveLength(1);
  });

  test.each([
    [["users", "remove", "eve"], /team "stepwell" has no such user/],
    [["users", "add", "ada"], /has a user of this name/],
    [["users", "add", "b/b"], /"b\/b" is no name for one/],
    [["users", "add", "bob", "--team", "api"], /a team can't be called "api"/],
    [["users", "add", "bob", "--team", "The Team"], /"The Team" is no name for a team/],
    [["users", "remove", "ada"], /no other admin would be left/],
    [["keys", "create", "--user", "eve"], /team "stepwell" has no such user/],
    [["keys", "revoke", "nothing"], /there is none with this id/],
    [["users", "--to", "http://elsewhere"], /Failed to reach "http:\/\/elsewhere": no reply came/],
    [["users", "--to", ADDRESS], /nobody is signed in/],
  ])("%j gives 1 and one sentence", async (argv, message) => {
    await run("users", "add", "ada", "--role", "admin");
    const { code, error, printed } = await run(...argv);
    expect([code, printed]).toEqual([1, ""]);
    expect(error).toMatch(message);
    expect(error).not.toContain("\n");
  });

  test("a key without a user, and a role that is none, are misuse", async () => {
    expect(await run("keys", "create")).toMatchObject({
      code: 2,
      error: expect.stringContaining("whose it is to be is not said"),
    });
    expect(await run("users", "add", "bob", "--role", "king")).toMatchObject({
      code: 2,
      error: expect.stringContaining(
        'option "--role" can\'t be "king". Use one of "admin", "member", "viewer".',
      ),
    });
  });

  test("change a server that runs, with the key of an admin", async () => {
    apiKey = keyIn((await run("users", "add", "ada", "--role", "admin")).printed);
    const to = ["--to", ADDRESS];
    expect((await run("users", "add", "bob", "--role", "viewer", ...to)).code).toBe(0);
    expect((await run("users", "role", "bob", "member", ...to)).printed).toContain('is "member" now');
    expect((await run("users", ...to)).printed).toMatch(/stepwell {2}bob {2}member/);
    const own = await run("keys", "create", "--label", "own", ...to);
    expect(own.printed).toContain('A key of "ada", team "stepwell"');
    const his = keyIn((await run("keys", "create", "--user", "bob", ...to)).printed);
    expect((await run("keys", "--user", "bob", ...to)).printed.split("\n")).toHaveLength(2);
    expect((await run("keys", "revoke", his.slice(9, 17), ...to)).code).toBe(0);
    expect((await run("users", "remove", "bob", ...to)).code).toBe(0);
    apiKey = his;
    expect((await run("users", ...to)).error).toContain("the key is not valid here");
  });
});

test("the audit log of the data folder is told of changes by command", async () => {
  const key = keyIn((await run("users", "add", "ada", "--role", "admin")).printed);
  await run("users");
  await run("users", "remove", "eve");
  const text = fileText("/home/ada/wandb/.stepwell/audit.jsonl");
  expect(
    text
      .trim()
      .split("\n")
      .map((line) => (JSON.parse(line) as { what: string }).what),
  ).toEqual(["add-user stepwell/ada as admin", "add-key of stepwell/ada"]);
  expect(text).not.toContain(key);
});

describe("stepwell login", () => {
  test("asks for the key, checks it, and saves it where init and W&B's clients look", async () => {
    const key = keyIn((await run("users", "add", "ada", "--role", "admin")).printed);
    made.fileSystem.writeFileSync(
      "/home/ada/.netrc",
      new TextEncoder().encode(
        "machine other\n  password x\nmachine stepwell.lab:7733 login user password old\n",
      ),
    );
    const asked: string[] = [];
    world = {
      ...world,
      askSecret: async (question) => {
        asked.push(question);
        return ` ${key}\n`;
      },
    };
    const { code, printed } = await run("login", ADDRESS);
    expect(code).toBe(0);
    expect(asked).toEqual([`Key for ${ADDRESS}: `]);
    expect(printed).toContain('as "ada", admin of team "stepwell"');
    expect(printed).not.toContain(key);
    expect(fileText("/home/ada/.netrc")).toBe(
      `machine other\n  password x\nmachine stepwell.lab:7733\n  login user\n  password ${key}\n`,
    );
    expect(fileText("/home/ada/.config/stepwell/settings")).toBe(`[default]\nbase_url = ${ADDRESS}\n`);
  });

  test("takes the key from an option or a pipe, and the address from the settings", async () => {
    const key = keyIn((await run("users", "add", "ada", "--role", "admin")).printed);
    expect((await run("login", "--key", key)).code).toBe(0);
    world = { ...world, readInput: async () => `${key}\n` };
    const { printed } = await run("login", ADDRESS, "--with-key-stdin", "--json");
    expect(JSON.parse(printed)).toEqual({
      address: ADDRESS,
      auth: "keys",
      user: "ada",
      team: "stepwell",
      role: "admin",
    });
  });

  test("at an open server saves the address alone", async () => {
    auth = false;
    expect((await run("login", ADDRESS)).printed).toContain("asks for no key");
    expect(fileText("/home/ada/.config/stepwell/settings")).toContain(`base_url = ${ADDRESS}`);
    expect(made.fileSystem.statSync("/home/ada/.netrc")).toBeUndefined();
  });

  test.each([
    [["login", ADDRESS], /no key was given/],
    [["login", ADDRESS, "--key", "wrong"], /the key is not valid here/],
    [["login", ADDRESS, "--key", "two words"], /holds characters that no key has/],
    [["login", "http://elsewhere"], /no reply came/],
  ])("%j gives 1, one sentence, and saves nothing", async (argv, message) => {
    const { code, error } = await run(...argv);
    expect(code).toBe(1);
    expect(error).toMatch(message);
    expect(made.fileSystem.statSync("/home/ada/.netrc")).toBeUndefined();
    expect(made.fileSystem.statSync("/home/ada/.config/stepwell/settings")).toBeUndefined();
  });

  test("does not take another program for a Stepwell server", async () => {
    world = { ...world, fetch: async () => new Response("<html>", { status: 200 }) };
    expect((await run("login", ADDRESS, "--key", "x")).error).toContain("not as a Stepwell server does");
  });
});
