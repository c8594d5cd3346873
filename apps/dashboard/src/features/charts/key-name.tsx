import type { ReactNode } from "react";

/** A key with its prefix dim and its last part strong. Where a line has no room for both, the prefix is cut first. */
export function KeyName({ text }: { readonly text: string }): ReactNode {
  const slash = text.lastIndexOf("/");
  const cut = slash >= 0 && slash < text.length - 1 ? slash : text.lastIndexOf(".");
  return (
    <span className="key-name" title={text}>
      <span className="prefix">{text.slice(0, cut + 1)}</span>
      <span>{text.slice(cut + 1)}</span>
    </span>
  );
}
