import type { ReactNode } from "react";

/** A key with its prefix dim and its last part strong. */
export function KeyName({ text }: { readonly text: string }): ReactNode {
  const slash = text.lastIndexOf("/");
  const cut = slash >= 0 && slash < text.length - 1 ? slash : text.lastIndexOf(".");
  return (
    <span title={text}>
      <span className="prefix">{text.slice(0, cut + 1)}</span>
      {text.slice(cut + 1)}
    </span>
  );
}
