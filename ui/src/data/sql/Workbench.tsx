import { Button, Drawer } from "@mantine/core";
import { useDisclosure, useMediaQuery } from "@mantine/hooks";
import { useNavigate } from "@tanstack/react-router";
import { PanelRight, Play } from "lucide-react";
import { Suspense, lazy, useMemo, useRef, useState } from "react";
import { Loading } from "../../parts/Loading";
import { type CatalogTable, firstStatement } from "./catalog";
import { type EditorHandle, statementToRun } from "./editing";
import { faultIn } from "./fault";
import { keepDraft } from "./kept";
import { OutcomePanel } from "./OutcomePanel";
import { Running } from "./Running";
import { SavingBar } from "./SavingBar";
import { SidePanel } from "./SidePanel";
import classes from "./Sql.module.css";
import { useDraft } from "./useDraft";
import { useRan } from "./useRan";
import { useSavedQueries } from "./useSavedQueries";
import { useSaving } from "./useSaving";
import { useStatement } from "./useStatement";

const Editor = lazy(async () => ({ default: (await import("./Editor")).Editor }));

interface WorkbenchProps {
  slug: string;
  tables: CatalogTable[];
  /** The saved query that is open. */
  open: { name: string; statement: string } | undefined;
}

/** The statement, what it answered, and what stands beside it. */
export function Workbench({ slug, tables, open }: WorkbenchProps) {
  const navigate = useNavigate();
  const editor = useRef<EditorHandle>(null);
  const narrow = useMediaQuery("(max-width: 1000px)");
  const [sideOpen, side] = useDisclosure(false);
  const [resets, setResets] = useState(0);
  const queries = useSavedQueries(slug);
  const draft = useDraft(slug, open?.name ?? "", open?.statement ?? firstStatement(tables));
  const { ran, note, clear } = useRan(slug);
  const { running, outcome, run, cancel } = useStatement(slug, note);

  const fault = useMemo(() => {
    if (outcome?.kind !== "failed") return undefined;
    const { text, begin } = outcome.statement;
    // Once the text differs, the place no longer means what it meant.
    return draft.text.slice(begin, begin + text.length) === text ? faultIn(draft.text, begin, outcome.failure) : undefined;
  }, [outcome, draft.text]);

  const start = () => {
    const statement = statementToRun(draft.text, editor.current?.selection() ?? { from: 0, to: 0 });
    if (statement) void run(statement);
  };
  const openQuery = (query: string | undefined) =>
    navigate({ to: "/p/$slug/data/sql", params: { slug }, search: query === undefined ? {} : { query } });
  const saved = (name: string) => {
    if (name === open?.name) return draft.discard();
    // What was written has its own name now, and need not be kept under the old one too.
    draft.discard();
    keepDraft(slug, name, null);
    void openQuery(name);
  };
  const saving = useSaving(slug, open, draft.text, queries, saved);

  const panel = (
    <SidePanel
      slug={slug}
      tables={tables}
      ran={ran}
      queries={queries}
      onInsert={(text) => {
        side.close();
        editor.current?.insert(text);
      }}
      onChoose={(text) => {
        side.close();
        editor.current?.replace(text);
      }}
      onClear={clear}
      onRenamed={(from, to) => from === open?.name && void openQuery(to)}
      onDeleted={(name) => name === open?.name && void openQuery(undefined)}
    />
  );

  return (
    <div className={classes.workbench}>
      <div className={classes.main}>
        <div className={classes.editor}>
          <Suspense fallback={<Loading label="Loading the editor" />}>
            <Editor
              key={`${slug}/${open?.name ?? ""}/${resets}`}
              ref={editor}
              initial={draft.text}
              tables={tables}
              fault={fault}
              onWrite={draft.write}
              onRun={start}
              onSave={saving.save}
            />
          </Suspense>
        </div>
        <div className={classes.bar}>
          {running ? (
            <Running since={running.since} onCancel={cancel} />
          ) : (
            <Button leftSection={<Play size={14} aria-hidden />} disabled={draft.text.trim() === ""} onClick={start}>
              Run <kbd className={classes.keys}>Ctrl ⏎</kbd>
            </Button>
          )}
          {narrow && (
            <Button variant="default" leftSection={<PanelRight size={14} aria-hidden />} onClick={side.open}>
              Tables and queries
            </Button>
          )}
          <SavingBar
            slug={slug}
            open={open?.name}
            changed={draft.changed}
            blank={draft.text.trim() === ""}
            names={queries.list.data?.queries.map(({ name }) => name) ?? []}
            saving={saving}
            onDiscard={() => {
              draft.discard();
              setResets((count) => count + 1);
            }}
          />
        </div>
        <OutcomePanel
          slug={slug}
          outcome={outcome}
          running={running !== undefined}
          onShowFault={fault && (() => editor.current?.select(fault.from, fault.to))}
        />
      </div>
      {narrow ? (
        <Drawer opened={sideOpen} onClose={side.close} position="right" size={320} title="Tables and queries" padding="md">
          {panel}
        </Drawer>
      ) : (
        <aside className={classes.side} aria-label="Tables and queries">
          {panel}
        </aside>
      )}
    </div>
  );
}
