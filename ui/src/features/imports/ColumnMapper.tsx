import type { ReactNode } from "react";
import { SelectField } from "../../components/SelectField";
import { Tag } from "../../components/StatusMark";
import { TextField } from "../../components/TextField";
import { t } from "../../i18n/text";
import type { ColumnChoice, Preview } from "../../ipc/types.gen";
import styles from "./ColumnMapper.module.css";
import { fieldName } from "./words";

export interface ColumnMapperProps {
  preview: Preview;
  choice: ColumnChoice;
  onChange: (choice: ColumnChoice) => void;
}

// Not titles of columns: a title may be any text, so these begin with a control sign.
const NOT_READ = "\u0001none";
const CONSTANT = "\u0001constant";

const without = (map: Record<string, string>, key: string): Record<string, string> => Object.fromEntries(Object.entries(map).filter(([each]) => each !== key));

/** Required fields that neither a column nor a value for all rows fills. */
export function unfilled(preview: Preview, choice: ColumnChoice): string[] {
  return preview.fields.filter(({ name, required }) => required && choice.columns[name] === undefined && (choice.constants[name] ?? "").trim() === "").map(({ name }) => name);
}

/** Which column fills which field. Beside each choice stand the first values, so that a wrong one shows. */
export function ColumnMapper({ preview, choice, onChange }: ColumnMapperProps): ReactNode {
  const columns = preview.columns.map(({ title, samples }) => ({ value: title, label: title, note: samples.slice(0, 2).join(" \u00b7 ") }));
  const samplesOf = (title: string | undefined): string => preview.columns.find((column) => column.title === title)?.samples.slice(0, 3).join(" \u00b7 ") ?? "";
  const choose = (field: string, next: string): void => {
    const columnsLeft = without(choice.columns, field);
    const constantsLeft = without(choice.constants, field);
    onChange({
      ...choice,
      columns: next === NOT_READ || next === CONSTANT ? columnsLeft : { ...columnsLeft, [field]: next },
      constants: next === CONSTANT ? { ...constantsLeft, [field]: "" } : constantsLeft,
    });
  };
  return (
    <table className={styles.mapper} aria-label={t("imports.columns")}>
      <thead>
        <tr>
          <th scope="col">{t("imports.field")}</th>
          <th scope="col">{t("imports.column")}</th>
          <th scope="col">{t("imports.samples")}</th>
        </tr>
      </thead>
      <tbody>
        {preview.fields.map(({ name, required }) => {
          const constant = choice.constants[name];
          const column = choice.columns[name];
          return (
            <tr key={name}>
              <th scope="row">
                {fieldName(name)} {required && <Tag>{t("imports.required")}</Tag>}
              </th>
              <td>
                <SelectField
                  size="sm"
                  label={t("imports.columnOf", { field: fieldName(name) })}
                  isLabelHidden
                  value={column ?? (constant === undefined ? NOT_READ : CONSTANT)}
                  options={[{ value: NOT_READ, label: t("imports.notRead") }, { value: CONSTANT, label: t("imports.constant") }, ...columns]}
                  onChange={(next) => choose(name, next)}
                />
              </td>
              <td className={styles.samples}>
                {constant === undefined ? (
                  samplesOf(column)
                ) : (
                  <TextField
                    size="sm"
                    label={t("imports.constantOf", { field: fieldName(name) })}
                    isLabelHidden
                    value={constant}
                    onChange={(value) => onChange({ ...choice, constants: { ...choice.constants, [name]: value } })}
                  />
                )}
              </td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}
