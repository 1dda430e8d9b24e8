import { useId, type ReactNode } from "react";
import styles from "./Field.module.css";
import { StatusMark } from "./StatusMark";

/** What every field has around it. */
export interface FieldProps {
  label: string;
  /** Not drawn, but read. For fields whose place says what they are. */
  isLabelHidden?: boolean;
  /** Below the field, always there: what is expected. */
  help?: ReactNode;
  /** Below the field: what is wrong and what to do. */
  error?: ReactNode;
  isDisabled?: boolean;
  isRequired?: boolean;
}

export interface FieldIds {
  id: string;
  "aria-describedby": string | undefined;
  "aria-invalid": true | undefined;
  "aria-required": true | undefined;
  "aria-label": string | undefined;
}

/** Label above, field, then help and error. The child takes the ids, so that both are read with the field. */
export function Field({ children, ...props }: FieldProps & { children: (ids: FieldIds) => ReactNode }): ReactNode {
  const id = useId();
  const helpId = `${id}help`;
  const errorId = `${id}error`;
  const hasError = props.error !== undefined && props.error !== null && props.error !== "";
  const described = [props.help !== undefined ? helpId : "", hasError ? errorId : ""].filter(Boolean).join(" ");
  return (
    <div className={styles.field} data-disabled={props.isDisabled || undefined}>
      {props.isLabelHidden !== true && (
        <label htmlFor={id} className={styles.label}>
          {props.label}
        </label>
      )}
      {children({
        id,
        "aria-describedby": described === "" ? undefined : described,
        "aria-invalid": hasError || undefined,
        "aria-required": props.isRequired || undefined,
        "aria-label": props.isLabelHidden === true ? props.label : undefined,
      })}
      {props.help !== undefined && (
        <p id={helpId} className={styles.help}>
          {props.help}
        </p>
      )}
      {hasError && <FieldError id={errorId}>{props.error}</FieldError>}
    </div>
  );
}

export function FieldError({ id, children }: { id?: string; children: ReactNode }): ReactNode {
  return (
    <p id={id} className={styles.error}>
      <StatusMark mark="bad" name="" size={13} />
      <span>{children}</span>
    </p>
  );
}
