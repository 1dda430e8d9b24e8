import { LifeBuoy } from "lucide-react";
import type { ReactNode } from "react";
import { EmptyState } from "../../components/EmptyState";
import { PageHeader } from "../../components/Header";
import { t } from "../../i18n/text";

export function CasesPage(): ReactNode {
  return (
    <>
      <PageHeader title={t("nav.cases")} hasEdge />
      <EmptyState icon={LifeBuoy} title={t("cases.emptyTitle")}>
        {t("cases.emptyNote")}
      </EmptyState>
    </>
  );
}
