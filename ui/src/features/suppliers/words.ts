import type { Mark } from "../../components/StatusMark";
import { countryName } from "../../i18n/options";
import { isTextKey, t } from "../../i18n/text";
import type { SupplierRow } from "../../ipc/types.gen";
import type { Standing } from "./newSupplier";

export const MARK_OF: Record<Standing, Mark> = { invited: "wait", testing: "half", approved: "ok", on_watch: "warn", paused: "hold", rejected: "bad" };

export const markOf = (standing: string): Mark => MARK_OF[standing as Standing] ?? "empty";

const word = (key: string, fallback: string): string => (isTextKey(key) ? t(key) : fallback.replaceAll("_", " "));
export const kindName = (kind: string): string => word(`supplier.kind.${kind}`, kind);
export const standingName = (standing: string): string => word(`supplier.standing.${standing}`, standing);
export const channelName = (channel: string): string => word(`supplier.channel.${channel}`, channel);
export const fieldWord = (field: string): string => word(`supplier.field.${field}`, field);

/** "Rotterdam, Netherlands". */
export const placeOf = ({ city, country }: Pick<SupplierRow, "city" | "country">): string => [city, country === "" ? "" : countryName(country)].filter((part) => part !== "").join(", ");

/** Everywhere, the European Union, or a country. */
export function zoneName(zone: string): string {
  if (zone === "*") return t("supplier.everywhere");
  return zone === "EU" ? t("supplier.eu") : countryName(zone);
}
