import type { ReactNode } from "react";
import { chooseTheme, useTheme, type ThemeChoice } from "../shared/theme";
import { frame } from "../texts/frame";

const NEXT: Record<ThemeChoice, ThemeChoice> = { system: "light", light: "dark", dark: "system" };

/** Light, dark, or as the system has it. */
export function ThemeButton(): ReactNode {
  const { choice } = useTheme();
  const label = `${frame.theme.label}：${frame.theme[choice]}`;
  return (
    <button type="button" className="button quiet small" aria-label={label} title={label} onClick={() => chooseTheme(NEXT[choice])}>
      <svg width="18" height="18" viewBox="0 0 18 18" fill="none" stroke="currentColor" strokeWidth="1.6" aria-hidden="true">
        {choice === "dark" && <path d="M14.5 11A6.5 6.5 0 0 1 7 3.5a6.5 6.5 0 1 0 7.5 7.5Z" />}
        {choice === "light" && (
          <>
            <circle cx="9" cy="9" r="3.4" />
            <path d="M9 1.5v2M9 14.5v2M1.5 9h2M14.5 9h2M3.7 3.7l1.4 1.4M12.9 12.9l1.4 1.4M3.7 14.3l1.4-1.4M12.9 5.1l1.4-1.4" />
          </>
        )}
        {choice === "system" && (
          <>
            <circle cx="9" cy="9" r="6.5" />
            <path d="M9 2.5a6.5 6.5 0 0 1 0 13Z" fill="currentColor" />
          </>
        )}
      </svg>
    </button>
  );
}
