/** To three places, as figures are told. */
export function rounded(figure: number): number {
  return Number(figure.toFixed(3));
}
