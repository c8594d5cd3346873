/** What a value is encoded for: the three places have their own rules for NaN, large arrays and media. */
export type Purpose = "log" | "summary" | "config";
