import { useState, type ReactNode } from "react";
import { Button } from "../../components/Button";
import { KeyValue, Section } from "../../components/Card";
import { Skeleton } from "../../components/Skeleton";
import { StatusMark } from "../../components/StatusMark";
import { t } from "../../i18n/text";
import { useCall } from "../../ipc/queries";
import { ApiSheet } from "./ApiSheet";
import { classWords } from "./api";
import styles from "./Suppliers.module.css";

/** The interface a supplier takes orders through, and what it promises about them. */
export function ApiServer({ supplierId, name }: { supplierId: number; name: string }): ReactNode {
  const [isOpen, setOpen] = useState(false);
  const { data, error } = useCall("supplier_api", { id: supplierId });
  const title = t("api.server");
  if (data === undefined) return <Section title={title}>{error === null ? <Skeleton /> : <p className="bad">{error.message}</p>}</Section>;
  const isSet = data.description !== "";
  const missing = !isSet ? t("api.missing") : data.fault;
  return (
    <Section title={title} end={<Button size="sm" onPress={() => setOpen(true)}>{t(isSet ? "common.edit" : "api.setUp")}</Button>}>
      {missing !== "" && (
        <p className={styles.missing}>
          <StatusMark mark="warn" name="" />
          {missing}
        </p>
      )}
      {isSet && (
        <KeyValue
          items={[
            ...(data.class === "" ? [] : [{ label: t("api.promise"), value: classWords(data.class) }]),
            ...(data.base_url === "" ? [] : [{ label: t("api.address"), value: data.base_url }]),
            { label: t("api.key"), value: t(data.has_secret ? "api.hasKey" : "api.noKey") },
          ]}
        />
      )}
      {isOpen && <ApiSheet supplierId={supplierId} name={name} onClose={() => setOpen(false)} />}
    </Section>
  );
}
