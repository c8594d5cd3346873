/** What the doctor says of one thing. */
export interface Check {
  readonly name: string;
  /** `problem` stands in the way, `note` may surprise. */
  readonly status: "ok" | "note" | "problem";
  readonly text: string;
  /** What to do about it. */
  readonly remedy?: string;
}

export function ok(name: string, text: string): Check {
  return { name, status: "ok", text };
}

export function note(name: string, text: string, remedy?: string): Check {
  return { name, status: "note", text, ...(remedy === undefined ? {} : { remedy }) };
}

export function problem(name: string, text: string, remedy: string): Check {
  return { name, status: "problem", text, remedy };
}
