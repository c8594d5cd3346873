import { lazy, Suspense, type ReactNode } from "react";

const Palette = lazy(async () => ({ default: (await import("./palette.tsx")).Palette }));

/** The palette, loaded when it is opened first. */
export function PaletteDoor({ onClose }: { readonly onClose: () => void }): ReactNode {
  return (
    <Suspense fallback={null}>
      <Palette onClose={onClose} />
    </Suspense>
  );
}
