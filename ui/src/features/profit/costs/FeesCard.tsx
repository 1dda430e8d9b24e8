import { Pencil, Plus, X } from "lucide-react";
import { useState, type ReactNode } from "react";
import { Button } from "../../../components/Button";
import { Card } from "../../../components/Card";
import { Menu } from "../../../components/Menu";
import { ShopTile, toTone } from "../../../components/ShopTile";
import { showToast } from "../../../components/toasts";
import { formatMoney, formatNumber } from "../../../i18n/format";
import { isTextKey, t } from "../../../i18n/text";
import { useAction, useCall } from "../../../ipc/queries";
import type { FeeRuleShape, ShopShape } from "../../../ipc/types.gen";
import { useUndoToast } from "../../../undo";
import type { CostsProps } from "./CostsTab";
import styles from "./Costs.module.css";
import { FeeSheet } from "./FeeSheet";
import { validText } from "./validText";

export const feeKind = (kind: string): string => (isTextKey(`costs.fee.${kind}`) ? t(`costs.fee.${kind}` as "costs.fee.payment") : kind.replaceAll("_", " "));

/** "2.9% + 0.30" or "13.6% to 7,500.00, then 2.35% + 0.40 (0.30 up to 10.00)": the arithmetic of a rule in short. */
export function feeText(rule: FeeRuleShape, currency: string): string {
  const money = (amount: string): string => formatMoney({ amount: amount === "" ? "0" : amount, currency });
  const parts: string[] = [];
  if (rule.above !== "") parts.push(t("costs.feeAbove", { percent: formatNumber(rule.percent), amount: money(rule.above), rest: formatNumber(rule.above_percent || "0") }));
  else if (Number(rule.percent || "0") !== 0) parts.push(`${formatNumber(rule.percent)}%`);
  if (rule.small !== "") parts.push(t("costs.feeSmall", { fixed: money(rule.fixed), small: money(rule.small_fixed), amount: money(rule.small) }));
  else if (Number(rule.fixed || "0") !== 0) parts.push(money(rule.fixed));
  const fee = parts.length === 0 ? "0%" : parts.join(" + ");
  return rule.per === "line" || rule.per === "item" ? `${fee}, ${t(`costs.per.${rule.per}`)}` : fee;
}

const baseOf = (rule: FeeRuleShape): string =>
  [rule.on_items ? t("costs.onItems") : "", rule.on_shipping ? t("costs.onShipping") : "", rule.on_tax ? t("costs.onTax") : ""].filter(Boolean).join(", ");

/** What payment providers and marketplaces take, by shop. */
export function FeesCard({ workspace }: CostsProps): ReactNode {
  const { data: rules } = useCall("fee_rules", {});
  const { data: presets } = useCall("fee_presets", {});
  const say = useUndoToast();
  const adding = useAction("fee_preset_add", { failureTitle: t("costs.saveFailed") });
  const [edited, setEdited] = useState<FeeRuleShape | null>(null);
  const shops = workspace.shops.flatMap((shop) => (shop.id === null ? [] : [{ ...shop, id: shop.id }]));
  const addPreset = (shop: { id: number; name: string }, name: string): void =>
    adding.mutate(
      { shop_id: shop.id, name },
      {
        onSuccess: (done) =>
          done.count === 0
            ? showToast({ mark: "empty", text: t("costs.presetThere", { shop: shop.name, name }) })
            : say(t("costs.presetAdded", { count: done.count, shop: shop.name, name }), done),
      },
    );
  const blank = (shop: number): FeeRuleShape => ({ id: null, shop_id: shop, kind: "payment", gateway: "", percent: "0", fixed: "0", per: "order", above: "", above_percent: "", small: "", small_fixed: "", min: "", max: "", on_items: true, on_shipping: true, on_tax: true, from: "", to: "", source: "" });
  return (
    <Card title={t("costs.fees")} padding="none" end={t("costs.feesNote")}>
      {shops.length === 0 && <p className={styles.none}>{t("costs.feesNoShop")}</p>}
      {shops.map((shop) => {
        const own = (rules?.rows ?? []).filter((rule) => rule.shop_id === shop.id);
        const fitting = (presets?.rows ?? []).filter(({ currency }) => currency === shop.currency);
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
                      // A schedule's amounts are in its own currency, so it suits shops of that currency only.
                      entries: fitting.length === 0 ? [{ id: "none", label: t("costs.presetsNone", { currency: shop.currency }), isDisabled: true, onAction: () => undefined }] : fitting.map(({ name, source }) => ({ id: name, label: name, note: source, onAction: () => addPreset(shop, name) })),
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
      {edited !== null && <FeeSheet start={edited} shop={shops.find(({ id }) => id === edited.shop_id)?.name ?? ""} currency={shops.find(({ id }) => id === edited.shop_id)?.currency ?? workspace.base_currency} onClose={() => setEdited(null)} />}
    </Card>
  );
}

function FeeTable({ rules, shop, onEdit }: { rules: readonly FeeRuleShape[]; shop: ShopShape; onEdit: (rule: FeeRuleShape) => void }): ReactNode {
  const say = useUndoToast();
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
                <Button icon={X} look="ghost" size="sm" label={t("common.remove", { name: feeKind(rule.kind) })} onPress={() => rule.id !== null && remove.mutate({ id: rule.id }, { onSuccess: (done) => say(t("costs.removedOf", { name: t("costs.feeOf", { fee: feeKind(rule.kind), shop: shop.name }) }), done) })} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
