import { useEffect, useState } from "react";
import { useLocation } from "react-router";
import { work } from "../texts/work";
import { entryOf } from "./menu";

interface Tab {
  path: string;
  search: string;
  title: string;
}
const KEY = "jiangzhou.tabs";
const MOST = 12;
const HOME: Tab = { path: "/work", search: "", title: work.menu.home };

/** What a page that has a name of its own, such as a bill, is called in the strip. */
const names = new Map<string, string>();
const listeners = new Set<() => void>();

function read(): Tab[] {
  try {
    const stored: unknown = JSON.parse(sessionStorage.getItem(KEY) ?? "[]");
    return Array.isArray(stored) && stored.length > 0 ? (stored as Tab[]) : [HOME];
  } catch {
    return [HOME];
  }
}

/** The tabs of the pages that are open, kept while the browser's own tab is. */
export function useTabs(pathname: string) {
  const [tabs, setTabs] = useState(read);
  const { search } = useLocation();

  useEffect(() => {
    const update = () =>
      setTabs((before) => {
        const entry = entryOf(pathname);
        if (!entry) return before;
        const tab = { path: pathname, search, title: names.get(pathname) ?? entry.label };
        const next = before.some((old) => old.path === pathname)
          ? before.map((old) => (old.path === pathname ? tab : old))
          : [...before, tab];
        const kept = next.length > MOST ? [HOME, ...next.slice(next.length - MOST + 1)] : next;
        try {
          sessionStorage.setItem(KEY, JSON.stringify(kept));
        } catch {
          // The strip is a convenience: without storage it lasts until the page is loaded anew.
        }
        return kept;
      });
    update();
    listeners.add(update);
    return () => void listeners.delete(update);
  }, [pathname, search]);

  /** Closes a tab; says where to go if it was the one being looked at. */
  function close(path: string): string {
    const index = tabs.findIndex((tab) => tab.path === path);
    const left = tabs.filter((tab) => tab.path !== path);
    setTabs(left);
    const next = left[Math.max(0, index - 1)] ?? HOME;
    return next.path + next.search;
  }

  return { tabs, close, closeOthers: (path: string) => setTabs(tabs.filter((tab) => tab.path === path || tab.path === "/work")) };
}

/** Gives the page its own name in the strip and in the browser's title. */
export function useTitle(path: string, title: string | undefined): void {
  useEffect(() => {
    if (!title) return;
    names.set(path, title);
    for (const listener of listeners) listener();
  }, [path, title]);
}
