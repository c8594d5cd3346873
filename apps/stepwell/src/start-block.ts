import { bold, wrapped } from "./command-line/text-layout.ts";
import type { TextStyle } from "./command-line/text-layout.ts";

export interface StartFacts {
  readonly version: string;
  readonly url: string;
  readonly port: number;
  readonly folder: string;
  readonly data: string;
  /** Who gets in. */
  readonly access: string;
  /** It takes any key that is long enough for W&B's client. */
  readonly isOpen: boolean;
  readonly runs: number;
  /** False while run files are still being read. */
  readonly complete: boolean;
  readonly problems: readonly string[];
  /** The usual port when another was taken. */
  readonly takenPort: number | undefined;
  /** Somebody sits before it who can press Ctrl-C. */
  readonly isTerminal: boolean;
}

const NAME_WIDTH = 8;
const ANY_KEY = "stepwell".repeat(5);

/** The block that tells where the page is and what it shows. */
export function startBlock(facts: StartFacts, style: TextStyle): string {
  const { version, url, folder, data, access, isOpen, problems, takenPort, isTerminal } = facts;
  // Addresses and paths are copied, so they are never parted.
  const line = (name: string, text: string): string => `  ${name.padEnd(NAME_WIDTH)}${text}`;
  const sentence = (name: string, text: string): string[] =>
    wrapped(text, Math.max(24, Math.min(100, style.width) - NAME_WIDTH - 2)).map((part, at) =>
      line(at === 0 ? name : "", part),
    );
  return [
    "",
    `  ${bold(`Stepwell ${version}`, style)}`,
    "",
    line("Page", bold(url, style)),
    ...(takenPort === undefined ? [] : sentence("", `port ${takenPort} is taken`)),
    line("Folder", folder),
    line("Data", data),
    ...sentence("Access", access),
    ...sentence("Runs", runsText(facts)),
    line("Python", `export WANDB_BASE_URL=${url}`),
    line("", `export WANDB_API_KEY=${isOpen ? ANY_KEY : "<your key>"}`),
    ...problems.flatMap((problem) => sentence("Note", problem)),
    "",
    `  ${isTerminal ? "Ctrl-C stops it." : "SIGTERM stops it."}`,
    "",
  ].join("\n");
}

/** The same for scripts. */
export function startJson(facts: StartFacts): string {
  const { version, url, port, folder, data, access, runs, complete, problems } = facts;
  return JSON.stringify({ version, url, port, folder, data, access, runs, complete, problems });
}

function runsText({ runs, complete }: StartFacts): string {
  if (!complete) return `${runs} so far; the rest is being read`;
  if (runs === 0) return "none yet; they appear here as soon as a script logs in this folder";
  return String(runs);
}
