import type { Schemas } from "../api/client";
import { formatCount } from "../parts/numbers";
import classes from "./NewPipeline.module.css";

type Template = Schemas["Template"];

function brings(template: Template): string {
  const parts: [number, string][] = [
    [template.sources.length, "source"],
    [template.tables.length, "table"],
    [template.dashboards.length, "dashboard"],
    [template.sampleFiles, "sample file"],
  ];
  const words = parts.filter(([count]) => count > 0).map(([count, thing]) => formatCount(count, thing));
  return words.length > 0 ? words.join(" · ") : "Nothing in it yet";
}

interface TemplateGalleryProps {
  templates: Template[];
  chosen: string;
  onChoose: (name: string) => void;
}

/** The templates as pictures, of which one is chosen. */
export function TemplateGallery({ templates, chosen, onChoose }: TemplateGalleryProps) {
  return (
    <div className={classes.gallery} role="radiogroup" aria-label="Template">
      {templates.map((template) => (
        <button
          key={template.name}
          type="button"
          role="radio"
          aria-checked={template.name === chosen}
          className={classes.template}
          onClick={() => onChoose(template.name)}
        >
          <img src={`/api/templates/${template.name}/preview`} alt="" width={640} height={360} />
          <span className={classes.words}>
            <span className={classes.title}>{template.title}</span>
            <span className={classes.about}>{template.description}</span>
            <span className={classes.brings}>{brings(template)}</span>
          </span>
        </button>
      ))}
    </div>
  );
}
