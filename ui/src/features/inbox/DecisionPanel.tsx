import type { ReactNode, RefObject } from "react";
import { Button } from "../../components/Button";
import { Checkbox } from "../../components/Choice";
import { DecisionCard, type Option } from "../../components/DecisionCard";
import { TextField } from "../../components/TextField";
import { compare, isDecimal } from "../../i18n/decimal";
import { formatPercent, MISSING } from "../../i18n/format";
import { t } from "../../i18n/text";
import type { OrderDetail } from "../../ipc/types.gen";
import { causeWords, factOf, optionWords, quoteOf } from "./decisionWords";
import type { Choice } from "./useChoice";

export interface DecisionPanelProps {
  detail: OrderDetail;
  choice: Choice;
  now: number;
  onApply: () => void;
  onSnooze: () => void;
  isPending: boolean;
  snoozeRef: RefObject<HTMLButtonElement | null>;
}

/** The one thing that stands in the way, its answers with the margin of each, and the blue button. */
export function DecisionPanel({ detail, choice, now, onApply, onSnooze, isPending, snoozeRef }: DecisionPanelProps): ReactNode {
  const { decision, row } = detail;
  if (decision === null) return null;
  const cause = causeWords(detail);
  const options = decision.options.map((option, index): Option => {
    const { title, note } = optionWords(detail, decision.check, option, now);
    const isKnown = option.margin !== null && isDecimal(option.margin);
    const isUnder = isKnown && isDecimal(row.floor) && compare(option.margin ?? "0", row.floor) < 0;
    return {
      id: String(index),
      title,
      ...(note === "" ? {} : { note }),
      value: isKnown ? formatPercent(option.margin, { unit: "percent" }) : MISSING,
      valueNote: t("option.margin"),
      ...(isKnown ? { tone: isUnder ? "warn" : "good" } : {}),
      ...(option.suggested ? { tag: t("option.suggested") } : {}),
    };
  });
  const supplier = choice.option === null ? undefined : (quoteOf(detail, choice.option)?.quote.supplier ?? factOf(choice.option.facts, "supplier"));
  return (
    <DecisionCard
      mark={decision.verdict === "block" ? "bad" : "warn"}
      title={cause.title}
      label={t("option.label")}
      options={options}
      selected={choice.index === null ? null : String(choice.index)}
      onSelect={(id) => choice.choose(Number(id))}
      remember={
        <>
          {choice.option?.can_remember === true && (
            <Checkbox isSelected={choice.remember} onChange={choice.setRemember}>
              {supplier == null ? t("option.rememberPlain") : t("option.remember", { supplier })}
            </Checkbox>
          )}
          {choice.message !== null && <TextField label={t("option.message")} rows={4} value={choice.message} onChange={choice.setMessage} onEnter={onApply} maxLength={4000} />}
        </>
      }
      actions={
        <>
          <Button look="primary" isWide hotkey="decision.apply" isPending={isPending} isDisabled={choice.option === null} onPress={onApply}>
            {t("option.apply")}
          </Button>
          <Button ref={snoozeRef} keysOf="queue.snooze" onPress={onSnooze}>
            {t("bulk.snooze")}
          </Button>
        </>
      }
    >
      {cause.text}
      {options.length === 0 && ` ${t("option.applyNothing")}`}
    </DecisionCard>
  );
}
