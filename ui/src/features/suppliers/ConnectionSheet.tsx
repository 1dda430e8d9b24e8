import type { ReactNode } from "react";
import { ApiSheet } from "./ApiSheet";
import { SftpSheet } from "./SftpSheet";

/** Whether orders go to a server of the supplier, which has settings of its own. */
export const isConnected = (channel: string): boolean => channel === "api" || channel === "sftp";

export interface ConnectionSheetProps {
  supplierId: number;
  name: string;
  channel: string;
  onClose: () => void;
}

/** The settings of the server that a supplier takes orders on. */
export function ConnectionSheet({ channel, ...props }: ConnectionSheetProps): ReactNode {
  return channel === "api" ? <ApiSheet {...props} /> : <SftpSheet {...props} />;
}
