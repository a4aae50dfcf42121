const LONGEST = 63;

/** What a name becomes as a pipeline's: lower case, and a dash for every character that is no letter of a to z, digit or dash. */
export function canonicalSlug(name: string): string {
  return name.trim().toLowerCase().replace(/[^a-z0-9-]/gu, "-").replace(/^-+|-+$/g, "");
}

/** Why a name cannot be a pipeline's; undefined when it can. */
export function slugFault(name: string, taken: ReadonlySet<string>): string | undefined {
  const slug = canonicalSlug(name);
  if (slug === "") return "A name needs a letter or a digit.";
  if (slug.length > LONGEST) return `A name has at most ${LONGEST} characters; this has ${slug.length}.`;
  return taken.has(slug) ? `There is a pipeline "${slug}" already.` : undefined;
}

/** A name like `wanted` that no pipeline has yet. */
export function freeSlug(wanted: string, taken: ReadonlySet<string>): string {
  const slug = canonicalSlug(wanted).slice(0, LONGEST - 4).replace(/-+$/, "") || "pipeline";
  if (!taken.has(slug)) return slug;
  for (let number = 2; ; number++) if (!taken.has(`${slug}-${number}`)) return `${slug}-${number}`;
}
