import { Inbox } from "lucide-react";
import type { ReactNode } from "react";
import { EmptyState } from "../../components/EmptyState";
import { PageHeader } from "../../components/Header";
import { t } from "../../i18n/text";

export function InboxPage(): ReactNode {
  return (
    <>
      <PageHeader title={t("nav.inbox")} hasEdge />
      <EmptyState icon={Inbox} title={t("inbox.emptyTitle")}>
        {t("inbox.emptyNote")}
      </EmptyState>
    </>
  );
}
