/** Chosen rows: some by their ids, or the whole query but a few. The whole query counts rows that were never loaded. */
export type Selection =
  | { readonly all: false; readonly ids: ReadonlySet<string> }
  | { readonly all: true; readonly except: ReadonlySet<string> };

export const NOTHING: Selection = { all: false, ids: new Set() };
export const EVERYTHING: Selection = { all: true, except: new Set() };

export const isSelected = (selection: Selection, id: string): boolean =>
  selection.all ? !selection.except.has(id) : selection.ids.has(id);

export const selectedCount = (selection: Selection, total: number): number =>
  selection.all ? Math.max(0, total - selection.except.size) : selection.ids.size;

export const isNothing = (selection: Selection): boolean => !selection.all && selection.ids.size === 0;

/** Chooses or releases rows. */
export function withRows(selection: Selection, ids: Iterable<string>, chosen: boolean): Selection {
  const named = new Set(selection.all ? selection.except : selection.ids);
  for (const id of ids) {
    if (chosen === selection.all) named.delete(id);
    else named.add(id);
  }
  return selection.all ? { all: true, except: named } : { all: false, ids: named };
}

export const toggled = (selection: Selection, id: string): Selection => withRows(selection, [id], !isSelected(selection, id));
