import { describe, expect, test } from "vitest";
import { createApi } from "../create-api.ts";
import { createMemoryWorld } from "../testing/memory-world.ts";
import type { MemoryWorld } from "../testing/memory-world.ts";
import type { InitOptions } from "./init-options.ts";
import { resolveSettings } from "./resolve-settings.ts";

const WANDB = "/home/ada/.config/wandb/settings";
const OWN = "/home/ada/.config/stepwell/settings";
const KEY = "k".repeat(40);

interface Place {
  readonly env?: Readonly<Record<string, string>>;
  readonly files?: Readonly<Record<string, string>>;
}

function worldWith({ env = {}, files = {} }: Place): MemoryWorld {
  const world = createMemoryWorld({ env });
  for (const [path, text] of Object.entries(files)) {
    world.fileSystem.makeFolderSync(path.replace(/\/[^/]*$/, ""));
    world.fileSystem.writeFileSync(path, new TextEncoder().encode(text));
  }
  return world;
}

describe("when a run is online", () => {
  const url = "http://h:1";
  test.each<[string, InitOptions, Place, string]>([
    ["a server is named by an option", { baseUrl: url }, {}, "online"],
    ["a server is named by a variable", {}, { env: { WANDB_BASE_URL: url } }, "online"],
    [
      "a server is named by our settings file",
      {},
      { files: { [OWN]: `[default]\nbase_url=${url}` } },
      "online",
    ],
    [
      "a server is named by W&B's file alone",
      {},
      { files: { [WANDB]: `[default]\nbase_url=${url}` } },
      "offline",
    ],
    [
      "W&B's file names server and mode",
      {},
      { files: { [WANDB]: `[default]\nbase_url=${url}\nmode=online` } },
      "offline",
    ],
    [
      "W&B's file names the server, and the mode is asked for",
      { mode: "online" },
      { files: { [WANDB]: `[default]\nbase_url=${url}` } },
      "online",
    ],
    ["the mode is offline", { mode: "offline", baseUrl: url }, {}, "offline"],
    ["a variable says offline", { baseUrl: url }, { env: { WANDB_MODE: "offline" } }, "offline"],
    [
      "an option is stronger than that",
      { baseUrl: url, mode: "online" },
      { env: { WANDB_MODE: "offline" } },
      "online",
    ],
    ["a variable says online without a server", {}, { env: { WANDB_MODE: "online" } }, "offline"],
    ["it is disabled", { mode: "disabled", baseUrl: url }, {}, "disabled"],
  ])("%s", (_, options, place, mode) => {
    const settings = resolveSettings(options, worldWith(place));
    expect(settings.mode).toBe(mode);
    expect(settings.server?.baseUrl).toBe(mode === "online" ? url : undefined);
  });

  test("a server in W&B's file that is left alone is said", () => {
    const world = worldWith({ files: { [WANDB]: `[default]\nbase_url = ${url}\n` } });
    expect(resolveSettings({}, world).hints).toEqual([
      `A server is named by "base_url" in line 2 of "${WANDB}", which is W&B's: nothing is sent. Name it with STEPWELL_BASE_URL.`,
    ]);
  });

  test("slashes at the end of the address are left out, and an address of another kind is refused", () => {
    const world = createMemoryWorld();
    expect(resolveSettings({ baseUrl: "http://h/a//" }, world).server?.baseUrl).toBe("http://h/a");
    expect(() => resolveSettings({ baseUrl: "file:///x" }, world)).toThrow(
      'the server\'s address is "file:///x"',
    );
    expect(() => resolveSettings({ baseUrl: "http://h/?a=1" }, world)).toThrow('Leave out "?" and "#".');
    const withPassword = (): unknown => resolveSettings({ baseUrl: "https://me:geheim@h" }, world);
    expect(withPassword).toThrow("the server's address holds a name or a password. Leave them out");
    expect(withPassword).not.toThrow("geheim");
  });
});

