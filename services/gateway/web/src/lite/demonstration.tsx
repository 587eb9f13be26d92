import type { ReactNode } from "react";
import { frame } from "../texts/frame";

/** The gateway writes `true` or `false` into the page; a page that nobody wrote into is no real county's either. */
const isDemonstration = document.querySelector<HTMLMetaElement>("meta[name=demonstration]")?.content !== "false";

/** Says on every page that nothing here is real, where it is not. */
export function DemonstrationNote(): ReactNode {
  return isDemonstration ? <p className="demo-note">{frame.demonstration}</p> : null;
}

/** The same on paper. */
export function DemonstrationOnPaper({ children }: { children: ReactNode }): ReactNode {
  return isDemonstration ? <p className="print-only">{children}</p> : null;
}
