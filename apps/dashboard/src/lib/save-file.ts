/** Offers bytes as a file to keep, under a name made of letters, digits, `.`, `-` and `_`, 100 characters at most. */
export function saveFile(content: Blob, { title, ending }: FileName): void {
  const address = URL.createObjectURL(content);
  const link = document.createElement("a");
  link.href = address;
  link.download = fileName({ title, ending });
  link.click();
  // Some browsers read the address after the click returned.
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}

/** What a file is named for, and its ending without the dot. */
export interface FileName {
  readonly title: string;
  readonly ending: string;
}

/** The name of a file for a title that people or runs wrote; `file` where nothing of it can stay. */
export function fileName({ title, ending }: FileName): string {
  const stem = title
    .replaceAll(/[^\w.-]+/g, "-")
    .replaceAll(/^[-.]+|-+$/g, "")
    .slice(0, 100);
  return `${stem || "file"}.${ending}`;
}