describe("the API key", () => {
  const netrc = (text: string, more: Place = {}, baseUrl = "http://localhost:8080"): string => {
    const files = { "/home/ada/.netrc": text, ...more.files };
    return resolveSettings({ baseUrl }, worldWith({ ...more, files })).server?.apiKey ?? "none";
  };

  test.each([
    ["one line", `machine localhost:8080 login user password ${KEY}`],
    ["many lines", `# mine\nmachine localhost:8080\n\tlogin user\r\n  password ${KEY}\n`],
    [
      "others before it",
      `machine localhost login a password no\nmachine localhost:8080 login u password ${KEY}`,
    ],
    ["no login", `machine localhost:8080 password ${KEY}`],
    ["quotes", `machine "localhost:8080" login "a b" password "${KEY}"`],
    [
      "a macro before it",
      `macdef init\nmachine localhost:8080 password no\n\nmachine localhost:8080 password ${KEY}`,
    ],
    ["words that mean nothing", `what machine localhost:8080 ever password ${KEY}`],
  ])("is found in a netrc with %s", (_, text) => {
    expect(netrc(text)).toBe(KEY);
  });

  test.each([
    ["another port", "machine localhost:9090 password x"],
    ["the host without its port", "machine localhost password x"],
    ["an entry for all", "default login u password x"],
    ["all after a machine", "machine localhost:8080 login u default password x"],
    ["no password", "machine localhost:8080 login u"],
    ["a comment", "machine localhost:8080 login u # password x"],
    ["nothing but bytes", "\0\uFFFD\0 machine\0 localhost:8080"],
    ["an open quote", 'machine "localhost:8080 password x'],
    ["an end too early", "machine"],
  ])("is not found in a netrc with %s", (_, text) => {
    expect(netrc(text)).toBe("");
  });

  test("is also looked for in ~/_netrc and $NETRC", () => {
    const text = `machine h password ${KEY}`;
    const keyIn = (place: Place): string | undefined =>
      resolveSettings({ baseUrl: "https://h" }, worldWith(place)).server?.apiKey;
    expect(keyIn({ files: { "/home/ada/_netrc": text } })).toBe(KEY);
    expect(keyIn({ files: { "/n": text, "/home/ada/.netrc": "" }, env: { NETRC: "/n" } })).toBe(KEY);
    expect(keyIn({ files: { "/home/ada/.netrc": text }, env: { NETRC: "/n" } })).toBe("");
  });

  test("a netrc without end is not read, and one of hostile text is read at once", () => {
    expect(netrc(`machine localhost:8080 password x${" ".repeat(2 ** 20)}`)).toBe("");
    expect(netrc(`${'"\\" '.repeat(250_000)}`)).toBe("");
    expect(netrc(`macdef x\n${" \n ".repeat(300_000)}`)).toBe("");
  });

  test("options and variables win over netrc, which wins over settings files", () => {
    const text = "machine localhost:8080 password netrc";
    const files = { [OWN]: "[default]\napi_key = file\n" };
    expect(netrc(text, { files })).toBe("netrc");
    expect(netrc("", { files })).toBe("file");
    expect(netrc(text, { env: { WANDB_API_KEY: "variable" } })).toBe("variable");
    const world = worldWith({ env: { WANDB_API_KEY: "variable" } });
    expect(resolveSettings({ baseUrl: "http://h", apiKey: " option\n" }, world).server?.apiKey).toBe(
      "option",
    );
  });

  test("one that no header can hold is refused without being shown", () => {
    const refused = (): unknown =>
      resolveSettings({ baseUrl: "http://h", apiKey: "geheim-ключ" }, createMemoryWorld());
    expect(refused).toThrow('the API key for "h" holds blanks or characters that no key has. Copy it again.');
    expect(refused).not.toThrow("geheim");
  });

  test("stands in no file of the run and in no line that is printed", async () => {
    const world = worldWith({ files: { "/home/ada/.netrc": `machine h password ${KEY}` } });
    const run = await createApi(() => world).init({ baseUrl: "http://h", id: "r" });
    run.log({ a: 1 });
    await Promise.resolve();
    const file = world.fileSystem.readFileSync(`${run.folder}/run-r.wandb`);
    expect(new TextDecoder().decode(file)).not.toContain(KEY);
    expect(world.printed.join("")).not.toContain(KEY);
    world.exit(0);
    expect(world.printed.join("")).not.toContain(KEY);
  });
});
