import { Tabs } from "@mantine/core";
import { CatalogPanel } from "./CatalogPanel";
import type { CatalogTable } from "./catalog";
import type { Ran } from "./kept";
import { RanPanel } from "./RanPanel";
import { SavedPanel } from "./SavedPanel";
import classes from "./side.module.css";
import type { useSavedQueries } from "./useSavedQueries";

interface SidePanelProps {
  slug: string;
  tables: CatalogTable[];
  ran: Ran[];
  queries: ReturnType<typeof useSavedQueries>;
  onInsert: (text: string) => void;
  onChoose: (statement: string) => void;
  onClear: () => void;
  onRenamed: (from: string, to: string) => void;
  onDeleted: (name: string) => void;
}

/** What stands beside the statement: the catalog, saved queries, and what was run. */
export function SidePanel({ slug, tables, ran, queries, onInsert, onChoose, onClear, onRenamed, onDeleted }: SidePanelProps) {
  return (
    <Tabs defaultValue="tables" className={classes.tabs} classNames={{ tab: classes.tab ?? "" }} keepMounted={false}>
      <Tabs.List grow>
        <Tabs.Tab value="tables">Tables</Tabs.Tab>
        <Tabs.Tab value="saved">Saved</Tabs.Tab>
        <Tabs.Tab value="history">History</Tabs.Tab>
      </Tabs.List>
      <Tabs.Panel value="tables" className={classes.panel}>
        <CatalogPanel slug={slug} tables={tables} onInsert={onInsert} />
      </Tabs.Panel>
      <Tabs.Panel value="saved" className={classes.panel}>
        <SavedPanel slug={slug} queries={queries} onRenamed={onRenamed} onDeleted={onDeleted} />
      </Tabs.Panel>
      <Tabs.Panel value="history" className={classes.panel}>
        <RanPanel ran={ran} onChoose={onChoose} onClear={onClear} />
      </Tabs.Panel>
    </Tabs>
  );
}
