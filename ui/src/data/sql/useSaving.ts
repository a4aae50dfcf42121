import { modals } from "@mantine/modals";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { tellFailed } from "../../parts/toasts";
import { savedNow, type useSavedQueries } from "./useSavedQueries";

interface SavedStatement {
  name: string;
  statement: string;
}

/** Saves a text as the query that is open, or under a name that is asked for. What others saved meanwhile is not replaced unasked. */
export function useSaving(
  slug: string,
  open: SavedStatement | undefined,
  text: string,
  { save: put }: ReturnType<typeof useSavedQueries>,
  onSaved: (name: string) => void,
) {
  const [naming, setNaming] = useState(false);
  const saveAs = (name: string) => put.mutate({ name, statement: text }, { onSuccess: () => onSaved(name) });
  const look = useMutation({
    mutationFn: async (mine: SavedStatement) => {
      const there = await savedNow(slug, mine.name);
      if (there === null || there === mine.statement) saveAs(mine.name);
      else askToReplace(mine.name, () => saveAs(mine.name));
    },
    onError: (thrown) => tellFailed("The query is not saved", thrown),
  });
  return {
    naming,
    ask: () => setNaming(true),
    close: () => setNaming(false),
    saveAs,
    save: () => (open ? look.mutate(open) : setNaming(true)),
    isSaving: look.isPending || put.isPending,
  };
}

function askToReplace(name: string, replace: () => void) {
  modals.openConfirmModal({
    title: `"${name}" was changed meanwhile`,
    children: "Somebody saved another statement under this name since you opened it. Saving replaces theirs, which cannot be undone.",
    labels: { confirm: "Replace theirs", cancel: "Do not save" },
    confirmProps: { color: "danger" },
    onConfirm: replace,
  });
}
