import type { PageKey, RowSource } from "../components/DataTable/source";
import type { Page } from "./types.gen";

const MOST = 500;

interface List<Row> {
  id: string;
  version: string | number;
  total: number;
  /** The first page where it was read already; it belongs to this `id`. */
  first?: Page<Row>;
}

/**
 * A source over a list of the core that is read from key to key. A jump has to walk there; the keys on the way are
 * kept, so that it walks only once.
 */
export function keyedSource<Row>({ first, ...list }: List<Row>, read: (key: PageKey | null, limit: number) => Promise<Page<Row>>): RowSource<Row> {
  const keys = new Map<number, PageKey | null>([[0, null]]);
  const jump = async (position: number, limit: number): Promise<Page<Row>> => {
    let at = Math.max(...[...keys.keys()].filter((known) => known <= position));
    while (at < position) {
      // Each page begins where the one before ended.
      // oxlint-disable-next-line no-await-in-loop
      const page = await read(keys.get(at) ?? null, Math.min(MOST, position - at));
      if (page.next === null) return { total: list.total, rows: [], next: null };
      at += page.rows.length;
      keys.set(at, page.next);
    }
    return read(keys.get(at) ?? null, limit);
  };
  const isFirst = (key: PageKey | null, limit: number): boolean => key === null && first?.rows.length === Math.min(limit, list.total);
  return { ...list, fetchPage: (key, limit) => (first !== undefined && isFirst(key, limit) ? Promise.resolve(first) : read(key, limit)), jump };
}
