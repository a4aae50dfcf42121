import { Button } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { CalendarClock } from "lucide-react";
import { useNow } from "../useNow";
import { ScheduleEditor } from "./ScheduleEditor";
import { useSchedule } from "./useSchedule";
import { summary } from "./words";
import classes from "../jobs.module.css";

/** When a pipeline runs by itself, in one line, and the way to change it. */
export function ScheduleLine({ slug }: { slug: string }) {
  const { data, error, refetch } = useSchedule(slug);
  const again = () => void refetch();
  const [open, editor] = useDisclosure(false);
  const now = useNow(false);
  if (!data)
    return error ? (
      <Button variant="default" onClick={again}>
        Load the schedule again
      </Button>
    ) : null;
  return (
    <div className={classes.schedule}>
      <span className={classes.scheduleWords}>{summary(data, now)}</span>
      <Button variant="default" leftSection={<CalendarClock size={14} aria-hidden />} onClick={editor.open}>
        Change schedule
      </Button>
      {open && <ScheduleEditor slug={slug} schedule={data} onClose={editor.close} />}
    </div>
  );
}
