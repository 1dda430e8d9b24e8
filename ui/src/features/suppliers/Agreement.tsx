import { useState, type ReactNode } from "react";
import { useNow } from "../../clock";
import { Button } from "../../components/Button";
import { KeyValue, Section } from "../../components/Card";
import { Skeleton } from "../../components/Skeleton";
import { StatusMark } from "../../components/StatusMark";
import { t } from "../../i18n/text";
import { useCall } from "../../ipc/queries";
import { momentText } from "../orders/moments";
import styles from "./Suppliers.module.css";
import { AgreementSheet } from "./AgreementSheet";
import { confirmsWords, paysWords } from "./agreement";

/** What a supplier agreed to after it has an order: to confirm it, and to be paid. */
export function Agreement({ supplierId, name }: { supplierId: number; name: string }): ReactNode {
  const now = useNow();
  const [isOpen, setOpen] = useState(false);
  const { data, error } = useCall("supplier_expectation", { id: supplierId });
  const title = t("agreement.title");
  if (data === undefined) return <Section title={title}>{error === null ? <Skeleton /> : <p className="bad">{error.message}</p>}</Section>;
  return (
    <Section title={title} end={<Button size="sm" onPress={() => setOpen(true)}>{t("common.edit")}<span className="sr"> {title}</span></Button>}>
      <KeyValue
        items={[
          { label: t("agreement.confirms"), value: confirmsWords(data) },
          { label: t("agreement.payment"), value: paysWords(data) },
          ...(data.files === "" ? [] : [{ label: t("agreement.files"), value: data.looked_at === null ? t("agreement.filesNotYet") : t("agreement.filesLooked", { when: momentText(data.looked_at, now) }) }]),
        ]}
      />
      {data.trouble !== "" && <p className={styles.note} data-selectable><StatusMark mark="warn" name="" /> {data.trouble}</p>}
      {isOpen && <AgreementSheet start={data} name={name} onClose={() => setOpen(false)} />}
    </Section>
  );
}
