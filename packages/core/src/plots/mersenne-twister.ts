const WORDS = 624;
const SHIFT = 397;
const MATRIX = 0x9908b0df;

/** The generator MT19937, as numpy's `RandomState` seeds it: each call returns the next 32 bits as a whole number. */
export function createMersenneTwister(seed: number): () => number {
  const state = seeded(seed);
  let at = WORDS;

  return () => {
    if (at === WORDS) {
      twist(state);
      at = 0;
    }
    let word = state[at++] as number;
    word ^= word >>> 11;
    word ^= (word << 7) & 0x9d2c5680;
    word ^= (word << 15) & 0xefc60000;
    word ^= word >>> 18;
    return word >>> 0;
  };
}

function seeded(seed: number): Uint32Array {
  const state = new Uint32Array(WORDS);
  state[0] = seed;
  for (let index = 1; index < WORDS; index++) {
    const before = state[index - 1] as number;
    state[index] = Math.imul(1812433253, before ^ (before >>> 30)) + index;
  }
  return state;
}

function twist(state: Uint32Array): void {
  for (let index = 0; index < WORDS; index++) {
    const high = (state[index] as number) & 0x80000000;
    const joined = high | ((state[(index + 1) % WORDS] as number) & 0x7fffffff);
    const shifted = (state[(index + SHIFT) % WORDS] as number) ^ (joined >>> 1);
    state[index] = joined & 1 ? shifted ^ MATRIX : shifted;
  }
}
