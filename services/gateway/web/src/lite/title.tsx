import type { ReactNode } from "react";
import { frame } from "../texts/frame";

/** The name of the page in the browser's own tab and history. */
export function Title({ children }: { children: string }): ReactNode {
  return <title>{`${children} - ${frame.product}`}</title>;
}
