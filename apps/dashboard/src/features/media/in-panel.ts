import { createContext } from "react";

/** Whether what is drawn stands in a panel: it has the panel's height then, and elsewhere one of its own. */
export const InPanel = createContext(false);
