/** No browser scrolls a box that is much higher than this, in pixels. */
const highest = 12_000_000;

/** How a scroll bar of limited length stands for a longer content. */
export interface ScrollScale {
  /** Height of the box to make. */
  readonly height: number;
  /** What of the content stands at the top of the view. */
  toContent(scrollTop: number): number;
  toScroll(offset: number): number;
}

/** One to one, until the content is higher than a browser can scroll; from there on evenly compressed. */
export function scrollScale(content: number, view: number): ScrollScale {
  const height = Math.min(content, highest);
  const ratio = height <= view ? 1 : Math.max(1, (content - view) / (height - view));
  return {
    height,
    toContent: (scrollTop) => scrollTop * ratio,
    toScroll: (offset) => offset / ratio,
  };
}
