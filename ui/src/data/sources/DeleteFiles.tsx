import { Button, Group, Modal, Stack, Text } from "@mantine/core";
import { formatCount } from "../../parts/numbers";
import { tellDone, tellFailed } from "../../parts/toasts";
import classes from "./Sources.module.css";
import { pathOf } from "./paths";
import { type SourceFile, useDeleteFiles } from "./useFiles";

interface DeleteFilesProps {
  slug: string;
  container: string;
  files: readonly SourceFile[];
  onClose: () => void;
  onDone: () => void;
}

const NAMED = 8;

/** Says what goes with files before they are deleted. Without files it is closed. */
export function DeleteFiles({ slug, container, files, onClose, onDone }: DeleteFilesProps) {
  const remove = useDeleteFiles(slug, container);
  const words = files.length === 1 ? "file" : formatCount(files.length, "file");
  const submit = () =>
    remove.mutate(files, {
      onSuccess: ({ gone, failed }) => {
        if (gone > 0) tellDone(`${formatCount(gone, "file")} deleted.`);
        for (const { file, error } of failed.slice(0, 3)) tellFailed(`${pathOf(file)} was not deleted`, error);
        onDone();
      },
    });
  return (
    <Modal opened={files.length > 0} onClose={onClose} title={`Delete ${words}`}>
      <Stack>
        <ul className={classes.named}>
          {files.slice(0, NAMED).map((file) => (
            <li key={pathOf(file)}>{pathOf(file)}</li>
          ))}
          {files.length > NAMED && <li>and {formatCount(files.length - NAMED, "other")}</li>}
        </ul>
        <Text>Their rows leave the tables with the next run. This cannot be undone; download what you want to keep first.</Text>
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button color="danger" loading={remove.isPending} onClick={submit}>
            Delete {words}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
