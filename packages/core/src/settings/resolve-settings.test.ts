import { FileSystemError } from "@stepwell/effects";
import type { FileSystem } from "@stepwell/effects";
import { describe, expect, test } from "vitest";
import { UsageError } from "../core-error.ts";
import { createMemoryWorld } from "../testing/memory-world.ts";
import type { MemoryWorld } from "../testing/memory-world.ts";
import type { InitOptions } from "./init-options.ts";
import { resolveSettings } from "./resolve-settings.ts";
import type { Settings } from "./resolve-settings.ts";

type Env = Readonly<Record<string, string>>;

const WANDB = "/home/ada/.config/wandb/settings";
const OWN = "/home/ada/.config/stepwell/settings";
const LOCAL = "/home/ada/wandb/settings";

function worldWith(files: Readonly<Record<string, string | Uint8Array>>, env: Env = {}): MemoryWorld {
  const world = createMemoryWorld({ env });
  for (const [path, content] of Object.entries(files)) {
    world.fileSystem.makeFolderSync(path.replace(/\/[^/]*$/, ""));
    const bytes = typeof content === "string" ? new TextEncoder().encode(content) : content;
    world.fileSystem.writeFileSync(path, bytes);
  }
  return world;
}

function resolve(options: object, env: Env = {}, files: Readonly<Record<string, string>> = {}): Settings {
  return resolveSettings(options as InitOptions, worldWith(files, env));
}

function refusal(run: () => unknown): string {
  try {
    run();
  } catch (error) {
    return UsageError.isInstance(error) ? error.message : `another error: ${String(error)}`;
  }
  return "not refused";
}

describe("which place wins", () => {
  const places: { readonly group: string; readonly options?: object; readonly env?: Env; files?: Env }[] = [
    { group: "", files: {} },
    { group: "wandb-file", files: { [WANDB]: "[default]\nrun_group = wandb-file\n" } },
    { group: "own-file", files: { [OWN]: "[default]\nrun_group = own-file\n" } },
    { group: "local-file", files: { [LOCAL]: "[default]\nrun_group = local-file\n" } },
    { group: "wandb", env: { WANDB_RUN_GROUP: "wandb" } },
    { group: "stepwell", env: { STEPWELL_RUN_GROUP: "stepwell" } },
    { group: "option", options: { group: "option" } },
  ];

  test.each(places.map((place, index) => [place.group || "the default", index] as const))(
    "%s wins over those before it",
    (_, index) => {
      const sofar = places.slice(0, index + 1);
      const env = Object.assign({}, ...sofar.map((place) => place.env)) as Env;
      const files = Object.assign({}, ...sofar.map((place) => place.files)) as Env;
      expect(resolve(places[index]?.options ?? {}, env, files).group).toBe(places[index]?.group);
    },
  );

  test("the folders of the user's files can be named", () => {
    const env = { WANDB_CONFIG_DIR: "/etc/w", STEPWELL_CONFIG_DIR: "conf" };
    const files = {
      "/etc/w/settings": "[default]\nproject=w\nentity=w\n",
      "/home/ada/conf/settings": "[default]\nproject=s\n",
      [WANDB]: "[default]\nrun_notes=unread\n",
    };
    expect(resolve({}, env, files)).toMatchObject({ project: "s", entity: "w", notes: "" });
  });

  test("an empty variable and an empty value are none", () => {
    const files = { [WANDB]: "[default]\nproject = w\n", [OWN]: "[default]\nentity =\n" };
    expect(resolve({}, { STEPWELL_PROJECT: "" }, files)).toMatchObject({ project: "w", entity: "" });
  });

  test("only the value that wins must make sense", () => {
    expect(resolve({ mode: "offline" }, { WANDB_MODE: "nonsense" }).mode).toBe("offline");
  });

  test("a host without a home folder has no settings files", () => {
    const world = worldWith({ [LOCAL]: "[default]\nproject = l\n" });
    const { homeFolder: _, ...host } = world.host;
    expect(resolveSettings({}, { ...world, host }).project).toBe("uncategorized");
  });
});

