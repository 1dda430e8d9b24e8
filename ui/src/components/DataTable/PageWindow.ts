import type { Page, RowSource } from "./source";

interface Loaded<Row> extends Page<Row> {
  /** Read before the last change, so shown only until it is read again. */
  stale: boolean;
}

export interface PageWindowLimits {
  pageSize: number;
  /** Pages kept in memory; those farthest from the view go first. */
  keep: number;
  /** Pages read at the same time. */
  atOnce: number;
}

const LIMITS: PageWindowLimits = { pageSize: 100, keep: 12, atOnce: 3 };

/**
 * The part of a long list that is in memory. Rows outside are unknown until the view asks for them; a scroll bar that
 * is dragged across a million rows reads only the pages where it rests.
 */
export class PageWindow<Row> {
  private source: RowSource<Row> | null = null;
  private readonly pages = new Map<number, Loaded<Row>>();
  private readonly reading = new Set<number>();
  private readonly refused = new Map<number, unknown>();
  /** Answers to questions of an older generation are thrown away. */
  private generation = 0;
  private first = 0;
  private last = 0;
  private readonly listeners = new Set<() => void>();
  private changes = 0;
  private readonly limits: PageWindowLimits;

  constructor(limits: Partial<PageWindowLimits> = {}) {
    this.limits = { ...LIMITS, ...limits };
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  /** Grows with every change; for useSyncExternalStore. */
  readonly snapshot = (): number => this.changes;

  /** Takes a new source. Another id forgets all rows; another version marks them for reading again. */
  setSource(source: RowSource<Row> | null): void {
    const before = this.source;
    this.source = source;
    if (before === source) return;
    if (source === null || before === null || before.id !== source.id) {
      this.generation += 1;
      this.pages.clear();
      this.reading.clear();
      this.refused.clear();
    } else if (before.version !== source.version || before.total !== source.total) {
      this.generation += 1;
      this.reading.clear();
      this.refused.clear();
      for (const page of this.pages.values()) page.stale = true;
    }
    this.tell();
  }

  /** Says which rows are in view, by position, both included. */
  need(first: number, last: number): void {
    this.first = first;
    this.last = last;
    this.readOn();
  }

  row(position: number): Row | undefined {
    const { pageSize } = this.limits;
    return this.pages.get(Math.floor(position / pageSize))?.rows[position % pageSize];
  }

  /** Where a row is now, if it is in memory. */
  find(matches: (row: Row) => boolean): number | null {
    for (const [number, page] of this.pages) {
      const index = page.rows.findIndex(matches);
      if (index !== -1) return number * this.limits.pageSize + index;
    }
    return null;
  }

  get isReading(): boolean {
    return this.reading.size > 0;
  }

  /** True while nothing in memory is older than the last change. */
  get isFresh(): boolean {
    return [...this.pages.values()].every((page) => !page.stale);
  }

  get pagesInMemory(): number {
    return this.pages.size;
  }

  /** Why rows in view could not be read, or null. */
  get failure(): unknown {
    for (const number of this.wanted()) {
      if (this.refused.has(number)) return this.refused.get(number);
    }
    return null;
  }

  retry(): void {
    this.refused.clear();
    this.tell();
    this.readOn();
  }

  /** Rows of a range, read where they are not in memory and not kept; for selecting and copying. */
  async range(from: number, to: number): Promise<Row[]> {
    const rows: Row[] = [];
    const { source } = this;
    if (source === null) return rows;
    for (let position = from; position <= to; ) {
      const known = this.row(position);
      if (known !== undefined) {
        rows.push(known);
        position += 1;
        continue;
      }
      const page = await source.jump(position, Math.min(to - position + 1, this.limits.pageSize));
      if (page.rows.length === 0) break;
      rows.push(...page.rows);
      position += page.rows.length;
    }
    return rows;
  }

  private tell(): void {
    this.changes += 1;
    for (const listener of this.listeners) listener();
  }

  private wanted(): number[] {
    const { pageSize } = this.limits;
    const end = Math.min(this.last, (this.source?.total ?? 0) - 1);
    const numbers: number[] = [];
    for (let number = Math.floor(Math.max(0, this.first) / pageSize); number * pageSize <= end; number += 1) numbers.push(number);
    return numbers;
  }

  private readOn(): void {
    for (const number of this.wanted()) {
      if (this.reading.size >= this.limits.atOnce) return;
      const page = this.pages.get(number);
      if ((page === undefined || page.stale) && !this.reading.has(number) && !this.refused.has(number)) void this.read(number);
    }
  }

  private async read(number: number): Promise<void> {
    const { source, generation } = this;
    if (source === null) return;
    this.reading.add(number);
    this.tell();
    try {
      const page = await this.ask(source, number);
      if (generation !== this.generation) return;
      this.pages.set(number, { ...page, stale: false });
      this.forgetFar();
    } catch (reason) {
      if (generation !== this.generation) return;
      this.refused.set(number, reason);
    }
    this.reading.delete(number);
    this.tell();
    this.readOn();
  }

  /** Goes on from the page before where that is known, since a key is cheaper than a position. */
  private ask(source: RowSource<Row>, number: number): Promise<Page<Row>> {
    const { pageSize } = this.limits;
    if (number === 0) return source.fetchPage(null, pageSize);
    const before = this.pages.get(number - 1);
    if (before !== undefined && !before.stale && before.next !== null && before.rows.length === pageSize) {
      return source.fetchPage(before.next, pageSize);
    }
    return source.jump(number * pageSize, pageSize);
  }

  private forgetFar(): void {
    const { pageSize, keep } = this.limits;
    const middle = (this.first + this.last) / 2 / pageSize;
    const byDistance = [...this.pages.keys()].sort((a, b) => Math.abs(b + 0.5 - middle) - Math.abs(a + 0.5 - middle));
    for (const number of byDistance.slice(0, Math.max(0, byDistance.length - keep))) this.pages.delete(number);
    const wanted = new Set(this.wanted());
    for (const [number, page] of this.pages) {
      if (page.stale && !wanted.has(number)) this.pages.delete(number);
    }
  }
}
