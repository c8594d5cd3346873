import { GraphQLError, isScalarType, valueFromASTUntyped } from "graphql";
import type { GraphQLSchema } from "graphql";

/** Makes a scalar of the schema take text alone: without this it takes whatever JSON has. Returns the schema. */
export function withTextScalar(schema: GraphQLSchema, name: string): GraphQLSchema {
  const type = schema.getType(name);
  if (!isScalarType(type))
    throw new TypeError(`[server] Failed to find scalar "${name}": the schema has none.`);
  type.parseValue = (value) => {
    if (typeof value === "string") return value;
    throw new GraphQLError(
      `[server] Failed to read the request: "${name}" is text that holds JSON, and it holds another kind of value. Send it as text.`,
    );
  };
  type.parseLiteral = (node, variables) => type.parseValue(valueFromASTUntyped(node, variables));
  return schema;
}
