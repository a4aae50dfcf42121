import type { Schemas } from "../../api/client";
import { describeRhythm, rhythmOf } from "./rhythm";

/** A time as it reads in `zone`: `Thu, 26 Nov, 06:00`. */
export function timeIn(zone: string, time: Date): string {
  return new Intl.DateTimeFormat("en-GB", {
    weekday: "short", day: "numeric", month: "short", hour: "2-digit", minute: "2-digit", timeZone: zone,
  }).format(time);
}

function dayIn(zone: string, time: Date): string {
  return new Intl.DateTimeFormat("en-CA", { dateStyle: "short", timeZone: zone }).format(time);
}

/** A time to come as it reads in `zone`, by today and tomorrow where it can: `tomorrow 06:00`. */
export function soonIn(zone: string, time: Date, now: Date): string {
  const clock = new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit", timeZone: zone }).format(time);
  if (dayIn(zone, time) === dayIn(zone, now)) return `today ${clock}`;
  if (dayIn(zone, time) === dayIn(zone, new Date(now.getTime() + 86_400_000))) return `tomorrow ${clock}`;
  return timeIn(zone, time);
}

/** A schedule in one line: `Every day at 06:00 Europe/Berlin · next tomorrow 06:00 · uploads start a run`. */
export function summary(schedule: Schemas["ShownSchedule"], now: Date): string {
  const uploads = schedule.auto_run ? "uploads start a run" : "uploads start no run";
  if (schedule.cron === undefined) return `No set times · ${uploads}`;
  const times = `${describeRhythm(rhythmOf(schedule.cron))} ${schedule.zone}`;
  const [first] = schedule.next;
  const next = !schedule.enabled ? "switched off" : first === undefined ? "no time to come" : `next ${soonIn(schedule.zone, new Date(first), now)}`;
  return `${times} · ${next} · ${uploads}`;
}

/** Every time zone that this browser knows, its own first. */
export function zones(): string[] {
  const own = ownZone();
  return [...new Set([own, "UTC", ...Intl.supportedValuesOf("timeZone")])];
}

/** The time zone of this browser. */
export function ownZone(): string {
  return Intl.DateTimeFormat().resolvedOptions().timeZone || "UTC";
}
