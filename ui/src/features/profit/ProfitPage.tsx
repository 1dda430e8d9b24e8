import { ChartNoAxesCombined } from "lucide-react";
import type { ReactNode } from "react";
import { EmptyState } from "../../components/EmptyState";
import { PageHeader } from "../../components/Header";
import { t } from "../../i18n/text";

export function ProfitPage(): ReactNode {
  return (
    <>
      <PageHeader title={t("nav.profit")} hasEdge />
      <EmptyState icon={ChartNoAxesCombined} title={t("profit.emptyTitle")}>
        {t("profit.emptyNote")}
      </EmptyState>
    </>
  );
}
