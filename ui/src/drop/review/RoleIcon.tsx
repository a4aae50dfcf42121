import { CalendarDays, CircleDashed, Coins, Fingerprint, Flag, Globe, Hash, MapPin, Tags, Type } from "lucide-react";
import type { Role } from "../drops";
import { roleWords } from "../words";

const ICONS: Record<Role, typeof Hash> = {
  identifier: Fingerprint,
  amount: Coins,
  measure: Hash,
  category: Tags,
  date: CalendarDays,
  text: Type,
  latitude: MapPin,
  longitude: MapPin,
  country: Globe,
  flag: Flag,
  empty: CircleDashed,
};

/** What a column is for, as an icon that says its word. */
export function RoleIcon({ role }: { role: Role }) {
  const Icon = ICONS[role];
  return (
    <span title={roleWords(role)} role="img" aria-label={roleWords(role)}>
      <Icon size={14} aria-hidden />
    </span>
  );
}
