/** A name cut in the middle, so that its beginning and its number both survive. */
export function formatName(name: string, length = 40): string {
  if (name.length <= length) return name;
  const tail = Math.floor((length - 1) / 2);
  return `${name.slice(0, length - 1 - tail)}\u2026${name.slice(-tail)}`;
}
