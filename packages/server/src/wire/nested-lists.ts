import { Kind } from "graphql";
import type { DocumentNode, SelectionSetNode } from "graphql";

/** How deep a document nests lists (selections of `edges`) within each other. Its fragments must not contain themselves. */
export function nestedLists(document: DocumentNode): number {
  const fragments = new Map<string, SelectionSetNode>();
  const known = new Map<string, number>();
  for (const definition of document.definitions) {
    if (definition.kind === Kind.FRAGMENT_DEFINITION)
      fragments.set(definition.name.value, definition.selectionSet);
  }

  // Each fragment is looked through once, however often it is used.
  function depthOfFragment(name: string): number {
    const found = known.get(name) ?? depthOf(fragments.get(name));
    known.set(name, found);
    return found;
  }

  function depthOf(set: SelectionSetNode | undefined): number {
    let deepest = 0;
    for (const selection of set?.selections ?? []) {
      const depth =
        selection.kind === Kind.FRAGMENT_SPREAD
          ? depthOfFragment(selection.name.value)
          : depthOf(selection.selectionSet) +
            (selection.kind === Kind.FIELD && selection.name.value === "edges" ? 1 : 0);
      deepest = Math.max(deepest, depth);
    }
    return deepest;
  }

  return Math.max(
    0,
    ...document.definitions.map((definition) =>
      definition.kind === Kind.OPERATION_DEFINITION ? depthOf(definition.selectionSet) : 0,
    ),
  );
}
