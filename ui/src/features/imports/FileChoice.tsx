import { FileSpreadsheet, FolderOpen, X } from "lucide-react";
import { useState, type ReactNode } from "react";
import { Button } from "../../components/Button";
import { TextField } from "../../components/TextField";
import { t } from "../../i18n/text";
import { fileName, pickFiles } from "../../ipc/host";
import styles from "./FileChoice.module.css";

export interface FileChoiceProps {
  files: readonly string[];
  onChange: (files: string[]) => void;
}

const EXTENSIONS = ["csv", "tsv", "txt", "xlsx"];

/** The files to read: chosen in the system's dialog, or by their path where there is none. */
export function FileChoice({ files, onChange }: FileChoiceProps): ReactNode {
  const [path, setPath] = useState("");
  const add = (more: readonly string[]): void => onChange([...files, ...more.filter((each) => !files.includes(each))]);
  const choose = async (): Promise<void> => {
    const { value } = await pickFiles(t("imports.chooseTitle"), { multiple: true, filters: [{ name: t("imports.tables"), extensions: EXTENSIONS }] });
    if (value !== null) add(value);
  };
  const addTyped = (): void => {
    if (path.trim() === "") return;
    add([path.trim()]);
    setPath("");
  };
  return (
    <div className={styles.choice}>
      {files.length > 0 ? (
        <ul className={styles.files} aria-label={t("imports.files")}>
          {files.map((file) => (
            <li key={file} className={styles.file}>
              <FileSpreadsheet size={16} strokeWidth={1.85} aria-hidden />
              <span className="b5 el">{fileName(file)}</span>
              <span className={`${styles.where} el`} title={file}>
                {file}
              </span>
              <Button icon={X} look="ghost" size="sm" label={t("imports.removeFile", { name: fileName(file) })} onPress={() => onChange(files.filter((each) => each !== file))} />
            </li>
          ))}
        </ul>
      ) : (
        <p className={styles.none}>{t("imports.noFiles")}</p>
      )}
      <div className={styles.add}>
        <Button icon={FolderOpen} look={files.length === 0 ? "primary" : "plain"} onPress={() => void choose()}>
          {t("imports.choose")}
        </Button>
        <div className={styles.typed}>
          <TextField label={t("imports.path")} isLabelHidden placeholder={t("imports.path")} value={path} onChange={setPath} onEnter={addTyped} />
          <Button onPress={addTyped} isDisabled={path.trim() === ""}>
            {t("imports.addPath")}
          </Button>
        </div>
      </div>
    </div>
  );
}
