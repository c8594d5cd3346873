import type { ArtifactStore, StoredCollection } from "@stepwell/storage";
import type { PageArguments } from "./connection.ts";
import { MAX_LISTED } from "./connection.ts";
import type { ListFields } from "./list-query.ts";
import { queryList } from "./list-query.ts";

/** How a list of collections is asked for. */
export interface CollectionsArguments extends PageArguments {
  readonly filters?: string | null;
  readonly order?: string | null;
  readonly collectionTypes?: readonly ("SEQUENCE" | "PORTFOLIO")[] | null;
}

const FIELDS: ListFields<StoredCollection> = {
  name: ({ name }) => name,
  description: ({ description }) => description,
  type: ({ type }) => type,
  tag: ({ tags }) => tags,
  tags: ({ tags }) => tags,
  createdat: ({ createdMs }) => createdMs,
  updatedat: ({ updatedMs }) => updatedMs,
};

/** The collections of a project, of one type if need be: newest first, or in the order that is asked for. */
export async function listedCollections(
  store: ArtifactStore,
  { project, type }: { project: string; type?: string },
  { filters, order, collectionTypes }: CollectionsArguments,
): Promise<readonly StoredCollection[]> {
  const all = await store.collections({
    project,
    limit: MAX_LISTED,
    ...(type === undefined ? {} : { type }),
  });
  const kinds = collectionTypes?.map((kind) => kind.toLowerCase());
  const wanted = all.filter(({ kind }) => kinds?.includes(kind) ?? true);
  return queryList(wanted.toReversed(), { filters, order }, FIELDS);
}
