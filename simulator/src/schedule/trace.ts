/** Everything that happened, as a hash, and the last of it in sentences. */
export interface Trace {
  note(line: string): void;
  /** 16 hexadecimal digits over all lines so far. */
  readonly hash: string;
  readonly lines: number;
  /** The last lines, oldest first. */
  tail(): readonly string[];
}

const PRIME = 0x01000193;

/** An empty trace that keeps the last `kept` lines. */
export function createTrace(kept: number): Trace {
  const ring: string[] = [];
  let lines = 0;
  let a = 0x811c9dc5;
  let b = 0x9e3779b9;

  return {
    note(line) {
      for (let index = 0; index < line.length; index++) {
        const code = line.charCodeAt(index);
        a = Math.imul(a ^ code, PRIME);
        b = Math.imul(b ^ (code + index), 0x85ebca6b);
      }
      a = Math.imul(a ^ (a >>> 15), PRIME);
      b ^= b >>> 13;
      if (kept > 0) ring[lines % kept] = line;
      lines += 1;
    },
    get hash() {
      return [a, b].map((half) => (half >>> 0).toString(16).padStart(8, "0")).join("");
    },
    get lines() {
      return lines;
    },
    tail() {
      return lines <= kept ? [...ring] : [...ring.slice(lines % kept), ...ring.slice(0, lines % kept)];
    },
  };
}
