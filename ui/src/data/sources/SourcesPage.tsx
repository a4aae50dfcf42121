import { notifications } from "@mantine/notifications";
import { Link, getRouteApi } from "@tanstack/react-router";
import { Database } from "lucide-react";
import { useState } from "react";
import { api } from "../../api/server";
import { WindowDrop } from "../../drop/WindowDrop";
import { sortFiles } from "../../drop/files";
import { Empty } from "../../parts/Empty";
import { ErrorPanel } from "../../parts/ErrorPanel";
import { Loading } from "../../parts/Loading";
import { Page } from "../../parts/Page";
import { AfterUpload } from "./AfterUpload";
import { FilesPanel } from "./FilesPanel";
import { LeaveQuestion } from "./LeaveQuestion";
import { SourceList } from "./SourceList";
import classes from "./Sources.module.css";
import { UploadList } from "./UploadList";
import { cleanFolder } from "./paths";
import { isBusy } from "./uploads";
import { useUploads } from "./useUploads";

const route = getRouteApi("/inside/p/$slug/data/sources");

/** The sources of a pipeline, and the files of the one that is shown. */
export function SourcesPage() {
  const { slug } = route.useParams();
  const { source: wanted, prefix = "" } = route.useSearch();
  const query = api.useQuery("get", "/api/p/{slug}/sources", { params: { path: { slug } } });
  const { uploads, add, stop, again, clear } = useUploads(slug);
  const [folder, setFolder] = useState("");
  const sources = query.data?.sources;
  const shown = sources?.find(({ id }) => id === wanted) ?? sources?.[0];

  const take = (files: File[]) => {
    const { data, archives, refused } = sortFiles(files);
    const reasons = [...refused.map(({ why }) => why), ...archives.map(({ name }) => `${name} is a .zip. Unpack it and drop the CSV files.`)];
    for (const message of reasons) notifications.show({ message, color: "warning", autoClose: false });
    if (shown && data.length > 0) add(data, shown.id, cleanFolder(folder));
  };

  return (
    <Page title="Sources" of={slug} about="Folders of CSV files that runs read">
      {query.isPending && <Loading />}
      {query.isError && !sources && (
        <ErrorPanel what="The sources could not be loaded" error={query.error} onRetry={() => void query.refetch()} />
      )}
      {sources?.length === 0 && (
        <Empty
          icon={<Database size={32} aria-hidden />}
          action={
            <Link to="/drop" search={{ pipeline: slug }} className={classes.link}>
              Drop a CSV
            </Link>
          }
        >
          This pipeline has no sources yet. Drop a CSV and one is made for it.
        </Empty>
      )}
      {shown && sources && (
        <>
          <WindowDrop words={`Drop files to add them to ${shown.name}`} onFiles={take} />
          <LeaveQuestion isBusy={isBusy(uploads)} />
          <div className={classes.layout}>
            <SourceList slug={slug} sources={sources} shown={shown.id} />
            <div className={classes.panel}>
              {uploads.length > 0 && <UploadList uploads={uploads} onStop={stop} onAgain={again} onClear={clear} />}
              {!isBusy(uploads) && uploads.some(({ state }) => state === "done") && <AfterUpload slug={slug} />}
              <FilesPanel
                key={shown.id}
                slug={slug}
                source={shown}
                sources={sources}
                prefix={prefix}
                folder={folder}
                onFolder={setFolder}
                onFiles={take}
              />
            </div>
          </div>
        </>
      )}
    </Page>
  );
}
