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
// jsdom matches every rule of every style sheet anew each time it is asked, which took most of the tests' time. What a test can see
// of styles is written on the element itself.
vi.stubGlobal("getComputedStyle", (element: HTMLElement) => element.style);
Element.prototype.scrollIntoView = () => {};
