import { FileButton, Button } from "@mantine/core";
import { getRouteApi } from "@tanstack/react-router";
import { Plus } from "lucide-react";
import { useCallback, useEffect, useState } from "react";
import { Page } from "../parts/Page";
import classes from "./DropPage.module.css";
import { DropZone } from "./DropZone";
import { Making } from "./Making";
import { TrayList } from "./TrayList";
import { WindowDrop } from "./WindowDrop";
import { Workplace } from "./Workplace";
import { ACCEPTED, sortFiles } from "./files";
import { takeHandedOver } from "./handover";
import { asAddress, idsIn } from "./search";
import type { Destination } from "./target/PlaceFields";
import { takenIds } from "./tray";
import type { Asked } from "./useMake";
import { useTray } from "./useTray";

const route = getRouteApi("/inside/drop");

/** From dropped files to a dashboard: they are taken in, looked at, shown as what they are, and made a pipeline of or added to one. */
export function DropPage() {
  const { made, job, dashboard } = route.useSearch();
  return made !== undefined && job !== undefined ? (
    <Page title="Making it">
      <Making slug={made} job={job} {...(dashboard !== undefined && { dashboard })} />
    </Page>
  ) : (
    <Dropping />
  );
}

function Dropping() {
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const [initial] = useState(() => idsIn(search.files));
  const tray = useTray(initial);
  const { items, recalling, add } = tray;
  const [refused, setRefused] = useState<string[]>([]);

  const take = useCallback(
    (files: readonly File[]) => {
      const sorted = sortFiles(files);
      setRefused([
        ...sorted.refused.map(({ why }) => why),
        ...sorted.archives.map(({ name }) => `${name} is an archive. Import it on the page of pipelines, or unpack it and drop the files.`),
      ]);
      add(sorted.data);
    },
    [add],
  );
  useEffect(() => {
    const files = takeHandedOver();
    if (files.length > 0) take(files);
  }, [take]);

  const address = asAddress(takenIds(items));
  useEffect(() => {
    if (!recalling) void navigate({ search: (before) => ({ ...before, files: address }), replace: true });
  }, [navigate, recalling, address]);

  const to: Destination = { pipeline: search.pipeline, source: search.source };
  const goTo = ({ pipeline, source }: Destination) => void navigate({ search: (before) => ({ ...before, pipeline, source }), replace: true });
  const land = ({ slug, job, dashboard }: Asked) => void navigate({ search: { made: slug, job, dashboard } });

  return (
    <Page
      title="Drop a CSV"
      about={items.length === 0 ? undefined : "Nothing is made until you say so. Uploaded files stay here for a day."}
      actions={
        items.length > 0 && (
          <FileButton onChange={take} accept={ACCEPTED} multiple>
            {(props) => (
              <Button {...props} variant="default" leftSection={<Plus size={14} aria-hidden />}>
                Add files
              </Button>
            )}
          </FileButton>
        )
      }
    >
      <WindowDrop words="Drop CSV files to look at them" onFiles={take} />
      {refused.length > 0 && (
        <ul className={classes.refused} role="alert">
          {refused.map((why) => (
            <li key={why}>{why}</li>
          ))}
        </ul>
      )}
      {items.length === 0 && !recalling && (
        <DropZone title="Drop CSV files here" onFiles={take}>
          .csv, .tsv, .txt or .csv.gz, of any size. Karet finds out how they are written and what is in them, and shows it before anything is made.
        </DropZone>
      )}
      {items.length > 0 && <TrayList tray={tray} />}
      {items.length > 0 && <Workplace items={items} to={to} onTo={goTo} onAsked={land} />}
    </Page>
  );
}
