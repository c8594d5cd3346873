import type { ReactNode } from "react";

const shapes = {
  search: (
    <>
      <circle cx="7" cy="7" r="4.5" />
      <path d="m10.5 10.5 3 3" />
    </>
  ),
  down: <path d="m4.5 6.5 3.5 3.5 3.5-3.5" />,
  up: <path d="m4.5 9.5 3.5-3.5 3.5 3.5" />,
  right: <path d="m6.5 4.5 3.5 3.5-3.5 3.5" />,
  first: <path d="M4 3.5v9M11.5 3.5 7 8l4.5 4.5" />,
  last: <path d="M12 3.5v9M4.5 3.5 9 8l-4.5 4.5" />,
  left: <path d="M9.5 4.5 6 8l3.5 3.5" />,
  eye: (
    <>
      <path d="M1.5 8S4 3.75 8 3.75 14.5 8 14.5 8 12 12.25 8 12.25 1.5 8 1.5 8Z" />
      <circle cx="8" cy="8" r="2" />
    </>
  ),
  sun: (
    <>
      <circle cx="8" cy="8" r="3" />
      <path d="M8 1.5v1M8 13.5v1M1.5 8h1M13.5 8h1M3.4 3.4l.7.7M11.9 11.9l.7.7M12.6 3.4l-.7.7M4.1 11.9l-.7.7" />
    </>
  ),
  moon: <path d="M13.5 9.5A6 6 0 0 1 6.5 2.5a6 6 0 1 0 7 7Z" />,
  system: (
    <>
      <rect x="2.5" y="3" width="11" height="8" rx="1.5" />
      <path d="M6 13.5h4" />
    </>
  ),
  expand: <path d="M9.5 2.5h4v4M6.5 13.5h-4v-4M13.5 2.5 9 7M2.5 13.5 7 9" />,
  log: <path d="M2.5 13.5v-11M2.5 13.5h11M4.5 12c4-1 4.5-7 9-9" />,
  pin: <path d="M6 2.5h4l-.5 4 2 2h-7l2-2-.5-4ZM8 8.5v5" />,
  group: (
    <>
      <rect x="2.5" y="2.5" width="4.5" height="4.5" rx="1" />
      <rect x="9" y="2.5" width="4.5" height="4.5" rx="1" />
      <rect x="2.5" y="9" width="4.5" height="4.5" rx="1" />
      <path d="M9 11.25h4.5" />
    </>
  ),
  check: <path d="m3.5 8.5 3 3 6-7" />,
  x: <path d="m4 4 8 8M12 4l-8 8" />,
  stop: <rect x="4" y="4" width="8" height="8" rx="1" />,
  dot: <circle cx="8" cy="8" r="3" fill="currentColor" stroke="none" />,
  play: <path d="M5 3.5v9l7-4.5-7-4.5Z" fill="currentColor" />,
  pause: <path d="M5.5 3.5v9M10.5 3.5v9" />,
  sort: <path d="M5 3v10M5 13l-2.5-2.5M5 13l2.5-2.5M11 13V3M11 3 8.5 5.5M11 3l2.5 2.5" />,
  table: <path d="M2.5 3.5h11v9h-11zM2.5 6.5h11M2.5 9.5h11M6.5 6.5v6" />,
  edit: <path d="M10.5 3 13 5.5l-7.5 7.5L2.5 13.5l.5-3zM9 4.5 11.5 7" />,
  more: <path d="M3.5 8h.01M8 8h.01M12.5 8h.01" strokeWidth="2.2" />,
  copy: (
    <>
      <rect x="5.5" y="5.5" width="8" height="8" rx="1.5" />
      <path d="M10.5 5.5v-1a1.5 1.5 0 0 0-1.5-1.5H4A1.5 1.5 0 0 0 2.5 4.5V9A1.5 1.5 0 0 0 4 10.5h1.5" />
    </>
  ),
  clock: (
    <>
      <circle cx="8" cy="8" r="5.5" />
      <path d="M8 5v3l2 1.5" />
    </>
  ),
  folder: <path d="M2.5 12.5v-9h4l1.5 2h5.5v7z" />,
  undo: <path d="M3 6.5h6.5a3.5 3.5 0 0 1 0 7H6M3 6.5 5.5 4M3 6.5 5.5 9" />,
  wrap: <path d="M2.5 4h11M2.5 8h8.5a2 2 0 0 1 0 4H9M9 12l1.5-1.5M9 12l1.5 1.5M2.5 12H6" />,
  download: <path d="M8 2.5V10M8 10 5 7M8 10l3-3M3 13h10" />,
  file: <path d="M4 2.5h5l3 3v8H4zM9 2.5v3h3" />,
  person: (
    <>
      <circle cx="8" cy="5.5" r="2.75" />
      <path d="M2.75 13.5a5.25 5.25 0 0 1 10.5 0" />
    </>
  ),
  warn: (
    <>
      <path d="M8 2.5 14 13H2L8 2.5Z" />
      <path d="M8 6.5v3M8 11.2v.1" />
    </>
  ),
  menu: <path d="M2.5 4.5h11M2.5 8h11M2.5 11.5h11" />,
  plus: <path d="M8 3v10M3 8h10" />,
  grip: <path d="M6 4h.01M10 4h.01M6 8h.01M10 8h.01M6 12h.01M10 12h.01" strokeWidth="1.8" />,
  artifact: <path d="M8 1.75 13.5 4.75v6.5L8 14.25l-5.5-3v-6.5zM2.5 4.75 8 7.75l5.5-3M8 7.75v6.5" />,
  compare: <path d="M5 3.5v9M11 3.5v9M2.5 6 5 3.5 7.5 6M8.5 10 11 12.5 13.5 10" />,
  settings: (
    <>
      <path d="M2.5 4.5h6M12.5 4.5h1M2.5 11.5h1M7.5 11.5h6" />
      <circle cx="10.5" cy="4.5" r="1.75" />
      <circle cx="5.5" cy="11.5" r="1.75" />
    </>
  ),
  well: <path d="M2 4h12v2h-2v2.5h-2.2V11H6.2V8.500H4V6H2z" />,
} satisfies Record<string, ReactNode>;

export type IconName = keyof typeof shapes;

/** A 16 px line drawing. It has no name of its own: the control around it says what it does. */
export function Icon({ name }: { readonly name: IconName }): ReactNode {
  return (
    <svg className="i" viewBox="0 0 16 16" aria-hidden="true">
      {shapes[name]}
    </svg>
  );
}

/** The mark of Stepwell: a well seen from the side. */
export function Logo(): ReactNode {
  return (
    <svg viewBox="0 0 20 20" aria-hidden="true">
      <path fill="currentColor" d="M1 3h18v3h-3v3.5h-3V13h-2v4H9v-4H7V9.5H4V6H1z" />
    </svg>
  );
}
