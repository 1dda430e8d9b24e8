import { Calendar, ChevronLeft, ChevronRight } from "lucide-react";
import { useState, type ReactNode } from "react";
import { Dialog, DialogTrigger, Popover } from "react-aria-components";
import { Button } from "../../components/Button";
import { Segmented } from "../../components/Segmented";
import { TextField } from "../../components/TextField";
import { t } from "../../i18n/text";
import { UNITS, daysIn, periodOf, shift, type Period, type Unit } from "./period";
import styles from "./PeriodPicker.module.css";
import { periodName } from "./periodWords";

export interface PeriodPickerProps {
  period: Period;
  today: string;
  onChange: (period: Period) => void;
}

const SHOWN = 12;

/** The days a report is about: step by step with the arrows, or chosen. */
export function PeriodPicker({ period, today, onChange }: PeriodPickerProps): ReactNode {
  const isLast = period.to >= today;
  return (
    <div className={styles.picker}>
      <Button icon={ChevronLeft} look="ghost" size="sm" label={t("key.profit.previous")} hotkey="profit.previous" onPress={() => onChange(shift(period, -1))} />
      <DialogTrigger>
        <Button icon={Calendar} hasPopup>
          {periodName(period)}
        </Button>
        <Popover className={styles.popover ?? ""} placement="bottom start" offset={4}>
          <Dialog aria-label={t("profit.period")} className={styles.dialog ?? ""}>
            {({ close }) => (
              <Choice
                period={period}
                today={today}
                onChange={(next) => {
                  onChange(next);
                  close();
                }}
              />
            )}
          </Dialog>
        </Popover>
      </DialogTrigger>
      <Button icon={ChevronRight} look="ghost" size="sm" label={t("key.profit.next")} hotkey="profit.next" isDisabled={isLast} onPress={() => onChange(shift(period, 1))} />
    </div>
  );
}

/** A period and those before it, the latest first. */
function backFrom(latest: Period, count: number): Period[] {
  const list = [latest];
  for (let last = latest; list.length < count; list.push(last)) last = shift(last, -1);
  return list;
}

function Choice({ period, today, onChange }: PeriodPickerProps): ReactNode {
  const [unit, setUnit] = useState<Unit>(period.unit);
  const list = unit === "custom" ? [] : backFrom(periodOf(unit, today), SHOWN);
  return (
    <>
      <div>
        <Segmented<Unit> label={t("profit.period")} value={unit} onChange={setUnit} options={UNITS.map((each) => ({ value: each, label: t(`profit.unit.${each}`) }))} />
      </div>
      {unit === "custom" ? (
        <OwnDays period={period} today={today} onChange={onChange} />
      ) : (
        <ul className={styles.list}>
          {list.map((each) => (
            <li key={each.from}>
              <button type="button" className={styles.entry} aria-pressed={each.from === period.from && each.to === period.to} onClick={() => onChange(each)}>
                {periodName(each)}
              </button>
            </li>
          ))}
        </ul>
      )}
    </>
  );
}

const isDay = (text: string): boolean => /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(text));
const MOST_DAYS = 3660;

function OwnDays({ period, onChange }: PeriodPickerProps): ReactNode {
  const [from, setFrom] = useState(period.from);
  const [to, setTo] = useState(period.to);
  const wrong = !isDay(from) || !isDay(to) ? t("profit.dayShape") : from > to ? t("profit.dayOrder") : daysIn({ from, to }) > MOST_DAYS ? t("profit.dayMany") : undefined;
  const apply = (): void => {
    if (wrong === undefined) onChange({ unit: "custom", from, to });
  };
  return (
    <div className={styles.own}>
      <TextField label={t("profit.from")} type="date" value={from} onChange={setFrom} onEnter={apply} />
      <TextField label={t("profit.to")} type="date" value={to} onChange={setTo} onEnter={apply} error={wrong} />
      <Button look="primary" isDisabled={wrong !== undefined} onPress={apply}>
        {t("profit.show")}
      </Button>
    </div>
  );
}
