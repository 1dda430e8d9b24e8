import type { LineShape } from "../../ipc/types.gen";

/** A line, or a part of a bundle that is bought apart from the others. */
export interface PartLine extends LineShape {
  /** Empty for the whole line. */
  part: string;
}

export const partKey = ({ id, part }: Pick<PartLine, "id" | "part">): string => `${id} ${part}`;

/** What has to be bought, one by one: lines, and each part of those that come in parts. */
export const boughtApart = (lines: readonly LineShape[]): PartLine[] =>
  lines.flatMap((line): PartLine[] => (line.parts.length === 0 ? [{ ...line, part: "" }] : line.parts.map(({ part, forwarded, purchase_ids, quotes }) => ({ ...line, part, forwarded, purchase_ids, quotes, title: `${line.title}: ${part}` }))));
