import type { Asker } from "./asker.ts";
import {
  artifactFiles,
  artifactManifest,
  artifactOperation,
  commitArtifact,
  createArtifact,
  manifestText,
  versionText,
} from "./artifact-operations.ts";
import type { ArtifactStep } from "./artifact-operations.ts";

const ROWS = 50;
const FILES = ["note.txt", "media/a.png"];

/** Logs two runs with everything in them and two versions of an artifact; returns the paths of upload links. */
export async function fillTarget(asker: Asker): Promise<readonly string[]> {
  for (const name of ["abc", "def"]) await logRun(asker, name);
  for (const version of [0, 1]) await logVersion(asker, version);
  const { createRunFiles } = await asker.graphql<{
    createRunFiles: { files: readonly { uploadUrl: string }[] };
  }>(
    `mutation($files: [String!]!) { createRunFiles(input: {entityName: "stepwell", projectName: "demo", runName: "abc", files: $files}) { files { uploadUrl } } }`,
    { files: FILES },
  );
  const urls = createRunFiles.files.map(({ uploadUrl }) => uploadUrl);
  for (const url of urls) await asker.put(url, "<svg/>");
  return urls.map((url) => new URL(url).pathname);
}

async function logRun(asker: Asker, name: string): Promise<void> {
  const config = JSON.stringify({ lr: { value: 0.1 }, _wandb: { value: { t: {}, m: [] } } });
  await asker.graphql(
    `mutation($c: JSONString) { upsertBucket(input: {name: "${name}", modelName: "demo", config: $c, tags: ["a"]}) { bucket { id } } }`,
    { c: config },
  );
  const row = (step: number): string =>
    JSON.stringify({ _step: step, _runtime: step, _timestamp: 1.7e9 + step, loss: 1 / step, text: "hi" });
  await asker.post(`/files/stepwell/demo/${name}/file_stream`, {
    files: {
      "wandb-history.jsonl": { offset: 0, content: Array.from({ length: ROWS }, (_, step) => row(step + 1)) },
      "wandb-events.jsonl": { offset: 0, content: [`{"_timestamp": 1.7e9, "system.cpu": 5}`] },
      "wandb-summary.json": { offset: 0, content: [`{"loss": 0.5}`] },
      "output.log": { offset: 0, content: ["2026-01-01T00:00:00.000000 hello"] },
    },
  });
}

async function logVersion(asker: Asker, version: number): Promise<void> {
  async function step<Data>([name, input]: ArtifactStep): Promise<Data> {
    const { query, variables } = artifactOperation(name, input) as { query: string; variables: object };
    return (await asker.graphql<Record<string, Data>>(query, variables))[name] as Data;
  }
  const { artifact } = await step<{ artifact: { id: string } }>(createArtifact("model", version));
  const { files } = await step<{ files: { edges: readonly { node: { uploadUrl: string | null } }[] } }>(
    artifactFiles(artifact.id, version),
  );
  for (const { node } of files.edges) {
    if (node.uploadUrl !== null) await asker.put(node.uploadUrl, versionText(version));
  }
  const { artifactManifest: made } = await step<{ artifactManifest: { file: { uploadUrl: string } } }>(
    artifactManifest(artifact.id, version),
  );
  await asker.put(made.file.uploadUrl, manifestText(version));
  await step(commitArtifact(artifact.id));
}
