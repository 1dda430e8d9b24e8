import { useState, type ReactNode } from "react";
import { Button } from "../../components/Button";
import { Checkbox, RadioGroup } from "../../components/Choice";
import { SideSheet } from "../../components/SideSheet";
import { Skeleton } from "../../components/Skeleton";
import { StatusMark } from "../../components/StatusMark";
import { TextField } from "../../components/TextField";
import { showToast } from "../../components/toasts";
import { t } from "../../i18n/text";
import { useAction, useCall } from "../../ipc/queries";
import type { SupplierApi } from "../../ipc/types.gen";
import { apiRequest, type Account } from "./api";
import styles from "./Suppliers.module.css";

export interface ApiSheetProps {
  supplierId: number;
  name: string;
  onClose: () => void;
}

/** How a supplier's interface for programs is reached, the key for it, and a test of both. */
export function ApiSheet(props: ApiSheetProps): ReactNode {
  const { data, error } = useCall("supplier_api", { id: props.supplierId });
  // What is being found out changes by itself and must not empty a form that is being filled in.
  if (data !== undefined) return <Form {...props} key={JSON.stringify({ ...data, in_doubt: 0 })} start={data} />;
  return (
    <SideSheet isOpen size="lg" title={t("api.server")} note={props.name} onClose={props.onClose}>
      {error === null ? <Skeleton /> : <p className="bad">{error.message}</p>}
    </SideSheet>
  );
}

function Form({ start, supplierId, name, onClose }: ApiSheetProps & { start: SupplierApi }): ReactNode {
  const [api, setApi] = useState(start);
  const [secret, setSecret] = useState("");
  const [account, setAccount] = useState<Account | null>(null);
  const change = (part: Partial<SupplierApi>): void => setApi({ ...api, ...part });
  const save = useAction("supplier_api_save", { failureTitle: t("api.saveFailed"), onDone: () => showToast({ text: t("api.saved") }) });
  const isAsked = start.has_secret && secret !== "" && start.in_doubt > 0;
  const isReady = api.description.trim() !== "" && (!isAsked || account !== null);
  const isChanged = secret !== "" || JSON.stringify(api) !== JSON.stringify(start);
  return (
    <SideSheet
      isOpen
      size="lg"
      title={t("api.server")}
      note={name}
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>{t("common.close")}</Button>
          <Button look="primary" hotkey="composer.send" isPending={save.isPending} isDisabled={!isChanged || !isReady} onPress={() => save.mutate(apiRequest(api, secret, isAsked ? account : null))}>
            {t("common.save")}
          </Button>
        </>
      }
    >
      <section className={styles.group}>
        <TextField label={t("api.description")} help={t("api.descriptionHelp")} isRequired rows={14} value={api.description} onChange={(description) => change({ description })} />
        <TextField label={t("api.key")} type="password" autoComplete="off" help={t(start.has_secret ? "api.keyKept" : "api.keyHelp")} value={secret} onChange={setSecret} />
        {isAsked && (
          <RadioGroup<Account>
            label={t("api.account", { count: start.in_doubt })}
            value={account}
            options={[
              { value: "same", label: t("api.account.same"), note: t("api.account.sameNote") },
              { value: "other", label: t("api.account.other"), note: t("api.account.otherNote") },
            ]}
            onChange={setAccount}
          />
        )}
        <TextField label={t("api.address")} help={t("api.addressHelp")} placeholder="https://api.example.com/v1" value={api.base_url} onChange={(address) => change({ base_url: address })} />
        <TextField label={t("api.allowed")} help={t("api.allowedHelp")} placeholder="127.0.0.1:4801" value={api.allowed_host} onChange={(host) => change({ allowed_host: host })} />
        <Checkbox isSelected={api.look_first} isDisabled={!api.can_look} onChange={(is) => change({ look_first: is })} note={t(start.description === "" ? "api.lookFirstLater" : api.can_look ? "api.lookFirstNote" : "api.lookFirstNever")}>
          {t("api.lookFirst")}
        </Checkbox>
        <TextField label={t("api.authority")} help={t("api.authorityHelp")} rows={3} value={api.own_authority} onChange={(pem) => change({ own_authority: pem })} />
      </section>
      <Test supplierId={supplierId} isSaved={!isChanged && start.description !== ""} />
    </SideSheet>
  );
}

function Test({ supplierId, isSaved }: { supplierId: number; isSaved: boolean }): ReactNode {
  const test = useAction("supplier_api_test", { failureTitle: t("api.testFailed") });
  const seen = test.data;
  return (
    <section className={styles.group}>
      <Button isPending={test.isPending} isDisabled={!isSaved} onPress={() => test.mutate({ id: supplierId })}>
        {t("api.test")}
      </Button>
      <p className="t2">{t(isSaved ? "api.testNote" : "api.testLater")}</p>
      {seen !== undefined && (
        <p role="status" className={styles.missing}>
          <StatusMark mark={seen.ok ? "ok" : "bad"} name="" />
          {seen.words}
        </p>
      )}
    </section>
  );
}
