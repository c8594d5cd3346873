import { parseJson } from "@stepwell/protocol";
import type { Json } from "@stepwell/protocol";
import type { RunFilter, RunStore, StoredRun } from "@stepwell/storage";
import { parseFilter } from "../run-query/parse-filter.ts";
import { parseSort } from "../run-query/parse-sort.ts";
import { queryError, quoted } from "../run-query/query-error.ts";
import { printCursor, readCursor } from "../run-query/run-cursor.ts";
import { refuseQuery } from "../run-query/refuse-query.ts";
import { settleField } from "../run-query/settle-field.ts";
import { wireField } from "../run-query/wire-fields.ts";
import { ENTITY } from "./entity-name.ts";
import { WireError } from "./wire-error.ts";

interface RunsArguments {
  readonly filters?: string | null;
  readonly order?: string | null;
  readonly after?: string | null;
  readonly first?: number | null;
}

const LONGEST_FILTER = 1_000_000;
const USUAL_PAGE = 50;
const LONGEST_PAGE = 1000;

/** A project's runs as W&B's reader lists them: filtered, in an order, page by page from the cursor of an edge. */
export function projectRuns(store: RunStore, project: string, node: (run: StoredRun) => object): object {
  return {
    async runCount({ filters }: RunsArguments) {
      return refusing(
        async () => (await store.queries.find({ project, filter: filterOf(filters), limit: 0 })).total,
      );
    },

    async runs({ filters, order, after, first }: RunsArguments) {
      const search = await refusing(() => {
        const sort = parseSort((order || "+created_at").split(","), wireField);
        return {
          project,
          sort,
          filter: filterOf(filters),
          limit: Math.min(Math.max(first ?? USUAL_PAGE, 0), LONGEST_PAGE),
          ...(after == null || after === "" ? {} : { after: readCursor(after, sort) }),
        };
      });
      const { runs, total, more } = await refusing(() => store.queries.find(search));
      const edges = runs.map(async ({ number, cursor }) => {
        const run = await store.run(number);
        return run === undefined ? [] : [{ node: node(run), cursor: printCursor(cursor, search.sort) }];
      });
      const last = runs.at(-1);
      return {
        totalCount: total,
        pageInfo: {
          endCursor: last === undefined ? null : printCursor(last.cursor, search.sort),
          hasNextPage: more,
        },
        edges: (await Promise.all(edges)).flat(),
      };
    },
  };
}

/** `{}` and nothing let every run through. Every run is the server's own user's. */
function filterOf(text: string | null | undefined): RunFilter {
  if (text != null && text.length > LONGEST_FILTER) throw queryError("filter", "it is too long");
  return settleField(parseFilter(jsonOf(text || "{}"), wireField), "username", ENTITY);
}

function jsonOf(text: string): Json {
  try {
    return parseJson(text);
  } catch {
    throw queryError("filter", `${quoted(text)} is not JSON`);
  }
}

/** What can't be read or carried out of a query is the client's to correct. */
function refusing<Value>(read: () => Value | Promise<Value>): Promise<Value> {
  return refuseQuery(read, (message) => new WireError(400, message));
}
