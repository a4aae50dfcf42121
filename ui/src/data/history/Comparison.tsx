import { Button, Tabs } from "@mantine/core";
import { RotateCcw } from "lucide-react";
import { JsonView } from "../../parts/editor/JsonView";
import { ErrorPanel } from "../../parts/ErrorPanel";
import { Loading } from "../../parts/Loading";
import { formatCount } from "../../parts/numbers";
import { ChangeList } from "./ChangeList";
import { countChanges } from "./changes";
import classes from "./History.module.css";
import { useChanges } from "./useChanges";

interface ComparisonProps {
  slug: string;
  from: number;
  to: number;
  newest: number;
  onRestore: (version: number) => void;
}

/** Two versions side by side: what changed, and each as it was saved. */
export function Comparison({ slug, from, to, newest, onRestore }: ComparisonProps) {
  const { groups, before, after, error, retry } = useChanges(slug, from, to);
  if (error) return <ErrorPanel what={`Versions ${from} and ${to} could not be compared`} error={error} onRetry={retry} />;
  return (
    <section className={classes.comparison} aria-label={`From version ${from} to version ${to}`}>
      <div className={classes.head}>
        <h2 className={classes.title}>
          From version {from} to {to}
          {groups && `: ${countChanges(groups) === 0 ? "nothing changed" : formatCount(countChanges(groups), "change")}`}
        </h2>
        <div className={classes.actions}>
          {[from, to]
            .filter((version) => version !== newest)
            .map((version) => (
              <Button
                key={version}
                variant="default"
                leftSection={<RotateCcw size={14} aria-hidden />}
                onClick={() => onRestore(version)}
              >
                Restore version {version}
              </Button>
            ))}
        </div>
      </div>
      {groups && before && after ? (
        <Tabs defaultValue="changes" classNames={{ tab: classes.tab ?? "" }} keepMounted={false}>
          <Tabs.List mb="lg">
            <Tabs.Tab value="changes">Changes</Tabs.Tab>
            <Tabs.Tab value="from">Version {from}</Tabs.Tab>
            <Tabs.Tab value="to">Version {to}</Tabs.Tab>
          </Tabs.List>
          <Tabs.Panel value="changes">
            {groups.length > 0 ? (
              <ChangeList groups={groups} />
            ) : (
              <p className={classes.quiet}>Both versions say the same.</p>
            )}
          </Tabs.Panel>
          <Tabs.Panel value="from">
            <JsonView value={before.config} label={`Version ${from} as JSON`} />
          </Tabs.Panel>
          <Tabs.Panel value="to">
            <JsonView value={after.config} label={`Version ${to} as JSON`} />
          </Tabs.Panel>
        </Tabs>
      ) : (
        <Loading label="Comparing" />
      )}
    </section>
  );
}
