import { formatDate } from "../../../i18n/dates";
import { t } from "../../../i18n/text";

/** The days on which a rule holds, in words; empty days are open ends. */
export function validText(from: string, to: string): string {
  if (from === "" && to === "") return t("costs.always");
  if (to === "") return t("costs.since", { day: formatDate(from, 0) });
  return from === "" ? t("costs.until", { day: formatDate(to, 0) }) : t("costs.range", { from: formatDate(from, 0), to: formatDate(to, 0) });
}
