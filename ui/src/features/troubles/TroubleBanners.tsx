import type { ReactNode } from "react";
import { Banner } from "../../components/Banner";
import { LinkButton } from "../../components/Button";
import { t } from "../../i18n/text";
import { useCall } from "../../ipc/queries";
import type { Sending } from "../../ipc/types.gen";
import { AlarmBanner } from "./AlarmBanner";
import { kindOf } from "./kinds";
import { SupplierBanner } from "./SupplierBanner";
import styles from "./Troubles.module.css";

/** More at once would push the work off the screen; Activity has them all. */
const AT_ONCE = 2;

/** Alarms first, then what a person can lift, then what only time lifts. */
function drawn({ alarms, suppliers }: Sending): ReactNode[] {
  const lifted = suppliers.filter((row) => kindOf(row) !== "limited");
  const waited = suppliers.filter((row) => kindOf(row) === "limited");
  return [
    ...alarms.map((alarm) => <AlarmBanner key={`alarm ${alarm.id}`} alarm={alarm} />),
    ...[...lifted, ...waited].map((row) => <SupplierBanner key={`supplier ${row.supplier_id}`} row={row} />),
  ];
}

/** What stands in the way at suppliers, and what their records and ours do not agree on. All of it. */
export function Troubles(): ReactNode {
  const { data } = useCall("sending", {});
  const all = data === undefined ? [] : drawn(data);
  return all.length === 0 ? null : <section className={styles.stack} aria-label={t("trouble.title")}>{all}</section>;
}

/** The first of them, above a list of work; suppliers that only asked us to wait do not interrupt there. */
export function FirstTroubles(): ReactNode {
  const { data } = useCall("sending", {});
  if (data === undefined) return null;
  const all = drawn({ ...data, suppliers: data.suppliers.filter((row) => kindOf(row) !== "limited") });
  const more = all.length - AT_ONCE;
  return (
    <>
      {all.slice(0, AT_ONCE)}
      {more > 0 && <Banner title={t("trouble.more", { count: more })} action={<LinkButton size="sm" href="/activity">{t("trouble.all")}</LinkButton>} />}
    </>
  );
}
