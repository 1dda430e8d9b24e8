import { FolderOpen } from "lucide-react";
import type { ReactNode } from "react";
import { t } from "../i18n/text";
import type { Picked } from "../ipc/host";
import { Button } from "./Button";
import type { FieldProps } from "./Field";
import styles from "./PathField.module.css";
import { TextField } from "./TextField";

export interface PathFieldProps extends FieldProps {
  value: string;
  onChange: (path: string) => void;
  placeholder?: string;
  /** Opens the dialog of the system. */
  pick: () => Promise<Picked<string>>;
  onEnter?: () => void;
}

/** A file or folder: chosen in the dialog of the system, or typed where there is none. */
export function PathField({ pick, ...props }: PathFieldProps): ReactNode {
  const choose = async (): Promise<void> => {
    const { value } = await pick();
    if (value !== null) props.onChange(value);
  };
  return (
    <div className={styles.path}>
      <TextField {...props} />
      <Button icon={FolderOpen} onPress={() => void choose()} isDisabled={props.isDisabled}>
        {t("common.chooseFile")}
      </Button>
    </div>
  );
}
