import { X } from "lucide-react";
import type { ReactNode } from "react";
import { Button } from "../../components/Button";
import { NumberField } from "../../components/NumberField";
import { SelectField } from "../../components/SelectField";
import { TextField } from "../../components/TextField";
import { t } from "../../i18n/text";
import { useCall } from "../../ipc/queries";
import type { ActionShape } from "../../ipc/types.gen";
import { ACTION_KINDS, COLOURS, EMPTY_ACTIONS } from "./ruleParts";
import styles from "./Rules.module.css";

export interface ActionEditorProps {
  /** Its place, counted from 1, for readers. */
  n: number;
  action: ActionShape;
  places: readonly string[];
  canRemove: boolean;
  onChange: (action: ActionShape) => void;
  onRemove: () => void;
}

/** One thing that a rule does, with its values. */
export function ActionEditor({ n, action, places, canRemove, onChange, onRemove }: ActionEditorProps): ReactNode {
  return (
    <div role="group" aria-label={t("rules.actionN", { n })} className={styles.part}>
      <div className={styles.head}>
        <SelectField isLabelHidden label={t("rules.does")} value={action.kind} options={ACTION_KINDS.map((kind) => ({ value: kind, label: t(`rules.name.${kind}`) }))} onChange={(kind) => onChange(EMPTY_ACTIONS[kind])} />
        {canRemove && <Button icon={X} look="ghost" size="sm" label={t("rules.actionRemove", { n })} onPress={onRemove} />}
      </div>
      <ActionValues key={action.kind} action={action} places={places} onChange={onChange} />
    </div>
  );
}

function ActionValues({ action, places, onChange }: Pick<ActionEditorProps, "action" | "places" | "onChange">): ReactNode {
  const { data: suppliers } = useCall("suppliers", {});
  const help = t("rules.placesHelp", { list: places.map((place) => `{${place}}`).join(" ") });
  switch (action.kind) {
    case "tag":
    case "untag":
      return <TextField label={t("rules.tag")} value={action.tag} onChange={(tag) => onChange({ ...action, tag })} />;
    case "colour":
      return <SelectField label={t("rules.colour")} value={action.colour === "" ? "none" : action.colour} options={[...COLOURS, "none" as const].map((value) => ({ value: value as string, label: t(`rules.colour.${value}`) }))} onChange={(value) => onChange({ ...action, colour: value === "none" ? "" : value })} />;
    case "hold":
      return <p className={styles.hint}>{t("rules.holdHelp")}</p>;
    case "snooze":
      return <NumberField label={t("rules.snoozeFor")} unit={t("rules.hoursUnit")} min="1" max="2160" value={String(Math.max(1, Math.round(action.minutes / 60)))} onChange={(hours) => onChange({ ...action, minutes: Number(hours ?? 1) * 60 })} />;
    case "supplier":
      return <SelectField label={t("rules.kind.supplier")} help={t("rules.supplierHelp")} value={action.supplier_id === 0 ? null : String(action.supplier_id)} options={(suppliers?.rows ?? []).map(({ id, name }) => ({ value: String(id), label: name }))} onChange={(id) => onChange({ ...action, supplier_id: Number(id) })} />;
    case "choice":
      return <NumberField label={t("rules.choice")} help={t("rules.choiceHelp")} min="1" max="20" value={String(action.n)} onChange={(n) => onChange({ ...action, n: Number(n ?? 1) })} />;
    case "forward_after":
      return <NumberField label={t("rules.delay")} help={t("rules.forwardHelp")} unit={t("rules.minutesUnit")} min="0" max="43200" value={String(action.minutes)} onChange={(minutes) => onChange({ ...action, minutes: Number(minutes ?? 0) })} />;
    case "forward_at":
      return <TextField label={t("rules.time")} help={t("rules.forwardHelp")} placeholder="16:00" value={action.time} onChange={(time) => onChange({ ...action, time })} />;
    case "draft":
      return (
        <div className={styles.stack}>
          <SelectField label={t("rules.recipient")} value={action.to} options={["customer", "supplier"].map((value) => ({ value, label: t(value === "supplier" ? "rules.recipient.supplier" : "rules.recipient.customer") }))} onChange={(to) => onChange({ ...action, to })} />
          <TextField label={t("rules.subject")} value={action.subject} onChange={(subject) => onChange({ ...action, subject })} />
          <TextField label={t("rules.text")} rows={5} help={help} value={action.text} onChange={(text) => onChange({ ...action, text })} />
        </div>
      );
    case "note":
      return <TextField label={t("rules.text")} rows={3} help={help} value={action.text} onChange={(text) => onChange({ ...action, text })} />;
  }
}
