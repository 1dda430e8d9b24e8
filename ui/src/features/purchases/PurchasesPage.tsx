import type { ReactNode } from "react";
export function PurchasesPage(): ReactNode { return null; }
