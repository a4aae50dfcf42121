const READ = /\.csv(\.gz)?$/i;

/** Where a file stands below its source's folder. */
export function pathOf({ folder, name }: { folder: string; name: string }): string {
  return folder === "" ? name : `${folder}/${name}`;
}

/** A folder as the service wants it: no slashes around it, none doubled. */
export function cleanFolder(folder: string): string {
  return folder.split("/").map((part) => part.trim()).filter(Boolean).join("/");
}

/** Why a run leaves a file out, in words. */
export function whyLeftOut(name: string): string {
  if (name.startsWith("_") || name.startsWith(".")) return "Its name begins with _ or a dot";
  return READ.test(name) ? "Runs do not read it" : "Its name does not end in .csv or .csv.gz";
}

/** Why a file cannot be uploaded or called so; undefined when it can. */
export function nameFault(name: string): string | undefined {
  if (!READ.test(name)) return "The name has to end in .csv or .csv.gz.";
  if (/^[_.]/.test(name)) return "Runs skip files whose names begin with _ or a dot.";
  if (name.includes("/")) return "A name has no slash; folders have their own field.";
  return name.length > 200 ? `A name has at most 200 characters; this has ${name.length}.` : undefined;
}

/** The address of a file at the service, for what a browser downloads or a script uploads. */
export function fileAddress(slug: string, container: string, { folder, name }: { folder: string; name: string }): string {
  const path = `/api/p/${encodeURIComponent(slug)}/sources/${encodeURIComponent(container)}/files/${encodeURIComponent(name)}`;
  return folder === "" ? path : `${path}?${new URLSearchParams({ folder }).toString()}`;
}
