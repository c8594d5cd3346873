export interface StartFacts {
  readonly version: string;
  readonly url: string;
  readonly folder: string;
  readonly data: string;
  /** Who gets in. */
  readonly access: string;
  readonly runs: number;
  /** False while run files are still being read. */
  readonly complete: boolean;
  readonly problems: readonly string[];
  /** The usual port when another was taken. */
  readonly takenPort: number | undefined;
}

/** The block that tells where the page is and what it shows. */
export function startBlock(facts: StartFacts): string {
  const { version, url, folder, data, access, problems, takenPort } = facts;
  return [
    "",
    `  Stepwell ${version}`,
    "",
    `  Page    ${url}${takenPort === undefined ? "" : `  (port ${takenPort} is taken)`}`,
    `  Folder  ${folder}`,
    `  Data    ${data}`,
    `  Access  ${access}`,
    `  Runs    ${runsText(facts)}`,
    ...problems.map((problem) => `  Note    ${problem}`),
    "",
    "  Ctrl-C stops it.",
    "",
  ].join("\n");
}

function runsText({ runs, complete }: StartFacts): string {
  if (!complete) return `${runs} so far; the rest is being read`;
  if (runs === 0) return "none yet; they appear here as soon as a script logs in this folder";
  return String(runs);
}
