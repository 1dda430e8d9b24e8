import { useState, type ReactNode } from "react";
import { Button } from "../../components/Button";
import { RadioGroup } from "../../components/Choice";
import { KeyValue } from "../../components/Card";
import { PathField } from "../../components/PathField";
import { SelectField } from "../../components/SelectField";
import { SideSheet } from "../../components/SideSheet";
import { showToast } from "../../components/toasts";
import { formatNumber } from "../../i18n/format";
import { t } from "../../i18n/text";
import { fileName, pickSave, type Picked } from "../../ipc/host";
import { useAction, useCall } from "../../ipc/queries";
import type { ProfitBy } from "../../ipc/types.gen";
import { readPref, writePref } from "../../prefs";
import { showFile } from "../../shell/folders";
import type { Period } from "./period";
import { periodName } from "./periodWords";

export interface ExportSheetProps {
  period: Period;
  shop: number | null;
  shopName: string;
  by: ProfitBy;
  onClose: () => void;
}

const CUTS = ["product", "supplier", "shop", "country", "month", "week", "day"] as const satisfies readonly ProfitBy[];
const FORMATS = ["xlsx", "csv"] as const;
type Format = (typeof FORMATS)[number];

const PREF = "profitFormat";
const isFormat = (value: unknown): value is Format => value === "xlsx" || value === "csv";

/** A report as a file, with the rules it was made by. */
export function ExportSheet({ period, shop, shopName, by, onClose }: ExportSheetProps): ReactNode {
  const [cut, setCut] = useState<ProfitBy>(by);
  const [format, setFormat] = useState<Format>(() => readPref(PREF, "xlsx", isFormat));
  const [path, setPath] = useState("");
  const [needsPath, setNeedsPath] = useState(false);
  const report = { from: period.from, to: period.to, by: cut, ...(shop === null ? {} : { shop_id: shop }) };
  const { data } = useCall("profit", report, { keepPrevious: true });
  const write = useAction("profit_export", {
    failureTitle: t("profit.exportFailed"),
    onDone: ({ path: written }) => {
      showToast({ text: t("profit.exported", { file: fileName(written) }), action: { label: t("profit.show"), onPress: () => showFile(written) } });
      onClose();
    },
  });
  const name = `profit-${period.from}-${period.to}-${cut}.${format}`;
  const pick = (): Promise<Picked<string>> => pickSave(t("profit.exportTitle"), name, [{ name: format.toUpperCase(), extensions: [format] }]);
  const save = async (): Promise<void> => {
    const chosen = path.trim() === "" ? (await pick()).value : path.trim();
    if (chosen === null) {
      setNeedsPath(true);
      return;
    }
    writePref(PREF, format);
    write.mutate({ report, format, path: chosen });
  };
  return (
    <SideSheet
      isOpen
      title={t("profit.exportTitle")}
      note={periodName(period)}
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>{t("common.cancel")}</Button>
          <Button look="primary" autoFocus hotkey="decision.apply" isPending={write.isPending} onPress={() => void save()}>
            {t("profit.exportGo")}
          </Button>
        </>
      }
    >
      <KeyValue
        size="md"
        items={[
          { label: t("profit.period"), value: `${period.from} – ${period.to}` },
          { label: t("nav.shops"), value: shopName },
          { label: t("profit.currency"), value: data?.basis.currency ?? "" },
          { label: t("profit.zone"), value: data?.basis.time_zone.replaceAll("_", " ") ?? "" },
          { label: t("profit.rows"), value: formatNumber(data?.rows.length) },
        ]}
      />
      <SelectField<ProfitBy> label={t("key.profit.groupBy")} value={cut} options={CUTS.map((each) => ({ value: each, label: t(`profit.cut.${each}`) }))} onChange={setCut} />
      <RadioGroup<Format>
        label={t("profit.format")}
        value={format}
        options={FORMATS.map((each) => ({ value: each, label: each.toUpperCase(), note: t(`profit.format.${each}`) }))}
        onChange={setFormat}
      />
      <PathField label={t("profit.exportPath")} placeholder={name} help={t("profit.exportPathHelp")} value={path} onChange={setPath} pick={pick} error={needsPath && path.trim() === "" ? t("profit.exportPathMissing") : undefined} />
    </SideSheet>
  );
}
