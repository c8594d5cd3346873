import { useCallback, useState } from "react";

/** True while the element is within one screen of the window, and a ref for it. */
export function useIsNear<T extends Element>(): readonly [boolean, (element: T | null) => void] {
  const [near, setNear] = useState(false);
  const anchor = useCallback((element: T | null) => {
    if (element === null) return undefined;
    const observer = new IntersectionObserver((entries) => setNear(entries.at(-1)?.isIntersecting ?? false), {
      rootMargin: "100% 0px",
    });
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  return [near, anchor];
}
