import { useDocumentTitle } from "@mantine/hooks";
import type { ReactNode } from "react";
import classes from "./Page.module.css";

interface PageProps {
  title: string;
  /** What the browser's tab says besides; the pipeline's name, say. */
  of?: string;
  /** A link to the page that lists this one among others; it stands above the title. */
  under?: ReactNode;
  /** One line below the title. */
  about?: ReactNode;
  /** Buttons at the title's right. */
  actions?: ReactNode;
  /** Whether the content takes the whole window, without a frame of its own. */
  full?: boolean;
  children: ReactNode;
}

/** A page with its title, its actions and its content. */
export function Page({ title, of, under, about, actions, full = false, children }: PageProps) {
  useDocumentTitle([title, of, "Karet"].filter(Boolean).join(" · "));
  return (
    <div className={full ? classes.full : classes.page}>
      <div className={classes.head}>
        <div className={classes.words}>
          {under && <div className={classes.under}>{under}</div>}
          <h1 className={classes.title}>{title}</h1>
          {about && <div className={classes.about}>{about}</div>}
        </div>
        {actions && <div className={classes.actions}>{actions}</div>}
      </div>
      {children}
    </div>
  );
}
