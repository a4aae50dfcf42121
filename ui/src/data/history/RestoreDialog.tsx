import { Alert, Button, Group, Modal, Stack, TextInput } from "@mantine/core";
import { CircleAlert } from "lucide-react";
import { useState } from "react";
import { ErrorPanel } from "../../parts/ErrorPanel";
import { useFocusBack } from "../../parts/focus";
import { Loading } from "../../parts/Loading";
import { formatCount } from "../../parts/numbers";
import { ChangeList } from "./ChangeList";
import { countChanges } from "./changes";
import classes from "./History.module.css";
import { useChanges } from "./useChanges";
import { SavedMeanwhile, type SavedVersion, useRestore } from "./useRestore";

interface RestoreDialogProps {
  slug: string;
  version: number;
  newest: number;
  onRestored: (saved: SavedVersion) => void;
  onClose: () => void;
}

/** Asks whether a version is to be restored, and says what that changes. */
export function RestoreDialog({ slug, version, newest, onRestored, onClose }: RestoreDialogProps) {
  useFocusBack();
  const [note, setNote] = useState(`Back to version ${version}`);
  const changes = useChanges(slug, newest, version);
  const restore = useRestore(slug);
  const meanwhile = restore.error instanceof SavedMeanwhile;
  const { groups } = changes;
  const idle = groups !== undefined && groups.length === 0;
  return (
    <Modal opened onClose={onClose} title={`Restore version ${version}?`} size="lg">
      <form
        onSubmit={(event) => {
          event.preventDefault();
          restore.mutate({ version, newest, note: note.trim() }, { onSuccess: onRestored });
        }}
      >
        <Stack gap="md">
          {meanwhile && (
            <Alert color="warning" icon={<CircleAlert size={18} aria-hidden />} title="Somebody saved meanwhile">
              Nothing was restored. Version {newest} is the newest now; look at what would change, and restore again if you still want to.
            </Alert>
          )}
          {restore.isError && !meanwhile && <ErrorPanel what={`Version ${version} was not restored`} error={restore.error} />}
          <span>
            {idle
              ? `Version ${version} says the same as version ${newest}, which is the newest; there is nothing to restore.`
              : `What version ${version} says is saved once more as the newest version. Version ${newest} stays in this history, so that you can go back. Tables change with the next run.`}
          </span>
          {changes.error && <ErrorPanel what="What would change could not be loaded" error={changes.error} onRetry={changes.retry} />}
          {!groups && !changes.error && <Loading label="Looking what would change" />}
          {groups && groups.length > 0 && (
            <>
              <strong>{formatCount(countChanges(groups), "change")} to what holds now</strong>
              <div className={classes.preview} role="region" aria-label="What would change" tabIndex={0}>
                <ChangeList groups={groups} />
              </div>
              <TextInput label="Note" maxLength={500} value={note} onChange={(event) => setNote(event.currentTarget.value)} />
            </>
          )}
          <Group justify="flex-end" gap="sm">
            <Button variant="default" onClick={onClose}>
              Cancel
            </Button>
            <Button type="submit" disabled={!groups || idle} loading={restore.isPending}>
              Restore version {version}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
