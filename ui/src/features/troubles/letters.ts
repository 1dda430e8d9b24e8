import { t } from "../../i18n/text";
import type { AlarmRow } from "../../ipc/types.gen";

/** A message to a supplier, to be copied and sent by the merchant. */
export interface Letter {
  subject: string;
  text: string;
}

export interface Sender {
  /** The supplier's contact; empty where none is known. */
  contact: string;
  /** Who writes. */
  name: string;
}

/** "7781, 7790" as a list. */
export const idsOf = ({ facts }: Pick<AlarmRow, "facts">): string[] => (facts["ids"] ?? "").split(", ").filter((id) => id !== "");

/** Our number of what an alarm is about, or the reference where we know no purchase. */
export const numberOf = ({ facts }: Pick<AlarmRow, "facts">): string => facts["number"] ?? facts["reference"] ?? "";

const whole = ({ contact, name }: Sender, paragraphs: readonly string[]): string =>
  [contact === "" ? t("letter.hello") : t("letter.helloName", { name: contact }), ...paragraphs, [t("letter.thanks"), name].filter(Boolean).join("\n")].filter((part) => part !== "").join("\n\n");

const referenceLine = (reference: string | undefined): string => (reference === undefined || reference === "" ? "" : t("letter.reference", { reference }));

/** What to write about records that do not agree. The supplier has to find the order by its own number and by ours. */
export function alarmLetter(alarm: AlarmRow, sender: Sender): Letter {
  const ids = idsOf(alarm);
  const params = { number: numberOf(alarm), ids: ids.join(", "), keep: ids[0] ?? "", cancel: ids.slice(1).join(", ") };
  const reference = referenceLine(alarm.facts["reference"]);
  switch (alarm.kind) {
    case "twice_there":
      return { subject: t("letter.twice.subject", params), text: whole(sender, [t("letter.twice.text", params), reference]) };
    case "split_there":
    case "lines_unclear":
      return { subject: t("letter.lines.subject", params), text: whole(sender, [t(params.ids === "" ? "letter.lines.text" : "letter.lines.textTheirs", params), reference]) };
    case "missing_there":
      return { subject: t("letter.missing.subject", params), text: whole(sender, [t("letter.missing.text", params), reference]) };
    default:
      return alarm.purchase_id === null
        ? { subject: t("letter.unknown.subject", params), text: whole(sender, [t("letter.unknown.text", params), reference]) }
        : { subject: t("letter.cancelled.subject", params), text: whole(sender, [t("letter.cancelled.text", params), reference]) };
  }
}

export interface Difference {
  what: string;
  before: string;
  after: string;
}

/** What the supplier has and what the shop says now, one line each. */
const differenceLine = ({ what, before, after }: Difference): string =>
  before === "" ? t("letter.added", { what, after }) : after === "" ? t("letter.removed", { what, before }) : t("letter.changed", { what, before, after });

/** Asks to change an order that the supplier has. */
export function changeLetter(purchase: { number: string; supplier_number: string }, differences: readonly Difference[], sender: Sender): Letter {
  const params = { number: purchase.number, theirs: purchase.supplier_number };
  const opening = t(purchase.supplier_number === "" ? "letter.change.text" : "letter.change.textTheirs", params);
  return { subject: t("letter.change.subject", params), text: whole(sender, [opening, differences.map(differenceLine).join("\n"), t("letter.change.end")]) };
}

/** Asks for the confirmation of an order. `when` says when it was sent. */
export const chaseLetter = ({ number }: { number: string }, when: string, sender: Sender): Letter => ({ subject: t("letter.chase.subject", { number }), text: whole(sender, [t("letter.chase.text", { number, when })]) });

/** Asks to cancel an order that the supplier has. */
export function cancelLetter(purchase: { number: string; supplier_number: string }, sender: Sender): Letter {
  const params = { number: purchase.number, theirs: purchase.supplier_number };
  return { subject: t("letter.cancel.subject", params), text: whole(sender, [t(purchase.supplier_number === "" ? "letter.cancel.text" : "letter.cancel.textTheirs", params)]) };
}
