/** Whether `*` of a pattern can stand for something so that it is the text, in whatever case. Takes time by the product of their lengths at most. */
export function matchesPattern(pattern: string, text: string): boolean {
  const wanted = pattern.toLowerCase();
  const given = text.toLowerCase();
  let at = 0;
  let star = -1;
  let resume = 0;
  for (let index = 0; index < given.length;) {
    if (wanted[at] === "*") {
      star = at;
      at += 1;
      resume = index;
    } else if (wanted[at] === given[index]) {
      at += 1;
      index += 1;
    } else if (star !== -1) {
      at = star + 1;
      resume += 1;
      index = resume;
    } else return false;
  }
  while (wanted[at] === "*") at += 1;
  return at === wanted.length;
}
