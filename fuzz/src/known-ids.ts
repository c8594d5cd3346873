import type { SeededRandom } from "@stepwell/effects/testing";
import { pick } from "./pick.ts";

/** Ids, cursors and addresses that the server gave out, so that requests reach what earlier ones made. */
export interface KnownIds {
  /** Takes those of a reply. */
  learn(reply: string): void;
  /** One that an argument of this name may hold; undefined when none is known. */
  find(random: SeededRandom, argument: string): string | undefined;
  /** The path of a link that files may be sent to. */
  link(random: SeededRandom): string;
}

const MOST = 100;
/** Arguments, and the kinds of ids that they hold: what an id stands for is written in it, in base64. */
const NAMES: Readonly<Record<string, readonly string[]>> = {
  id: ["id", "Run", "Artifact", "ArtifactCollection"],
  runId: ["Run"],
  artifactID: ["Artifact", "Artifact", "Artifact", "id"],
  baseArtifactID: ["Artifact"],
  artifactManifestID: ["ArtifactManifest"],
  artifactCollectionID: ["ArtifactCollection"],
  artifactSequenceID: ["ArtifactCollection"],
  artifactPortfolioID: ["ArtifactCollection"],
  projectID: ["Project"],
  files: ["File", "id"],
  clientID: ["clientID"],
  after: ["cursor", "endCursor", "next"],
  cursor: ["cursor", "endCursor", "next"],
};

/** Knows the given links at first, of which there is at least one. */
export function createKnownIds(links: readonly string[]): KnownIds {
  const found = new Map<string, string[]>([["link", [...links]]]);

  function keep(name: string, value: string): void {
    const list = found.get(name) ?? [];
    found.set(name, list);
    if (list.includes(value)) return;
    list.push(value);
    if (list.length > MOST) list.shift();
  }

  return {
    learn(reply) {
      for (const [, name = "", value = ""] of reply.matchAll(
        /"(id|clientID|cursor|endCursor|next)":"([^"\\]+)"/g,
      )) {
        keep(name, value);
        const kind = name === "id" ? kindOf(value) : undefined;
        if (kind !== undefined) keep(kind, value);
      }
      for (const [, path = ""] of reply.matchAll(/"https?:\/\/[^"/]+(\/wire\/[^"\\]+)"/g)) keep("link", path);
    },
    find(random, argument) {
      const names = NAMES[argument];
      const list = names === undefined ? undefined : found.get(pick(random, names));
      return list === undefined ? undefined : pick(random, list);
    },
    link: (random) => pick(random, found.get("link") ?? links),
  };
}

function kindOf(id: string): string | undefined {
  try {
    return /^([A-Z]\w+):/.exec(atob(id))?.[1];
  } catch {
    return undefined;
  }
}
