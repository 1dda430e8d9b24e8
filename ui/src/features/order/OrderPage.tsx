import type { ReactNode } from "react";
export function OrderPage(): ReactNode { return null; }
