/** Three decimals; halves go to the even neighbour, as numpy rounds. */
export function roundHalfEven(value: number): number {
  const scaled = value * 1000;
  const below = Math.floor(scaled);
  const above = scaled - below;
  const isUp = above > 0.5 || (above === 0.5 && below % 2 !== 0);
  return (isUp ? below + 1 : below) / 1000;
}
