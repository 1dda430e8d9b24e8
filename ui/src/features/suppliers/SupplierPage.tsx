import type { ReactNode } from "react";
import { SuppliersPage } from "./SuppliersPage";

/** The offers of one supplier, as a page of its own. */
export function SupplierPage(): ReactNode {
  return <SuppliersPage />;
}
