import { z } from "zod";

/** Schemas that the document names once and refers to. */
const names = z.registry<{ id: string }>();

/** Gives a schema its name in the document. */
export function named<S extends z.ZodType>(id: string, schema: S): S {
  names.add(schema, { id });
  return schema;
}

/** A part of a JSON document. */
export type JsonSchema = Readonly<Record<string, unknown>>;

/** Describes schemas as JSON Schema 2020-12; those that have a name are collected in `components`. */
export function createDescriber(): {
  describe(schema: z.ZodType, io: "input" | "output"): JsonSchema;
  readonly components: Readonly<Record<string, JsonSchema>>;
} {
  const components: Record<string, JsonSchema> = {};
  return {
    components,
    describe(schema, io) {
      const found = z.toJSONSchema(schema, {
        target: "draft-2020-12",
        io,
        unrepresentable: "any",
        metadata: idsAndTexts(),
      }) as Record<string, unknown>;
      const moved = JSON.parse(
        JSON.stringify(found).replaceAll(`"$ref":"#/$defs/`, `"$ref":"#/components/schemas/`),
      ) as Record<string, unknown>;
      const { $schema: _, $defs, id, ...rest } = moved;
      for (const [name, definition] of Object.entries(($defs ?? {}) as Record<string, JsonSchema>)) {
        const { id: __, ...body } = definition;
        components[name] = body;
      }
      if (typeof id !== "string") return rest;
      components[id] = rest;
      return { $ref: `#/components/schemas/${id}` };
    },
  };
}

/** What schemas say of themselves, with the names of those that have one. */
function idsAndTexts(): z.core.$ZodRegistry<Record<string, unknown>> {
  const all = z.registry<Record<string, unknown>>();
  const get = (schema: z.core.$ZodType): Record<string, unknown> | undefined => {
    const [name, said] = [names.get(schema), z.globalRegistry.get(schema)];
    return name === undefined && said === undefined ? undefined : { ...said, ...name };
  };
  all.get = get as typeof all.get;
  all.has = (schema) => get(schema) !== undefined;
  return all;
}
