import { Boxes } from "lucide-react";
import type { ReactNode } from "react";
import { EmptyState } from "../../components/EmptyState";
import { PageHeader } from "../../components/Header";
import { t } from "../../i18n/text";

export function StockPage(): ReactNode {
  return (
    <>
      <PageHeader title={t("nav.stock")} hasEdge />
      <EmptyState icon={Boxes} title={t("stock.emptyTitle")}>
        {t("stock.emptyNote")}
      </EmptyState>
    </>
  );
}
