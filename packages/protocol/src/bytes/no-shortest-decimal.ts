/** A page is spared the code and prints as the engine does: always -1, which says that nothing was written. */
export function writeShortestDecimal(_bytes: Uint8Array, _at: number, _value: number): number {
  return -1;
}
