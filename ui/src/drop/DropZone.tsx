import { Button, FileButton } from "@mantine/core";
import { FileUp } from "lucide-react";
import type { ReactNode } from "react";
import { ACCEPTED } from "./files";
import classes from "./DropZone.module.css";

interface DropZoneProps {
  title: string;
  children: ReactNode;
  onFiles: (files: File[]) => void;
  /** Whether it stands beside other things and should be small. */
  compact?: boolean;
}

/** A place that says that files can be dropped, with a button for those who would rather choose. Dropping itself works anywhere on the page. */
export function DropZone({ title, children, onFiles, compact = false }: DropZoneProps) {
  return (
    <div className={compact ? classes.compact : classes.zone}>
      <FileUp size={compact ? 20 : 32} aria-hidden className={classes.icon} />
      <div className={classes.words}>
        <div className={classes.title}>{title}</div>
        <div className={classes.about}>{children}</div>
      </div>
      <FileButton onChange={onFiles} accept={ACCEPTED} multiple>
        {(props) => (
          <Button {...props} variant={compact ? "default" : "filled"}>
            Choose files
          </Button>
        )}
      </FileButton>
    </div>
  );
}
