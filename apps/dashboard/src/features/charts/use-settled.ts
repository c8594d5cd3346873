import { useEffect, useRef, useState } from "react";

const everyMs = 200;

/** The value, or while it moves one that follows it a few times a second: what is asked of the server. */
export function useSettled<T>(value: T, isMoving: boolean): T {
  const [followed, setFollowed] = useState(value);
  const latest = useRef(value);
  latest.current = value;
  useEffect(() => {
    if (!isMoving) return undefined;
    const timer = setInterval(() => setFollowed(latest.current), everyMs);
    return () => {
      clearInterval(timer);
      setFollowed(latest.current);
    };
  }, [isMoving]);
  return isMoving ? followed : value;
}
