/** Names as parts of keys: dots, stars and backslashes mean something there, and become "_". No two come out the same. */
export function keyParts(names: readonly string[]): string[] {
  const taken = new Set<string>();
  return names.map((name) => {
    const plain = name.replaceAll(/[.*\\]/g, "_") || "_";
    let part = plain;
    for (let number = 2; taken.has(part); number++) part = `${plain}_${number}`;
    taken.add(part);
    return part;
  });
}
