import { useEffect, useState } from "react";

/** The inner size of an element that may come later, in CSS pixels; before it was measured that of the window. */
export function useStageSize(element: HTMLElement | null): {
  readonly width: number;
  readonly height: number;
} {
  const [size, setSize] = useState(() => ({ width: innerWidth, height: Math.max(1, innerHeight - 45) }));
  useEffect(() => {
    if (element === null) return undefined;
    const observer = new ResizeObserver(() =>
      setSize({ width: element.clientWidth, height: element.clientHeight }),
    );
    observer.observe(element);
    return () => observer.disconnect();
  }, [element]);
  return size;
}
