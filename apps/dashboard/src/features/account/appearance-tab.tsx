import type { ReactNode } from "react";
import { formatValue } from "../../lib/format-value.ts";
import { useValue } from "../../lib/use-value.ts";
import { digitChoices, preferences, setPreferences, type Preferences } from "../shell/preferences.ts";
import { setTheme, theme, type Theme } from "../shell/theme.ts";
import { ChoiceRow } from "./choice-row.tsx";

const themes: readonly { readonly value: Theme; readonly text: string }[] = [
  { value: "system", text: "System" },
  { value: "light", text: "Light" },
  { value: "dark", text: "Dark" },
];
const densities: readonly { readonly value: Preferences["density"]; readonly text: string }[] = [
  { value: "dense", text: "Dense" },
  { value: "roomy", text: "Roomy" },
];
const motions: readonly { readonly value: Preferences["motion"]; readonly text: string }[] = [
  { value: "system", text: "As the system" },
  { value: "none", text: "Reduced" },
];
const example = 0.321_345_678_9;

/** How the page looks in this browser. */
export function AppearanceTab(): ReactNode {
  const chosenTheme = useValue(theme);
  const { density, motion, digits } = useValue(preferences);
  return (
    <>
      <h1>Appearance</h1>
      <p className="dim">Kept in this browser.</p>
      <ChoiceRow
        label="Theme"
        hint="Alt M switches it anywhere."
        value={chosenTheme}
        choices={themes}
        onChange={setTheme}
      />
      <ChoiceRow
        label="Density"
        hint="Height of rows and controls."
        value={density}
        choices={densities}
        onChange={(next) => setPreferences({ density: next })}
      />
      <ChoiceRow
        label="Motion"
        hint="Data never moves by itself; menus do for a tenth of a second."
        value={motion}
        choices={motions}
        onChange={(next) => setPreferences({ motion: next })}
      />
      <ChoiceRow
        label="Digits"
        hint={`Significant digits of values, as in ${formatValue(example, digits)}. Titles and copies have all.`}
        value={String(digits)}
        choices={digitChoices.map((count) => ({ value: String(count), text: String(count) }))}
        onChange={(next) => setPreferences({ digits: Number(next) })}
      />
    </>
  );
}
