import { useEffect, useState } from "react";

/** The time, told anew every second while `ticks`. */
export function useNow(ticks: boolean): Date {
  const [now, setNow] = useState(() => new Date());
  useEffect(() => {
    if (!ticks) return;
    const timer = setInterval(() => setNow(new Date()), 1000);
    return () => clearInterval(timer);
  }, [ticks]);
  return now;
}
