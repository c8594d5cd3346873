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
const NAMES: Readonly<Record<string, readonly string[]>> = {
  id: ["id"],
  artifactID: ["id"],
  artifactSequenceID: ["id"],
  artifactPortfolioID: ["id"],
  files: ["id"],
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
