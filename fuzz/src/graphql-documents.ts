import type { SeededRandom } from "@stepwell/effects/testing";
import { getNamedType, isEnumType, isInputObjectType, isLeafType, isListType, isNonNullType } from "graphql";
import type { GraphQLField, GraphQLInputType, GraphQLObjectType, GraphQLSchema } from "graphql";
import { oneIn, pick } from "./pick.ts";
import { strangeText, strangeValue } from "./strange-values.ts";

/** A valid operation and its variables. */
export interface GraphqlDocument {
  readonly query: string;
  readonly variables: Readonly<Record<string, unknown>>;
}

const DEEPEST = 7;
const MOST_FIELDS = 6;

/**
 * A random valid operation of the schema. Arguments are given as variables: mostly what `known` has for their name, and
 * otherwise something strange, which need not be valid.
 */
export function randomDocument(
  random: SeededRandom,
  schema: GraphQLSchema,
  known: (name: string) => unknown,
): GraphqlDocument {
  const variables: Record<string, unknown> = {};
  const declared: string[] = [];
  const isMutation = oneIn(random, 2);
  const root = (isMutation ? schema.getMutationType() : schema.getQueryType()) as GraphQLObjectType;

  function argument(name: string, type: GraphQLInputType): string {
    const variable = `v${declared.length}`;
    declared.push(`$${variable}: ${String(type)}`);
    variables[variable] = inputValue(name, type, 0);
    return `${name}: $${variable}`;
  }

  function inputValue(name: string, type: GraphQLInputType, depth: number): unknown {
    if (isNonNullType(type)) return inputValue(name, type.ofType, depth);
    if (oneIn(random, 60)) return strangeValue(random);
    if (isListType(type)) {
      return Array.from({ length: random.integer(4) }, () => inputValue(name, type.ofType, depth));
    }
    if (isInputObjectType(type)) {
      const fields = Object.values(type.getFields()).filter(
        (field) => isNonNullType(field.type) || (depth < 3 && !oneIn(random, 3)),
      );
      return Object.fromEntries(
        fields.map((field) => [field.name, inputValue(field.name, field.type, depth + 1)]),
      );
    }
    if (isEnumType(type)) return pick(random, type.getValues()).name;
    return known(name) ?? scalar(String(type));
  }

  function scalar(type: string): unknown {
    if (type === "Int" || type === "Int64" || type === "Duration") return random.integer(2000) - 5;
    if (type === "Boolean") return oneIn(random, 2);
    if (type === "Float") return random.float() * 100;
    if (type === "JSON") return strangeValue(random);
    return type === "JSONString" ? JSON.stringify(strangeValue(random)) : strangeText(random);
  }

  function field(of: GraphQLField<unknown, unknown>, depth: number): string {
    const given = of.args.filter(({ type }) => isNonNullType(type) || !oneIn(random, 4));
    const args = given.map(({ name, type }) => argument(name, type));
    const head = args.length === 0 ? of.name : `${of.name}(${args.join(", ")})`;
    const alias = args.length === 0 ? "" : `a${declared.length}_${depth}: `;
    const type = getNamedType(of.type);
    return isLeafType(type) ? alias + head : `${alias}${head} ${selection(type, depth + 1)}`;
  }

  function selection(type: unknown, depth: number): string {
    const fields = isObjectLike(type) ? Object.values(type.getFields()) : [];
    const open = fields.filter(
      ({ type: inner, args }) => depth < DEEPEST || (isLeafType(getNamedType(inner)) && args.length === 0),
    );
    const chosen = Array.from({ length: Math.min(open.length, 1 + random.integer(MOST_FIELDS)) }, () =>
      pick(random, open),
    );
    const parts = [...new Set(chosen)].map((one) => field(one, depth));
    return `{ ${["__typename", ...parts].join(" ")} }`;
  }

  const roots = Object.values(root.getFields());
  const parts = Array.from({ length: 1 + random.integer(2) }, () => field(pick(random, roots), 0));
  const head = declared.length === 0 ? "" : `(${declared.join(", ")})`;
  const query = `${isMutation ? "mutation" : "query"} Q${head} { ${parts.map((part, at) => aliased(part, at)).join(" ")} }`;
  return { query, variables };
}

/** Two fields of one name would have to have the same arguments. */
function aliased(part: string, at: number): string {
  return `r${at}: ${part.replace(/^\w+: /, "")}`;
}

function isObjectLike(type: unknown): type is GraphQLObjectType {
  return typeof type === "object" && type !== null && "getFields" in type;
}
