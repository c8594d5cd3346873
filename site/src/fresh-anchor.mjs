/** The anchor of a heading as GitHub makes it, so that a link holds at both places; `taken` are those before it, and gets it. */
export function freshAnchor(title, taken) {
  const base = title
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s_-]/gu, "")
    .replace(/\s/g, "-");
  let anchor = base;
  for (let count = 1; taken.has(anchor); count += 1) anchor = `${base}-${count}`;
  taken.add(anchor);
  return anchor;
}
