const ZERO = 0x30;

/** The first digits of 0 to 99, as characters: `0` for 7, `4` for 42. */
export const TENS: Uint8Array = /* #__PURE__ */ Uint8Array.from(
  { length: 100 },
  (_, pair) => ZERO + Math.floor(pair / 10),
);

/** Their last digits. */
export const ONES: Uint8Array = /* #__PURE__ */ Uint8Array.from(
  { length: 100 },
  (_, pair) => ZERO + (pair % 10),
);
