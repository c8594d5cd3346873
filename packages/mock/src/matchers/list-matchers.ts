import type { AlertView, ArtifactVersionView } from "@stepwell/protocol";
import { differences } from "./differences.ts";
import type { Judgement } from "./judge.ts";
import { runMatcher } from "./judge.ts";
import { printValue } from "./print-value.ts";

const MOST_SHOWN = 10;

/** Holds for a run that alerted with all of `expected`. */
export const toHaveAlerted = runMatcher(
  "toHaveAlerted",
  (context, run, expected: { readonly [Key in keyof AlertView]?: unknown } = {}) =>
    judgeList({
      what: `to have alerted ${printValue(expected)}`,
      none: "It did not alert.",
      all: "Its alerts",
      list: run.alerts,
      holds: (alert) => differences(context, expected, alert).length === 0,
      shown: ({ level, title, text }) => `${level} "${title}": ${text}`,
    }),
);

/** Holds for a run that printed a line which has the text, or matches the pattern. */
export const toHavePrinted = runMatcher("toHavePrinted", (_, run, expected: string | RegExp) =>
  judgeList({
    what: `to have printed ${printValue(expected)}`,
    none: "Its console is empty.",
    all: "The end of its console",
    list: run.console,
    holds: ({ text }) =>
      typeof expected === "string" ? text.includes(expected) : text.search(expected) >= 0,
    shown: ({ stream, text }) => `${stream}: ${text}`,
  }),
);

/** Holds for a run with a file of that path, or one that matches the pattern. */
export const toHaveFile = runMatcher("toHaveFile", (_, run, expected: string | RegExp) =>
  judgeList({
    what: `to have the file ${printValue(expected)}`,
    none: "It has no files.",
    all: "Its files",
    list: run.files,
    holds: ({ path }) => (typeof expected === "string" ? path === expected : path.search(expected) >= 0),
    shown: ({ path, size }) => `${path}, ${size} bytes`,
  }),
);

/** Holds for a run that logged a version of an artifact with all of `expected`, or of that name. */
export const toHaveLoggedArtifact = runMatcher(
  "toHaveLoggedArtifact",
  (context, run, expected: string | { readonly [Key in keyof ArtifactVersionView]?: unknown }) =>
    judgeList({
      what: `to have logged the artifact ${printValue(expected)}`,
      none: "It logged no artifacts.",
      all: "Its artifacts",
      list: run.artifacts,
      holds: (version) =>
        typeof expected === "string"
          ? [version.collection, nameOf(version)].includes(expected)
          : differences(context, expected, version).length === 0,
      shown: (version) => `${nameOf(version)}, a ${version.type} of ${version.files} files`,
    }),
);

function nameOf({ collection, version }: ArtifactVersionView): string {
  return `${collection}:${version}`;
}

interface List<Member> {
  readonly what: string;
  readonly none: string;
  readonly all: string;
  readonly list: readonly Member[];
  holds(member: Member): boolean;
  shown(member: Member): string;
}

function judgeList<Member>({ what, none, all, list, holds, shown }: List<Member>): Judgement {
  const matching = list.find(holds);
  return {
    pass: matching !== undefined,
    what,
    found() {
      if (matching !== undefined) return `There is ${shown(matching)}`;
      if (list.length === 0) return none;
      const end = list.slice(-MOST_SHOWN).map((member) => `  ${shown(member)}`);
      const more = list.length > MOST_SHOWN ? [`  and ${list.length - MOST_SHOWN} before`] : [];
      return [`${all}:`, ...end, ...more].join("\n");
    },
  };
}
