import type { Schemas } from "../api/client";
import { formatCount } from "../parts/numbers";
import classes from "./TemplateGallery.module.css";

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

function Content({ template }: { template: Template }) {
  return (
    <>
      <img src={`/api/templates/${template.name}/preview`} alt="" width={640} height={360} />
      <span className={classes.words}>
        <span className={classes.title}>{template.title}</span>
        <span className={classes.about}>{template.description}</span>
        <span className={classes.brings}>{brings(template)}</span>
      </span>
    </>
  );
}

interface TemplateChoiceProps {
  templates: readonly Template[];
  chosen: string;
  onChoose: (name: string) => void;
}

/** The templates as pictures, of which one is chosen; the arrow keys go from one to the next. */
export function TemplateChoice({ templates, chosen, onChoose }: TemplateChoiceProps) {
  return (
    <div className={classes.gallery} role="radiogroup" aria-label="Template">
      {templates.map((template) => (
        <label key={template.name} className={classes.template}>
          <input
            type="radio"
            name="template"
            className="visually-hidden"
            value={template.name}
            checked={template.name === chosen}
            onChange={() => onChoose(template.name)}
          />
          <Content template={template} />
        </label>
      ))}
    </div>
  );
}

/** The templates as pictures; pressing one begins a pipeline of it. */
export function TemplateButtons({ templates, onPress }: { templates: readonly Template[]; onPress: (name: string) => void }) {
  return (
    <div className={classes.gallery}>
      {templates.map((template) => (
        <button key={template.name} type="button" className={classes.template} onClick={() => onPress(template.name)}>
          <Content template={template} />
        </button>
      ))}
    </div>
  );
}
