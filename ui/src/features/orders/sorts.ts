import type { Sort } from "../../components/DataTable/columns";
import type { OrderSort } from "../../ipc/types.gen";

const BY_COLUMN: Record<string, readonly [OrderSort, OrderSort]> = {
  // Smallest first, largest first. The thinnest margin is the only way margins are sorted.
  total: ["smallest", "largest"],
  age: ["newest", "oldest"],
  placed: ["oldest", "newest"],
  margin: ["thinnest_margin", "thinnest_margin"],
};

export const ORDER_SORTS: readonly OrderSort[] = ["newest", "oldest", "largest", "smallest", "thinnest_margin"];

/** The sort of the core as a table shows it, with the column that carries ages. The usual sort has no arrow. */
export function shownSort(sort: OrderSort, ageColumn: "age" | "placed"): Sort[] {
  if (sort === "newest") return [];
  for (const column of ["total", "margin", ageColumn]) {
    const at = BY_COLUMN[column]?.indexOf(sort) ?? -1;
    if (at >= 0) return [{ column, descending: at === 1 }];
  }
  return [];
}

/** What the core is asked for after a press on a header; columns that cannot be sorted change nothing. */
export function chosenSort(sort: readonly Sort[], before: OrderSort): OrderSort {
  const last = sort.at(-1);
  const pair = last === undefined ? undefined : BY_COLUMN[last.column];
  if (last === undefined || pair === undefined) return before;
  const wanted = pair[last.descending ? 1 : 0];
  // The usual sort shows no arrow, so the first press on its column turns it round.
  return wanted === "newest" && before === "newest" ? "oldest" : wanted;
}
