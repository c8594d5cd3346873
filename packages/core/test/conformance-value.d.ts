/** Turns a recorded value into what a JavaScript user would pass to the SDK. */
export declare function decodeCoreValue(value: unknown, named?: ReadonlyMap<string, unknown>): unknown;
//# sourceMappingURL=conformance-value.d.ts.map
