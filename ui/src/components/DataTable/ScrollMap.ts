/**
 * Engines stop drawing elements somewhere above 16 million pixels (33 million where pages are not zoomed), and a
 * million rows are 36 million pixels high. So the element is capped, and a place in the list (its offset, as if
 * nothing were capped) is mapped to a place of the scroll bar: one to one near both ends, compressed between them.
 */
export const MAX_HEIGHT = 12_000_000;
const EDGE = 3_000_000;

export class ScrollMap {
  /** Where the scroll bar stands. */
  place = 0;
  /** Which part of the list is in view. */
  offset = 0;
  private height = 0;
  private viewport = 0;

  /** Takes the full height of the list and of its view, both in pixels. */
  resize(height: number, viewport: number): void {
    this.height = height;
    this.viewport = viewport;
    this.offset = Math.min(this.offset, this.maxOffset);
  }

  /** Height of the element that scrolls. */
  get elementHeight(): number {
    return Math.min(this.height, MAX_HEIGHT);
  }

  get isCapped(): boolean {
    return this.height > MAX_HEIGHT;
  }

  /** To be added to the top of every item when it is drawn. */
  get shift(): number {
    return this.place - this.offset;
  }

  get maxOffset(): number {
    return Math.max(0, this.height - this.viewport);
  }

  private get maxPlace(): number {
    return Math.max(0, this.elementHeight - this.viewport);
  }

  placeOf(offset: number): number {
    if (!this.isCapped || offset <= EDGE) return offset;
    const fromEnd = this.maxOffset - offset;
    if (fromEnd <= EDGE) return this.maxPlace - fromEnd;
    return EDGE + ((offset - EDGE) * (this.maxPlace - 2 * EDGE)) / (this.maxOffset - 2 * EDGE);
  }

  offsetOf(place: number): number {
    if (!this.isCapped || place <= EDGE) return place;
    const fromEnd = this.maxPlace - place;
    if (fromEnd <= EDGE) return this.maxOffset - fromEnd;
    return EDGE + ((place - EDGE) * (this.maxOffset - 2 * EDGE)) / (this.maxPlace - 2 * EDGE);
  }

  /** Follows the scroll bar. Small moves are a wheel or a finger and move the list as far; large ones are a jump. */
  scrolled(place: number): void {
    const moved = place - this.place;
    const isSmall = Math.abs(moved) <= Math.max(400, 2 * this.viewport);
    const isEnd = place <= 0 || place >= this.maxPlace;
    if (this.isCapped && isSmall && !isEnd) this.offset = Math.max(0, Math.min(this.maxOffset, this.offset + moved));
    else this.offset = Math.round(this.offsetOf(place));
    this.place = place;
  }

  /** Goes to a part of the list; `place` is then where the scroll bar has to stand. */
  goTo(offset: number): void {
    this.offset = Math.max(0, Math.min(this.maxOffset, offset));
    // Whole pixels, or every row would be drawn between two of them.
    this.place = Math.round(this.placeOf(this.offset));
  }
}
