import type { SeededRandom } from "@stepwell/effects/testing";
import { oneIn, pick } from "./pick.ts";
import { strangeText, strangeValue } from "./strange-values.ts";

/** A copy of a JSON value with one thing changed somewhere: a member removed, added, doubled or replaced. */
export function mutateJson(random: SeededRandom, value: unknown): unknown {
  if (Array.isArray(value)) return mutateList(random, value);
  if (typeof value === "object" && value !== null) return mutateMembers(random, value);
  return strangeValue(random);
}

function mutateList(random: SeededRandom, list: readonly unknown[]): unknown {
  if (list.length === 0 || oneIn(random, 8)) return strangeValue(random);
  const at = random.integer(list.length);
  switch (random.integer(4)) {
    case 0:
      return list.toSpliced(at, 1);
    case 1:
      return [...list, ...list.slice(at)];
    default:
      return list.with(at, mutateJson(random, list[at]));
  }
}

function mutateMembers(random: SeededRandom, value: object): unknown {
  const members = Object.entries(value);
  if (members.length === 0 || oneIn(random, 12)) return strangeValue(random);
  const [name, inner] = pick(random, members);
  const rest = members.filter(([other]) => other !== name);
  switch (random.integer(5)) {
    case 0:
      return Object.fromEntries(rest);
    case 1:
      return Object.fromEntries([...rest, [strangeText(random), inner]]);
    default:
      return Object.fromEntries(
        members.map(([key, one]) => [key, key === name ? mutateJson(random, inner) : one] as const),
      );
  }
}
