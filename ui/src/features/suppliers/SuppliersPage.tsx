import { Factory } from "lucide-react";
import type { ReactNode } from "react";
import { EmptyState } from "../../components/EmptyState";
import { PageHeader } from "../../components/Header";
import { t } from "../../i18n/text";

export function SuppliersPage(): ReactNode {
  return (
    <>
      <PageHeader title={t("nav.suppliers")} hasEdge />
      <EmptyState icon={Factory} title={t("suppliers.emptyTitle")}>
        {t("suppliers.emptyNote")}
      </EmptyState>
    </>
  );
}
