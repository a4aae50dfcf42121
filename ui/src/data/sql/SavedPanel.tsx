import { ActionIcon, Menu } from "@mantine/core";
import { modals } from "@mantine/modals";
import { Link } from "@tanstack/react-router";
import { EllipsisVertical, Pencil, Trash2 } from "lucide-react";
import { useState } from "react";
import { ErrorPanel } from "../../parts/ErrorPanel";
import { Loading } from "../../parts/Loading";
import { NameDialog } from "./NameDialog";
import classes from "./side.module.css";
import type { useSavedQueries } from "./useSavedQueries";

interface SavedPanelProps {
  slug: string;
  queries: ReturnType<typeof useSavedQueries>;
  onRenamed: (from: string, to: string) => void;
  onDeleted: (name: string) => void;
}

/** The queries that are saved in the bucket, for everybody who uses the pipeline. */
export function SavedPanel({ slug, queries: { list, rename, remove }, onRenamed, onDeleted }: SavedPanelProps) {
  const [renaming, setRenaming] = useState<string>();
  if (list.isPending) return <Loading label="Loading the saved queries" />;
  if (list.isError)
    return <ErrorPanel what="The saved queries could not be loaded" error={list.error} onRetry={() => void list.refetch()} />;
  const names = list.data.queries.map(({ name }) => name);
  if (names.length === 0)
    return <p className={classes.quiet}>No query is saved yet. Save one, and everybody who uses this pipeline finds it here.</p>;
  const askToDelete = (name: string) =>
    modals.openConfirmModal({
      title: `Delete "${name}"?`,
      children: "Its statement is lost for everybody, and links to it no longer work.",
      labels: { confirm: "Delete query", cancel: "Keep it" },
      confirmProps: { color: "danger" },
      onConfirm: () => remove.mutate(name, { onSuccess: () => onDeleted(name) }),
    });
  return (
    <>
      <ul className={classes.list}>
        {names.map((name) => (
          <li key={name} className={classes.line}>
            <Link
              to="/p/$slug/data/sql"
              params={{ slug }}
              search={{ query: name }}
              className={classes.entry}
              title={name}
            >
              <span className={classes.name}>{name}</span>
            </Link>
            <Menu position="bottom-end" width={160}>
              <Menu.Target>
                <ActionIcon aria-label={`More for ${name}`}>
                  <EllipsisVertical size={14} />
                </ActionIcon>
              </Menu.Target>
              <Menu.Dropdown>
                <Menu.Item leftSection={<Pencil size={14} aria-hidden />} onClick={() => setRenaming(name)}>
                  Rename
                </Menu.Item>
                <Menu.Item leftSection={<Trash2 size={14} aria-hidden />} color="danger" onClick={() => askToDelete(name)}>
                  Delete
                </Menu.Item>
              </Menu.Dropdown>
            </Menu>
          </li>
        ))}
      </ul>
      {renaming !== undefined && (
        <NameDialog
          title="Rename query"
          initial={renaming}
          taken={names}
          does="Rename"
          replacing="refused"
          onClose={() => setRenaming(undefined)}
          onName={(to) => {
            setRenaming(undefined);
            if (to !== renaming) rename.mutate({ from: renaming, to }, { onSuccess: () => onRenamed(renaming, to) });
          }}
        />
      )}
    </>
  );
}
