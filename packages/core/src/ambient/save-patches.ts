import type { JobPorts, ToolOptions, ToolOutput } from "./background-job.ts";
import { scrubPatch } from "./scrub-patch.ts";

const TIMEOUT_MS = 30_000;
const MAX_BYTES = 10 * 1024 * 1024;
// A user's settings must not change what a patch is, and no lock is taken in a repository that is in use.
const GIT = [
  "--no-optional-locks",
  "-c",
  "core.quotePath=false",
  "-c",
  "core.fsmonitor=false",
  "-c",
  "diff.noprefix=false",
];
const DIFF = ["diff", "--submodule=diff", "--no-color", "--no-ext-diff", "--no-textconv"];

/**
 * Writes what a repository's working tree has and its commit has not as `diff.patch`, and what the upstream branch has
 * not as `diff_<commit>.patch`: without secrets, at most 10 MiB each. Answers with the files that were written; a patch
 * that would be empty is none.
 */
export async function savePatches(
  { runTool, fileSystem }: Pick<JobPorts, "runTool" | "fileSystem">,
  { folder, filesFolder }: { folder: string; filesFolder: string },
): Promise<string[]> {
  const options: ToolOptions = { timeoutMs: TIMEOUT_MS, maxBytes: MAX_BYTES, folder };
  const git = (...args: string[]): Promise<ToolOutput | undefined> =>
    runTool("git", [...GIT, ...args], options);
  const [head, upstream] = await Promise.all([
    commitOf(git("rev-parse", "--verify", "--quiet", "HEAD^{commit}")),
    commitOf(git("rev-parse", "--verify", "--quiet", "@{upstream}^{commit}")),
  ]);
  const wanted = [
    { name: "diff.patch", commit: head },
    { name: `diff_${upstream ?? ""}.patch`, commit: upstream === head ? undefined : upstream },
  ];
  const written: string[] = [];
  for (const { name, commit } of wanted) {
    const output = commit === undefined ? undefined : await git(...DIFF, commit, "--");
    if (output === undefined || output.text === "") continue;
    fileSystem.writeFileSync(`${filesFolder}/${name}`, new TextEncoder().encode(patchText(output)));
    written.push(name);
  }
  return written;
}

async function commitOf(output: Promise<ToolOutput | undefined>): Promise<string | undefined> {
  return /^[0-9a-f]{40}(?:[0-9a-f]{24})?$/.exec(((await output)?.text ?? "").trim())?.[0];
}

function patchText({ text, isCut }: ToolOutput): string {
  if (!isCut) return scrubPatch(text);
  const whole = text.slice(0, text.lastIndexOf("\n") + 1);
  return `${scrubPatch(whole)}# Cut here: this patch has more than ${MAX_BYTES} bytes.\n`;
}
