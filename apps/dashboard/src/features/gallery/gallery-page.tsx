import { Component, type ReactNode } from "react";
import type { GalleryEntry, GalleryState } from "./gallery-entry.ts";

/** All entries below each other, each state in a box of its size. */
export function GalleryPage({ entries }: { readonly entries: readonly GalleryEntry[] }): ReactNode {
  return (
    <main className="gallery" data-entries={JSON.stringify(entries.map(({ name }) => name))}>
      <h1>Gallery</h1>
      {entries.map((entry) => (
        <section key={entry.name} data-entry={entry.name}>
          <h2>
            <a href={`?entry=${encodeURIComponent(entry.name)}`}>{entry.name}</a>
          </h2>
          <div className="gallery-states">
            {entry.states.map((state) => (
              <figure key={state.name}>
                <figcaption>{state.name}</figcaption>
                <div className="gallery-box" style={{ width: state.width, height: state.height }}>
                  <StateBox>
                    <Drawn state={state} />
                  </StateBox>
                </div>
              </figure>
            ))}
          </div>
        </section>
      ))}
    </main>
  );
}

function Drawn({ state }: { readonly state: GalleryState }): ReactNode {
  return state.render();
}

interface BoxState {
  readonly error?: Error;
}

/** A state that throws says so in its own box, where the pictures show it. */
class StateBox extends Component<{ readonly children: ReactNode }, BoxState> {
  override state: BoxState = {};

  static getDerivedStateFromError(error: Error): BoxState {
    return { error };
  }

  override render(): ReactNode {
    return this.state.error === undefined ? (
      this.props.children
    ) : (
      <pre role="alert">{this.state.error.message}</pre>
    );
  }
}
