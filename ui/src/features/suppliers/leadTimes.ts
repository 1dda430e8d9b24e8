/** Bars for 1 to 9 days and one for all that took longer. */
const BINS = 10;

/** How many parcels took each number of days; a parcel of the same day counts as one day. */
export function countsByDay(days: readonly number[]): number[] {
  const counts = Array.from({ length: BINS }, () => 0);
  for (const each of days) {
    const bin = Math.min(BINS, Math.max(1, Math.ceil(each))) - 1;
    counts[bin] = (counts[bin] ?? 0) + 1;
  }
  return counts;
}

/** The days within which a share of the parcels arrived: the nearest that was really seen. */
export function within(days: readonly number[], share: number): number {
  const ordered = [...days].sort((a, b) => a - b);
  return ordered[Math.max(0, Math.ceil(share * ordered.length) - 1)] ?? 0;
}
