import "@testing-library/jest-dom/vitest";
import { cleanup, configure } from "@testing-library/react";
import { afterEach, vi } from "vitest";

// Pages of the workplace are loaded when they are opened: on a busy machine that takes its time.
configure({ asyncUtilTimeout: 40_000 });

afterEach(() => {
  cleanup();
  localStorage.clear();
  vi.restoreAllMocks();
});

// What jsdom lacks and components ask for.
vi.stubGlobal("matchMedia", (query: string) => ({
  matches: false,
  media: query,
  addEventListener: () => {},
  removeEventListener: () => {},
  addListener: () => {},
  removeListener: () => {},
}));
vi.stubGlobal(
  "ResizeObserver",
  class {
    observe() {}
    unobserve() {}
    disconnect() {}
  },
);
const computed = globalThis.getComputedStyle;
vi.stubGlobal("getComputedStyle", (element: Element) => computed(element));
Element.prototype.scrollIntoView = () => {};
