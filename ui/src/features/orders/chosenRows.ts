import { isSelected, type Selection } from "../../components/DataTable/selection";
import type { Page, PageKey, RowSource } from "../../components/DataTable/source";

const PAGE = 500;

/** The chosen rows of a list, read page by page in the order of the list. */
export async function rowsOf<Row>(source: RowSource<Row>, selection: Selection, rowId: (row: Row) => string): Promise<Row[]> {
  const wanted = selection.all ? source.total - selection.except.size : selection.ids.size;
  const rows: Row[] = [];
  for (let key: PageKey | null = null; rows.length < wanted; ) {
    const page: Page<Row> = await source.fetchPage(key, PAGE);
    rows.push(...page.rows.filter((row) => isSelected(selection, rowId(row))));
    key = page.next;
    if (key === null) break;
  }
  return rows;
}
