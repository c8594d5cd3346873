import type { SeededRandom } from "@stepwell/effects/testing";
import { oneIn, pick } from "./pick.ts";
import { strangeText, strangeValue } from "./strange-values.ts";

interface DocumentRequest {
  readonly method: string;
  readonly path: string;
  readonly body?: unknown;
}

/** Makes a request; `known` has what a parameter or member of a name usually holds. */
export type DocumentRequests = (random: SeededRandom, known: (name: string) => unknown) => DocumentRequest;

/** A JSON schema, as far as the api's document uses them. */
interface Schema {
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly allOf?: readonly Schema[];
  readonly items?: Schema | false;
  readonly prefixItems?: readonly Schema[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
}

interface Operation {
  readonly parameters?: readonly { readonly name: string; readonly in: string; readonly schema?: Schema }[];
  readonly requestBody?: { readonly content?: Readonly<Record<string, { readonly schema?: Schema }>> };
}

interface ApiDocument {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
}

const METHODS = ["get", "post", "put", "patch", "delete"];
const DEEPEST = 5;

/** Requests for every operation of the document, valid by its schemas or nearly so. */
export function documentRequests(found: unknown): DocumentRequests {
  const document = found as ApiDocument | undefined;
  const operations = Object.entries(document?.paths ?? {}).flatMap(([path, item]) =>
    METHODS.flatMap((method) => {
      const operation = item[method];
      return operation === undefined ? [] : [{ path, method, operation }];
    }),
  );
  return (random, known) => {
    if (operations.length === 0) return { method: "GET", path: "/api/server" };
    const chosen = pick(random, operations);
    const isRare = chosen.method === "delete" && !oneIn(random, 8);
    const { path, method, operation } = isRare ? pick(random, operations) : chosen;
    const parameters = operation.parameters ?? [];
    const valueOf = (name: string, schema: Schema | undefined): string =>
      encodeURIComponent(plain(known(name) ?? value(name, schema, 0)));
    const query = parameters
      .filter((parameter) => parameter.in === "query" && !oneIn(random, 3))
      .map(({ name, schema }) => `${name}=${valueOf(name, schema)}`);
    const filled = path.replaceAll(/\{(\w+)\}/g, (_, name: string) => {
      const schema = parameters.find((parameter) => parameter.name === name)?.schema;
      return valueOf(name, schema);
    });
    const prefixed = filled.startsWith("/api") ? filled : `/api${filled}`;
    const schema = operation.requestBody?.content?.["application/json"]?.schema;
    return {
      method: method.toUpperCase(),
      path: query.length === 0 ? prefixed : `${prefixed}?${query.join("&")}`,
      ...(schema === undefined ? {} : { body: value("", schema, 0) }),
    };

    function value(name: string, given: Schema | false | undefined, depth: number): unknown {
      const schema = resolved(given);
      if (schema === undefined || oneIn(random, 50)) return strangeValue(random);
      if ("const" in schema) return schema.const;
      if (schema.enum !== undefined) return pick(random, schema.enum);
      const choices = schema.anyOf ?? schema.oneOf;
      if (choices !== undefined) return value(name, pick(random, choices), depth + 1);
      if (schema.allOf !== undefined) {
        return Object.assign({}, ...schema.allOf.map((part) => value(name, part, depth + 1) as object));
      }
      const type = typeof schema.type === "string" ? schema.type : schema.type?.[0];
      if (type === "object" || schema.properties !== undefined) return object(schema, depth);
      if (schema.prefixItems !== undefined) {
        return schema.prefixItems.map((item) => value(name, item, depth + 1));
      }
      if (type === "array") {
        const length = depth > DEEPEST ? 0 : random.integer(4);
        return Array.from({ length }, () => value(name, schema.items, depth + 1));
      }
      if (type === "integer") return random.integer(500);
      if (type === "number") return random.float() * 100;
      if (type === "boolean") return oneIn(random, 2);
      if (type === "null") return null;
      return known(name) ?? strangeText(random);
    }

    function object(schema: Schema, depth: number): Record<string, unknown> {
      const members = Object.entries(schema.properties ?? {}).filter(
        ([name]) => schema.required?.includes(name) === true || (depth < DEEPEST && oneIn(random, 2)),
      );
      return Object.fromEntries(members.map(([name, member]) => [name, value(name, member, depth + 1)]));
    }

    function resolved(schema: Schema | false | undefined): Schema | undefined {
      if (schema === undefined || schema === false) return undefined;
      if (schema.$ref === undefined) return schema;
      const parts = schema.$ref.replace(/^#\//, "").split("/");
      return parts.reduce<unknown>(
        (at, part) => (at as Record<string, unknown> | undefined)?.[part],
        document,
      ) as Schema | undefined;
    }
  };
}

function plain(value: unknown): string {
  const text = typeof value === "string" ? value : (JSON.stringify(value) ?? "");
  return text.replaceAll(/[\ud800-\udfff]/g, "?");
}
