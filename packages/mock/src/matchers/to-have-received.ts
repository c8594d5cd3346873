import type { MockServer } from "../create-mock-server.ts";
import { matchesPattern } from "../faults/matches-pattern.ts";
import type { Judgement, MatcherContext } from "./judge.ts";
import { matcher } from "./judge.ts";

type Requests = Pick<MockServer, "requests">;

/** Holds for a mock server to which a request of that operation came, or exactly `times` of them. */
export const toHaveReceived = matcher(
  "toHaveReceived",
  "a mock server",
  (value): value is Requests => Array.isArray((value as Partial<Requests> | null | undefined)?.requests),
  () => "the mock server",
  judge,
);

function judge(
  _: MatcherContext,
  { requests }: Requests,
  operation: string,
  { times }: { readonly times?: number } = {},
): Judgement {
  const found = requests.filter((request) => matchesPattern(operation, request.operation)).length;
  const often = times === undefined ? "" : ` ${times === 1 ? "once" : `${times} times`}`;
  return {
    pass: times === undefined ? found > 0 : found === times,
    what: `to have received "${operation}"${often}`,
    found() {
      const counts = new Map<string, number>();
      for (const { operation: name } of requests) counts.set(name, (counts.get(name) ?? 0) + 1);
      const all = [...counts].map(([name, count]) => `  ${name}: ${count}`);
      return all.length === 0 ? "It received nothing." : ["It received:", ...all].join("\n");
    },
  };
}
