import { ChevronDown, ChevronUp, Plus, X } from "lucide-react";
import type { ReactNode } from "react";
import { Button } from "../../components/Button";
import { Segmented } from "../../components/Segmented";
import { SelectField } from "../../components/SelectField";
import { TextField } from "../../components/TextField";
import { t, type TextKey } from "../../i18n/text";
import type { TemplateColumn, TemplateShape } from "../../ipc/types.gen";
import styles from "./Suppliers.module.css";
import { fieldWord } from "./words";

const FIELDS = [
  "po_number", "reference", "created", "line_number", "supplier_name", "account_number", "merchant_name", "merchant_contact", "supplier_sku", "sku", "title", "variant", "quantity", "unit_cost", "line_cost",
  "currency", "ship_name", "ship_company", "ship_line1", "ship_line2", "ship_city", "ship_region", "ship_postal_code", "ship_country", "ship_country_text", "ship_phone", "service", "note", "constant",
] as const;

const FORMATS = ["csv", "xlsx", "pdf"] as const;
const CHOICES = { delimiter: ["comma", "semicolon", "tab", "pipe"], encoding: ["utf-8", "utf-8-bom", "windows-1252"], decimal_sign: ["point", "comma"], paper: ["a4", "letter"] } as const;

export interface TemplateEditorProps {
  template: TemplateShape;
  onChange: (template: TemplateShape) => void;
}

/** How the supplier wants the order file. */
export function TemplateEditor({ template, onChange }: TemplateEditorProps): ReactNode {
  const change = (part: Partial<TemplateShape>): void => onChange({ ...template, ...part });
  const choice = (key: keyof typeof CHOICES): ReactNode => (
    <SelectField label={t(`supplier.template.${key}`)} value={template[key]} options={CHOICES[key].map((value) => ({ value: value as string, label: t(`supplier.template.${key}.${value}` as TextKey) }))} onChange={(value) => change({ [key]: value })} />
  );
  return (
    <>
      <div>
        <Segmented label={t("supplier.fileFormat")} value={template.format as (typeof FORMATS)[number]} options={FORMATS.map((format) => ({ value: format, label: format.toUpperCase() }))} onChange={(format) => change({ format })} />
      </div>
      <div className={styles.fields}>
        <TextField label={t("supplier.fileName")} help={t("supplier.fileNameHelp")} value={template.file_name} onChange={(name) => change({ file_name: name })} />
        {template.format === "csv" && choice("delimiter")}
        {template.format === "csv" && choice("encoding")}
        {template.format === "pdf" && choice("paper")}
        {template.format !== "xlsx" && choice("decimal_sign")}
      </div>
      {template.format !== "pdf" && <ColumnsEditor columns={template.columns} onChange={(columns) => change({ columns })} />}
    </>
  );
}

function ColumnsEditor({ columns, onChange }: { columns: readonly TemplateColumn[]; onChange: (columns: TemplateColumn[]) => void }): ReactNode {
  const change = (at: number, part: Partial<TemplateColumn>): void => onChange(columns.map((column, index) => (index === at ? { ...column, ...part } : column)));
  const move = (from: number, to: number): void => {
    const moved = columns[from];
    if (moved === undefined || to < 0 || to >= columns.length) return;
    onChange(columns.filter((_, index) => index !== from).toSpliced(to, 0, moved));
  };
  const options = FIELDS.map((field) => ({ value: field as string, label: fieldWord(field) }));
  return (
    <div className={styles.lines}>
      <p className={styles.lineHead}>{columns.length === 0 ? t("supplier.standardColumns") : t("imports.columns")}</p>
      {columns.map((column, index) => (
        // A column is its place: two may have the same field.
        // oxlint-disable-next-line react/no-array-index-key
        <div key={index} role="group" aria-label={t("supplier.columnOf", { n: index + 1 })} className={styles.line} data-of="column">
          <SelectField size="sm" label={t("supplier.columnHolds")} isLabelHidden value={column.field} options={options} onChange={(field) => change(index, { field })} />
          <TextField size="sm" label={t("supplier.columnTitle")} isLabelHidden placeholder={t("supplier.columnTitle")} value={column.title} onChange={(title) => change(index, { title })} />
          {column.field === "constant" ? <TextField size="sm" label={t("supplier.columnValue")} isLabelHidden placeholder={t("supplier.columnValue")} value={column.value} onChange={(value) => change(index, { value })} /> : <span />}
          <Button icon={ChevronUp} look="ghost" size="sm" label={t("supplier.moveUp")} isDisabled={index === 0} onPress={() => move(index, index - 1)} />
          <Button icon={ChevronDown} look="ghost" size="sm" label={t("supplier.moveDown")} isDisabled={index === columns.length - 1} onPress={() => move(index, index + 1)} />
          <Button icon={X} look="ghost" size="sm" label={t("common.remove", { name: t("supplier.columnOf", { n: index + 1 }) })} onPress={() => onChange(columns.filter((_, at) => at !== index))} />
        </div>
      ))}
      <div className={styles.actions}>
        <Button size="sm" icon={Plus} onPress={() => onChange([...columns, { field: FIELDS.find((field) => !columns.some((column) => column.field === field)) ?? "constant", title: "", value: "" }])}>
          {t("supplier.addColumn")}
        </Button>
      </div>
    </div>
  );
}
