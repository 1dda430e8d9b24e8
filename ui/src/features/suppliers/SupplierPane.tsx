import { Ellipsis, Pencil } from "lucide-react";
import type { ReactNode } from "react";
import { Button, LinkButton } from "../../components/Button";
import { PaneHeader } from "../../components/Header";
import { Menu } from "../../components/Menu";
import { ShopTile } from "../../components/ShopTile";
import { Skeleton } from "../../components/Skeleton";
import { PaneBody } from "../../components/SplitView";
import { StatusChip } from "../../components/StatusMark";
import { useHotkey } from "../../hotkeys";
import { t } from "../../i18n/text";
import { useAction, useCall } from "../../ipc/queries";
import type { SupplierShape } from "../../ipc/types.gen";
import { useUndoToast } from "../../undo";
import { STANDINGS, type Standing } from "./newSupplier";
import { Agreement } from "./Agreement";
import { ApiServer } from "./ApiServer";
import { SftpServer } from "./SftpServer";
import { Contact, LeadTime, Measures, OrderFile, Shipping, Terms } from "./SupplierFacts";
import styles from "./Suppliers.module.css";
import { kindName, markOf, placeOf, standingName } from "./words";

export interface SupplierPaneProps {
  id: number;
  onEdit: (supplier: SupplierShape) => void;
  onClose: (() => void) | undefined;
}

/** One supplier: what is known of it, the terms, and how orders reach it. */
export function SupplierPane({ id, onEdit, onClose }: SupplierPaneProps): ReactNode {
  const { data, error } = useCall("supplier", { id }, { keepPrevious: true });
  const say = useUndoToast();
  const save = useAction("supplier_save", {
    failureTitle: t("supplier.saveFailed"),
    onDone: (done, { name, standing }) => say(t("supplier.nowStands", { name, standing: standingName(standing) }), done),
  });
  const stand = (standing: Standing): void => {
    if (data !== undefined) save.mutate({ ...data.supplier, standing });
  };
  useHotkey("suppliers.watch", () => stand(data?.supplier.standing === "on_watch" ? "approved" : "on_watch"), { enabled: data !== undefined });
  if (data === undefined) return <PaneBody>{error === null ? <Skeleton /> : <p className="bad">{error.message}</p>}</PaneBody>;
  const { row, supplier } = data;
  return (
    <>
      <PaneHeader
        isTall
        lead={<ShopTile name={row.name} size="lg" isDecorative />}
        title={row.name}
        note={[kindName(row.kind), placeOf(row)].filter(Boolean).join(", ")}
        {...(onClose === undefined ? {} : { onClose })}
        actions={
          <>
            <Button size="sm" icon={Pencil} onPress={() => onEdit(supplier)}>
              {t("common.edit")}
            </Button>
            <Menu
              label={t("supplier.standing")}
              placement="bottom end"
              entries={[
                {
                  id: "standing",
                  title: t("supplier.standing"),
                  entries: STANDINGS.map((standing) => ({ id: standing, label: standingName(standing), isChecked: supplier.standing === standing, ...(standing === "on_watch" ? { keysOf: "suppliers.watch" as const } : {}), onAction: () => stand(standing) })),
                },
              ]}
            >
              <Button icon={Ellipsis} look="ghost" size="sm" label={t("common.more")} hasPopup />
            </Menu>
          </>
        }
      />
      <PaneBody>
        <div className={styles.actions}>
          <StatusChip mark={markOf(row.standing)}>{standingName(row.standing)}</StatusChip>
          {row.open > 0 && <span className="warn s12">{t("supplier.waiting", { count: row.open })}</span>}
          <LinkButton size="sm" href={`/suppliers/${row.id}`}>
            {t("supplier.offerCount", { count: row.offers })}
          </LinkButton>
        </div>
        <Measures detail={data} />
        <LeadTime days={data.days_to_door} />
        <Terms detail={data} />
        <Shipping supplier={supplier} />
        <OrderFile detail={data} />
        {supplier.channel === "sftp" && <SftpServer supplierId={row.id} name={row.name} />}
        {supplier.channel === "api" && <ApiServer supplierId={row.id} name={row.name} />}
        <Agreement supplierId={row.id} name={row.name} />
        <Contact supplier={supplier} />
      </PaneBody>
    </>
  );
}
