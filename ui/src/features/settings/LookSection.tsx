import { useSyncExternalStore, type ReactNode } from "react";
import { Card } from "../../components/Card";
import { Switch } from "../../components/Choice";
import { Field } from "../../components/Field";
import { HINTS_PREF, isBoolean } from "../../components/HintsLine";
import { Segmented } from "../../components/Segmented";
import { SelectField } from "../../components/SelectField";
import { t } from "../../i18n/text";
import { setLook, useLook, type Density, type Theme } from "../../look";
import { readPref, watchPref, writePref } from "../../prefs";
import styles from "./Settings.module.css";

const ZOOMS = [67, 80, 90, 100, 110, 125, 150, 175, 200];

/** Light or dark, how close rows stand, how large everything is. Takes effect at once. */
export function LookSection(): ReactNode {
  const look = useLook();
  const hints = useSyncExternalStore(
    (listener) => watchPref(HINTS_PREF, listener),
    () => readPref(HINTS_PREF, true, isBoolean),
  );
  return (
    <Card>
      <div className={styles.section}>
        <Field label={t("settings.theme")}>
          {() => (
            <div>
              <Segmented<Theme> label={t("settings.theme")} value={look.theme} options={(["system", "light", "dark"] as const).map((theme) => ({ value: theme, label: t(`theme.${theme}`) }))} onChange={(theme) => setLook({ theme })} />
            </div>
          )}
        </Field>
        <Field label={t("settings.density")}>
          {() => (
            <div>
              <Segmented<Density> label={t("settings.density")} value={look.density} options={(["compact", "default", "comfortable"] as const).map((density) => ({ value: density, label: t(`density.${density}`) }))} onChange={(density) => setLook({ density })} />
            </div>
          )}
        </Field>
        <div className={styles.fields}>
          <SelectField label={t("settings.zoom")} value={String(look.zoom)} options={ZOOMS.map((zoom) => ({ value: String(zoom), label: `${zoom}%` }))} onChange={(zoom) => setLook({ zoom: Number(zoom) })} />
        </div>
        <Switch isSelected={hints} note={t("settings.hintsNote")} onChange={(isOn) => writePref(HINTS_PREF, isOn)}>
          {t("settings.hints")}
        </Switch>
      </div>
    </Card>
  );
}
