/** Node's name for the method that says what `console.log` shows of an object; it looks behind a proxy for it. */
export const INSPECT: symbol = Symbol.for("nodejs.util.inspect.custom");