describe("what a settings file may look like", () => {
  test.each([
    [
      "with a mark at its beginning and Windows line ends",
      "\uFEFF[default]\r\nproject = p\r\nrun_tags = a, b\r\n",
    ],
    ["with colons, capitals and comments", "# one\n[Default]\nProject: p\n; two\nrun_tags : a,b\n"],
    ["with a list over several lines", "[default]\nproject=p\nrun_tags =\n  a\n  b\n"],
    ["with other sections", "[other]\nproject = x\nnonsense = 1\n[default]\nproject = p\nrun_tags=a,b,\n"],
    ["with what only W&B knows", "[default]\nx_new_thing = 1\nshow_emoji = true\nproject = p\nrun_tags=a,b"],
  ])("%s", (_, text) => {
    expect(resolve({}, {}, { [WANDB]: text })).toMatchObject({ project: "p", tags: ["a", "b"] });
  });

  test.each([
    [
      "[default]\nprojct = p\n",
      `the setting "projct" in line 2 of "${WANDB}" is not known. Did you mean "project"?`,
    ],
    ["[default]\nproject\n", `line 2 of "${WANDB}" is neither "name = value" nor "[section]". Correct it.`],
    ["[default\n", `line 1 of "${WANDB}" is neither`],
    ["[default]\n__proto__ = x\n", 'the setting "__proto__" in line 2'],
    [
      "[default]\nsilent = maybe\n",
      `"maybe" is not a value of "silent" in line 2 of "${WANDB}". Use true or false.`,
    ],
    ["[default]\nsteps = constructor\n", '"constructor" is not a value of "steps" in line 2'],
  ])("%j is refused", (text, sentence) => {
    expect(refusal(() => resolve({}, {}, { [WANDB]: text }))).toContain(sentence);
  });

  test.each([
    [
      "of 100 MB",
      new Uint8Array(100 * 1024 * 1024),
      'has "104857600" bytes. Keep it below 256 KiB, or remove it.',
    ],
    [
      "of bytes that are no text",
      Uint8Array.of(0xff, 0xfe, 0x5b, 0),
      "is not UTF-8 text. Write it as UTF-8, or remove it.",
    ],
    ["with a zero byte", Uint8Array.of(0x5b, 0), "is not UTF-8 text. Write it as UTF-8, or remove it."],
  ])("a file %s is refused", (_, bytes, sentence) => {
    expect(refusal(() => resolveSettings({}, worldWith({ [OWN]: bytes })))).toBe(
      `[core] Failed to read the settings: "${OWN}" ${sentence}`,
    );
  });

  test("a folder in its place is none", () => {
    const world = createMemoryWorld();
    world.fileSystem.makeFolderSync(WANDB);
    expect(resolveSettings({}, world).project).toBe("uncategorized");
  });

  test("a link in a circle is no file, and a file that refuses to be read says so", () => {
    const world = createMemoryWorld();
    world.fileSystem.makeFolderSync("/home/ada/.config/wandb");
    world.fileSystem.linkSync("settings", WANDB);
    expect(resolveSettings({}, world).project).toBe("uncategorized");
    const readable = worldWith({ [WANDB]: "[default]\n" });
    const fileSystem: FileSystem = {
      ...readable.fileSystem,
      readFileSync(path) {
        throw new FileSystemError("EACCES", path);
      },
    };
    expect(refusal(() => resolveSettings({}, { ...readable, fileSystem }))).toBe(
      `[core] Failed to read the settings: "${WANDB}" was refused (EACCES). Make it readable, or remove it.`,
    );
  });
});

