import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";

const FOLDER = join(import.meta.dirname, "../.github/workflows");

interface Step {
  readonly uses?: string;
  readonly run?: string;
  readonly with?: Readonly<Record<string, unknown>>;
  readonly env?: Readonly<Record<string, string>>;
}

interface Workflow {
  readonly on: Readonly<Record<string, unknown>>;
  readonly permissions: Readonly<Record<string, string>>;
  readonly jobs: Readonly<
    Record<
      string,
      {
        /** None where another workflow is the job. */
        readonly steps?: readonly Step[];
        readonly uses?: string;
        readonly needs?: string;
        readonly permissions?: Readonly<Record<string, string>>;
      }
    >
  >;
}

function read(name: string): Workflow {
  return parse(readFileSync(join(FOLDER, name), "utf8")) as Workflow;
}

describe.each(readdirSync(FOLDER))("%s", (name) => {
  const workflow = read(name);

  test("may read the tree, and no more unless a job says so", () => {
    expect(workflow.permissions).toEqual({ contents: "read" });
    expect(workflow.on).not.toHaveProperty("pull_request_target");
  });

  test("names a version of every action", () => {
    const actions = Object.values(workflow.jobs).flatMap(({ steps = [] }) =>
      steps.flatMap(({ uses }) => uses ?? []),
    );
    expect(actions.length).toBeGreaterThan(0);
    for (const action of actions) expect(action).toMatch(/^[\w-]+\/[\w-]+@(v\d+(\.\d+)*|[0-9a-f]{40})$/);
  });

  test("runs no script that the root has not", () => {
    const { scripts } = JSON.parse(readFileSync(join(FOLDER, "../../package.json"), "utf8")) as {
      scripts: Readonly<Record<string, string>>;
    };
    const words = Object.values(workflow.jobs)
      .flatMap(({ steps = [] }) => steps)
      .flatMap(({ run = "", with: options = {} }) => [run, ...Object.values(options).map(String)])
      .flatMap((text) => [...text.matchAll(/npm run ([\w:-]+)/g)].map(([, script]) => script));
    expect(words.filter((script) => !(script! in scripts))).toEqual([]);
  });
});

test("ci runs what must pass before a change is merged, and before anything is published", () => {
  const { on, jobs } = read("ci.yml");
  expect(Object.keys(on)).toEqual(["pull_request", "workflow_call"]);
  expect(Object.values(jobs).some(({ steps = [] }) => steps.some(({ run }) => run === ".ci/run"))).toBe(true);
  const release = read("release.yml");
  expect(release.on).toEqual({ push: { branches: ["main"] } });
  expect(release.jobs["ci"]?.uses).toBe("./.github/workflows/ci.yml");
  expect(release.jobs["release"]?.needs).toBe("ci");
});

test("a release publishes by the workflow's identity and with provenance, and holds no token of npm", () => {
  const { jobs } = read("release.yml");
  expect(jobs["release"]?.permissions).toEqual({
    contents: "write",
    "pull-requests": "write",
    "id-token": "write",
  });
  const steps = jobs["release"]?.steps ?? [];
  const publishing = steps.findIndex(({ uses }) => uses?.startsWith("changesets/action@"));
  expect(steps[publishing]?.with?.["publish"]).toBe("npm run publish-packages");
  expect(steps[publishing]?.env?.["NPM_CONFIG_PROVENANCE"]).toBe("true");
  expect(steps.slice(0, publishing).map(({ run }) => run)).toContain("npm run integrations");
  expect(readFileSync(join(FOLDER, "release.yml"), "utf8")).not.toMatch(/NPM_TOKEN|NODE_AUTH_TOKEN/);
});
