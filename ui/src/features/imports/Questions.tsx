import type { ReactNode } from "react";
import { RadioGroup } from "../../components/Choice";
import { SelectField } from "../../components/SelectField";
import { StatusMark } from "../../components/StatusMark";
import { formatDateHeading } from "../../i18n/dates";
import { formatNumber } from "../../i18n/format";
import { t } from "../../i18n/text";
import type { ColumnChoice } from "../../ipc/types.gen";
import { readAmount, readDay, type Question } from "./ambiguity";
import styles from "./Questions.module.css";

export interface QuestionsProps {
  questions: readonly Question[];
  choice: ColumnChoice;
  onChange: (choice: ColumnChoice) => void;
}

/** What the file cannot say by itself. Nothing is read before these are answered. */
export function Questions({ questions, choice, onChange }: QuestionsProps): ReactNode {
  return questions.map(({ about, value }) => (
    <section key={about} className={styles.question} aria-label={t(about === "days" ? "imports.askDays" : "imports.askAmounts")}>
      <StatusMark mark="warn" name="" size={16} />
      <div className={styles.body}>
        {about === "days" ? (
          <RadioGroup
            label={t("imports.askDays")}
            value={null}
            options={(["day_first", "month_first"] as const).map((order) => ({
              value: order,
              label: t(order === "day_first" ? "imports.dayFirst" : "imports.monthFirst"),
              note: t("imports.dayFirstNote", { value, date: formatDateHeading(readDay(value, order), 0) }),
            }))}
            onChange={(order) => onChange({ ...choice, day_order: order })}
          />
        ) : (
          <RadioGroup
            label={t("imports.askAmounts")}
            value={null}
            options={(["comma", "point"] as const).map((sign) => ({
              value: sign,
              label: t(sign === "point" ? "imports.point" : "imports.comma"),
              note: t("imports.amountNote", { value, amount: formatNumber(readAmount(value, sign), { places: 2 }) }),
            }))}
            onChange={(sign) => onChange({ ...choice, decimal_sign: sign })}
          />
        )}
      </div>
    </section>
  ));
}

/** How dates and amounts are read, for a person who wants to change it. */
export function Formats({ choice, onChange }: Omit<QuestionsProps, "questions">): ReactNode {
  const auto = "auto";
  return (
    <div className={styles.formats}>
      <SelectField
        size="sm"
        label={t("imports.days")}
        value={choice.day_order === "" ? auto : choice.day_order}
        options={[
          { value: auto, label: t("imports.auto") },
          { value: "day_first", label: t("imports.dayFirst") },
          { value: "month_first", label: t("imports.monthFirst") },
          { value: "year_first", label: t("imports.yearFirst") },
        ]}
        onChange={(order) => onChange({ ...choice, day_order: order === auto ? "" : order })}
      />
      <SelectField
        size="sm"
        label={t("imports.decimals")}
        value={choice.decimal_sign === "" ? auto : choice.decimal_sign}
        options={[
          { value: auto, label: t("imports.auto") },
          { value: "point", label: t("imports.point") },
          { value: "comma", label: t("imports.comma") },
        ]}
        onChange={(sign) => onChange({ ...choice, decimal_sign: sign === auto ? "" : sign })}
      />
    </div>
  );
}
