import { Package } from "lucide-react";
import type { ReactNode } from "react";
import { EmptyState } from "../../components/EmptyState";
import { PageHeader } from "../../components/Header";
import { t } from "../../i18n/text";

export function OrdersPage(): ReactNode {
  return (
    <>
      <PageHeader title={t("nav.orders")} hasEdge />
      <EmptyState icon={Package} title={t("orders.emptyTitle")}>
        {t("orders.emptyNote")}
      </EmptyState>
    </>
  );
}