describe("the environment", () => {
  test.each([
    ["WANDB_DIR", "/x", { root: "/x" }],
    ["WANDB_ROOT_DIR", "y", { root: "/home/ada/y" }],
    ["WANDB_NAME", "n", { name: "n" }],
    ["STEPWELL_RUN_NAME", "n", { name: "n" }],
    ["WANDB_NOTES", "n", { notes: "n" }],
    ["WANDB_TAGS", "a, b", { tags: ["a", "b"] }],
    ["WANDB_JOB_TYPE", "eval", { jobType: "eval" }],
    ["WANDB_RUN_GROUP", "g", { group: "g" }],
    ["WANDB_RUN_ID", "r", { runId: "r", isIdGiven: true }],
    ["WANDB_SILENT", "YES", { silent: true }],
    ["WANDB_SILENT", "off", { silent: false }],
    ["WANDB_MODE", "DRYRUN", { mode: "offline" }],
    ["WANDB_MODE", "disabled", { mode: "disabled" }],
    ["WANDB_REINIT", "true", { reinit: "finish_previous" }],
    ["WANDB_REINIT", "create_new", { reinit: "create_new" }],
    ["WANDB_RESUME", "must", { resume: { kind: "resume", when: "must" } }],
    ["WANDB_RESUME", "true", { resume: { kind: "resume", when: "auto" } }],
    ["WANDB_RESUME", "false", { resume: { kind: "none" } }],
    ["WANDB_RESUME_FROM", "abc?_step=7", { resume: { kind: "rewind", runId: "abc", step: 7 }, runId: "abc" }],
    ["WANDB_FORK_FROM", "abc?_step=0", { resume: { kind: "fork", runId: "abc", step: 0 } }],
    ["WANDB_INIT_TIMEOUT", "1.5", { initTimeoutMs: 1500 }],
    ["WANDB_FINISH_TIMEOUT", "2", { finishTimeoutMs: 2000 }],
    ["WANDB_FINISH_TIMEOUT", "0", { finishTimeoutMs: 2 ** 31 - 1 }],
    ["WANDB_SAVE_CODE", "1", { saveCode: true }],
    ["WANDB_CODE_DIR", "src", { codeFolder: "/home/ada/src" }],
    ["WANDB_IGNORE_GLOBS", "*.tmp,x/*", { ignoreGlobs: ["*.tmp", "x/*"] }],
    ["WANDB_CONFIG_PATHS", "a.yaml,/b.yaml", { configPaths: ["/home/ada/a.yaml", "/b.yaml"] }],
    ["WANDB_SWEEP_ID", "s1", { sweepId: "s1" }],
    ["STEPWELL_STEPS", "strict", { steps: "strict" }],
    ["WANDB_ALLOW_VAL_CHANGE", "t", { allowValChange: true }],
  ])("%s=%s", (name, value, expected) => {
    expect(resolve({}, { [name]: value })).toMatchObject(expected);
  });

  test.each([
    ["WANDB__DISABLE_STATS", "y", { statsIntervalMs: undefined }],
    ["WANDB__STATS_SAMPLING_INTERVAL", "2.5", { statsIntervalMs: 2500 }],
    ["WANDB__DISABLE_META", "1", { args: false }],
    ["WANDB__DISABLE_MACHINE_INFO", "1", { args: false, git: false, statsIntervalMs: undefined }],
    ["WANDB_DISABLE_GIT", "0", { git: false }],
    ["WANDB_DISABLE_GIT", "False", { git: true }],
    ["WANDB_GIT_REMOTE", "upstream", { gitRemote: "upstream" }],
    ["WANDB__SAVE_REQUIREMENTS", "no", { dependencies: false }],
    ["WANDB_CONSOLE", "wrap_emu", { console: true }],
    ["WANDB_CONSOLE", "off", { console: false }],
  ])("%s=%s", (name, value, expected) => {
    expect(resolve({}, { [name]: value }).ambient).toMatchObject(expected);
  });

  test.each([
    [
      "WANDB_MODE",
      "onlin",
      '"onlin" is not a value of WANDB_MODE. Use one of "offline", "online", "disabled", "shared".',
    ],
    ["STEPWELL_SILENT", "2", '"2" is not a value of STEPWELL_SILENT. Use true or false.'],
    ["WANDB_INIT_TIMEOUT", "soon", '"soon" is not a value of WANDB_INIT_TIMEOUT. Give seconds, as 90.'],
    ["WANDB_FINISH_TIMEOUT", "-1", '"-1" is not a value of WANDB_FINISH_TIMEOUT. Give seconds, as 30, or 0'],
    ["WANDB__STATS_SAMPLING_INTERVAL", "0", '"0" is not a value of WANDB__STATS_SAMPLING_INTERVAL.'],
    [
      "WANDB_RESUME_FROM",
      "abc",
      '"abc" (WANDB_RESUME_FROM) is not a moment of a run. Give a run id and a step, as "abc123?_step=200".',
    ],
    ["WANDB_FORK_FROM", "a?_step=99999999999999999", "is not a moment of a run"],
    ["WANDB_FORK_FROM", "a?epoch=9", "is not a moment of a run"],
  ])("%s=%s is refused", (name, value, sentence) => {
    expect(refusal(() => resolve({}, { [name]: value }))).toContain(sentence);
  });

  test("code is not saved where that is forbidden", () => {
    expect(resolve({ saveCode: true }, { WANDB_DISABLE_CODE: "true" }).saveCode).toBe(false);
  });

  test("in a sweep the agent says which run it is", () => {
    const env = { WANDB_SWEEP_ID: "s", WANDB_PROJECT: "p", WANDB_RUN_ID: "r" };
    const settings = resolve({ project: "mine", id: "r", entity: "e" }, env);
    expect(settings).toMatchObject({ project: "p", runId: "r", entity: "e" });
    expect(settings.hints).toEqual(['"project" is what the sweep says in WANDB_PROJECT.']);
  });
});

