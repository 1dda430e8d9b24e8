import { Activity } from "lucide-react";
import type { ReactNode } from "react";
import { EmptyState } from "../../components/EmptyState";
import { PageHeader } from "../../components/Header";
import { t } from "../../i18n/text";

export function ActivityPage(): ReactNode {
  return (
    <>
      <PageHeader title={t("nav.activity")} hasEdge />
      <EmptyState icon={Activity} title={t("activity.emptyTitle")}>
        {t("activity.emptyNote")}
      </EmptyState>
    </>
  );
}
