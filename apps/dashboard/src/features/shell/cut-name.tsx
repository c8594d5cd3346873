import type { ReactNode } from "react";

export interface CutNameProps {
  readonly name: string;
}

/** What gives way, and the letters at the end that stay. */
const parts = /^(.{4,}?)(.{6})$/su;

/**
 * A name that is cut in its middle where there is no room for it, so that its beginning and its number both survive.
 * For an element of class `cut`, whose title is the whole name; one that is a control is named by a label, too.
 */
export function CutName({ name }: CutNameProps): ReactNode {
  const [, head = name, tail] = parts.exec(name) ?? [];
  return (
    <>
      <span>{head}</span>
      {tail === undefined ? null : <span>{tail}</span>}
    </>
  );
}