describe("options", () => {
  test.each([
    [{ run_name: "x" }, 'the option "run_name" is not known. Did you mean "name"?'],
    [{ x_label: "x" }, 'the option "x_label" is not known. Did you mean "label"?'],
    [{ resume: "maybe" }, '"maybe" is not a value of "resume". Use one of "allow", "must", "never", "auto".'],
    [{ initTimeout: "5" }, '"5" is not a value of "initTimeout". Give milliseconds, as 90000.'],
    [{ finishTimeout: NaN }, '"NaN" is not a value of "finishTimeout". Give milliseconds'],
    [{ ignoreGlobs: [1] }, '"a list of 1" is not a value of "ignoreGlobs". Give a list of texts.'],
    [{ saveCode: "yes" }, '"yes" is not a value of "saveCode". Use true or false.'],
    [{ label: 5 }, '"5" is not a value of "label". Give text.'],
    [{ primary: "x" }, '"x" is not a value of "primary". Use true or false.'],
    [{ stats: true }, '"true" is not a value of "stats". Use false, or { intervalSeconds: 15 }.'],
    [{ apiKey: 123456 }, 'a number is not a value of "apiKey". Give text.'],
    [{ resume: "allow", forkFrom: "a?_step=1" }, '"resume" and "forkFrom" exclude each other.'],
    [{ id: "b", resumeFrom: "a?_step=1" }, 'the run has the id "b" and goes on from "a"'],
    [{ id: "a", forkFrom: "a?_step=1" }, 'the run has the id "a" and is forked from itself'],
    [{ resumeFrom: "a:b?_step=1" }, 'the run id "a:b" holds ":"'],
  ])("%j is refused", (options, sentence) => {
    expect(refusal(() => resolve(options))).toContain(sentence);
  });

  test("an option and a variable that exclude each other are both named", () => {
    expect(refusal(() => resolve({ forkFrom: "a?_step=1" }, { WANDB_RESUME: "allow" }))).toContain(
      'WANDB_RESUME and "forkFrom" exclude each other. Give only one of "resume", "resumeFrom" and "forkFrom".',
    );
    expect(resolve({ forkFrom: "a?_step=1", resume: false }, { WANDB_RESUME: "allow" }).resume.kind).toBe(
      "fork",
    );
  });

  test("one text is one tag, and order and repetition are kept", () => {
    expect(resolve({ tags: "a,b" }).tags).toEqual(["a,b"]);
    expect(resolve({ tags: ["b", "a", "b"] }).tags).toEqual(["b", "a", "b"]);
  });

  test("a shared run has a label, made up of the host where none is given", () => {
    expect(resolve({ mode: "shared" })).toMatchObject({
      mode: "offline",
      shared: { label: expect.stringMatching(/^test-host-[a-z0-9]{8}$/) as string, isPrimary: true },
    });
    expect(resolve({ mode: "shared", label: "w1", primary: false, baseUrl: "http://h" })).toMatchObject({
      mode: "online",
      shared: { label: "w1", isPrimary: false },
    });
    expect(resolve({ label: "w1" }).shared).toBeUndefined();
  });
});
