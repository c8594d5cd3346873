import {
  defaultFieldResolver,
  execute,
  getOperationAST,
  GraphQLError,
  parse,
  specifiedRules,
  validate,
} from "graphql";
import type { DocumentNode, GraphQLFieldResolver } from "graphql";
import { z } from "zod";
import type { Json } from "@stepwell/protocol";
import { parseJson, ProtocolError } from "@stepwell/protocol";
import { AuthError } from "../auth/auth-error.ts";
import { checkField } from "../auth/check-field.ts";
import { nestedLists } from "./nested-lists.ts";
import { isStoreRefusal } from "../safety/faults.ts";
import type { Faults } from "../safety/faults.ts";
import { WireError } from "./wire-error.ts";
import type { WireRequest } from "./wire-resolvers.ts";
import { wireSchema } from "./wire-schema.ts";

/** The longest document of W&B's clients has 250. What checks them takes time by the square, some 40 ms for the worst of this length. */
const MAX_TOKENS = 1000;
/** Nodes lead to each other, so a short document can ask for more than there is memory. */
const MAX_FIELDS = 100_000;
const MAX_NESTED_LISTS = 3;
/** Fields that read rows, lines or folders count as this many: a short document can name them again and again. */
const READING = new Set(["history", "events", "sampledHistory", "logLines", "files", "fileCount"]);
const READING_WEIGHT = 500;
const MAX_ERRORS = 10;

const requestSchema = z.object({
  query: z.string(),
  operationName: z.string().nullish(),
  variables: z.record(z.string(), z.unknown()).nullish(),
});

/**
 * Answers one GraphQL request. What is wrong with the operation is told in `errors`, as GraphQL has it. A mutation that
 * fails within the server, as on a full disk, throws: clients take `errors` for final, and repeat what is answered 500.
 */
export async function answerGraphql(
  text: string,
  root: object,
  request: WireRequest,
  { faults, maxFields = MAX_FIELDS }: { faults: Faults; maxFields?: number },
): Promise<Json> {
  const { query, operationName, variables } = readRequest(text);
  let document: DocumentNode;
  try {
    document = parse(query, { maxTokens: MAX_TOKENS });
  } catch (error) {
    if (!(error instanceof GraphQLError)) throw error;
    return { errors: [{ message: error.message }] };
  }
  const problems = validate(wireSchema, document, specifiedRules, { maxErrors: 5 });
  if (problems.length > 0) return { errors: problems.map(({ message }) => ({ message })) };
  const depth = nestedLists(document);
  if (depth > MAX_NESTED_LISTS) {
    const message = `[server] Failed to answer: lists are nested "${depth}" deep. Nest at most ${MAX_NESTED_LISTS}, and ask again for the rest.`;
    return { errors: [{ message }] };
  }
  const result = await execute({
    schema: wireSchema,
    document,
    rootValue: root,
    contextValue: request,
    variableValues: variables ?? {},
    // Clients send an empty name where they mean none.
    operationName: operationName || null,
    fieldResolver: createLimitedResolver(maxFields),
  });
  const fault = result.errors?.find(isFault);
  if (fault !== undefined && getOperationAST(document, operationName || null)?.operation === "mutation")
    throw fault.originalError;
  return {
    data: (result.data ?? null) as Json,
    ...(result.errors === undefined
      ? {}
      : {
          errors: result.errors.slice(0, MAX_ERRORS).map((error) => ({ message: messageOf(error, faults) })),
        }),
  };
}

/** What GraphQL and our refusals say; of what else was thrown, an id. */
function messageOf(error: GraphQLError, faults: Faults): string {
  if (!isFault(error)) return error.message;
  return faults.sentenceOf(error.originalError, `GraphQL "${String(error.path?.[0])}"`);
}

function isFault({ originalError: inner }: GraphQLError): boolean {
  if (inner === undefined || inner instanceof GraphQLError || isStoreRefusal(inner)) return false;
  return !WireError.isInstance(inner) && !AuthError.isInstance(inner);
}

function createLimitedResolver(maxFields: number): GraphQLFieldResolver<unknown, WireRequest> {
  let left = maxFields;
  return (...field) => {
    const [, args, { door }, info] = field;
    left -= READING.has(info.fieldName) ? READING_WEIGHT : 1;
    if (door !== undefined) checkField(door, args, info);
    if (left >= 0) return defaultFieldResolver(...field);
    throw new WireError(
      400,
      `[server] Failed to answer: the request asks for more than "${maxFields}" values. Ask for smaller pages, or for less of each.`,
    );
  };
}

function readRequest(text: string): z.output<typeof requestSchema> {
  let value: unknown;
  try {
    value = parseJson(text);
  } catch (error) {
    if (!ProtocolError.isInstance(error)) throw error;
    throw new WireError(400, error.message, { cause: error });
  }
  const result = requestSchema.safeParse(value);
  if (result.success) return result.data;
  throw new WireError(
    400,
    '[server] Failed to read the request: it has no "query". Send a GraphQL request as JSON.',
  );
}
