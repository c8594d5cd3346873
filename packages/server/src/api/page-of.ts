/** A page of a list that is in order of `keyOf`: what comes after `after`, and where the next page begins. */
export function pageOf<Item>(
  items: readonly Item[],
  keyOf: (item: Item) => string,
  { after, limit }: { readonly after?: string | undefined; readonly limit?: number | undefined },
): { page: readonly Item[]; next: string | null } {
  const rest = after === undefined ? items : items.filter((item) => keyOf(item) > after);
  const page = rest.slice(0, limit);
  const last = page.at(-1);
  return { page, next: last === undefined || page.length === rest.length ? null : keyOf(last) };
}
