import { useNavigate } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { useNow } from "../../clock";
import { Banner } from "../../components/Banner";
import { Button } from "../../components/Button";
import { StatusMark } from "../../components/StatusMark";
import { toMillis } from "../../i18n/dates";
import { formatDuration } from "../../i18n/format";
import { t } from "../../i18n/text";
import { useCall } from "../../ipc/queries";
import type { PurchaseRow } from "../../ipc/types.gen";
import { momentText } from "../orders/moments";

/** After so long a purchase that nobody has answered for is raised again. */
export const RAISED_AFTER_MS = 4 * 3_600_000;
const SHOWN = 50;

/** True while the merchant wants to be left alone about it. */
const isPutOff = ({ remind_at: at }: PurchaseRow, now: number): boolean => (toMillis(at) ?? 0) > now;

/** How long the oldest has been open, milliseconds; 0 where none is. */
const longest = (rows: readonly PurchaseRow[], now: number): number => Math.max(0, ...rows.map(({ doubt_since: since }) => now - (toMillis(since) ?? now)));

/** Purchases that only the merchant can find out about. One that was put off comes back by itself. */
export function DoubtBanner({ count }: { count: number }): ReactNode {
  const navigate = useNavigate();
  const now = useNow();
  const { data } = useCall("purchases", { state: "asking", limit: SHOWN }, { enabled: count > 0 });
  if (data === undefined || count === 0) return null;
  const open = data.rows.filter((row) => !isPutOff(row, now));
  const total = data.total - (data.rows.length - open.length);
  const [first] = open;
  if (total <= 0 || first === undefined) return null;
  const isOne = total === 1;
  const age = longest(open, now);
  const shipBy = open.filter(({ raised_at: at }) => at !== null).map(({ ship_by: by }) => by).filter((by) => by !== null).sort()[0];
  const isRaised = age >= RAISED_AFTER_MS || shipBy !== undefined;
  return (
    <Banner
      look={isRaised ? "bad" : "neutral"}
      icon={<StatusMark mark="warn" name="" size={16} />}
      title={isOne ? t("banner.unknown", { supplier: first.supplier, number: first.number }) : t("banner.unknownMany", { count: total })}
      action={
        <Button size="sm" onPress={() => void (isOne ? navigate({ to: "/purchases/$id", params: { id: String(first.id) } }) : navigate({ to: "/purchases", search: { state: "in_doubt" } }))}>
          {t(isOne ? "banner.look" : "banner.lookMany")}
        </Button>
      }
    >
      {shipBy !== undefined ? t("banner.unknownShipBy", { when: momentText(shipBy, now) }) : isRaised ? t("banner.unknownFor", { span: formatDuration(age / 1000) }) : t("banner.unknownNote")}
    </Banner>
  );
}
