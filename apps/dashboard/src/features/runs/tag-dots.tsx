import type { ReactNode } from "react";

const most = 3;

/** A dot for each tag, up to three; their words are in the title. */
export function TagDots({ tags }: { readonly tags: readonly string[] }): ReactNode {
  if (tags.length === 0) return null;
  return (
    <span className="tag-dots" title={tags.join(", ")}>
      {tags.slice(0, most).map((tag) => (
        <i key={tag} />
      ))}
      <span className="sr">{`Tags: ${tags.join(", ")}`}</span>
    </span>
  );
}
