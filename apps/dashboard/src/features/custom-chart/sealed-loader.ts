interface SealedLoader {
  readonly load: (uri: string) => Promise<string>;
  readonly sanitize: (uri: string) => Promise<{ readonly href: string }>;
  readonly http: (uri: string) => Promise<string>;
  readonly file: (uri: string) => Promise<string>;
}

/**
 * What Vega loads data and pictures with: nothing. A figure that was logged must not tell others who looks at it.
 * Data inside of the figure needs no loading, and pictures inside of it stay. What it wanted is said once it is refused.
 */
export function sealedLoader(onRefused: (reason: string) => void): SealedLoader {
  const refuse = (uri: string): Promise<never> => {
    const reason = `It wants "${uri.slice(0, 100)}", and nothing is loaded for a figure. Log it with its data inside.`;
    onRefused(reason);
    return Promise.reject(new Error(reason));
  };
  return {
    load: refuse,
    http: refuse,
    file: refuse,
    sanitize: (uri) =>
      /^data:image\/(?:png|jpeg|gif|webp);base64,/.test(uri) ? Promise.resolve({ href: uri }) : refuse(uri),
  };
}
