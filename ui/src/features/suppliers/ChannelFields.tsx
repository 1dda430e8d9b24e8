import type { ReactNode } from "react";
import { Checkbox, RadioGroup } from "../../components/Choice";
import { PathField } from "../../components/PathField";
import { TextField } from "../../components/TextField";
import { t } from "../../i18n/text";
import { pickFolder } from "../../ipc/host";
import { CHANNELS, type Channel } from "./newSupplier";
import type { PartProps } from "./SupplierSheet";
import styles from "./Suppliers.module.css";

/** How orders reach the supplier. */
export function ChannelFields({ supplier, onChange, isChecked }: PartProps): ReactNode {
  return (
    <>
      <RadioGroup<Channel>
        label={t("welcome.supplier.channel")}
        isLabelHidden
        value={supplier.channel as Channel}
        options={CHANNELS.map((channel) => ({ value: channel, label: t(`supplier.channel.${channel}`), note: t(`supplier.channel.${channel}.note`) }))}
        onChange={(channel) => onChange({ channel })}
      />
      {supplier.channel === "email" && (
        <TextField label={t("welcome.supplier.email")} type="email" value={supplier.email} isRequired error={isChecked && !supplier.email.includes("@") ? t("welcome.supplier.emailMissing") : undefined} onChange={(email) => onChange({ email })} />
      )}
      {supplier.channel === "sftp" && <p className={styles.note}>{t("sftp.enteredLater")}</p>}
      {supplier.channel === "api" && <p className={styles.note}>{t("api.enteredLater")}</p>}
      {supplier.channel === "file" && (
        <>
          <PathField label={t("supplier.folder")} help={t("supplier.folderHelp")} value={supplier.folder} onChange={(folder) => onChange({ folder })} pick={() => pickFolder(t("supplier.folderChoose"))} />
          <Checkbox isSelected={supplier.folder_is_collected} note={t("supplier.collectedNote")} onChange={(isOn) => onChange({ folder_is_collected: isOn })}>
            {t("supplier.collected")}
          </Checkbox>
        </>
      )}
    </>
  );
}
