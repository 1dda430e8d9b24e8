import type { PurchaseLineShape } from "../../ipc/types.gen";

/** What a line of a purchase is called: the title of the order's line, with the part where it is one. */
export const lineName = ({ title, part }: Pick<PurchaseLineShape, "title" | "part">): string => (part === "" ? title : `${title}: ${part}`);
