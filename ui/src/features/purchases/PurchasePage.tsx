import { useParams } from "@tanstack/react-router";
import { SearchX } from "lucide-react";
import type { ReactNode } from "react";
import { LinkButton } from "../../components/Button";
import { EmptyState } from "../../components/EmptyState";
import { PageHeader } from "../../components/Header";
import { Skeleton } from "../../components/Skeleton";
import { t } from "../../i18n/text";
import { useCall } from "../../ipc/queries";
import { PurchaseView } from "./PurchaseView";

/** One purchase: where it stands, what to do about it, every attempt to send it. */
export function PurchasePage(): ReactNode {
  const { id } = useParams({ strict: false });
  const { data, error, refetch } = useCall("purchase", { id: Number(id) });
  if (error !== null) {
    return (
      <EmptyState icon={SearchX} title={t("purchase.missing")} actions={<LinkButton look="primary" href="/purchases">{t("purchase.title")}</LinkButton>}>
        {error.message}
      </EmptyState>
    );
  }
  if (data === undefined) {
    return (
      <>
        <PageHeader title={t("purchase.one")} hasEdge />
        <Skeleton rows={10} />
      </>
    );
  }
  return <PurchaseView key={data.row.id} detail={data} onReread={() => void refetch()} />;
}
