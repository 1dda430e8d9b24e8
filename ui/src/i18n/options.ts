import type { SelectOption } from "../components/SelectField";
import { currencySign } from "./format";
import { locale } from "./text";

const FREQUENT = ["EUR", "USD", "GBP", "CHF", "SEK", "NOK", "DKK", "PLN", "CZK", "CAD", "AUD", "NZD", "JPY", "CNY", "HKD"];

/** Every currency by its code and name, the frequent ones first. */
export function currencyOptions(): SelectOption<string>[] {
  const names = new Intl.DisplayNames([locale()], { type: "currency" });
  const rest = Intl.supportedValuesOf("currency").filter((code) => !FREQUENT.includes(code));
  return [...FREQUENT, ...rest].map((code) => {
    const sign = currencySign(code);
    return { value: code, label: `${code} ${names.of(code) ?? ""}`.trim(), ...(sign === code ? {} : { note: sign }) };
  });
}

/** Every time zone of this system. */
export const zoneOptions = (): SelectOption<string>[] => ["UTC", ...Intl.supportedValuesOf("timeZone")].map((zone) => ({ value: zone, label: zone.replaceAll("_", " ") }));

/** The zone of this computer. */
export const ownZone = (): string => new Intl.DateTimeFormat().resolvedOptions().timeZone;

const COUNTRIES =
  "AD AE AF AG AI AL AM AO AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BW BY BZ CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG ER ES ET FI FJ FK FM FO FR GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GT GU GW GY HK HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE JM JO JP KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ MR MS MT MU MV MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW PY QA RE RO RS RU RW SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TG TH TJ TK TL TM TN TO TR TT TV TW TZ UA UG UM US UY UZ VA VC VE VG VI VN VU WF WS XK YE YT ZA ZM ZW".split(" ");

/** "Netherlands" for NL; the code itself where it is not one. */
export function countryName(code: string): string {
  if (!/^[A-Za-z]{2}$/.test(code)) return code;
  return new Intl.DisplayNames([locale()], { type: "region" }).of(code.toUpperCase()) ?? code;
}

/** Every country by its name. */
export const countryOptions = (): SelectOption<string>[] =>
  COUNTRIES.map((code) => ({ value: code, label: countryName(code), note: code })).sort((a, b) => a.label.localeCompare(b.label));
