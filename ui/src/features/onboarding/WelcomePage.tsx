import { useNavigate } from "@tanstack/react-router";
import { useEffect, type ReactNode } from "react";
import { Banner } from "../../components/Banner";
import { Button } from "../../components/Button";
import { ToastRegion } from "../../components/ToastRegion";
import { listenForHotkeys } from "../../hotkeys";
import { t } from "../../i18n/text";
import { useCall } from "../../ipc/queries";
import { Onboarding } from "./Onboarding";

/** The first start of a workspace. It stands outside the shell: there is nowhere to go yet. */
export function WelcomePage(): ReactNode {
  const navigate = useNavigate();
  const { data: workspace, error, refetch } = useCall("workspace_state", {});
  useEffect(() => listenForHotkeys(), []);
  return (
    <>
      {error !== null && (
        <Banner look="bad" title={error.message} action={<Button size="sm" onPress={() => void refetch()}>{t("common.retry")}</Button>}>
          {error.action ?? undefined}
        </Banner>
      )}
      {workspace !== undefined && <Onboarding workspace={workspace} onFinish={() => void navigate({ to: "/inbox" })} />}
      <ToastRegion />
    </>
  );
}
