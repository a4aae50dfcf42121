import { useCallback, useEffect, useReducer, useRef, useState } from "react";
import { isStopped } from "../api/sending";
import { forget, recall, takeIn } from "./drops";
import { type TrayItem, afterEvent, nextToSend } from "./tray";

/** The files on the page with what can be done to them. */
export interface Tray {
  items: TrayItem[];
  /** Whether files that were taken in before are still being asked for. */
  recalling: boolean;
  add: (files: readonly File[]) => void;
  remove: (item: TrayItem) => void;
  again: (item: TrayItem) => void;
}

let counted = 0;

/** Takes files in, two at a time, and recalls those that were taken in before the page was opened. */
export function useTray(initial: readonly string[]): Tray {
  const [items, tell] = useReducer(afterEvent, []);
  const stops = useRef(new Map<string, AbortController>());
  const [before] = useState(initial);
  const [unanswered, setUnanswered] = useState(initial.length);
  const asked = useRef(new Set<string>());

  useEffect(() => {
    for (const id of before) {
      if (asked.current.has(id)) continue;
      asked.current.add(id);
      recall(id)
        .then(
          (drop) => tell({ kind: "recalled", drop }),
          (error: unknown) => tell({ kind: "lost", id, error }),
        )
        .finally(() => setUnanswered((count) => count - 1));
    }
  }, [before]);

  useEffect(() => {
    for (const { key, file } of nextToSend(items)) {
      if (!file || stops.current.has(key)) continue;
      const stop = new AbortController();
      stops.current.set(key, stop);
      tell({ kind: "begun", key, at: Date.now() });
      takeIn(file, (sent) => tell({ kind: "went", key, sent }), stop.signal)
        .then(
          (drop) => tell({ kind: "taken", key, drop }),
          (error: unknown) => {
            if (!isStopped(error)) tell({ kind: "failed", key, error });
          },
        )
        .finally(() => stops.current.delete(key));
    }
  }, [items]);

  useEffect(() => {
    const sending = stops.current;
    return () => sending.forEach((stop) => stop.abort());
  }, []);

  const add = useCallback(
    (files: readonly File[]) => tell({ kind: "chosen", files: files.map((file) => ({ key: `file-${++counted}`, file })) }),
    [],
  );
  const remove = useCallback((item: TrayItem) => {
    stops.current.get(item.key)?.abort();
    tell({ kind: "removed", key: item.key });
    // A file that is not forgotten now goes by itself a day later.
    if (item.id !== undefined) forget(item.id).catch(() => undefined);
  }, []);
  const again = useCallback((item: TrayItem) => tell({ kind: "again", key: item.key }), []);
  return { items, recalling: unanswered > 0, add, remove, again };
}
