/** A key may hold a comma: each is a parameter of its own, and a lone one is named twice so that it is not split. */
export function repeatedKeys(keys: readonly string[] | undefined): readonly string[] | undefined {
  return keys?.length === 1 && keys[0]?.includes(",") === true ? [...keys, ...keys] : keys;
}
