import { api } from "../api/server";
import { DropZone } from "../drop/DropZone";
import classes from "./HomePage.module.css";
import { TemplateButtons } from "./TemplateGallery";

interface FirstStepsProps {
  onFiles: (files: File[]) => void;
  onTemplate: (name: string) => void;
}

/** What a person sees who has no pipeline yet: where to drop files, and examples to look at. */
export function FirstSteps({ onFiles, onTemplate }: FirstStepsProps) {
  const templates = api.useQuery("get", "/api/templates", {}, { staleTime: Number.POSITIVE_INFINITY });
  return (
    <>
      <DropZone title="Drop a CSV file here" onFiles={onFiles}>
        A bank export, sensor readings, a list of sales: Karet finds out what is in it, and makes a table and a dashboard of it in under a minute.
      </DropZone>
      {templates.data && (
        <>
          <h2 className={classes.section}>Or look at an example first</h2>
          <TemplateButtons templates={templates.data.templates} onPress={onTemplate} />
        </>
      )}
    </>
  );
}
