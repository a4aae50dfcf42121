import { CircleMinus, CirclePlus, PencilLine } from "lucide-react";
import type { Change, ChangeGroup } from "./changes";
import classes from "./History.module.css";

const KINDS = {
  added: { word: "Added", icon: CirclePlus },
  removed: { word: "Removed", icon: CircleMinus },
  changed: { word: "Changed", icon: PencilLine },
};

/** What is different, part by part: where, and what stood there before and stands there after. */
export function ChangeList({ groups }: { groups: ChangeGroup[] }) {
  return (
    <div className={classes.groups}>
      {groups.map(({ title, changes }) => (
        <section key={title} className={classes.group}>
          <h3 className={classes.groupTitle}>{title}</h3>
          <ul className={classes.changes}>
            {changes.map((change, at) => (
              <ChangeItem key={at} change={change} />
            ))}
          </ul>
        </section>
      ))}
    </div>
  );
}

function ChangeItem({ change: { place, kind, before, after } }: { change: Change }) {
  const { word, icon: Icon } = KINDS[kind];
  return (
    <li className={classes.change}>
      <div className={classes.what}>
        <span className={`${classes.kind} ${classes[kind]}`}>
          <Icon size={14} aria-hidden />
          {word}
        </span>
        {place !== "" && <span className={classes.place}>{place.charAt(0).toUpperCase() + place.slice(1)}</span>}
      </div>
      {before !== undefined && before !== "" && <Value className={classes.before ?? ""} sign="−" label="Before" text={before} />}
      {after !== undefined && after !== "" && <Value className={classes.after ?? ""} sign="+" label="After" text={after} />}
    </li>
  );
}

const isLong = (text: string) => text.length > 600 || text.split("\n").length > 10;

function Value({ className, sign, label, text }: { className: string; sign: string; label: string; text: string }) {
  // What scrolls must be reachable by the keyboard; what does not would only be in its way.
  const scrolling = isLong(text) ? { tabIndex: 0, role: "group", "aria-label": label } : {};
  return (
    <div className={`${classes.value} ${isLong(text) ? classes.long : ""} ${className}`} {...scrolling}>
      <span aria-hidden>{sign}</span>
      <span className="visually-hidden">{label}: </span>
      <span>{text}</span>
    </div>
  );
}
