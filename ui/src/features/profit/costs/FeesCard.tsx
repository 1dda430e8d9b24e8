import { Pencil, Plus, X } from "lucide-react";
import { useState, type ReactNode } from "react";
import { Button } from "../../../components/Button";
import { Card } from "../../../components/Card";
import { Menu } from "../../../components/Menu";
import { ShopTile, toTone } from "../../../components/ShopTile";
import { formatMoney, formatNumber } from "../../../i18n/format";
import { isTextKey, t } from "../../../i18n/text";
import { useAction, useCall } from "../../../ipc/queries";
import type { FeeRuleShape, ShopShape } from "../../../ipc/types.gen";
import type { CostsProps } from "./CostsTab";
import styles from "./Costs.module.css";
import { FeeSheet } from "./FeeSheet";
import { validText } from "./validText";

export const feeKind = (kind: string): string => (isTextKey(`costs.fee.${kind}`) ? t(`costs.fee.${kind}` as "costs.fee.payment") : kind.replaceAll("_", " "));

/** "2.9% + 0.30", the arithmetic of a rule in short. */
export function feeText(rule: FeeRuleShape, currency: string): string {
  const parts = [
    ...(Number(rule.percent || "0") === 0 ? [] : [`${formatNumber(rule.percent)}%`]),
    ...(Number(rule.fixed || "0") === 0 ? [] : [formatMoney({ amount: rule.fixed, currency })]),
  ];
  return parts.length === 0 ? "0%" : parts.join(" + ");
}

const baseOf = (rule: FeeRuleShape): string =>
  [rule.on_items ? t("costs.onItems") : "", rule.on_shipping ? t("costs.onShipping") : "", rule.on_tax ? t("costs.onTax") : ""].filter(Boolean).join(", ");

/** What payment providers and marketplaces take, by shop. */
export function FeesCard({ workspace }: CostsProps): ReactNode {
  const { data: rules } = useCall("fee_rules", {});
  const { data: presets } = useCall("fee_presets", {});
  const save = useAction("fee_rule_save", { failureTitle: t("costs.saveFailed") });
  const [edited, setEdited] = useState<FeeRuleShape | null>(null);
  const shops = workspace.shops.flatMap((shop) => (shop.id === null ? [] : [{ ...shop, id: shop.id }]));
  const addPreset = async (shop: number, name: string): Promise<void> => {
    for (const rule of presets?.rows.find((preset) => preset.name === name)?.rules ?? []) {
      // Each rule is its own change; the first that is refused ends it and says why.
      // oxlint-disable-next-line no-await-in-loop
      await save.mutateAsync({ ...rule, id: null, shop_id: shop });
    }
  };
  const blank = (shop: number): FeeRuleShape => ({ id: null, shop_id: shop, kind: "payment", gateway: "", percent: "0", fixed: "0", min: "", max: "", on_items: true, on_shipping: true, on_tax: true, from: "", to: "", source: "" });
  return (
    <Card title={t("costs.fees")} padding="none" end={t("costs.feesNote")}>
      {shops.length === 0 && <p className={styles.none}>{t("costs.feesNoShop")}</p>}
      {shops.map((shop) => {
        const own = (rules?.rows ?? []).filter((rule) => rule.shop_id === shop.id);
        return (
          <section key={shop.id} aria-label={shop.name}>
            <h3 className={styles.shop}>
              <ShopTile name={shop.name} tone={toTone(shop.tile)} isDecorative />
              {shop.name}
              <span>
                <Menu
                  label={t("costs.feeAdd", { shop: shop.name })}
                  placement="bottom end"
                  entries={[
                    { id: "own", label: t("costs.feeOwn"), onAction: () => setEdited(blank(shop.id)) },
                    {
                      id: "presets",
                      title: t("costs.presets"),
                      entries: (presets?.rows ?? []).map(({ name, source }) => ({ id: name, label: name, note: source, onAction: () => void addPreset(shop.id, name).catch(() => undefined) })),
                    },
                  ]}
                >
                  <Button size="sm" icon={Plus} hasPopup>
                    {t("costs.feeAddShort")}
                  </Button>
                </Menu>
              </span>
            </h3>
            <FeeTable rules={own} shop={shop} onEdit={setEdited} />
          </section>
        );
      })}
      {edited !== null && <FeeSheet start={edited} currency={shops.find(({ id }) => id === edited.shop_id)?.currency ?? workspace.base_currency} onClose={() => setEdited(null)} />}
    </Card>
  );
}

function FeeTable({ rules, shop, onEdit }: { rules: readonly FeeRuleShape[]; shop: ShopShape; onEdit: (rule: FeeRuleShape) => void }): ReactNode {
  const remove = useAction("fee_rule_remove", { failureTitle: t("costs.removeFailed") });
  if (rules.length === 0) return <p className={styles.none}>{t("costs.feesNone", { shop: shop.name })}</p>;
  return (
    <div className={styles.scroll}>
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">{t("profit.account")}</th>
            <th scope="col">{t("costs.gateway")}</th>
            <th scope="col">{t("costs.fee")}</th>
            <th scope="col">{t("costs.base")}</th>
            <th scope="col">{t("costs.valid")}</th>
            <th scope="col">{t("costs.source")}</th>
            <th scope="col"><span className="sr">{t("common.edit")}</span></th>
          </tr>
        </thead>
        <tbody>
          {rules.map((rule) => (
            <tr key={rule.id}>
              <th scope="row" className="b5">{feeKind(rule.kind)}</th>
              <td>{rule.gateway === "" ? t("costs.everyGateway") : rule.gateway}</td>
              <td className="num">{feeText(rule, shop.currency)}</td>
              <td>{baseOf(rule)}</td>
              <td>{validText(rule.from, rule.to)}</td>
              <td className="t3 s12">{rule.source}</td>
              <td>
                <Button icon={Pencil} look="ghost" size="sm" label={t("costs.editOf", { name: feeKind(rule.kind) })} onPress={() => onEdit(rule)} />
                <Button icon={X} look="ghost" size="sm" label={t("common.remove", { name: feeKind(rule.kind) })} onPress={() => rule.id !== null && remove.mutate({ id: rule.id })} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
