import type { z } from "zod";
import type { ApiRoute } from "./api-route.ts";
import { ARTIFACT_PATHS } from "./artifact-paths.ts";
import { createDescriber } from "./named-schemas.ts";
import type { JsonSchema } from "./named-schemas.ts";
import { PROJECT_PATHS } from "./project-paths.ts";
import { errorReply } from "./reply-schemas.ts";
import { RUN_PATHS } from "./run-paths.ts";
import { SERVER_PATHS } from "./server-paths.ts";

/** Every address of the api. */
export const API_PATHS: readonly ApiRoute[] = [
  ...PROJECT_PATHS,
  ...RUN_PATHS,
  ...ARTIFACT_PATHS,
  ...SERVER_PATHS,
];

const REFUSALS: Readonly<Record<number, string>> = {
  400: "The request can't be read.",
  401: "Nobody is signed in, and the server asks for keys.",
  403: "The key's role may not do this, or a page of another site asked.",
  404: "What the address names is not there.",
  409: "The name is taken, or the change does not fit what is there.",
  413: "The body is too large.",
  416: "There is no such part.",
  429: "The key sends too many requests; `Retry-After` says when to go on.",
  503: "Too much of this is under way.",
};
const DESCRIPTION = `Bodies are extended JSON: standard JSON plus bare NaN, Infinity and -Infinity, which readers of plain JSON must be told of.
Times are milliseconds since 1970 unless said otherwise. Parts of paths are percent-encoded.
A refusal has a status of 400 or more, and a sentence that says what to do.`;

/** The OpenAPI 3.1 document of the api, from the schemas that read its requests. */
export function apiDocument(version: string): object {
  const { describe, components } = createDescriber();
  const refusal = describe(errorReply, "output");
  const paths: Record<string, Record<string, object>> = {};
  for (const route of API_PATHS) {
    const operations = (paths[`/api${route.path}`] ??= {});
    operations[route.method] = operationOf(route, describe);
  }
  const responses = Object.entries(REFUSALS).map(([status, description]) => [
    `Refusal${status}`,
    { description, content: { "application/json": { schema: refusal } } },
  ]);
  return {
    openapi: "3.1.0",
    info: {
      title: "Stepwell",
      version,
      description: DESCRIPTION,
      license: { name: "MIT", identifier: "MIT" },
    },
    servers: [{ url: "/" }],
    security: [{}, { key: [] }, { session: [] }],
    paths,
    components: {
      schemas: components,
      responses: Object.fromEntries(responses),
      securitySchemes: {
        key: { type: "http", scheme: "bearer", description: "A key of the server, where it asks for one." },
        session: {
          type: "apiKey",
          in: "cookie",
          name: "stepwell",
          description: "A page that signed in.",
        },
      },
    },
  };
}

type Describe = (schema: z.ZodType, io: "input" | "output") => JsonSchema;

function operationOf(route: ApiRoute, describe: Describe): object {
  const { id, summary, tag, body, status = 200, open, refusals = [], ranges } = route;
  const usual = [400, 403, 429, ...(open ? [] : [401]), ...(body === undefined ? [] : [413])];
  const refused = [...new Set([...usual, ...refusals])].toSorted((a, b) => a - b);
  return {
    operationId: id,
    summary,
    tags: [tag],
    ...(open ? { security: [{}] } : {}),
    parameters: parametersOf(route, describe),
    ...(body === undefined
      ? {}
      : {
          requestBody: {
            required: true,
            content: { "application/json": { schema: describe(body, "input") } },
          },
        }),
    responses: {
      [status]: replyOf(route, describe),
      ...(ranges
        ? {
            206: { ...replyOf(route, describe), description: "The part that `Range` asks for." },
            304: { description: "The caller has it, as `If-None-Match` says." },
            416: { $ref: "#/components/responses/Refusal416" },
          }
        : {}),
      ...Object.fromEntries(refused.map((code) => [code, { $ref: `#/components/responses/Refusal${code}` }])),
    },
  };
}

function replyOf({ reply, status = 200 }: ApiRoute, describe: Describe): object {
  if (reply === undefined) return { description: status === 204 ? "Done." : "The reply." };
  if ("types" in reply) {
    const content = reply.types.map((type) => [type, {}]);
    return { description: reply.description, content: Object.fromEntries(content) };
  }
  return {
    description: status === 201 ? "What was made." : "The reply.",
    content: { "application/json": { schema: describe(reply, "output") } },
  };
}

function parametersOf({ path, query, lists = {}, ranges, id }: ApiRoute, describe: Describe): object[] {
  const inPath = Array.from(path.matchAll(/\{(\w+)\}/g), ([, name]) => ({
    name,
    in: "path",
    required: true,
    schema: { type: "string" },
  }));
  const { properties = {}, required = [] } = (query === undefined ? {} : describe(query, "input")) as {
    properties?: Record<string, JsonSchema>;
    required?: readonly string[];
  };
  const inQuery = Object.entries(properties).map(([name, { description, ...schema }]) => ({
    name,
    in: "query",
    required: required.includes(name),
    ...(description === undefined ? {} : { description }),
    schema,
  }));
  const repeated = Object.entries(lists).map(([name, description]) => ({
    name,
    in: "query",
    required: false,
    description,
    schema: { type: "array", items: { type: "string" } },
  }));
  const headers = [
    ...(ranges ? ["Range", "If-None-Match"] : []),
    ...(id === "openLive" ? ["Last-Event-ID"] : []),
  ];
  const inHeader = headers.map((name) => ({
    name,
    in: "header",
    required: false,
    schema: { type: "string" },
  }));
  return [...inPath, ...inQuery, ...repeated, ...inHeader];
}
