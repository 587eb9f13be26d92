import { useQueries, useQuery, type UseQueryResult } from "@tanstack/react-query";
import { boards, take, type BoardName } from "../api/client";
import type { components } from "../api/generated/operations";

export type Notice = components["schemas"]["NoticeView"];
export type NoticeItem = components["schemas"]["NoticeItem"] & { department: BoardName };

/** The departments that post notices. */
export const BOARDS = ["water", "finance", "housing"] as const satisfies readonly BoardName[];

/** The department that an address names. */
export const boardOf = (name: string | undefined): BoardName => BOARDS.find((board) => board === name) ?? "water";

/** What every department has posted, the newest first, and those that do not answer. */
export function useNotices(): { items: NoticeItem[]; missing: BoardName[]; isPending: boolean } {
  const queries = useQueries({
    queries: BOARDS.map((board) => ({
      queryKey: [board, "notices", "public"],
      queryFn: () => take(boards[board].GET("/v1/notices", { params: { query: { limit: 100 } } })),
    })),
  });
  const items = queries.flatMap((query, index) => {
    const department = BOARDS[index];
    return department ? (query.data?.items ?? []).map((item) => ({ ...item, department })) : [];
  });
  return {
    items: items.sort((one, other) => (other.posted_on ?? "").localeCompare(one.posted_on ?? "")),
    missing: queries.flatMap((query, index) => (query.isError ? (BOARDS[index] ?? []) : [])),
    isPending: queries.some((query) => query.isPending),
  };
}

export function useNotice(board: BoardName, id: string): UseQueryResult<Notice> {
  return useQuery({
    queryKey: [board, "notices", "public", id],
    queryFn: () => take(boards[board].GET("/v1/notices/{notice_id}", { params: { path: { notice_id: id } } })),
  });
}

/** Where a department's notices can be subscribed to. */
export const feedOf = (board: BoardName): string => `/api/${board}/v1/notices.rss`;

/** Where a file of a published notice can be fetched. */
export const fileOf = (board: BoardName, notice: string, file: string): string => `/api/${board}/v1/notices/${notice}/attachments/${file}`;

/** How a state looks. */
export const toneOf = (state: string): string =>
  state === "posted" ? "tag good" : state === "stopped" ? "tag warn" : state === "withdrawn" ? "tag bad" : "tag";
