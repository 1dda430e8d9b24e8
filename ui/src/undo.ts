import { useIsMutating, useQueryClient, type Mutation } from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import { currentToast, closeToast, showToast } from "./components/toasts";
import { useHotkey } from "./hotkeys";
import { t } from "./i18n/text";
import { useAction } from "./ipc/queries";
import { changedBy } from "./ipc/tags";
import type { Done } from "./ipc/types.gen";

/** Takes an action back, the latest one unless told, and says so with a way to do it again. */
export function useUndo(): (request: { id?: number }) => void {
  const undo = useAction("undo", {
    failureTitle: t("undo.failed"),
    onDone: ({ count, redo }) => showToast({ text: t("undo.done", { count }), ...(redo === null ? {} : { action: { label: t("common.redo"), onPress: () => undo.mutate({ id: redo }) } }) }),
  });
  return undo.mutate;
}

/** Says what was done and offers to take it back. */
export function useUndoToast(): (text: string, done: Done) => void {
  const undo = useAction("undo", { failureTitle: t("undo.failed") });
  return (text, { undo: id }) => showToast({ text, ...(id === null ? {} : { onUndo: () => undo.mutate({ id }) }) });
}

/** Work that takes its time and is taken back otherwise; nobody waits for its end to undo something else. */
const LONG = new Set(["import_run", "sample_create", "sample_remove", "restore"]);

const isUndoable = ({ options }: Mutation): boolean => {
  const name = options.mutationKey?.[0];
  return typeof name === "string" && !LONG.has(name) && changedBy(name).includes("activity");
};

/**
 * Ctrl Z, wherever the person is: takes back what the toast offers, else the latest action. While an action is still on
 * its way it waits for that one, since it is the one that is meant.
 */
export function useUndoKey(): void {
  const client = useQueryClient();
  const undo = useUndo();
  const waiting = useRef(0);
  const isBusy = useIsMutating({ predicate: isUndoable }) > 0;
  const takeBack = (): void => {
    const toast = currentToast();
    if (toast?.onUndo === undefined) undo({});
    else closeToast(toast.id, true);
  };
  useHotkey("app.undo", () => {
    if (client.isMutating({ predicate: isUndoable }) === 0) return takeBack();
    waiting.current += 1;
    showToast({ mark: "wait", text: t("undo.waiting"), seconds: 30 });
  });
  const latest = useRef(takeBack);
  useEffect(() => {
    latest.current = takeBack;
  });
  useEffect(() => {
    if (isBusy || waiting.current === 0) return;
    // An action of several steps begins its next one before this comes to its turn.
    const timer = setTimeout(() => {
      if (client.isMutating({ predicate: isUndoable }) > 0) return;
      waiting.current -= 1;
      latest.current();
    });
    return () => clearTimeout(timer);
  }, [isBusy, client]);
}
