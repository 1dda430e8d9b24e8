import type { Mark } from "../../components/StatusMark";
import { t } from "../../i18n/text";
import type { SftpAccountSave, SftpAccountShape, SftpTest } from "../../ipc/types.gen";

export const WAYS_IN = ["password", "key"] as const;
export type WayIn = (typeof WAYS_IN)[number];

/** What is typed to sign in. Never read back from the core. */
export interface Secrets {
  wayIn: WayIn;
  password: string;
  key: string;
  passphrase: string;
}

export const noSecrets = (account: SftpAccountShape): Secrets => ({ wayIn: account.signs_in_with === "key" ? "key" : "password", password: "", key: "", passphrase: "" });

export const isTyped = ({ wayIn, password, key }: Secrets): boolean => (wayIn === "password" ? password !== "" : key.trim() !== "");

/** A password is kept for one server and user; under another it has to be typed again. */
export const isElsewhere = (account: SftpAccountShape, start: SftpAccountShape): boolean => account.host.trim() !== start.host || account.port !== start.port || account.user.trim() !== start.user;

export function saveRequest(account: SftpAccountShape, secrets: Secrets): SftpAccountSave {
  if (!isTyped(secrets)) return { account };
  return secrets.wayIn === "password" ? { account, password: secrets.password } : { account, private_key: secrets.key, ...(secrets.passphrase === "" ? {} : { passphrase: secrets.passphrase }) };
}

export interface Finding {
  id: string;
  mark: Mark;
  text: string;
}

/** What a test saw, step by step; what was not tried any more is left out. */
export function findings(seen: SftpTest): Finding[] {
  const step = (id: "reached" | "signedIn" | "folder" | "archive", isFine: boolean): Finding => ({ id, mark: isFine ? "ok" : "bad", text: t(`sftp.seen.${id}.${isFine ? "yes" : "no"}`) });
  const steps = [step("reached", seen.reached)];
  if (!seen.reached || seen.other_key !== "") return steps;
  steps.push(step("signedIn", seen.signed_in));
  if (!seen.signed_in) return steps;
  steps.push(step("folder", seen.folder_writable));
  if (seen.folder_writable && seen.archive_there !== null) steps.push(step("archive", seen.archive_there));
  return steps;
}
