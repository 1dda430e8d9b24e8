import { useParams } from "@tanstack/react-router";
import { SearchX } from "lucide-react";
import type { ReactNode } from "react";
import { LinkButton } from "../../components/Button";
import { EmptyState } from "../../components/EmptyState";
import { PageHeader } from "../../components/Header";
import { Skeleton } from "../../components/Skeleton";
import { t } from "../../i18n/text";
import { useCall } from "../../ipc/queries";
import { OrderView } from "./OrderView";

/** One order: what was bought, where it comes from, what happened and what is left. */
export function OrderPage(): ReactNode {
  const { id } = useParams({ strict: false });
  const orderId = Number(id);
  const { data, error } = useCall("order", { id: orderId }, { keepPrevious: true });
  if (error !== null) {
    return (
      <EmptyState icon={SearchX} title={t("order.missing")} actions={<LinkButton look="primary" href="/orders">{t("nav.orders")}</LinkButton>}>
        {error.message}
      </EmptyState>
    );
  }
  if (data === undefined || data.row.id !== orderId) {
    return (
      <>
        <PageHeader title={t("order.loading")} crumbs={[{ title: t("nav.orders"), href: "/orders" }]} hasEdge />
        <Skeleton rows={12} />
      </>
    );
  }
  return <OrderView key={data.row.id} detail={data} />;
}
