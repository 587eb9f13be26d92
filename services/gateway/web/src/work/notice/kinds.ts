import { useQuery, type UseQueryResult } from "@tanstack/react-query";
import { boards, take, type BoardName } from "../../api/client";
import type { components } from "../../api/generated/operations";

/** What a board posts, and the largest file of a notice. */
export function useNoticeKinds(board: BoardName): UseQueryResult<components["schemas"]["NoticeKinds"]> {
  return useQuery({
    queryKey: [board, "notice-kinds"],
    queryFn: () => take(boards[board].GET("/v1/notice-kinds")),
    staleTime: 600_000,
  });
}
