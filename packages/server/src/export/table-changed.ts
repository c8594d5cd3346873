/** What is thrown when rows that were read a second time are not those of the first time; the download ends there. */
export function tableChanged(what: string): Error {
  return new Error(
    `[server] Failed to export: ${what} changed while it was read, by a rewind, a deletion or rows that came late. Export it again.`,
  );
}
