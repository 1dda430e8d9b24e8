import { ExternalLink } from "lucide-react";
import type { ReactNode } from "react";
import { Button } from "../../components/Button";
import { openPage, webAddress } from "../../components/WebLink";
import { t } from "../../i18n/text";
import { useCall } from "../../ipc/queries";

/** Opens the supplier's page in the person's browser; not there where none is known. */
export function SiteButton({ supplierId, size = "md" }: { supplierId: number; size?: "sm" | "md" }): ReactNode {
  const { data } = useCall("supplier", { id: supplierId });
  const url = webAddress(data?.supplier.website ?? "");
  if (url === null || data?.supplier.website === "") return null;
  return (
    <Button size={size} icon={ExternalLink} onPress={() => openPage(url)}>
      {t("unknown.site")}
    </Button>
  );
}
