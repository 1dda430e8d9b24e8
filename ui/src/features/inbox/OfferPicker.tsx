import { useId, useState, type KeyboardEvent, type ReactNode } from "react";
import { Button } from "../../components/Button";
import { Checkbox } from "../../components/Choice";
import { Dialog } from "../../components/Dialog";
import { NumberField } from "../../components/NumberField";
import { SelectField } from "../../components/SelectField";
import { SearchField } from "../../components/TextField";
import { Money } from "../../components/Value";
import { formatPercent, MISSING } from "../../i18n/format";
import { t } from "../../i18n/text";
import type { DecisionOption, Fix, OrderDetail } from "../../ipc/types.gen";
import { boughtApart, partKey, type PartLine } from "../orders/parts";
import styles from "./Dialogs.module.css";
import { useOfferChoices, type OfferChoice } from "./offerChoices";

export interface OfferPickerProps {
  detail: OrderDetail;
  /** The line, or part of one, to begin with. */
  line: PartLine;
  onPick: (option: DecisionOption, remember: boolean, title: string) => void;
  onClose: () => void;
}

/** Finds another offer for a line: those that are known, those that look alike, and all others by their words. */
export function OfferPicker({ detail, line: first, onPick, onClose }: OfferPickerProps): ReactNode {
  const id = useId();
  const [chosenKey, setChosenKey] = useState(partKey(first));
  const [query, setQuery] = useState("");
  const [at, setAt] = useState(0);
  const [remember, setRemember] = useState(true);
  const [factor, setFactor] = useState<string | null>("1");
  const lines = boughtApart(detail.lines);
  const line = lines.find((each) => partKey(each) === chosenKey) ?? lines[0];
  const { choices, isReading } = useOfferChoices(line, query);
  const isMapped = line?.quotes.some(({ rank }) => rank !== null) === true;
  const position = Math.min(at, Math.max(0, choices.length - 1));
  const current = choices[position];

  const pick = (choice: OfferChoice | undefined): void => {
    if (choice === undefined || line === undefined) return;
    const fix: Fix = isMapped
      ? { kind: "use_offer", line_id: line.id, part: line.part, offer_id: choice.offerId }
      : { kind: "map", line_id: line.id, part: line.part, offer_id: choice.offerId, factor: Math.max(1, Math.trunc(Number(factor ?? "1")) || 1) };
    onPick({ fix, facts: { supplier: choice.supplier }, margin: choice.margin, suggested: false, can_remember: isMapped }, isMapped && remember, t(isMapped ? "option.switch" : "option.mapTo", { supplier: choice.supplier }));
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const step = { ArrowDown: 1, ArrowUp: -1, PageDown: 6, PageUp: -6 }[event.key];
    if (step !== undefined) setAt(Math.max(0, Math.min(choices.length - 1, position + step)));
    else if (event.key === "Enter" && !event.nativeEvent.isComposing) pick(current);
    else return;
    event.preventDefault();
  };

  return (
    <Dialog
      title={t("picker.title", { item: line?.title ?? "" })}
      isOpen
      onClose={onClose}
      size="lg"
      actions={
        <>
          <Button onPress={onClose}>{t("common.cancel")}</Button>
          <Button look="primary" isDisabled={current === undefined} onPress={() => pick(current)}>
            {t("picker.use")}
          </Button>
        </>
      }
    >
      <div className={styles.picker}>
        {lines.length > 1 && (
          <SelectField
            label={t("picker.line")}
            value={chosenKey}
            onChange={(value) => {
              setChosenKey(value);
              setAt(0);
            }}
            options={lines.map((each) => ({ value: partKey(each), label: each.title, note: each.sku }))}
          />
        )}
        <div onKeyDown={onKeyDown} role="presentation">
          <SearchField label={t("picker.search")} value={query} onChange={(next) => { setQuery(next); setAt(0); }} autoFocus onLeave={onClose} />
        </div>
        <div role="listbox" aria-label={t("picker.title", { item: line?.title ?? "" })} aria-busy={isReading} className={styles.list}>
          {choices.map((choice, index) => (
            <div key={choice.offerId} role="presentation">
              {choice.group !== choices[index - 1]?.group && <div className={styles.group}>{t(`picker.${choice.group}`)}</div>}
              <OfferRow id={`${id}${choice.offerId}`} choice={choice} isCurrent={index === position} onPoint={() => setAt(index)} onPick={() => pick(choice)} />
            </div>
          ))}
          {choices.length === 0 && !isReading && <p className={styles.empty}>{query === "" ? t("picker.noneYet") : t("picker.none", { query })}</p>}
        </div>
        {isMapped ? (
          <Checkbox isSelected={remember} onChange={setRemember} note={t("picker.rememberNote")}>
            {t("picker.remember")}
          </Checkbox>
        ) : (
          <NumberField label={t("picker.factor")} value={factor} onChange={setFactor} min="1" />
        )}
      </div>
    </Dialog>
  );
}

interface OfferRowProps {
  id: string;
  choice: OfferChoice;
  isCurrent: boolean;
  onPoint: () => void;
  onPick: () => void;
}

function OfferRow({ id, choice, isCurrent, onPoint, onPick }: OfferRowProps): ReactNode {
  return (
    // Keys are heard by the field above.
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events
    <div id={id} role="option" tabIndex={-1} aria-selected={isCurrent} className={styles.offer} onMouseMove={onPoint} onClick={onPick}>
      <div className={styles.offerText}>
        <div className="b5 el">{choice.supplier}</div>
        <div className="t2 s12 el">{choice.note}</div>
      </div>
      <div className={styles.offerEnd}>
        <Money value={choice.cost} />
        <div className={choice.trouble === "" ? "t3 s11" : "bad s11"}>{choice.trouble !== "" ? choice.trouble : choice.margin === null ? MISSING : `${formatPercent(choice.margin, { unit: "percent" })} ${t("option.margin")}`}</div>
      </div>
    </div>
  );
}
