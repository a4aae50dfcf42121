import { ActionIcon, Button, Menu, Text, Tooltip } from "@mantine/core";
import { useHotkeys } from "@mantine/hooks";
import { modals } from "@mantine/modals";
import { ChevronDown, Play } from "lucide-react";
import type { Schemas } from "../api/client";
import { isHeldBack } from "./run";
import { type RunOptions, useLatestRuns, useRun } from "./useRun";
import classes from "./jobs.module.css";

interface RunButtonProps {
  slug: string;
  onStarted?: (job: Schemas["JobBrief"]) => void;
}

/** Runs a pipeline, by a click or Ctrl-Enter, in the usual way or one of the others. */
export function RunButton({ slug, onStarted }: RunButtonProps) {
  const run = useRun(slug);
  const last = useLatestRuns(slug).data?.jobs[0];
  const heldBack = last !== undefined && isHeldBack(last) ? last.error : undefined;
  const start = (options: RunOptions) => {
    if (!run.isPending) run.mutate(options, { onSuccess: (job) => onStarted?.(job) });
  };
  useHotkeys([
    ["mod+Enter", () => document.querySelector("[role=dialog], [role=alertdialog]") === null && start({})],
  ]);

  const askClean = () =>
    modals.openConfirmModal({
      title: "Build everything anew?",
      children: (
        <Text>
          A clean run ignores what earlier runs have done and reads every source file from its beginning, so it may take long. Nothing is
          lost: the tables stay as they are until the new ones are published.
        </Text>
      ),
      labels: { confirm: "Start clean run", cancel: "Cancel" },
      onConfirm: () => start({ clean: true }),
    });
  const askAnyway = () =>
    modals.openConfirmModal({
      title: "Publish in spite of the guards?",
      children: (
        <>
          <Text>The last run was held back by the limits that this pipeline sets itself:</Text>
          <p className={classes.quote}>{heldBack}</p>
          <Text>Running it this way replaces the tables although the limits are passed. You can upload other files and run again.</Text>
        </>
      ),
      labels: { confirm: "Run and publish anyway", cancel: "Cancel" },
      onConfirm: () => start({ publish_anyway: true }),
    });

  return (
    <Button.Group>
      <Tooltip label="Ctrl Enter">
        <Button leftSection={<Play size={14} aria-hidden />} loading={run.isPending} onClick={() => start({})}>
          Run
        </Button>
      </Tooltip>
      <Menu position="bottom-end" width={230}>
        <Menu.Target>
          <ActionIcon className={classes.more} variant="filled" color="accent" aria-label="Other ways to run">
            <ChevronDown size={16} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item onClick={askClean}>Clean run…</Menu.Item>
          {heldBack !== undefined && <Menu.Item onClick={askAnyway}>Publish anyway…</Menu.Item>}
        </Menu.Dropdown>
      </Menu>
    </Button.Group>
  );
}
