/** A number of things in words, as `1,000 rows`. */
export function amount(count: number, one: string, many: string): string {
  return `${count.toLocaleString("en-US")} ${count === 1 ? one : many}`;
}
