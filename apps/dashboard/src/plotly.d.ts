/** The few members of Plotly that the page uses. */
declare module "plotly.js-strict-dist-min" {
  export function newPlot(
    host: HTMLElement,
    data: readonly object[],
    layout: object,
    config: object,
  ): Promise<HTMLElement>;
  export function purge(host: HTMLElement): void;
}
