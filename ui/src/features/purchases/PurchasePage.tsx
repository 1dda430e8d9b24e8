import type { ReactNode } from "react";
export function PurchasePage(): ReactNode { return null; }
