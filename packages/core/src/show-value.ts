/** A value as it stands in a message: short, and never a throw, whatever it is. */
export function showValue(value: unknown): string {
  switch (typeof value) {
    case "string":
      return value.length > 80 ? `${value.slice(0, 80)}…` : value;
    case "object":
      if (value === null) return "null";
      return Array.isArray(value) ? `a list of ${value.length}` : "an object";
    case "function":
      return "a function";
    case "symbol":
      return "a symbol";
    default:
      return String(value);
  }
}
