/** The server is one person's: whatever entity a client names is theirs. */
export const ENTITY = "stepwell";
