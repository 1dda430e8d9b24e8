import { Settings } from "lucide-react";
import type { ReactNode } from "react";
import { EmptyState } from "../../components/EmptyState";
import { PageHeader } from "../../components/Header";
import { t } from "../../i18n/text";

export function SettingsPage(): ReactNode {
  return (
    <>
      <PageHeader title={t("nav.settings")} hasEdge />
      <EmptyState icon={Settings} title={t("settings.emptyTitle")}>
        {t("settings.emptyNote")}
      </EmptyState>
    </>
  );
}
