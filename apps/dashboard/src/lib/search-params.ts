/** Query parameters of the page: plain text by name. */
export type SearchParams = Readonly<Record<string, string>>;

/** Reads `?a=b&c=d`. Only `%` escapes are decoded, so a plus stays a plus; damaged escapes stay as they are. */
export function parseSearch(search: string): SearchParams {
  const params: Record<string, string> = {};
  for (const pair of search.replace(/^\?/, "").split("&")) {
    if (pair === "") continue;
    const cut = pair.indexOf("=");
    const name = decode(cut === -1 ? pair : pair.slice(0, cut));
    if (name !== "__proto__") params[name] = cut === -1 ? "" : decode(pair.slice(cut + 1));
  }
  return params;
}

/** Writes parameters sorted by name, readable: `/`, `:`, `,`, `+` and `|` are not escaped. Empty ones are left out. */
export function printSearch(params: Readonly<Record<string, unknown>>): string {
  const pairs = Object.entries(params)
    .filter(([, value]) => typeof value === "string" && value !== "")
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, value]) => `${encode(name)}=${encode(String(value))}`);
  return pairs.length === 0 ? "" : `?${pairs.join("&")}`;
}

/** A slash at the end stays escaped: the router takes a last slash of an address away. */
function encode(text: string): string {
  return encodeURIComponent(text).replaceAll(/%(?:2F(?!$)|3A|2C|2B|7C|3D|40|24)/g, decodeURIComponent);
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
