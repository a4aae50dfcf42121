import { Button } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import type { Schemas } from "../../api/client";
import { Empty } from "../../parts/Empty";
import { ErrorPanel } from "../../parts/ErrorPanel";

interface TableTroubleProps {
  slug: string;
  table: string;
  /** Nothing where the pipeline has no such table. */
  entry: Schemas["TableEntry"] | undefined;
  action: ReactNode;
}

/** Why a table's rows cannot be seen, and what to do about it. */
export function TableTrouble({ slug, table, entry, action }: TableTroubleProps) {
  if (!entry)
    return (
      <Empty
        action={
          <Button renderRoot={(props) => <Link to="/p/$slug/data" params={{ slug }} {...props} />}>All tables</Button>
        }
      >{`${slug} has no table “${table}”. It may have been renamed or deleted.`}</Empty>
    );
  if (entry.state === "unpublished") return <Empty action={action}>This table has no rows yet. A run fills it from the sources.</Empty>;
  return (
    <>
      <ErrorPanel what="This table is damaged" error={new Error(entry.message ?? "Some of its files are missing. A run makes them again.")} />
      <div>{action}</div>
    </>
  );
}
