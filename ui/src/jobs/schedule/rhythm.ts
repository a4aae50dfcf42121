/** When a pipeline runs by itself, as people say it. */
export interface Rhythm {
  kind: "none" | "hourly" | "daily" | "weekdays" | "weekly" | "monthly" | "custom";
  /** `06:00`; of an hourly rhythm only the minute counts. */
  time: string;
  /** 0 is Sunday. */
  weekday: number;
  /** Of the month. */
  day: number;
  /** The five fields of a custom rhythm. */
  cron: string;
}

/** What the editor begins with. */
export const USUAL: Rhythm = { kind: "none", time: "06:00", weekday: 1, day: 1, cron: "0 6 * * *" };

/** The days of the week, as the fifth field counts them. */
export const WEEKDAYS = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"];

function hourAndMinute(time: string): [number, number] {
  const [hour = "0", minute = "0"] = time.split(":");
  return [Number(hour), Number(minute)];
}

/** The rhythm as the five fields of a schedule; nothing for none. */
export function cronOf({ kind, time, weekday, day, cron }: Rhythm): string | undefined {
  const [hour, minute] = hourAndMinute(time);
  switch (kind) {
    case "none":
      return undefined;
    case "hourly":
      return `${minute} * * * *`;
    case "daily":
      return `${minute} ${hour} * * *`;
    case "weekdays":
      return `${minute} ${hour} * * 1-5`;
    case "weekly":
      return `${minute} ${hour} * * ${weekday}`;
    case "monthly":
      return `${minute} ${hour} ${day} * *`;
    case "custom":
      return cron.trim();
  }
}

const two = (value: string) => value.padStart(2, "0");

/** The rhythm that five fields stand for; a custom one when no other says the same. */
export function rhythmOf(cron: string | undefined): Rhythm {
  if (cron === undefined) return USUAL;
  const custom: Rhythm = { ...USUAL, kind: "custom", cron };
  const match = /^(\d{1,2}) (\d{1,2}|\*) (\d{1,2}|\*) \* (1-5|[0-7]|\*)$/.exec(cron.trim().replace(/\s+/g, " "));
  if (!match) return custom;
  const [, minute = "", hour = "", day = "", weekday = ""] = match;
  if (hour === "*") return day === "*" && weekday === "*" ? { ...custom, kind: "hourly", time: `00:${two(minute)}` } : custom;
  const timed = { ...custom, time: `${two(hour)}:${two(minute)}` };
  if (day !== "*") return weekday === "*" ? { ...timed, kind: "monthly", day: Number(day) } : custom;
  if (weekday === "*") return { ...timed, kind: "daily" };
  if (weekday === "1-5") return { ...timed, kind: "weekdays" };
  return { ...timed, kind: "weekly", weekday: Number(weekday) % 7 };
}

/** `Every day at 06:00`. */
export function describeRhythm({ kind, time, weekday, day, cron }: Rhythm): string {
  switch (kind) {
    case "none":
      return "No set times";
    case "hourly":
      return `Every hour at minute ${hourAndMinute(time)[1]}`;
    case "daily":
      return `Every day at ${time}`;
    case "weekdays":
      return `Monday to Friday at ${time}`;
    case "weekly":
      return `Every ${WEEKDAYS[weekday] ?? "week"} at ${time}`;
    case "monthly":
      return `On day ${day} of every month at ${time}`;
    case "custom":
      return `By ${cron}`;
  }
}
