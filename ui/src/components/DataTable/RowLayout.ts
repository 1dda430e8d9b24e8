import type { RowGroup } from "./source";

export type Item = { kind: "group"; group: RowGroup } | { kind: "row"; position: number };

interface Segment {
  group: RowGroup | null;
  /** Index of the heading, or of the first row where there is no heading. */
  firstItem: number;
  firstPosition: number;
  rows: number;
  shown: number;
}

/** What is drawn where: headings and rows in one column of items, and the way between an item's index and a row's position. */
export class RowLayout {
  readonly itemCount: number;
  readonly total: number;
  private readonly segments: Segment[] = [];

  constructor(total: number, groups: readonly RowGroup[] = []) {
    this.total = total;
    let item = 0;
    let position = 0;
    for (const group of groups) {
      const rows = Math.max(0, Math.min(group.count, total - position));
      const shown = group.collapsed === true ? 0 : rows;
      this.segments.push({ group, firstItem: item, firstPosition: position, rows, shown });
      item += 1 + shown;
      position += rows;
    }
    if (position < total) {
      const rows = total - position;
      this.segments.push({ group: null, firstItem: item, firstPosition: position, rows, shown: rows });
      item += rows;
    }
    this.itemCount = item;
  }

  item(index: number): Item | null {
    const segment = this.segments.findLast(({ firstItem }) => firstItem <= index);
    if (segment === undefined || index < 0 || index >= this.itemCount) return null;
    const inside = index - segment.firstItem;
    if (segment.group === null) return { kind: "row", position: segment.firstPosition + inside };
    if (inside === 0) return { kind: "group", group: segment.group };
    return { kind: "row", position: segment.firstPosition + inside - 1 };
  }

  /** The item that draws a row; the heading of its group while that is closed. */
  indexOf(position: number): number {
    const segment = this.segments.findLast(({ firstPosition, rows }) => firstPosition <= position && rows > 0);
    if (segment === undefined) return 0;
    const heading = segment.group === null ? 0 : 1;
    return segment.shown === 0 ? segment.firstItem : segment.firstItem + heading + (position - segment.firstPosition);
  }

  /** The group in which an item lies. */
  groupAt(index: number): RowGroup | null {
    return this.segments.findLast(({ firstItem }) => firstItem <= index)?.group ?? null;
  }

  /** How many headings stand at or above an item. */
  headingsUpTo(index: number): number {
    return this.segments.filter(({ group, firstItem }) => group !== null && firstItem <= index).length;
  }

  isHeading(index: number): boolean {
    return this.segments.some(({ group, firstItem }) => group !== null && firstItem === index);
  }

  /** The row `steps` shown rows away, stopping at the ends; closed groups are passed over. */
  move(position: number, steps: number): number {
    const open = this.segments.filter(({ shown }) => shown > 0);
    if (open.length === 0) return position;
    let before = 0;
    let rank: number | null = null;
    for (const { firstPosition, shown } of open) {
      if (rank === null && position < firstPosition + shown) rank = before + Math.max(0, position - firstPosition);
      before += shown;
    }
    let left = Math.max(0, Math.min(before - 1, (rank ?? before - 1) + steps));
    for (const { firstPosition, shown } of open) {
      if (left < shown) return firstPosition + left;
      left -= shown;
    }
    return position;
  }

  get firstRow(): number {
    return this.segments.find(({ shown }) => shown > 0)?.firstPosition ?? 0;
  }

  get lastRow(): number {
    const segment = this.segments.findLast(({ shown }) => shown > 0);
    return segment === undefined ? 0 : segment.firstPosition + segment.shown - 1;
  }
}
