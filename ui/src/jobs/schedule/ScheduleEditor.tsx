import { Button, Drawer, Group, Select, Stack, Switch, Text } from "@mantine/core";
import { modals } from "@mantine/modals";
import { type FormEvent, useMemo, useState } from "react";
import type { Schemas } from "../../api/client";
import { failureOf } from "../../api/failure";
import { ErrorPanel } from "../../parts/ErrorPanel";
import { faultsOf } from "../../parts/Faults";
import { tellDone } from "../../parts/toasts";
import { RhythmFields } from "./RhythmFields";
import { cronOf, rhythmOf } from "./rhythm";
import { useSaveSchedule } from "./useSchedule";
import { ownZone, timeIn, zones } from "./words";

interface ScheduleEditorProps {
  slug: string;
  schedule: Schemas["ShownSchedule"];
  onClose: () => void;
}

/** Says when a pipeline runs by itself: its times, their zone, and whether uploads start a run. */
export function ScheduleEditor({ slug, schedule, onClose }: ScheduleEditorProps) {
  const [rhythm, setRhythm] = useState(() => rhythmOf(schedule.cron));
  const [zone, setZone] = useState(schedule.cron === undefined ? ownZone() : schedule.zone);
  const [enabled, setEnabled] = useState(schedule.enabled);
  const [autoRun, setAutoRun] = useState(schedule.auto_run);
  const allZones = useMemo(zones, []);
  const save = useSaveSchedule(slug);
  const faults = save.error ? faultsOf(failureOf(save.error).details) : [];
  const faultAt = (part: string) =>
    faults.filter((fault) => fault.path === `/${part}`).map((fault) => `${fault.message} ${fault.hint ?? ""}`.trim()).join(" ") || undefined;
  const elsewhere = save.error && faultAt("cron") === undefined && faultAt("zone") === undefined;
  const timed = rhythm.kind !== "none";

  const submit = (event: FormEvent) => {
    event.preventDefault();
    const cron = cronOf(rhythm);
    save.mutate(
      { ...(cron !== undefined && { cron }), zone, enabled, auto_run: autoRun },
      { onSuccess: () => tellDone("The schedule is saved.") },
    );
  };
  const askDelete = () =>
    modals.openConfirmModal({
      title: "Delete the schedule?",
      children: <Text>The pipeline then runs at no set times. Uploads start a run again, and everything that was published stays.</Text>,
      labels: { confirm: "Delete schedule", cancel: "Cancel" },
      confirmProps: { color: "danger" },
      onConfirm: () =>
        save.mutate(undefined, {
          onSuccess: () => {
            tellDone("The schedule is deleted.");
            onClose();
          },
        }),
    });

  return (
    <Drawer opened onClose={onClose} position="right" size={400} title="Schedule">
      <form onSubmit={submit} noValidate>
        <Stack>
          <RhythmFields rhythm={rhythm} fault={faultAt("cron")} onChange={setRhythm} />
          {timed && (
            <>
              <Select
                label="Time zone"
                data={allZones}
                searchable
                limit={60}
                allowDeselect={false}
                value={zone}
                error={faultAt("zone")}
                nothingFoundMessage="No time zone is called so."
                onChange={(next) => setZone(next ?? zone)}
              />
              <Switch label="Run at these times" checked={enabled} onChange={(event) => setEnabled(event.currentTarget.checked)} />
            </>
          )}
          <Switch
            label="Start a run when files are uploaded or deleted"
            checked={autoRun}
            onChange={(event) => setAutoRun(event.currentTarget.checked)}
          />
          {elsewhere && <ErrorPanel what="The schedule could not be saved" error={save.error} />}
          {schedule.next.length > 0 && (
            <div aria-live="polite">
              <Text fw={600}>Next times as saved, in {schedule.zone}</Text>
              {schedule.next.map((time) => (
                <Text key={time} className="tabular">
                  {timeIn(schedule.zone, new Date(time))}
                </Text>
              ))}
            </div>
          )}
          <Group justify="space-between">
            <Button type="submit" loading={save.isPending}>
              Save schedule
            </Button>
            {schedule.cron !== undefined && (
              <Button variant="subtle" color="danger" onClick={askDelete}>
                Delete schedule…
              </Button>
            )}
          </Group>
        </Stack>
      </form>
    </Drawer>
  );
}
